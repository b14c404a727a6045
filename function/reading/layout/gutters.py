"""Gutters: white space from top to bottom of a stretch of the page, with text on either side."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from function.reading.layout.fragments import Fragment
from function.reading.layout.medians import sorted_median
from function.reading.layout.rows import Row, group_rows, usual_size

# In line heights: the gap between neighbours, how far left of the right one the gutter lies, and how far text
# may stick out into it because of measurement errors.
MIN_GAP = 0.4
BEFORE_START = 0.15
OVER_GUTTER = 0.3
# Rows that must begin at a gutter.
MIN_STARTS = 2
# Rows are interlocked when they share this height, in line heights.
INTERLOCKED = 0.2
# White space across both sides that divides a stretch, in line heights.
MIN_BREAK = 1.2
# A gap that ends a column where the other column has ended, in line heights.
END_OF_COLUMN_GAP = 1.2
# Gaps between paragraphs do not end a column.
PARAGRAPH_GAP = 0.5
MORE_THAN_USUAL = 1.5


def find_gutters(fragments: Sequence[Fragment]) -> list[float]:
    """Return the x of gutters: just left of where pieces with a left neighbour start below each other."""
    rows = group_rows(fragments)
    starts = sorted(
        right.x0
        for pieces in (*(row.pieces for row in rows), *_interlocked(rows))
        for left, right in pairwise(pieces)
        if right.x0 - left.x1 > MIN_GAP * min(left.size, right.size)
    )
    size = usual_size(fragments)
    groups: list[list[float]] = []
    for start in starts:
        if groups and start - groups[-1][0] <= size:
            groups[-1].append(start)
        else:
            groups.append([start])
    # In a small group the first may be measured poorly. Any of them finds a gutter within a gap.
    return [group[len(group) // 10] - BEFORE_START * size for group in groups if len(group) >= MIN_STARTS]


def _interlocked(rows: Sequence[Row]) -> Iterator[list[Fragment]]:
    """Yield the pieces, from left to right, of two rows that share some height: their blocks are set at
    different heights."""
    for above, below in pairwise(rows):
        if above.y1 - below.y0 > INTERLOCKED * min(above.size, below.size):
            yield sorted((*above.pieces, *below.pieces), key=lambda piece: piece.x0)


def free_stretches(
    by_height: Sequence[Fragment], lines: Sequence[float], gutter: float
) -> Iterator[Sequence[Fragment]]:
    """Yield the stretches in which no fragment crosses the gutter, and their parts between white space.

    `lines` are the heights of the rulings across the gutter.
    """
    stretch: list[Fragment] = []
    for piece in by_height:
        if stretch and bisect_left(lines, stretch[-1].middle) < bisect_left(lines, piece.middle):
            yield from _with_parts(stretch)
            stretch = []
        if piece.x0 + OVER_GUTTER * piece.size < gutter < piece.x1 - OVER_GUTTER * piece.size:
            yield from _with_parts(stretch)
            stretch = []
        else:
            stretch.append(piece)
    yield from _with_parts(stretch)


def _with_parts(stretch: Sequence[Fragment]) -> Iterator[Sequence[Fragment]]:
    yield stretch
    parts: list[list[Fragment]] = []
    bottom = float("-inf")
    for piece in stretch:
        if not parts or piece.y0 - bottom > MIN_BREAK * piece.size:
            parts.append([])
        parts[-1].append(piece)
        bottom = max(bottom, piece.y1)
    if len(parts) > 1:
        yield from parts


def trim_rows(rows: Sequence[Row], others: Sequence[Row]) -> Sequence[Row]:
    """Drop rows above or below those of the other side after a gap: they belong to neither column."""
    top, bottom = min(row.y0 for row in others), max(row.y1 for row in others)
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
    return rows[first:last]


def _usual_gap(ascending: list[float], gap: float, size: float) -> float:
    """Return the median of the gaps between paragraphs without `gap` itself, or 0 if there are none."""
    first, own = bisect_right(ascending, PARAGRAPH_GAP * size), bisect_left(ascending, gap)
    return sorted_median(ascending, first, without=own) if len(ascending) - first > 1 else 0.0
