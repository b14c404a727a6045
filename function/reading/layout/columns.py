"""Where a page is set in columns of running text, to be read one after the other.

Tables, forms and letterheads have gaps from top to bottom too, but are read row by row. The difference
is in the lines: running text fills its column from edge to edge, cells do not.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from function.reading.layout.effort import Effort
from function.reading.layout.fragments import Fragment
from function.reading.layout.medians import sorted_median
from function.reading.layout.rows import Row, group_rows, usual_size
from function.reading.layout.values import is_value

MIN_ROWS = 4
# Few rows can look full by chance (two addresses side by side), so they must look very full.
SURE_ROWS = 7
FULL_ROW = 0.7
MIN_FULL_SHARE = 0.6
MIN_FULL_SHARE_OF_FEW = 0.8
MIN_CHARACTERS = 16
# Prose breaks its lines in mid-sentence: with this share of lines that begin with a small letter, fewer need be full.
MID_SENTENCE = 0.4
MIN_FULL_OF_PROSE = 0.4
# More values than this are cells.
MAX_VALUES = 0.25
# What stands above and below a column may be values, too, but not so that they are this share of all.
MAX_VALUES_UNTRIMMED = 0.5
# A gap between neighbours, how far before the right one the gutter is, and what may stick out into it by
# mismeasurement, in heights of a line.
MIN_GAP = 0.4
BEFORE_START = 0.15
OVER_GUTTER = 0.3
# Rows that show a gutter.
MIN_STARTS = 2
# Rows of a table stand beside each other up to this part of their height; in other layouts half do by chance.
BASELINE = 0.2
MAX_SHARED_BASELINES = 0.55
# A gap inside a column that ends it, in heights of a line, where the other column is over already.
END_OF_COLUMN_GAP = 1.2
# What separates the paragraphs of a column does not end it.
PARAGRAPH_GAP = 0.5
MORE_THAN_USUAL = 1.5


@dataclass(frozen=True, slots=True)
class ColumnPair:
    """A stretch of the page split at one gutter; fragments above and below it are not in columns here."""

    above: list[Fragment]
    left: list[Fragment]
    right: list[Fragment]
    below: list[Fragment]


def find_columns(fragments: Sequence[Fragment], effort: Effort) -> ColumnPair | None:
    """The split with most text in columns, or None when the fragments are read row by row.

    n log n steps for n fragments at each gutter; the gutters that `effort` has no room for are not looked at.
    """
    best: tuple[list[Fragment], list[Fragment]] | None = None
    best_weight = 2 * MIN_ROWS - 1
    values = {id(piece) for piece in fragments if is_value(piece.text)}
    by_height = sorted(fragments, key=lambda piece: piece.middle)
    heights = [piece.middle for piece in by_height]
    for gutter in _gutters(fragments):
        for top, bottom in _free_stretches(by_height, gutter):
            inside = by_height[bisect_right(heights, top) : bisect_left(heights, bottom)]
            if len(inside) <= best_weight:
                continue
            left = [piece for piece in inside if piece.centre <= gutter]
            right = [piece for piece in inside if piece.centre > gutter]
            if min(len(left), len(right)) < MIN_ROWS or all(
                sum(id(piece) in values for piece in side) > MAX_VALUES_UNTRIMMED * len(side)
                for side in (left, right)
            ):
                continue
            if not effort.spend(len(inside)):
                return None if best is None else _pair(fragments, *best)
            left, right = _trim(left, right), _trim(right, left)
            weight = len(left) + len(right)
            if weight > best_weight and _reads_as_columns(left, right):
                best, best_weight = (left, right), weight
    return None if best is None else _pair(fragments, *best)


def _gutters(fragments: Sequence[Fragment]) -> list[float]:
    """Where pieces with a neighbour to the left begin below each other, just before it."""
    starts = sorted(
        right.x0
        for row in group_rows(fragments)
        for left, right in pairwise(row.pieces)
        if right.x0 - left.x1 > MIN_GAP * min(left.size, right.size)
    )
    size = usual_size(fragments)
    groups: list[list[float]] = []
    for start in starts:
        if groups and start - groups[-1][0] <= size:
            groups[-1].append(start)
        else:
            groups.append([start])
    # The first of a few may be measured badly, and a gutter within a gap is found by any of them.
    return [group[len(group) // 10] - BEFORE_START * size for group in groups if len(group) >= MIN_STARTS]


def _free_stretches(by_height: Sequence[Fragment], gutter: float) -> Iterator[tuple[float, float]]:
    """Vertical stretches, top and bottom, in which no fragment lies across the gutter."""
    across = [
        piece.middle
        for piece in by_height
        if piece.x0 + OVER_GUTTER * piece.size < gutter < piece.x1 - OVER_GUTTER * piece.size
    ]
    edges = [float("-inf"), *across, float("inf")]
    yield from pairwise(edges)


def _pair(fragments: Sequence[Fragment], left: list[Fragment], right: list[Fragment]) -> ColumnPair:
    kept = {id(piece) for piece in (*left, *right)}
    middle = sum(piece.middle for piece in (*left, *right)) / max(len(kept), 1)
    rest = [piece for piece in fragments if id(piece) not in kept]
    return ColumnPair(
        above=[piece for piece in rest if piece.middle < middle],
        left=left,
        right=right,
        below=[piece for piece in rest if piece.middle >= middle],
    )


def _trim(column: list[Fragment], other: list[Fragment]) -> list[Fragment]:
    """Without what stands above or below the other column, set off by a gap: it belongs to neither."""
    if not column or not other:
        return column
    top, bottom = min(piece.y0 for piece in other), max(piece.y1 for piece in other)
    rows = group_rows(column)
    first, last = 0, len(rows)
    gaps = [below.y0 - above.y1 for above, below in pairwise(rows)]
    ascending = sorted(gaps)
    for index, gap in enumerate(gaps, start=1):
        size = rows[index].size
        if gap > END_OF_COLUMN_GAP * size and gap > MORE_THAN_USUAL * _usual_gap(ascending, gap, size):
            if rows[index - 1].y1 <= top:
                first = index
            elif rows[index].y0 >= bottom:
                last = min(last, index)
    return [piece for row in rows[first:last] for piece in row.pieces]


def _usual_gap(ascending: list[float], gap: float, size: float) -> float:
    """The median of the gaps between paragraphs, `gap` not counted; 0 where there are none."""
    first, own = bisect_right(ascending, PARAGRAPH_GAP * size), bisect_left(ascending, gap)
    return sorted_median(ascending, first, without=own) if len(ascending) - first > 1 else 0.0


def _reads_as_columns(left: Sequence[Fragment], right: Sequence[Fragment]) -> bool:
    """Both sides are running text; or one is, and the lines of the other keep their own distances."""
    left_rows, right_rows = group_rows(left), group_rows(right)
    if min(len(left_rows), len(right_rows)) < MIN_ROWS or not _side_by_side(left_rows, right_rows):
        return False
    running = _runs_on(left_rows) + _runs_on(right_rows)
    return running == 2 or (running == 1 and _shared_baselines(left_rows, right_rows) < MAX_SHARED_BASELINES)


def _side_by_side(left: Sequence[Row], right: Sequence[Row]) -> bool:
    shared = min(left[-1].y1, right[-1].y1) - max(left[0].y0, right[0].y0)
    return shared >= 0.5 * min(left[-1].y1 - left[0].y0, right[-1].y1 - right[0].y0)


def _shared_baselines(left: Sequence[Row], right: Sequence[Row]) -> float:
    """The share of rows beside a row of the other side, for the side with fewer rows: near 1 in a table."""
    fewer, more = sorted((left, right), key=len)
    heights = [row.middle for row in more]
    beside = sum(_has_near(heights, row.middle, BASELINE * row.size) for row in fewer)
    return beside / len(fewer)


def _has_near(ascending: Sequence[float], value: float, reach: float) -> bool:
    following = bisect_left(ascending, value)
    return any(abs(value - other) < reach for other in ascending[max(0, following - 1) : following + 1])


def _runs_on(rows: Sequence[Row]) -> bool:
    """Whether this is running text, perhaps in columns of its own: full lines, or lines that begin in mid-sentence."""
    pieces = [piece for row in rows for piece in row.pieces]
    characters = sum(len(piece.text) for piece in pieces)
    width = max(row.x1 for row in rows) - min(row.x0 for row in rows)
    share = sum(_filled(row) >= FULL_ROW * width for row in rows) / len(rows)
    values = sum(is_value(piece.text) for piece in pieces)
    if characters < MIN_CHARACTERS * len(rows) or values > MAX_VALUES * len(pieces):
        return False
    needed = MIN_FULL_SHARE if len(rows) >= SURE_ROWS else MIN_FULL_SHARE_OF_FEW
    in_mid_sentence = sum(piece.text[:1].islower() for piece in pieces) / len(pieces)
    return share >= needed or (in_mid_sentence >= MID_SENTENCE and share >= MIN_FULL_OF_PROSE)


def _filled(row: Row) -> float:
    return sum(piece.width for piece in row.pieces)
