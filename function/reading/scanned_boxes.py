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
# A side is a straight run of at least this share of the line's height; letters have no such square.
MIN_SIDE = 0.4
SMALLEST = 0.42
MAX_ASPECT = 1.3
# The share of its frame that an outline encloses, and of ink in its corners of three pixels; those of a D are round.
MIN_FILLED = 0.88
MIN_CORNER = 0.5
# This far to the left and to the right, by its side, is paper, except for what a tick leaves there.
APART = 0.25
MAX_BESIDE = 0.3
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
    grey = cv2.resize(pixels[:, :, 1], None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
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
    corners = (part[:3, :3], part[:3, -3:], part[-3:, :3], part[-3:, -3:])
    return all(float(corner.mean()) >= MIN_CORNER for corner in corners)


def _stands_apart(ink: Ink, x: int, y: int, width: int, depth: int) -> bool:
    """Whether there is paper to the left and to the right, unlike at a letter."""
    gap = max(2, round(APART * width))
    left = ink[y : y + depth, max(0, x - 1 - gap) : max(0, x - 1)]
    right = ink[y : y + depth, x + width + 1 : x + width + 1 + gap]
    return all(side.size > 0 and float(side.any(axis=1).mean()) <= MAX_BESIDE for side in (left, right))
