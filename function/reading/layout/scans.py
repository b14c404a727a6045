"""Ruling lines and pictures on the image of a page, by morphology on a small grey copy of it."""

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
# A ruling in heights of a line: its least length across (no letter has a stroke so long) and down, its thickness.
MIN_ACROSS = 3.0
MIN_DOWN = 1.3
MAX_THICKNESS = 0.4
# How much a levelled line may still rise.
MAX_SLANT = 0.02
# How much darker than its surroundings ink is, of 255.
CONTRAST = 12
# The share of a line's height, around its middle, in which dark runs are letters and not rulings.
LETTERS = 0.6
MIN_FIGURE_SIDE = 4.0
# A picture in shares: how much of the page it takes, how dark it is against the paper, how much of its box it fills,
# and how much text may stand on it (more makes it a coloured box).
MIN_FIGURE_AREA = 0.01
MAX_FIGURE_AREA = 0.8
DARKER = 0.85
MIN_FILLED = 0.5
MAX_TEXT = 0.12


@dataclass(frozen=True, slots=True)
class ScanDrawings:
    """`rulings` and `figures` (boxes of pictures), in the unit of the fragments beside them."""

    rulings: tuple[Ruling, ...]
    figures: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class _Copy:
    """The small grey copy, made straight; `factor` pixels of it make one unit of the fragments. `level` is how it lay."""

    grey: Grey
    factor: float
    level: Level


def find_drawings(pixels: NDArray[np.uint8], fragments: Sequence[Fragment], scale: float) -> ScanDrawings:
    """What is drawn on an upright page of shape (height, width, 3), BGR.

    `fragments` stand on it, not levelled, in a unit of which a pixel has `scale`; without any there is no measure,
    and nothing is found. Some 20 ms a page.
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
    """Where the fragment stands on the level copy."""
    x, y = copy.level.straighten(piece.centre * copy.factor, piece.middle * copy.factor)
    half_width, half_height = piece.width * copy.factor / 2, piece.size * copy.factor / 2
    return x - half_width, y - half_height, x + half_width, y + half_height


def _tilt(ruling: Ruling, level: Level) -> Ruling:
    """The ruling on the copy as it lay."""
    return Ruling(*level.tilt(ruling.x0, ruling.y0), *level.tilt(ruling.x1, ruling.y1))


def _tilt_box(box: Box, level: Level) -> Box:
    """A box of the same size around the middle as it lay."""
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
    """Where something dark is thinner than `shape`; the edge of a bar or a shadow is not."""
    surroundings = cv2.morphologyEx(grey, cv2.MORPH_CLOSE, np.ones(shape, np.uint8))
    return cv2.threshold(cv2.subtract(surroundings, grey), CONTRAST, 255, cv2.THRESH_BINARY)[1]


def _runs(ink: Any, length: int, thickness: int, *, horizontal: bool) -> Iterator[Ruling]:
    """Dark runs of at least `length`."""
    # What is left of a slant must not break a thin line into steps.
    thicker = cv2.dilate(ink, np.ones((3, 1) if horizontal else (1, 3), np.uint8))
    shape = (1, length) if horizontal else (length, 1)
    opened = cv2.morphologyEx(thicker, cv2.MORPH_OPEN, np.ones(shape, np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(opened, connectivity=8)
    for x, y, width, depth, _ in stats[1:].tolist():
        run, rise = (width, depth) if horizontal else (depth, width)
        if rise - 2 <= thickness + MAX_SLANT * run:
            part = opened[y : y + depth, x : x + width]
            yield _lie(part, x, y) if horizontal else _stand(part, x, y)


def _lie(part: Any, x: int, y: int) -> Ruling:
    """A horizontal ruling through the middles of the two ends of a run whose corner is at (x, y)."""
    return Ruling(x, y + _middle(part[:, :3]), x + part.shape[1], y + _middle(part[:, -3:]))


def _stand(part: Any, x: int, y: int) -> Ruling:
    return Ruling(x + _middle(part.T[:, :3]), y, x + _middle(part.T[:, -3:]), y + part.shape[0])


def _middle(end: Any) -> float:
    places = np.flatnonzero(end.any(axis=1))
    return float(places.mean()) + 0.5 if len(places) else end.shape[0] / 2


def _find_figures(grey: Grey, text: Sequence[Box], height: float) -> Iterator[Box]:
    """Large dark patches away from the edge of the image, with next to no text on them."""
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
