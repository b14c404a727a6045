"""Finds tick boxes on the picture of a page: square outlines of about a line's height, filled in or not."""

from collections.abc import Iterator, Sequence
from statistics import median
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from function.reading.layout.fragments import Fragment
from function.reading.ticks import MAX_HEIGHT, TickBox

# Boxes are looked for on a copy in which the usual line of text is this many pixels high.
TEXT_HEIGHT = 32
Ink = NDArray[np.uint8]

# How much darker than its surroundings ink is, out of 255.
CONTRAST = 18
# A side is a straight run of at least this share of the line's height. A smaller outline may be an o: theirs are up to 0.57.
MIN_SIDE = 0.4
SMALLEST = 0.58
MAX_ASPECT = 1.3
# The share of its frame that an outline encloses.
MIN_FILLED = 0.88
# The edges of a box are inked up to its corners: looked at are the last part of each edge, by the side, and as many rows
# of pixels. Of each, 0.75 or less is inked at an O or a D 12 pixels high.
CORNER, CORNER_DEPTH = 0.3, 0.12
MIN_CORNER = 0.8
# Below this many pixels that does not tell a box from an o, so the outermost three by three pixels must be half inked, too.
SMALL, MIN_OUTERMOST = 16, 0.5
# This far to the left and to the right, by its side, is paper, except for what a tick leaves there, mostly to the right.
APART_LEFT, APART_RIGHT = 0.3, 0.25
MAX_LEFT, MAX_RIGHT = 0.1, 0.3
# As shares of the side: what may belong to the outline, what surely does not, and how much ink ticks the box.
OUTLINE = 0.2
CENTRE = 0.32
MIN_INK = 0.06


def find_scanned_boxes(
    pixels: NDArray[np.uint8], fragments: Sequence[Fragment], scale: float
) -> tuple[TickBox, ...]:
    """Find tick boxes on an upright page of shape (height, width, 3), BGR.

    `fragments` are its text, in a unit of which one pixel has `scale`.
    """
    lying = [piece for piece in fragments if not piece.aside]
    if not lying:
        return ()
    unit = median(piece.size for piece in lying) / scale
    shrink = min(1.0, TEXT_HEIGHT / max(unit, 1.0))
    height = unit * shrink
    grey = cv2.resize(cv2.extractChannel(pixels, 1), None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
    around = 2 * round(1.5 * height) + 1
    inked: Any = cv2.adaptiveThreshold(
        grey, 1, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, around, CONTRAST
    )
    factor = scale / shrink
    return tuple(
        TickBox((x * factor, y * factor, (x + width) * factor, (y + depth) * factor), is_ticked)
        for x, y, width, depth in _find_squares(inked, height)
        if _stands_apart(inked, x, y, width, depth)
        and (is_ticked := _judge(inked[y : y + depth, x : x + width])) is not None
    )


def _find_squares(ink: Ink, height: float) -> Iterator[tuple[int, int, int, int]]:
    """Yield left, top, width and depth of square outlines; only straight runs count, so that a tick does not."""
    run = max(3, round(MIN_SIDE * height))
    straight: Any = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, run), np.uint8))
    straight |= cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((run, 1), np.uint8))
    contours, _ = cv2.findContours(straight, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    for contour in contours:
        x, y, width, depth = cv2.boundingRect(contour)
        short, long = min(width, depth), max(width, depth)
        if (
            SMALLEST * height <= short
            and long <= min(MAX_HEIGHT * height, MAX_ASPECT * short)
            and cv2.contourArea(contour) >= MIN_FILLED * (width - 1) * (depth - 1)
            and _has_corners(straight[y : y + depth, x : x + width])
        ):
            yield x, y, width, depth


def _judge(box: Ink) -> bool | None:
    """Whether the box is ticked; None for the ring of a letter, which has ink in its corners and not in the middle."""
    if _share_of_ink(box, CENTRE) >= MIN_INK:
        return True
    return False if _share_of_ink(box, OUTLINE) < MIN_INK else None


def _share_of_ink(part: Ink, inset: float) -> float:
    down, across = (max(2, round(inset * side)) for side in part.shape)
    inner = part[down:-down, across:-across]
    return float(inner.mean()) if inner.size else 0.0


def _has_corners(part: Ink) -> bool:
    """Whether the four corners are square, unlike those of an O or a D."""
    side = min(part.shape)
    reach, depth = max(3, round(CORNER * side)), max(2, round(CORNER_DEPTH * side))
    corners = (part, part[:, ::-1], part[::-1], part[::-1, ::-1])
    inked = [
        min(corner[:depth, :reach].any(axis=0).mean(), corner[:reach, :depth].any(axis=1).mean())
        for corner in corners
    ]
    outermost = min(float(corner[:3, :3].mean()) for corner in corners)
    return float(min(inked)) >= MIN_CORNER and (side >= SMALL or outermost >= MIN_OUTERMOST)


def _stands_apart(ink: Ink, x: int, y: int, width: int, depth: int) -> bool:
    """Whether there is paper to the left and to the right, unlike at a letter."""
    before, behind = (max(2, round(share * width)) for share in (APART_LEFT, APART_RIGHT))
    left = ink[y : y + depth, max(0, x - 1 - before) : max(0, x - 1)]
    right = ink[y : y + depth, x + width + 1 : x + width + 1 + behind]
    return (
        left.size > 0
        and right.size > 0
        and float(left.any(axis=1).mean()) <= MAX_LEFT
        and float(right.any(axis=1).mean()) <= MAX_RIGHT
    )
