"""Finds rulings and pictures on a page image, by morphology on a small grey copy."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from function.document.pages import Box
from function.reading.layout.fragments import Fragment, Level, measure_level
from function.reading.layout.ruling import Ruling, scale_rulings

Grey = NDArray[np.uint8]

# Everything is measured on a copy in which the usual line of text is this many pixels high.
TEXT_HEIGHT = 16
MAX_SIDE = 2000
# Rulings, in line heights: minimum length of horizontal ones (no letter has a stroke that long) and of
# vertical ones, and maximum thickness.
MIN_ACROSS = 3.0
MIN_DOWN = 1.3
MAX_THICKNESS = 0.4
# Largest remaining slope of a levelled line.
MAX_SLANT = 0.02
# How much darker than its surroundings ink is, out of 255.
CONTRAST = 12
# In this middle share of a line's height, dark runs are letters and not rulings.
LETTERS = 0.6
MIN_FIGURE_SIDE = 4.0
# Pictures, as shares: how much of the page it covers, how dark it is compared to the paper, how much of its
# box it fills, and how much of it may be text (with more it is a coloured box).
MIN_FIGURE_AREA = 0.01
MAX_FIGURE_AREA = 0.8
DARKER = 0.85
MIN_FILLED = 0.5
MAX_TEXT = 0.12


@dataclass(frozen=True, slots=True)
class ScanDrawings:
    """`rulings` and `figures` (boxes of pictures), in the unit of the fragments."""

    rulings: tuple[Ruling, ...]
    figures: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class _Copy:
    """The small grey copy, straightened from `level`; `factor` is its pixels per unit of the fragments."""

    grey: Grey
    factor: float
    level: Level


def find_drawings(pixels: NDArray[np.uint8], fragments: Sequence[Fragment], scale: float) -> ScanDrawings:
    """Find rulings and pictures on an upright page of shape (height, width, 3), BGR.

    `fragments` are its text, not levelled, in a unit of which one pixel has `scale`. Without fragments there
    is no measure, and nothing is found. Takes about 20 ms per page.
    """
    lying = [piece for piece in fragments if not piece.aside]
    if not lying:
        return ScanDrawings((), ())
    unit = median(piece.size for piece in lying) / scale
    shrink = min(1.0, TEXT_HEIGHT / max(unit, 1.0), MAX_SIDE / max(pixels.shape[:2]))
    full = cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY)
    small = cv2.resize(full, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
    level = Level(measure_level(lying).slope)
    grey = _straighten(np.asarray(small, np.uint8), level.slope)
    copy = _Copy(grey, shrink / scale, level)
    text = [_place(piece, copy) for piece in lying]
    height = unit * shrink
    found = _find_rulings(grey, text, height)
    return ScanDrawings(
        rulings=scale_rulings((_tilt(ruling, level) for ruling in found), 1 / copy.factor),
        figures=tuple(
            (x0 / copy.factor, y0 / copy.factor, x1 / copy.factor, y1 / copy.factor)
            for x0, y0, x1, y1 in (_tilt_box(box, level) for box in _find_figures(grey, text, height))
        ),
    )


def _straighten(grey: Grey, slope: float) -> Grey:
    if abs(slope) < 0.001:
        return grey
    turn = np.array([[1, slope, 0], [-slope, 1, 0]], np.float32)
    height, width = grey.shape
    return np.asarray(
        cv2.warpAffine(grey, turn, (width, height), borderMode=cv2.BORDER_REPLICATE), dtype=np.uint8
    )


def _place(piece: Fragment, copy: _Copy) -> Box:
    """Return the box of the fragment on the straightened copy."""
    x, y = copy.level.straighten(piece.centre * copy.factor, piece.middle * copy.factor)
    half_width, half_height = piece.width * copy.factor / 2, piece.size * copy.factor / 2
    return x - half_width, y - half_height, x + half_width, y + half_height


def _tilt(ruling: Ruling, level: Level) -> Ruling:
    """Return the ruling on the copy before it was straightened."""
    return Ruling(*level.tilt(ruling.x0, ruling.y0), *level.tilt(ruling.x1, ruling.y1))


def _tilt_box(box: Box, level: Level) -> Box:
    """Return a box of the same size, moved to where its centre was before straightening."""
    x, y = level.tilt((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
    half_width, half_height = (box[2] - box[0]) / 2, (box[3] - box[1]) / 2
    return x - half_width, y - half_height, x + half_width, y + half_height


def _find_rulings(grey: Grey, text: Sequence[Box], height: float) -> Iterator[Ruling]:
    thickness = 2 * round(MAX_THICKNESS * height / 2) + 1
    across = _thin(grey, (thickness, 1))
    for x0, y0, x1, y1 in text:
        inset = (y1 - y0) * (1 - LETTERS) / 2
        across[
            max(0, round(y0 + inset)) : max(0, round(y1 - inset)), max(0, round(x0)) : max(0, round(x1))
        ] = 0
    yield from _runs(across, round(MIN_ACROSS * height), thickness, horizontal=True)
    yield from _runs(_thin(grey, (1, thickness)), round(MIN_DOWN * height), thickness, horizontal=False)


def _thin(grey: Grey, shape: tuple[int, int]) -> Any:
    """Mark dark areas thinner than `shape`; the edges of bars and shadows are not marked."""
    surroundings = cv2.morphologyEx(grey, cv2.MORPH_CLOSE, np.ones(shape, np.uint8))
    return cv2.threshold(cv2.subtract(surroundings, grey), CONTRAST, 255, cv2.THRESH_BINARY)[1]


def _runs(ink: Any, length: int, thickness: int, *, horizontal: bool) -> Iterator[Ruling]:
    """Yield dark runs of at least `length`."""
    # The remaining slant must not break a thin line into steps.
    thicker = cv2.dilate(ink, np.ones((3, 1) if horizontal else (1, 3), np.uint8))
    shape = (1, length) if horizontal else (length, 1)
    opened = cv2.morphologyEx(thicker, cv2.MORPH_OPEN, np.ones(shape, np.uint8))
    for x, y, width, depth in _boxes(opened):
        run, rise = (width, depth) if horizontal else (depth, width)
        if rise - 2 <= thickness + MAX_SLANT * run:
            part = opened[y : y + depth, x : x + width]
            yield _horizontal_ruling(part, x, y) if horizontal else _vertical_ruling(part, x, y)


def _boxes(ink: Any) -> list[tuple[int, int, int, int]]:
    """Return left, top, width and depth of connected ink, from the top and from the left.

    There is little of it, so its outlines are found in a tenth of the time that labels take.
    """
    contours, nested = cv2.findContours(ink, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    if not contours:
        return []
    # An outline begins at the first of its pixels; an inner one is the edge of a hole.
    outer = [contour for contour, (*_, around) in zip(contours, nested[0], strict=True) if around < 0]
    outer.sort(key=lambda contour: (contour[0, 0, 1], contour[0, 0, 0]))
    return [cv2.boundingRect(contour) for contour in outer]


def _horizontal_ruling(part: Any, x: int, y: int) -> Ruling:
    """Return a horizontal ruling through the middles of both ends of a run whose corner is at (x, y)."""
    return Ruling(x, y + _middle(part[:, :3]), x + part.shape[1], y + _middle(part[:, -3:]))


def _vertical_ruling(part: Any, x: int, y: int) -> Ruling:
    return Ruling(x + _middle(part.T[:, :3]), y, x + _middle(part.T[:, -3:]), y + part.shape[0])


def _middle(end: Any) -> float:
    places = np.flatnonzero(end.any(axis=1))
    return float(places.mean()) + 0.5 if len(places) else end.shape[0] / 2


def _find_figures(grey: Grey, text: Sequence[Box], height: float) -> Iterator[Box]:
    """Yield boxes of large dark areas away from the edge of the image and with hardly any text on them."""
    shrink = 4.0 / height
    small = cv2.resize(grey, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
    rows, columns = small.shape
    wide = max(3, min(rows, columns) // 8)
    paper = cv2.blur(cv2.dilate(small, np.ones((wide, wide), np.uint8)), (wide, wide))
    paper = np.maximum(paper, np.percentile(small, 75))
    dark = (small < DARKER * paper).astype(np.uint8)
    letters = np.zeros_like(dark)
    for x0, y0, x1, y1 in text:
        letters[
            max(0, round(y0 * shrink)) : max(0, round(y1 * shrink)),
            max(0, round(x0 * shrink)) : max(0, round(x1 * shrink)),
        ] = 1
    dark[letters > 0] = 0
    dark = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    dark = cv2.morphologyEx(dark, cv2.MORPH_CLOSE, np.ones((7, 7), np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
    for label, (x, y, width, depth, area) in enumerate(stats[1:].tolist(), start=1):
        at_edge = x == 0 or y == 0 or x + width == columns or y + depth == rows
        large = MIN_FIGURE_AREA < width * depth / (rows * columns) < MAX_FIGURE_AREA
        if (
            at_edge
            or not large
            or min(width, depth) < MIN_FIGURE_SIDE * 4
            or area < MIN_FILLED * width * depth
        ):
            continue
        place = (slice(y, y + depth), slice(x, x + width))
        if letters[place].mean() <= MAX_TEXT and (labels[place] == label).mean() >= MIN_FILLED:
            yield x / shrink, y / shrink, (x + width) / shrink, (y + depth) / shrink
