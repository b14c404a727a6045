"""Compares a table with the first one of the next page: does it go on there?"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from function.document.markdown import count_head
from function.document.pages import Cell, Table
from function.reading.layout.tables import MIN_VALUES
from function.reading.layout.values import is_nothing, is_value
from function.reading.running import alike, numbers_in

# How far a sheet may lie to the side of the one before, and how exactly columns are in their places, as shares of the
# page's width: binding margins and scanners move sheets by up to 8 mm, and 2 mm are a character.
MAX_SHIFT, SAME_PLACE = 0.04, 0.01
# Share of columns that must be in their places and hold the same, values or words. Text that reaches over the edge of
# its column moves the edge.
SAME_COLUMNS = 0.75
# No longer rows of names are compared letter by letter.
MOST_ALIKE = 300
# Share of a table's rows that are those of a copy, each in its place.
COPIED = 0.5


@dataclass(frozen=True, slots=True)
class _Column:
    """The edges of a column, and whether it holds values rather than words; None if it is empty."""

    left: float
    right: float
    valued: bool | None


def head_rows(table: Table) -> tuple[str, ...]:
    """Return the rows of the table's head, or else its first row, cells parted by tabs."""
    rows = _row_texts(table, max(count_head(table), 1))
    return tuple(row for row in rows if len(row.split("\t")) > 1 or len(rows) > 1)


def count_repeated(head: Sequence[str], table: Table) -> int:
    """Return the number of rows at the top of the table that are rows of `head`."""
    count = 0
    for row in _row_texts(table, min(len(head), table.rows)):
        if not any(_is_same(row, name) for name in head):
            break
        count += 1
    return 0 if any(cell.row < count < cell.row + cell.row_span for cell in table.cells) else count


def is_copy(table: Table, other: Table) -> bool:
    """Whether the other table is the same once more, as on the copies of an invoice."""
    rows, others = _row_texts(table, table.rows), _row_texts(other, other.rows)
    same = sum(row == again for row, again in zip(rows, others, strict=False))
    return same - count_head(other) > COPIED * (other.rows - count_head(other))


def has_same_columns(above: Table, below: Table, width: float) -> bool:
    """Whether columns hold the same and are in the same places, on pages of this width."""
    first, second = _columns(above), _columns(below)
    if not first or len(first) != len(second):
        return False
    pairs = list(zip(first, second, strict=True))
    shifts = (0.0, median(b.left - a.left for a, b in pairs), median(b.right - a.right for a, b in pairs))
    return any(
        abs(shift) <= MAX_SHIFT * width and _match(pairs, shift, SAME_PLACE * width) for shift in shifts
    )


def _match(pairs: Sequence[tuple[_Column, _Column]], shift: float, exact: float) -> bool:
    same = 0
    for above, below in pairs:
        left, right = below.left - shift - above.left, below.right - shift - above.right
        if below.left - shift >= above.right or below.right - shift <= above.left:
            return False
        holds_other = None not in (above.valued, below.valued) and above.valued != below.valued
        same += min(abs(left), abs(right), abs(left + right) / 2) <= exact and not holds_other
    return same >= SAME_COLUMNS * len(pairs)


def _columns(table: Table) -> list[_Column]:
    """Return the columns, or none if one has no cell of its own."""
    cells: list[list[Cell]] = [[] for _ in range(table.columns)]
    for cell in table.cells:
        if cell.column_span == 1:
            cells[cell.column].append(cell)
    return [_describe(column) for column in cells] if all(cells) else []


def _describe(cells: Sequence[Cell]) -> _Column:
    texts = [cell.text for cell in cells if not cell.header and not is_nothing(cell.text)]
    valued = sum(map(is_value, texts)) >= MIN_VALUES * len(texts) if texts else None
    return _Column(median(cell.box[0] for cell in cells), median(cell.box[2] for cell in cells), valued)


def _row_texts(table: Table, rows: int) -> list[str]:
    texts: list[list[str]] = [[] for _ in range(rows)]
    for cell in sorted(table.cells, key=lambda cell: cell.column):
        if cell.row < rows and cell.text.strip():
            texts[cell.row].append(" ".join(cell.text.split()))
    return ["\t".join(row) for row in texts]


def _is_same(row: str, name: str) -> bool:
    if row.casefold() == name.casefold():
        return bool(row)
    return max(len(row), len(name)) <= MOST_ALIKE and numbers_in(row) == numbers_in(name) and alike(row, name)
