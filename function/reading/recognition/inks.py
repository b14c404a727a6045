"""Takes apart black print and the coloured ink over it, as of stamps and signatures.

Ink lies over ink: each takes away its share of the light, so their densities (the logarithms of those shares) add up.
Black takes as much of each colour, which tells how much of a pixel's density is print.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from function.reading.recognition.shrinking import shrink
from function.reading.recognition.strips import Pixels

Mask = NDArray[np.uint8]
# For each step of hue, whether ink over print has it.
Hues = NDArray[np.bool_]
# x0, y0, x1, y1 in pixels.
Place = tuple[int, int, int, int]

# Every so many pixels are looked at first, and then a copy whose long side is about this.
GLANCE, FEW = 6, 8
LOOKED_AT = 800
# Ink is coloured when its lightest and darkest colour differ by this many of 255 levels, and by this share of its
# density: the fringes that scanners leave around black print do not.
COLOURED, SHARE = 30, 0.3
# Print is darker than this in all colours, and its spread a smaller share of its density; dark blue print is not.
DARK, BLACK = 130, 0.12
# Strokes lie on paper that is lighter than this and has no colour; pictures, coloured grounds and tables do not.
PAPER = 150
# Sizes in shares of the copy's long side, 297 mm on an A4 page: strokes are thinner than the first, straight ones longer
# than the second are rulings, and those closer than the third are one stamp.
GROUND, RULING, APART = 0.012, 0.06, 0.014
# So many pixels of print touch the strokes of a stamp that lies over print. Where there is one, fewer do for the others:
# of the words printed in advance all over a card slip, half touch little of its thin print.
TOUCHING, FEWER_TOUCHING = 12, 3
# A stamp's frame reaches this far around its words, in their length.
FRAMED = 0.4
# So many pixels are taken apart at once, which takes 100 MB.
AT_ONCE = 1_000_000
# The most stamps on a page, and how far around each is looked at, in pixels of the copy.
MOST, MARGIN = 50, 2
# Hues are told apart in so many steps; a step with fewer pixels is not an ink, if others have more.
HUES, FEWEST = 12, 200
# The ink over print has the hues of this share of a stamp's strokes, and those next to them. Thin black print photographed
# in warm light is brown at its edges, and no ink over itself.
COMMON = 0.1
# The paper is looked up on a copy smaller by this.
EVEN = 4
# Less density than this under the ink is its own unevenness.
TRACE = 0.15
# On the page itself, coloured pixels reach this far around where their colour shows: it is coarser than the light in
# a JPEG.
REACH = 2


@dataclass(frozen=True, slots=True)
class Inks:
    """A page, (height, width, 3) BGR, taken apart: `print` without the ink over it, and that ink `over` it on white.

    `places` are the boxes of the stamps; outside them `print` is the page.
    """

    print: Pixels
    over: Pixels
    places: tuple[Place, ...]


def part_inks(pixels: Pixels) -> Inks | None:
    """Take print apart from coloured ink over it; None if there is none."""
    glance = cv2.resize(pixels, None, fx=1 / GLANCE, fy=1 / GLANCE, interpolation=cv2.INTER_NEAREST)
    if not _is_coloured(glance):
        return None
    factor = 1 / max(1, round(max(pixels.shape[:2]) / LOOKED_AT))
    small = shrink(pixels, factor)
    white = _white(small)
    places, hues = _find_places(np.asarray(small), white)
    if not places:
        return None
    printed, over = pixels.copy(), np.full_like(pixels, 255)
    found = []
    thick = round(GROUND * max(pixels.shape[:2]))
    for place in places:
        x0, y0, x1, y1 = (round(value / factor) for value in place)
        rows = max(1, AT_ONCE // max(1, x1 - x0))
        for top in range(y0, y1, rows):
            part = (slice(top, min(top + rows, y1)), slice(x0, x1))
            printed[part], over[part] = _part(pixels[part], thick, hues)
        found.append((x0, y0, x1, y1))
    return Inks(printed, over, tuple(found))


def _is_coloured(sample: Any) -> bool:
    """Whether the sample has any colour but that of its paper; most scans are grey."""
    most, least = _extremes(sample)
    counts = np.bincount(cv2.subtract(most, least).ravel(), minlength=256)
    median = int(np.searchsorted(np.cumsum(counts), counts.sum() / 2))
    return bool(counts[median + COLOURED // 2 + 1 :].sum() > FEW)


def _extremes(pixels: Any) -> tuple[Any, Any]:
    """Return the greatest and the least of the three colours at each pixel."""
    blue, green, red = cv2.split(pixels)
    return cv2.max(cv2.max(blue, green), red), cv2.min(cv2.min(blue, green), red)


def _white(small: Any) -> NDArray[np.float32]:
    """Return the colour of the paper: the usual one of the lighter half."""
    return np.asarray(np.percentile(small.reshape(-1, 3)[::7], 75, axis=0), np.float32).clip(64)


def _find_places(small: Pixels, white: NDArray[np.float32]) -> tuple[list[Place], Hues]:
    """Return the boxes of coloured strokes that touch print, and their hues."""
    hues = np.zeros(HUES, bool)
    lightened = np.clip(np.arange(256)[:, None] * (255 / white), 0, 255).astype(np.uint8)
    light = cv2.LUT(small, lightened[None])
    most, least = _extremes(light)
    spread = cv2.subtract(most, least)
    coloured = (spread > COLOURED) & (spread > cv2.LUT(least, _of_density(SHARE)))
    if np.count_nonzero(coloured) < TOUCHING:
        return [], hues
    side = max(small.shape)
    around = np.ones((max(3, round(GROUND * side)),) * 2, np.uint8)
    paper = cv2.morphologyEx(least, cv2.MORPH_CLOSE, around)
    tinted = cv2.subtract(cv2.morphologyEx(most, cv2.MORPH_CLOSE, around), paper)
    coloured = np.asarray(coloured & (paper > PAPER) & (tinted < COLOURED), np.uint8)
    strokes = _without_rulings(coloured, max(5, round(RULING * side)))
    if cv2.countNonZero(strokes) < TOUCHING:
        return [], hues
    dark = np.asarray((most < DARK) & (spread <= cv2.LUT(least, _of_density(BLACK))), np.uint8)
    touching = cv2.bitwise_and(cv2.dilate(strokes, np.ones((3, 3), np.uint8)), dark)
    apart = np.ones((max(3, round(APART * side)),) * 2, np.uint8)
    joined = cv2.dilate(cv2.morphologyEx(strokes, cv2.MORPH_CLOSE, apart), np.ones((3, 3), np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(joined)
    touched = np.bincount(labels[touching > 0], minlength=len(stats))
    touched[0] = 0
    if touched.max() < TOUCHING:
        return [], hues
    over = touched >= FEWER_TOUCHING
    inked = (strokes > 0) & over[labels]
    hues = _common_hues(light[inked], labels[inked])
    boxes = [stats[label, :4].tolist() for label in np.flatnonzero(over)[:MOST]]
    return _merge([_frame(box, coloured) for box in boxes]), hues


def _common_hues(strokes: Pixels, labels: NDArray[np.int32]) -> Hues:
    """Return the hues of the strokes of stamps; `strokes` are pixels on white paper, (pixels, 3), each with its stamp."""
    steps = _hue(-np.log(np.maximum(strokes, 1) / 255, dtype=np.float32))
    counts = np.bincount(labels * HUES + steps, minlength=(labels.max() + 1) * HUES).reshape(-1, HUES)
    shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    common = (shares >= COMMON).any(axis=0)
    return np.asarray(common | np.roll(common, 1) | np.roll(common, -1))


def _of_density(share: float) -> Any:
    """Return that share of the density of each of the 256 levels of light, rounded down."""
    return (share * (255 - np.arange(256))).astype(np.uint8)


def _frame(box: Sequence[int], coloured: Mask) -> Place:
    """Return the box with a margin, and with the frame around it: coloured ink that goes on from it, but not far."""
    x, y, width, height = box
    reach = round(FRAMED * max(width, height)) + MARGIN
    x0, y0, x1, y1 = _within((x - reach, y - reach, x + width + reach, y + height + reach), coloured.shape)
    around = cv2.morphologyEx(coloured[y0:y1, x0:x1], cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(around)
    inside = labels[y - y0 : y - y0 + height, x - x0 : x - x0 + width]
    lefts, tops, rights, bottoms = [x], [y], [x + width], [y + height]
    for left, top, w, h, _ in stats[np.unique(inside[inside > 0])].tolist():
        if left > 0 and top > 0 and left + w < x1 - x0 and top + h < y1 - y0:
            lefts.append(x0 + left)
            tops.append(y0 + top)
            rights.append(x0 + left + w)
            bottoms.append(y0 + top + h)
    return _within(
        (min(lefts) - MARGIN, min(tops) - MARGIN, max(rights) + MARGIN, max(bottoms) + MARGIN), coloured.shape
    )


def _within(box: Place, shape: tuple[int, ...]) -> Place:
    return max(0, box[0]), max(0, box[1]), min(shape[1], box[2]), min(shape[0], box[3])


def _merge(places: Sequence[Place]) -> list[Place]:
    """Return boxes that do not overlap around the places."""
    merged: list[Place] = []
    waiting = list(places)
    while waiting:
        x0, y0, x1, y1 = waiting.pop()
        met = [box for box in merged if x0 < box[2] and box[0] < x1 and y0 < box[3] and box[1] < y1]
        if met:
            merged = [box for box in merged if box not in met]
            lefts, tops, rights, bottoms = zip((x0, y0, x1, y1), *met, strict=True)
            waiting.append((min(lefts), min(tops), max(rights), max(bottoms)))
        else:
            merged.append((x0, y0, x1, y1))
    return sorted(merged, key=lambda box: (box[1], box[0]))


def _without_rulings(coloured: Mask, length: int) -> Mask:
    rest = coloured.copy()
    for shape in ((1, length), (length, 1)):
        found = cv2.morphologyEx(coloured, cv2.MORPH_OPEN, np.ones(shape, np.uint8))
        rest[cv2.dilate(found, np.ones((3, 3), np.uint8)) > 0] = 0
    return rest


def _part(pixels: Pixels, thick: int, hues: Hues) -> tuple[Pixels, Pixels]:
    """Return the print and the coloured ink of a part of the page, each on white or its paper.

    Strokes are thinner than `thick`, in pixels, and of one of the `hues`.
    """
    paper = _paper(pixels, thick)
    shares = np.clip(pixels / np.maximum(paper, 1.0), 1 / 255, 1.0)
    density = -np.log(shares, dtype=np.float32)
    most, least = density.max(axis=2), density.min(axis=2)
    spread = 255 * (shares.max(axis=2) - shares.min(axis=2))
    coloured = (spread > COLOURED) & (most - least > SHARE * most) & hues[_hue(density)]
    if not coloured.any():
        return pixels, np.full_like(pixels, 255)
    around = cv2.dilate(coloured.astype(np.uint8), np.ones((2 * REACH + 1,) * 2, np.uint8)) > 0
    own, black = _solve(density, _inks(density, coloured))
    black[black < TRACE] = 0
    printed, over = pixels.copy(), np.full_like(pixels, 255)
    printed[around] = (np.exp(-black)[:, :, None] * paper)[around].astype(np.uint8)
    over[around] = (np.exp(-own[around])[:, None] * 255).astype(np.uint8)
    return printed, over


def _paper(pixels: Pixels, thick: int) -> NDArray[np.float32]:
    """Return the paper under strokes thinner than `thick`, from a copy that is even where the paper is grainy."""
    height, width = pixels.shape[:2]
    small = cv2.resize(pixels, (max(1, width // EVEN), max(1, height // EVEN)), interpolation=cv2.INTER_AREA)
    around = np.ones((max(3, thick // EVEN),) * 2, np.uint8)
    closed = cv2.morphologyEx(small, cv2.MORPH_CLOSE, around)
    return np.asarray(cv2.resize(closed, (width, height)), np.float32)


def _inks(density: NDArray[np.float32], coloured: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Return the ink nearest in hue at each pixel: its densities in the three colours, the largest 1."""
    step = _hue(density)
    counts = np.bincount(step[coloured], minlength=HUES)
    known = np.flatnonzero(counts >= max(1, min(FEWEST, counts.max()))).tolist()
    inks = np.zeros((HUES, 3), np.float32)
    for number in known:
        inside = density[coloured & (step == number)]
        pure = inside[inside.max(axis=1) >= np.median(inside.max(axis=1))]
        inks[number] = pure.mean(axis=0) / pure.mean(axis=0).max()
    nearest = [
        min(known, key=lambda other: min((other - number) % HUES, (number - other) % HUES))
        for number in range(HUES)
    ]
    return np.asarray(inks[np.array(nearest)][step], np.float32)


def _hue(density: NDArray[np.float32]) -> NDArray[np.int_]:
    """Return the step of hue, 0 to `HUES` - 1, of densities of shape (..., 3)."""
    blue, green, red = (density[..., channel] for channel in range(3))
    hue = np.arctan2(np.sqrt(3.0) * (green - blue), 2 * red - green - blue)
    return np.asarray(((hue / (2 * np.pi) + 0.5) * HUES).astype(int) % HUES)


def _solve(
    density: NDArray[np.float32], ink: NDArray[np.float32]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return how much of each pixel's density is `ink` and how much is black, by least squares; neither is negative."""
    total, along = density.sum(axis=2), (density * ink).sum(axis=2)
    square, sum_ = (ink * ink).sum(axis=2), ink.sum(axis=2)
    away = np.maximum(3 * square - sum_ * sum_, 1e-3)
    own = (3 * along - sum_ * total) / away
    black = (square * total - sum_ * along) / away
    black = np.where(own < 0, total / 3, black)
    own = np.where(black < 0, along / np.maximum(square, 1e-3), own)
    return np.maximum(own, 0), np.maximum(black, 0)
