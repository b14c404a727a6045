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

from function.reading.recognition.strips import Pixels

Mask = NDArray[np.uint8]
# x0, y0, x1, y1 in pixels.
Place = tuple[int, int, int, int]

# Coloured ink is looked for on a copy whose long side is this: 20 ms less than on the page itself.
LOOKED_AT = 800
# Ink is coloured when its lightest and darkest colour differ by this many of 255 levels, and by this share of its
# density: the fringes that scanners leave around black print do not.
COLOURED, SHARE = 30, 0.3
# Print is darker than this in all colours.
DARK = 130
# Sizes in shares of the copy's long side, 297 mm on an A4 page. Coloured ink thicker than the first is a ground that
# print stands on; longer than the second and straight, it is a ruling. Strokes closer than the third are one stamp.
GROUND, RULING, APART = 0.012, 0.06, 0.014
# So many pixels of print touch the strokes of a stamp that lies over print.
TOUCHING = 12
# The most stamps on a page, and how far around each is looked at, in pixels of the copy.
MOST, MARGIN = 50, 2
# Hues are told apart in so many steps; a step with fewer pixels is not an ink.
HUES, FEWEST = 12, 200
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
    shrink = min(1.0, LOOKED_AT / max(pixels.shape[:2]))
    small = cv2.resize(pixels, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
    white = _white(small)
    places = _find_places(np.asarray(small), white)
    if not places:
        return None
    printed, over = pixels.copy(), np.full_like(pixels, 255)
    found = []
    for place in places:
        x0, y0, x1, y1 = (round(value / shrink) for value in place)
        part = (slice(y0, y1), slice(x0, x1))
        printed[part], over[part] = _part(pixels[part], white)
        found.append((x0, y0, x1, y1))
    return Inks(printed, over, tuple(found))


def _white(small: Any) -> NDArray[np.float32]:
    """Return the colour of the paper: the usual one of the lighter half."""
    return np.asarray(np.percentile(small.reshape(-1, 3)[::7], 75, axis=0), np.float32).clip(64)


def _find_places(small: Pixels, white: NDArray[np.float32]) -> list[Place]:
    """Return the boxes of coloured strokes that touch print."""
    light = np.clip(small * (255 / white), 0, 255).astype(np.uint8)
    most, least = light.max(axis=2), light.min(axis=2)
    coloured = _strokes(
        np.asarray((most - least > COLOURED) & (most - least > SHARE * (255 - least)), np.uint8)
    )
    if cv2.countNonZero(coloured) < TOUCHING:
        return []
    dark = np.asarray((most < DARK) & (coloured == 0), np.uint8)
    touching = cv2.bitwise_and(cv2.dilate(coloured, np.ones((3, 3), np.uint8)), dark)
    apart = max(3, round(APART * max(small.shape[:2])))
    joined = cv2.morphologyEx(coloured, cv2.MORPH_CLOSE, np.ones((apart, apart), np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(cv2.dilate(joined, np.ones((3, 3), np.uint8)))
    touched = np.bincount(labels[touching > 0], minlength=len(stats))
    boxes = [stats[label, :4].tolist() for label in np.flatnonzero(touched >= TOUCHING) if label][:MOST]
    height, width = coloured.shape
    return _merge(
        [
            (max(0, x - MARGIN), max(0, y - MARGIN), min(width, x + w + MARGIN), min(height, y + h + MARGIN))
            for x, y, w, h in boxes
        ]
    )


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


def _strokes(coloured: Mask) -> Mask:
    """Return coloured ink without grounds and rulings."""
    side = max(coloured.shape)
    ground = max(3, round(GROUND * side))
    length = max(5, round(RULING * side))
    rest = coloured.copy()
    for shape in ((ground, ground), (1, length), (length, 1)):
        found = cv2.morphologyEx(coloured, cv2.MORPH_OPEN, np.ones(shape, np.uint8))
        rest[cv2.dilate(found, np.ones((3, 3), np.uint8)) > 0] = 0
    return rest


def _part(pixels: Pixels, white: NDArray[np.float32]) -> tuple[Pixels, Pixels]:
    """Return the print and the coloured ink of a part of the page, each on white."""
    density = -np.log(np.clip(pixels / white, 1 / 255, 1.0), dtype=np.float32)
    most, least = density.max(axis=2), density.min(axis=2)
    light = np.exp(-density) * 255
    spread = light.max(axis=2) - light.min(axis=2)
    coloured = (spread > COLOURED) & (most - least > SHARE * most)
    around = cv2.dilate(coloured.astype(np.uint8), np.ones((2 * REACH + 1,) * 2, np.uint8)) > 0
    direction = _inks(density, coloured)
    own, black = _solve(density, direction)
    printed, over = pixels.copy(), np.full_like(pixels, 255)
    printed[around] = (np.exp(-black[around])[:, None] * white).clip(0, 255).astype(np.uint8)
    over[around] = (np.exp(-own[around])[:, None] * 255).clip(0, 255).astype(np.uint8)
    return printed, over


def _inks(density: NDArray[np.float32], coloured: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Return the ink nearest in hue at each pixel: its densities in the three colours, the largest 1."""
    blue, green, red = (density[:, :, channel] for channel in range(3))
    hue = np.arctan2(np.sqrt(3.0) * (green - blue), 2 * red - green - blue)
    step = ((hue / (2 * np.pi) + 0.5) * HUES).astype(int) % HUES
    inks = np.zeros((HUES, 3), np.float32)
    known = []
    for number in range(HUES):
        here = coloured & (step == number)
        if np.count_nonzero(here) >= FEWEST:
            inside = density[here]
            pure = inside[inside.max(axis=1) >= np.percentile(inside.max(axis=1), 50)]
            mean = pure.mean(axis=0)
            inks[number] = mean / mean.max()
            known.append(number)
    if not known:
        return np.ones_like(density)
    nearest = [
        min(known, key=lambda other: min((other - number) % HUES, (number - other) % HUES))
        for number in range(HUES)
    ]
    return np.asarray(inks[np.array(nearest)][step], np.float32)


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
