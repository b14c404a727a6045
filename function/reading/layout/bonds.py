"""Bonds across white space: what is printed side by side and belongs together.

A label belongs to the value after it, and the cells of a table's row to each other. No division of the page may
come between them.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from function.reading.layout.rows import Row
from function.reading.layout.values import is_label, is_nothing, is_value, is_waiting

# Rows are beside each other when their middles are closer than this, in line heights.
BESIDE = 0.5
# Sides are bound when more than this share of the rows beside each other are cells of a table.
MAX_BOUND = 0.5
# Lines beside each other of which one goes on in mid-sentence: their number, and their share.
MIN_CUT = 2
MIN_CUT_SHARE = 0.4
# In a table, rows beside each other differ in height by less than this, in line heights.
BASELINE = 0.2
# As many dots or strokes are a line to write on.
MIN_LEADERS = 3
_NUMBER = re.compile(r"\+?[A-Z]{0,5}[-\s]?\d(?:[\s-]?\d){5,}[-\s]?[A-Z]?-?")
# Share of values on a side that has nothing else.
ALL_VALUES = 0.7
# A side of bullets, numbers or letters as short as these belongs to the lines beside them.
MARK, MAX_MARKS = 3, 0.5
# Running text may end a line with a colon.
MAX_WAITING = 0.1


def are_bound(left: Sequence[Row], right: Sequence[Row], most: float = MAX_BOUND) -> bool:
    """Whether the rows of two sides, each from top to bottom, belong together across the gap.

    `most` is the share of rows that may be cells by chance.
    """
    beside = list(rows_beside(left, right))
    if sum(len(before.text) <= MARK for before, _ in beside) > MAX_MARKS * len(left):
        return True
    waiting = sum(
        is_waiting(before.pieces[-1].text) and not is_label(after.pieces[0].text) for before, after in beside
    )
    cells = sum(_are_cells(before, after) for before, after in beside)
    return waiting > MAX_WAITING * len(beside) or cells > most * len(beside)


def rows_beside(left: Sequence[Row], right: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
    """Yield each row on the right with the nearest row on the left that is beside it."""
    heights = [row.middle for row in left]
    for row in right:
        following = bisect_left(heights, row.middle)
        near = left[max(0, following - 1) : following + 1]
        nearest = min(near, key=lambda other: abs(other.middle - row.middle))
        if abs(nearest.middle - row.middle) < BESIDE * min(nearest.size, row.size):
            yield nearest, row


def is_all_values(rows: Sequence[Row]) -> bool:
    """Whether there is hardly anything but amounts, which mean nothing without the text beside them."""
    pieces = [piece for row in rows for piece in row.pieces]
    return sum(_has_value(piece.text) for piece in pieces) > ALL_VALUES * len(pieces)


def cut_sentences(left: Sequence[Row], right: Sequence[Row]) -> bool:
    """Whether reading row by row would often come from the beginning of a line into mid-sentence, or back.

    Lines of cells beside each other begin or go on together.
    """
    beside = list(rows_beside(left, right))
    cut = sum(before.text[:1].islower() != after.text[:1].islower() for before, after in beside)
    return cut >= max(MIN_CUT, MIN_CUT_SHARE * len(beside))


def _are_cells(left: Row, right: Row) -> bool:
    """Whether one side has nothing but values, or several of them without labels."""
    if _is_labelled(right) and not is_value(left.text):
        return False
    values = sum(_has_value(piece.text) for piece in right.pieces)
    return (
        values > 1 or _has_value(right.pieces[0].text) or all(_has_value(piece.text) for piece in left.pieces)
    )


def _is_labelled(row: Row) -> bool:
    return any(is_label(piece.text) for piece in row.pieces)


def _has_value(text: str) -> bool:
    """Whether there is a value of a table, or a line of dots to write one on.

    Telephone and tax numbers are no sign of a table: addresses have them, too.
    """
    if is_nothing(text):
        return len(text) >= MIN_LEADERS
    return is_value(text) and not _NUMBER.fullmatch(text)


def shared_baselines(left: Sequence[Row], right: Sequence[Row]) -> float:
    """Return the share of rows, on the side with fewer, that have a row beside them; near 1 in a table."""
    fewer, more = sorted((left, right), key=len)
    heights = [row.middle for row in more]
    beside = sum(_has_near(heights, row.middle, BASELINE * row.size) for row in fewer)
    return beside / len(fewer)


def _has_near(ascending: Sequence[float], value: float, reach: float) -> bool:
    following = bisect_left(ascending, value)
    return any(abs(value - other) < reach for other in ascending[max(0, following - 1) : following + 1])
