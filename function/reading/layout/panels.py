"""Panels: what stands on either side of a drawn line from top to bottom, as on a bank slip or a leaflet."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence

from function.reading.layout.columns import ColumnPair
from function.reading.layout.effort import Effort
from function.reading.layout.fragments import Fragment
from function.reading.layout.rows import group_rows, usual_size
from function.reading.layout.ruling import Ruling
from function.reading.layout.values import is_value

MIN_ROWS = 2
# In heights of a line; the remains of a table's lines in a bad copy are shorter.
MIN_LENGTH = 8.0
# More lines that stand by themselves are a drawing.
MAX_LINES = 60
# What may stick out over the line by mismeasurement, and how near to it a line across must end to touch it, in
# heights of a line.
OVER_LINE = 0.3
TOUCHING = 1.0
# More values than this beside the line are cells of a table whose columns alone are ruled.
MAX_VALUES = 0.5


def find_panels(
    fragments: Sequence[Fragment], rulings: Sequence[Ruling], effort: Effort
) -> ColumnPair | None:
    """The split at the longest line that stands by itself between texts, if there is one; all are level.

    n log n steps for n fragments at each such line, while `effort` lasts, and m log m for m rulings.
    """
    size = usual_size(fragments)
    lines = [
        ruling
        for ruling in rulings
        if not ruling.horizontal and ruling.end - ruling.start >= MIN_LENGTH * size
    ]
    if not lines or not effort.spend(len(rulings)):
        return None
    touched = _find_touched(lines, rulings, TOUCHING * size)
    alone = [line for line in lines if id(line) not in touched]
    for line in sorted(alone, key=lambda line: line.start - line.end)[:MAX_LINES]:
        pair = _split(fragments, line, OVER_LINE * size, effort)
        if pair is not None:
            return pair
    return None


def _find_touched(lines: Sequence[Ruling], rulings: Sequence[Ruling], reach: float) -> set[int]:
    """The ids of lines that a line across meets: they are sides of a table or of a box.

    From left to right, the heights of the lines across that have begun and not ended are kept in their order.
    """
    across = [ruling for ruling in rulings if ruling.horizontal and ruling.end - ruling.start + 2 * reach > 0]
    events = [
        *((ruling.start - reach, 1, ruling) for ruling in across),
        *((line.middle, 0, line) for line in lines),
        *((ruling.end + reach, -1, ruling) for ruling in across),
    ]
    heights: list[float] = []
    touched: set[int] = set()
    # At the same place one ends before a line is looked at, and the next begins after it: to meet is more than that.
    for _, step, ruling in sorted(events, key=lambda event: event[:2]):
        if step > 0:
            insort(heights, ruling.middle)
        elif step < 0:
            del heights[bisect_left(heights, ruling.middle)]
        elif bisect_right(heights, ruling.start - reach) < bisect_left(heights, ruling.end + reach):
            touched.add(id(ruling))
    return touched


def _split(fragments: Sequence[Fragment], line: Ruling, over: float, effort: Effort) -> ColumnPair | None:
    inside = [piece for piece in fragments if line.start < piece.middle < line.end]
    if any(piece.x0 + over < line.at(piece.middle) < piece.x1 - over for piece in inside):
        return None
    left = [piece for piece in inside if piece.centre <= line.at(piece.middle)]
    right = [piece for piece in inside if piece.centre > line.at(piece.middle)]
    if min(len(left), len(right)) < MIN_ROWS or not effort.spend(len(inside)):
        return None
    if min(len(group_rows(left)), len(group_rows(right))) < MIN_ROWS:
        return None
    if any(_is_mostly_values(side) for side in (left, right)):
        return None
    return ColumnPair(
        above=[piece for piece in fragments if piece.middle <= line.start],
        left=left,
        right=right,
        below=[piece for piece in fragments if piece.middle >= line.end],
    )


def _is_mostly_values(side: Sequence[Fragment]) -> bool:
    return sum(is_value(piece.text) for piece in side) > MAX_VALUES * len(side)
