"""Finds tick boxes on the picture of a page: square outlines of about a line's height, filled in or not."""

import math
import re
from collections.abc import Iterator, Sequence
from statistics import median
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from function.reading.layout.fragments import Fragment
from function.reading.recognition.shrinking import shrink
from function.reading.ticks import MAX_HEIGHT, TickBox

# Boxes are looked for on a copy in which the usual line of text is this many pixels high.
TEXT_HEIGHT = 32
Ink = NDArray[np.uint8]
# Left, top, width and depth.
Frame = tuple[int, int, int, int]

# How much darker than its surroundings ink is, out of 255.
CONTRAST = 18
# A side is a straight run of at least this share of the line's height.
MIN_SIDE = 0.4
# An outline smaller than this may be an o: theirs are up to 0.57. It is a box down to the smaller share if no letter like
# these was read there.
SURE_SIZE, SMALLEST = 0.58, 0.47
# With fewer pixels a box does not differ from a letter, or only if it is large for its line.
LEAST, LEAST_SMALL = 12, 13
EMPTY_LETTERS, INKED_LETTERS = re.compile(r"[O0DQ]|\bo"), re.compile(r"[O0DQBER68]|\b[oae]")
BOXES = frozenset("□☐☑☒")
# Letters this far from the middle of a box, in letters of usual width, may be what was read there.
NEAR = 1.5
MAX_ASPECT, SURE_ASPECT = 1.3, 1.2
# The share of its frame that an outline encloses. What sticks out of it, as a tick may, has rows or columns with less ink
# than this, and is at most so long, by the box.
MIN_FILLED = 0.88
MIN_EDGE = 0.4
LONGEST_END = 0.4
# The edges of a box are inked up to its corners: looked at are the last part of each edge, by the side, and as many rows
# of pixels. Of each, 0.75 or less is inked at an O or a D 12 pixels high.
CORNER, CORNER_DEPTH = 0.3, 0.12
MIN_CORNER = 0.8
# Below this many pixels that does not tell a box from an o, so the outermost three by three pixels must be half inked, too.
SMALL, MIN_OUTERMOST = 16, 0.5
# This far to the left and to the right, by its side, is paper, except for what a tick leaves there, mostly to the right.
# The next to the box is not looked at: an edge that is not quite upright is there. Print that begins closer, but not
# closer than the least, may make a letter of it.
APART_LEFT, APART_RIGHT, CLOSE_RIGHT = 0.3, 0.25, 0.15
BLURRED = 0.08
MAX_LEFT, MAX_RIGHT, MAX_TICKED = 0.1, 0.3, 0.45
# As shares of the side: what may belong to the outline, what surely does not, and how much ink ticks the box.
OUTLINE, SURE_OUTLINE = 0.2, 0.25
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
    smaller = min(1.0, TEXT_HEIGHT / max(unit, 1.0))
    height = unit * smaller
    grey = shrink(cv2.extractChannel(pixels, 1), smaller)
    around = 2 * round(1.5 * height) + 1
    inked: Any = cv2.adaptiveThreshold(
        grey, 1, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, around, CONTRAST
    )
    factor = scale / smaller
    found: list[TickBox] = []
    for frame in _find_squares(inked, height):
        x, y, width, depth = frame
        outline = _measure_outline(inked[y : y + depth, x : x + width])
        is_ticked = _judge(inked[y : y + depth, x : x + width], outline)
        large = min(width, depth) >= SURE_SIZE * height
        if is_ticked is None or not _stands_apart(inked, frame, is_ticked=is_ticked, large=large):
            continue
        box = TickBox((x * factor, y * factor, (x + width) * factor, (y + depth) * factor), is_ticked)
        sure = large and _is_sure(inked, frame, 0.0 if is_ticked else outline)
        if sure or (min(width, depth) >= LEAST_SMALL and not any(_is_letter(box, piece) for piece in lying)):
            found.append(box)
    return tuple(found)


def _is_sure(ink: Ink, frame: Frame, outline: float) -> bool:
    """Whether a box is one whatever letters were read there: square, thin, and with room to its right."""
    short, long = sorted(frame[2:])
    _, right = _look_beside(ink, frame, APART_RIGHT)
    return long <= SURE_ASPECT * short and outline <= SURE_OUTLINE and right <= MAX_RIGHT


def _find_squares(ink: Ink, height: float) -> Iterator[Frame]:
    """Yield the frames of square outlines; only straight runs count, so that most of a tick does not."""
    run = max(3, round(MIN_SIDE * height))
    straight: Any = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, run), np.uint8))
    straight |= cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((run, 1), np.uint8))
    contours, _ = cv2.findContours(straight, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    least = max(SMALLEST * height, LEAST)
    for contour in contours:
        # Most outlines are strokes of letters, and a frame is no larger than its outline.
        if min(cv2.boundingRect(contour)[2:]) < least:
            continue
        frame = x, y, width, depth = _frame(straight, contour)
        short, long = min(width, depth), max(width, depth)
        if (
            least <= short
            and long <= min(MAX_HEIGHT * height, MAX_ASPECT * short)
            and _has_corners(straight[y : y + depth, x : x + width])
            and _encloses(contour, frame)
        ):
            yield frame


def _frame(straight: Ink, contour: Any) -> Frame:
    """Return the frame of an outline, without the ends of a tick that stick out of it."""
    x, y, width, depth = cv2.boundingRect(contour)
    part = straight[y : y + depth, x : x + width]
    # OpenCV adds up a small picture in a fifth of NumPy's time.
    across, down = (
        np.flatnonzero(cv2.reduce(part, axis, cv2.REDUCE_SUM, dtype=cv2.CV_32S) >= MIN_EDGE * length)
        for axis, length in ((0, depth), (1, width))
    )
    if not across.size or not down.size:
        return x, y, width, depth
    left, right, top, bottom = int(across[0]), int(across[-1]) + 1, int(down[0]), int(down[-1]) + 1
    if max(left, width - right, top, depth - bottom) > LONGEST_END * min(right - left, bottom - top):
        return x, y, width, depth
    return x + left, y + top, right - left, bottom - top


def _encloses(contour: Any, frame: Frame) -> bool:
    """Whether a contour encloses almost all of its frame."""
    x, y, width, depth = frame
    filled = np.zeros((depth, width), np.uint8)
    cv2.drawContours(filled, [contour], 0, 1, cv2.FILLED, offset=(-x, -y))
    return float(filled.mean()) >= MIN_FILLED


def _is_letter(box: TickBox, piece: Fragment) -> bool:
    """Whether a letter that looks like a box was read where the box is; letters of a line are taken as equally wide."""
    middle = (box.box[1] + box.box[3]) / 2
    if not (piece.y0 <= middle <= piece.y1 and piece.x0 < box.box[2] and box.box[0] < piece.x1):
        return False
    wide = piece.width / max(len(piece.text), 1)
    place = ((box.box[0] + box.box[2]) / 2 - piece.x0) / max(wide, 1e-6)
    read = piece.text[max(0, math.floor(place - NEAR)) : math.ceil(place + NEAR)]
    letters = INKED_LETTERS if box.inked else EMPTY_LETTERS
    return BOXES.isdisjoint(read) and letters.search(read) is not None


def _judge(box: Ink, outline: float) -> bool | None:
    """Whether the box is ticked; None for the ring of a letter, which has ink in its corners and not in the middle."""
    if _share_of_ink(box, CENTRE) >= MIN_INK:
        return True
    return False if _share_of_ink(box, min(outline, CENTRE)) < MIN_INK else None


def _measure_outline(box: Ink) -> float:
    """Return the share of the side that may belong to the outline: a little more than its edges at their middle."""
    row, column = box[len(box) // 2], box[:, box.shape[1] // 2]
    thickest = max(int(np.argmin(edge)) for edge in (row, row[::-1], column, column[::-1]))
    return float(max(OUTLINE, (thickest + 1) / min(box.shape)))


def _share_of_ink(part: Ink, inset: float) -> float:
    down, across = (max(2, round(inset * side)) for side in part.shape)
    inner = part[down:-down, across:-across]
    return float(inner.mean()) if inner.size else 0.0


def _has_corners(part: Ink) -> bool:
    """Whether the four corners are square, unlike those of an O or a D."""
    side = min(part.shape)
    reach, depth = max(3, round(CORNER * side)), max(2, round(CORNER_DEPTH * side))
    return all(
        corner[:depth, :reach].any(axis=0).mean() >= MIN_CORNER
        and corner[:reach, :depth].any(axis=1).mean() >= MIN_CORNER
        and (side >= SMALL or corner[:3, :3].mean() >= MIN_OUTERMOST)
        for corner in (part, part[:, ::-1], part[::-1], part[::-1, ::-1])
    )


def _stands_apart(ink: Ink, frame: Frame, *, is_ticked: bool, large: bool) -> bool:
    """Whether there is paper to the left and to the right, unlike at a letter."""
    left, right = _look_beside(ink, frame, CLOSE_RIGHT if large and not is_ticked else APART_RIGHT)
    return left <= MAX_LEFT and right <= (MAX_TICKED if is_ticked else MAX_RIGHT)


def _look_beside(ink: Ink, frame: Frame, to_the_right: float) -> tuple[float, float]:
    """Return the shares of rows with ink to the left and, so far by the width, to the right; 1 at the edge of the page."""
    x, y, width, depth = frame
    before, behind = (max(2, round(share * width)) for share in (APART_LEFT, to_the_right))
    near = max(1, round(BLURRED * width))
    left = ink[y : y + depth, max(0, x - 1 - before) : max(0, x - near)]
    right = ink[y : y + depth, x + width + near : x + width + 1 + behind]
    left_inked, right_inked = (float(part.any(axis=1).mean()) if part.size else 1.0 for part in (left, right))
    return left_inked, right_inked
