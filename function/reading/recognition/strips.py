"""Prepares a page's picture: splits long ones (receipts, screenshots of web pages) into strips, and drops their colour.

The detector's input has a bounded side: a receipt three times as high as wide would be left with too few
pixels per letter.
"""

from collections.abc import Iterator
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

# Of shape (height, width, 3), BGR, or of print without colour (height, width).
Pixels = NDArray[np.uint8]

# An image higher than this many times its width is cut into strips about as high as a page.
LONG = 2.0
PIECE = 1.4
# How far from its ideal position, in widths, a cut may be moved to reach blank rows.
SEARCH = 0.3
# A receipt 8 cm wide would be 11 m long; longer images are cut into this many higher strips.
MAX_PIECES = 100
# Rows that are looked at for colour at a time, to bound memory.
ROWS = 256


def cut_strips(image: Pixels) -> Iterator[tuple[int, Pixels]]:
    """Yield strips of the image (height, width, 3) from the top, each with the row where it begins."""
    height, width = image.shape[:2]
    if height <= LONG * width:
        yield 0, image
        return
    for top, bottom in pairwise([0, *_cuts(image), height]):
        yield top, image[top:bottom]


def drop_colour(image: Pixels) -> Pixels:
    """Return one channel of an image (height, width, 3) whose channels are all alike; other images are returned unchanged.

    Its lines are cut out and made ready in half the time, and look the same.
    """
    plain = np.empty(image.shape[:2], np.uint8)
    for top in range(0, len(image), ROWS):
        blue, green, red = cv2.split(image[top : top + ROWS])
        if cv2.norm(blue, green, cv2.NORM_INF) or cv2.norm(green, red, cv2.NORM_INF):
            return image
        plain[top : top + ROWS] = green
    return plain


def _cuts(image: Pixels) -> list[int]:
    """Return the rows with the least print near the ideal positions; a cut through a line would lose it."""
    height, width = image.shape[:2]
    pieces = min(round(height / (PIECE * width)), MAX_PIECES)
    reach = max(int(SEARCH * width), 1)
    cuts = []
    for number in range(1, pieces):
        ideal = height * number // pieces
        start = max(ideal - reach, 0)
        cuts.append(start + _blankest(image[start : ideal + reach]))
    return cuts


def _blankest(rows: Pixels) -> int:
    """Return the middle of the longest run of rows that are about as even as the most even ones."""
    unevenness = rows.std(axis=1).mean(axis=1)
    blank = unevenness <= unevenness.min() + 0.05 * (np.median(unevenness) - unevenness.min()) + 1e-6
    edges = np.flatnonzero(np.diff(np.concatenate(([0], blank.astype(np.int8), [0]))))
    starts, ends = edges[::2], edges[1::2]
    longest = int(np.argmax(ends - starts))
    return int(starts[longest] + ends[longest]) // 2
