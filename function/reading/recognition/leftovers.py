"""Finds print that no line covers: rows of ink of the size of letters, on a small grey copy of the page."""

import math
from collections.abc import Iterator, Sequence
from typing import Any

import cv2
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from function.reading.recognition.outlines import Outline, line_heights
from function.reading.recognition.shrinking import shrink
from function.reading.recognition.strips import Pixels

Grey = NDArray[np.uint8]

# On the copy the usual line of text is this many pixels high.
TEXT_HEIGHT = 20
# Ink is darker than its surroundings by this share of what read print is, and by this many of 255 levels.
AS_DARK, DARK = 0.25, 25
# Letters, in line heights: their least and greatest height, and their greatest width; wider ink is a ruling or a
# drawing. Small print and the halves of letters on a cut line are low; the dots of leaders are lower still.
LOWEST, HIGHEST, WIDEST = 0.17, 1.3, 5.0
# Read lines reach this far, in their heights, beyond their boxes.
REACH = 0.3
INSIDE = 2
# Where the scan ends in the middle of a line, letters may be lower, if some are not: their cut ends are in one row of
# pixels, while dots, dashes and rulings are of one height.
LOWEST_CUT, TALL_SHARE, FLAT = 0.05, 90, 0.06
# Their row may waver, so each end is compared with those of so many letters around it.
AROUND = 9
# Letters in a row are at most this far apart, in line heights.
GAP = 0.8
# A row has at least so many letters, is at least so long and at most so high, in heights of its own letters, and they
# fill this share of its length. Their widths differ by this share, unlike those of dots.
LETTERS, TALLEST, SHORTEST, FILLED, VARIED = 6, 2.6, 8.0, 0.5, 0.3
# A photo of a forest is not read leaf by leaf.
MOST = 40


def find_leftovers(pixels: Pixels, lines: Sequence[Outline]) -> list[Outline]:
    """Return outlines of print outside the `lines` of an upright image.

    Without lines there is no measure, and nothing is found.
    """
    if not lines:
        return []
    corners = np.array([line.corners for line in lines])
    usual = max(float(np.median(line_heights(corners))), 1.0)
    factor = min(1.0, TEXT_HEIGHT / usual)
    # Grey first: shrinking three colours takes three times as long.
    grey = pixels if pixels.ndim == 2 else cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY)
    small = shrink(grey, factor)
    contrast = _contrast(small, round(1.5 * usual * factor))
    read = _cover(contrast.shape, lines, factor)
    ink = _ink(contrast, read, usual * factor)
    rows = sorted(_rows(ink, read, usual * factor), key=lambda row: -float(np.ptp(row[:, 0])))[:MOST]
    return [Outline(row / factor, 0.0) for row in rows]


def _contrast(grey: Any, reach: int) -> Grey:
    """Return how much darker each pixel is than the lightest paper around it."""
    around = cv2.morphologyEx(grey, cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
    return np.asarray(cv2.subtract(around, grey), np.uint8)


def _cover(shape: tuple[int, ...], lines: Sequence[Outline], factor: float) -> NDArray[np.uint8]:
    """Mark the lines: `INSIDE`, and 1 as far as `REACH` around."""
    cover = np.zeros(shape, np.uint8)
    whole = [np.round(line.corners * factor).astype(np.int32) for line in lines]
    heights = line_heights(np.array([line.corners for line in lines])) * factor
    for line, corners, height in zip(lines, whole, heights, strict=True):
        around = max(1, round(2 * REACH * height))
        cv2.polylines(cover, [corners], isClosed=True, color=1, thickness=around)
        if line.middle is not None:
            middle = np.round(line.middle * factor).astype(np.int32)
            cv2.polylines(cover, [middle], isClosed=False, color=1, thickness=around + round(height))
    for corners in whole:
        cv2.fillPoly(cover, [corners], INSIDE)
    return cover


def _ink(contrast: Grey, read: NDArray[np.uint8], height: float) -> NDArray[np.uint8]:
    """Mark ink outside the lines that is as dark as print and no ruling."""
    covered = cv2.compare(read, INSIDE, cv2.CMP_EQ)
    inside = contrast[covered > 0]
    usual = float(np.percentile(inside[:: max(1, len(inside) // 10_000)], 90)) if inside.size else 0.0
    _, ink = cv2.threshold(contrast, max(DARK, math.floor(AS_DARK * usual)), 1, cv2.THRESH_BINARY)
    length = round(WIDEST * height)
    # Differences of bytes stop at 0, and take a fifth of the time of masks.
    for shape in ((1, length), (length, 1)):
        rulings = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones(shape, np.uint8))
        ink = cv2.subtract(ink, cv2.dilate(rulings, np.ones((3, 3), np.uint8)))
    return np.asarray(cv2.subtract(ink, covered), np.uint8)


def _rows(ink: NDArray[np.uint8], read: NDArray[np.uint8], height: float) -> list[NDArray[np.float64]]:
    """Return the corners of rows of letters, whole or cut off. A cut line may be as close to a line as its reach."""
    low = _join(_letters(ink, LOWEST_CUT, height), ink.shape, height)
    cut = [row for row in low if _is_cut(row, height)]
    outside = np.asarray(cv2.subtract(ink, read), np.uint8)
    whole = _join(_letters(outside, LOWEST, height), ink.shape, height)
    found: list[NDArray[np.float64]] = []
    for row in (*whole, *cut):
        corners = _outline_row(row, LOWEST * height)
        if corners is not None and not any(_is_within(corners, other) for other in found):
            found.append(corners)
    return found


def _letters(ink: NDArray[np.uint8], lowest: float, height: float) -> NDArray[np.int32]:
    """Return x, y, width and height of ink of the size of letters.

    What is left of a page's ink is little, so its contours are found in a quarter of the time that labels take.
    """
    contours, nested = cv2.findContours(ink, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    if not contours:
        return np.zeros((0, 4), np.int32)
    holes = nested[0, :, 3] >= 0
    boxes = [cv2.boundingRect(contour) for contour, hole in zip(contours, holes, strict=True) if not hole]
    letters = np.array(boxes, np.int32)
    sizes = letters[:, 3] / height
    return letters[(lowest <= sizes) & (sizes <= HIGHEST) & (letters[:, 2] <= WIDEST * height)]


def _is_within(row: NDArray[np.float64], other: NDArray[np.float64]) -> bool:
    middle = row.mean(axis=0)
    return bool(np.all(other.min(axis=0) <= middle) and np.all(middle <= other.max(axis=0)))


def _join(letters: NDArray[np.int32], shape: tuple[int, ...], height: float) -> Iterator[NDArray[np.float64]]:
    """Yield letters (x, y, width, height) that are in a row."""
    if len(letters) < LETTERS:
        return
    # Of rows of pixels without letters, which are most, one between letters is enough to keep them apart.
    kept = np.zeros(shape[0] + 1, bool)
    for _, y, _, depth in letters.tolist():
        kept[y : y + depth + 1] = True
    places = np.cumsum(kept) - 1
    drawn = np.zeros((places[-1] + 1, shape[1]), np.uint8)
    for x, y, width, depth in letters.tolist():
        drawn[places[y] : places[y] + depth, x : x + width] = 1
    joined = cv2.morphologyEx(drawn, cv2.MORPH_CLOSE, np.ones((1, round(GAP * height)), np.uint8))
    _, labels = cv2.connectedComponents(joined, connectivity=8)
    middles = letters[:, :2] + letters[:, 2:] // 2
    of_row = labels[places[middles[:, 1]], middles[:, 0]]
    for row in np.flatnonzero(np.bincount(of_row) >= LETTERS):
        if row:
            yield letters[of_row == row].astype(np.float64)


def _is_cut(letters: NDArray[np.float64], height: float) -> bool:
    """Whether the upper or lower ends of most of these letters are cut off, along a line that may waver as on crumpled
    paper."""
    ordered = letters[np.argsort(letters[:, 0])]
    if np.ptp(ordered[:, 0]) < LOWEST * height:
        return False
    slope = np.polyfit(ordered[:, 0], ordered[:, 1], 1)[0]
    tops = ordered[:, 1] - slope * ordered[:, 0]
    flat = min(np.ptp(np.percentile(_waver(edge), (10, 90))) for edge in (tops, tops + ordered[:, 3]))
    tall = np.percentile(letters[:, 3], TALL_SHARE)
    return bool(flat <= FLAT * height and tall >= LOWEST * height)


def _waver(edge: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how far each letter's end is from those around it."""
    padded = np.pad(edge, AROUND // 2, mode="reflect")
    around: NDArray[np.float64] = np.median(sliding_window_view(padded, AROUND), axis=1)
    return edge - around


def _outline_row(letters: NDArray[np.float64], lowest: float) -> NDArray[np.float64] | None:
    """Return the corners around letters (x, y, width, height) if they are a line of print, `lowest` or higher."""
    widths, heights = letters[:, 2], letters[:, 3]
    usual = max(float(np.median(heights)), lowest)
    ends = letters[:, :2] + letters[:, 2:]
    middles = letters[:, :2] + letters[:, 2:] / 2
    if np.ptp(middles[:, 0]) < usual:
        return None
    slope, start = np.polyfit(middles[:, 0], middles[:, 1], 1)
    above, below = (letters[:, 1] - slope * letters[:, 0] - start), (ends[:, 1] - slope * ends[:, 0] - start)
    left, right = float(letters[:, 0].min()), float(ends[:, 0].max())
    top, bottom = float(np.percentile(above, 5)), float(np.percentile(below, 95))
    if (
        right - left < SHORTEST * usual
        or bottom - top > TALLEST * usual
        or widths.sum() < FILLED * (right - left)
        or widths.std() < VARIED * widths.mean()
    ):
        return None
    margin = 0.25 * (bottom - top)
    return np.array(
        [
            (x, slope * x + start + y)
            for x, y in (
                (left - margin, top - margin),
                (right + margin, top - margin),
                (right + margin, bottom + margin),
                (left - margin, bottom + margin),
            )
        ]
    )
