"""Panels: what stands on either side of a drawn line from top to bottom, as on a bank slip or a leaflet."""

from collections.abc import Sequence

from function.reading.layout.columns import ColumnPair
from function.reading.layout.fragments import Fragment
from function.reading.layout.rows import group_rows, usual_size
from function.reading.layout.ruling import Ruling
from function.reading.layout.values import is_value

MIN_ROWS = 2
# In heights of a line; the remains of a table's lines in a bad copy are shorter.
MIN_LENGTH = 8.0
# What may stick out over the line by mismeasurement, and how near to it a line across must end to touch it, in
# heights of a line.
OVER_LINE = 0.3
TOUCHING = 1.0
# More values than this beside the line are cells of a table whose columns alone are ruled.
MAX_VALUES = 0.5


def find_panels(fragments: Sequence[Fragment], rulings: Sequence[Ruling]) -> ColumnPair | None:
    """The split at the longest line that stands by itself between texts, if there is one; all are level."""
    least = MIN_LENGTH * usual_size(fragments)
    lines = [
        ruling
        for ruling in rulings
        if not ruling.horizontal
        and ruling.end - ruling.start >= least
        and not _is_touched(ruling, rulings, fragments)
    ]
    for line in sorted(lines, key=lambda line: line.start - line.end):
        pair = _split(fragments, line)
        if pair is not None:
            return pair
    return None


def _is_touched(line: Ruling, rulings: Sequence[Ruling], fragments: Sequence[Fragment]) -> bool:
    """Whether a line across meets it: then it is a side of a table or of a box."""
    reach = TOUCHING * usual_size(fragments)
    return any(
        ruling.horizontal
        and line.start - reach < ruling.middle < line.end + reach
        and ruling.start - reach < line.middle < ruling.end + reach
        for ruling in rulings
    )


def _split(fragments: Sequence[Fragment], line: Ruling) -> ColumnPair | None:
    inside = [piece for piece in fragments if line.start < piece.middle < line.end]
    over = OVER_LINE * usual_size(fragments)
    if any(piece.x0 + over < line.at(piece.middle) < piece.x1 - over for piece in inside):
        return None
    left = [piece for piece in inside if piece.centre <= line.at(piece.middle)]
    right = [piece for piece in inside if piece.centre > line.at(piece.middle)]
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
