"""How far the lines of a page slant, from their level boxes alone.

A slanted line's box is higher than its print: by its length times the sine. Which way it slants no single box can
tell, but lines that begin or end below each other on the page do so only for the right sign.
"""

import math
from collections.abc import Iterator, Sequence
from itertools import accumulate, combinations
from statistics import median

from function.document.pages import Box
from function.reading.layout.fragments import Level
from function.reading.searchable.fonts import ASCENT, DESCENT, measure

# The box of a shorter line (in line heights) says nothing about a slant.
MIN_ASPECT = 12.0
# Print is narrower and lower or wider and higher than assumed: less than this (dy/dx) may be that, and hardly shows.
MIN_SLOPE = 0.012
MAX_SLOPE = 0.27
# Edges that stand below each other do so within this part of a line's height.
ALIGNED = 0.3
MAX_LINES = 150


def find_slant(lines: Sequence[tuple[str, Box]]) -> float:
    """The angle in radians by which lines of (text, box) run downwards (y down, negative: upwards); 0 if level."""
    slope = _weighted_median(sorted(_slopes(lines)))
    if not MIN_SLOPE <= slope <= MAX_SLOPE:
        return 0.0
    down = _count_aligned(lines, slope)
    up = _count_aligned(lines, -slope)
    return math.copysign(math.atan(slope), down - up) if down != up else 0.0


def _slopes(lines: Sequence[tuple[str, Box]]) -> Iterator[tuple[float, float]]:
    """|dy/dx| of the long lines, with their lengths in heights as weights.

    With l = aspect x h, width = l cos + h sin and height = l sin + h cos give the tangent.
    """
    for text, (x0, y0, x1, y1) in lines:
        aspect = measure(text) / (ASCENT + DESCENT)
        flatness = (y1 - y0) / (x1 - x0)
        if aspect >= MIN_ASPECT and flatness < 1:
            yield (aspect * flatness - 1) / (aspect - flatness), aspect


def _weighted_median(values: Sequence[tuple[float, float]]) -> float:
    """Of ascending (value, weight); 0 of none."""
    passed = accumulate(weight for _, weight in values)
    total = sum(weight for _, weight in values)
    return next((value for (value, _), sum_ in zip(values, passed, strict=True) if sum_ >= total / 2), 0.0)


def _count_aligned(lines: Sequence[tuple[str, Box]], slope: float) -> float:
    """How well beginnings and ends of lines stand below each other if the lines slant so."""
    long = [box for text, box in lines if measure(text) > 3][:MAX_LINES]
    heights = [(y1 - y0) - abs(slope) * (x1 - x0) for x0, y0, x1, y1 in long]
    reach = ALIGNED * max(median(heights), 1.0) if heights else 0.0
    level, begins, ends = Level(slope), [], []
    for (x0, y0, x1, y1), height in zip(long, heights, strict=True):
        high, low = y0 + height / 2, y1 - height / 2
        first, last = (high, low) if slope > 0 else (low, high)
        begins.append(level.straighten(x0, first)[0])
        ends.append(level.straighten(x1, last)[0])
    return sum(
        max(0.0, 1 - abs(one - other) / reach)
        for edges in (begins, ends)
        for one, other in combinations(edges, 2)
    )
