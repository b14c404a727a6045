"""Scores the tables found on a page by their share of correct cells."""

from collections.abc import Sequence
from dataclasses import dataclass

from function.document.pages import Cell, Table


@dataclass(frozen=True, slots=True)
class TableScore:
    """`right` of `cells` cells are correct; `extra` is how many more tables were found than expected."""

    right: int = 0
    cells: int = 0
    extra: int = 0

    def __add__(self, other: "TableScore") -> "TableScore":
        return TableScore(self.right + other.right, self.cells + other.cells, self.extra + other.extra)

    @property
    def share(self) -> float:
        return self.right / self.cells if self.cells else 1.0


def score_tables(expected: Sequence[Table], found: Sequence[Table]) -> TableScore:
    """A cell is right if its row, column, spans and text are; any run of white space counts as one space.

    Each expected table is compared with the found table that shares the most cells with it.
    """
    left = list(found)
    right = 0
    for table in expected:
        best = max(left, key=lambda other: _count_right(table, other), default=None)
        if best is not None and _count_right(table, best) > 0:
            left.remove(best)
            right += _count_right(table, best)
    cells = sum(len(table.cells) for table in expected)
    return TableScore(right, cells, max(0, len(found) - len(expected)))


def wrong_cells(expected: Table, found: Table) -> list[str]:
    """The expected cells that were not found, in readable form."""
    return sorted(repr(cell) for cell in _describe(expected) - _describe(found))


def _count_right(expected: Table, found: Table) -> int:
    return len(_describe(expected) & _describe(found))


def _describe(table: Table) -> set[tuple[int, int, int, int, str]]:
    return {_describe_cell(cell) for cell in table.cells}


def _describe_cell(cell: Cell) -> tuple[int, int, int, int, str]:
    return cell.row, cell.column, cell.row_span, cell.column_span, " ".join(cell.text.split())
