"""Folds rows of cells that take several lines, outside of tables: a product with its amounts, the heads of a form.

Lines set closely below each other, with more room around them, are one cell.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from function.reading.layout.fragments import Fragment
from function.reading.layout.rows import Row, gap_between
from function.reading.layout.values import is_mark, is_nothing, is_value, is_waiting

# In line heights: the gap within a cell, and how much larger the gap around it is.
CLOSE = 0.45
CLOSER = 0.25
# White space between two cells, in line heights.
MIN_GUTTER = 0.5
# More lines close together are a list or a table of words.
MAX_LINES = 5


def fold_rows(rows: Sequence[Row]) -> Iterator[Row]:
    """Yield the rows in order; those that are lines of the same cells become one row with a cell after the other."""
    start = 0
    for end in range(1, len(rows) + 1):
        if end == len(rows) or gap_between(rows[end - 1], rows[end]) > CLOSE * rows[end].size:
            group = rows[start:end]
            cells = _find_cells(group) if _stands_alone(rows, start, end) else None
            yield from group if cells is None else [Row(tuple(piece for cell in cells for piece in cell))]
            start = end


def _stands_alone(rows: Sequence[Row], start: int, end: int) -> bool:
    """Whether there are two or more rows with more room around them than between them."""
    if not 2 <= end - start <= MAX_LINES or max(len(row.pieces) for row in rows[start:end]) < 2:
        return False
    inner = max(gap_between(above, below) for above, below in pairwise(rows[start:end]))
    outer = [gap_between(rows[index - 1], rows[index]) for index in (start, end) if 0 < index < len(rows)]
    return all(gap > inner + CLOSER * rows[start].size for gap in outer)


def _find_cells(group: Sequence[Row]) -> list[list[Fragment]] | None:
    """Return the cells from left to right, each with its lines, or None where the rows are rows."""
    cells: list[list[Fragment]] = []
    right = float("-inf")
    for piece in sorted((piece for row in group for piece in row.pieces), key=lambda piece: piece.x0):
        if piece.x0 >= right + MIN_GUTTER * piece.size:
            cells.append([])
        cells[-1].append(piece)
        right = max(right, piece.x1)
    cells = [sorted(cell, key=lambda piece: piece.middle) for cell in cells]
    if len(cells) < 2 or not all(map(_is_cell, cells)) or not _is_broken(group, len(cells)):
        return None
    return cells


def _is_cell(lines: Sequence[Fragment]) -> bool:
    """Whether lines below each other may be one cell: no labels, and values and marks only alone."""
    values = sum(is_value(line.text) and not is_nothing(line.text) for line in lines)
    apart = all(above.middle < below.y0 for above, below in pairwise(lines))
    alone = len(lines) == 1 or (values == 0 and not any(is_mark(line.text) for line in lines))
    return apart and alone and not any(is_waiting(line.text) for line in lines)


def _is_broken(group: Sequence[Row], cells: int) -> bool:
    """Whether something shows that lines are broken: most go on in lower case, or few cells have more lines."""
    widest = max(group, key=lambda row: len(row.pieces))
    rest = [piece for row in group if row is not widest for piece in row.pieces]
    if all(2 * len(row.pieces) < len(widest.pieces) for row in group if row is not widest):
        return len(widest.pieces) > 2
    later = [piece for row in group[1:] for piece in row.pieces]
    return len(rest) <= cells * (len(group) - 1) and 2 * sum(
        piece.text[0].islower() for piece in later
    ) >= len(later)
