"""Tables as found, before their text is repaired: cells with their lines, and which of them are the head."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from function.document.pages import Box
from function.reading.layout.fragments import Fragment
from function.reading.layout.grids import Place
from function.reading.layout.rows import Row
from function.reading.layout.values import is_nothing, is_value

# A head has at most this many rows, and fewer than the rows below it.
MAX_HEAD = 3
MAX_HEAD_CHARACTERS = 60
# The share of a column's cells below the head that must be values for words above them to be its head.
MIN_VALUES = 0.5


@dataclass(frozen=True, slots=True)
class FoundCell:
    """A cell with its lines from top to bottom, none in an empty cell; `box` is level."""

    place: Place
    lines: tuple[Row, ...]
    box: Box
    header: bool = False

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class FoundTable:
    """`cells` cover all places, row by row; `box` is level."""

    rows: int
    columns: int
    cells: tuple[FoundCell, ...]
    box: Box

    @property
    def pieces(self) -> list[Fragment]:
        return [piece for cell in self.cells for line in cell.lines for piece in line.pieces]


def mark_head(table: FoundTable) -> FoundTable:
    """The table with the cells of its head marked, if it has one."""
    rows = _head_rows(table)
    return replace(table, cells=tuple(replace(cell, header=cell.place.row < rows) for cell in table.cells))


def _head_rows(table: FoundTable) -> int:
    """Rows at the top that say in words what stands below."""
    for rows in range(1, min(MAX_HEAD, table.rows - 1) + 1):
        head = [cell for cell in table.cells if cell.place.row < rows and cell.lines]
        body = [cell for cell in table.cells if cell.place.row >= rows and cell.lines]
        if any(cell.place.row + cell.place.row_span > rows for cell in head):
            continue
        if not head or not _is_wordy(head):
            return 0
        if any(cell.place.column_span > 1 for cell in head if cell.place.row == rows - 1):
            continue
        return rows if _names_columns(head, body, table, rows) else 0
    return 0


def _is_wordy(cells: Sequence[FoundCell]) -> bool:
    return all(
        not is_value(cell.text) and not is_nothing(cell.text) and len(cell.text) <= MAX_HEAD_CHARACTERS
        for cell in cells
    )


def _names_columns(
    head: Sequence[FoundCell], body: Sequence[FoundCell], table: FoundTable, rows: int
) -> bool:
    """Whether words stand above values, or bold above other print; else where all of many columns have a name."""
    named = {cell.place.column for cell in head if cell.place.row + cell.place.row_span == rows}
    columns: dict[int, list[FoundCell]] = {column: [] for column in named}
    for cell in body:
        if cell.place.column in named:
            columns[cell.place.column].append(cell)
    if any(_has_values(column) for column in columns.values()):
        return True
    if _is_bold(head) and not _is_bold([cell for cell in body if cell.place.row == rows]):
        return True
    capitals = all(cell.text.isupper() for cell in head)
    if capitals and not all(cell.text.isupper() for cell in body):
        return True
    return len(named) == table.columns >= 3 and table.rows >= 3


def _has_values(column: Sequence[FoundCell]) -> bool:
    told = [cell for cell in column if not is_nothing(cell.text)]
    return bool(told) and sum(is_value(cell.text) for cell in told) >= MIN_VALUES * len(told)


def _is_bold(cells: Sequence[FoundCell]) -> bool:
    return bool(cells) and all(line.bold for cell in cells for line in cell.lines)
