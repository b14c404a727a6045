"""Text without pages of its own: a sequence of blocks, as in office files, mails and web pages.

A `Block` of a flow has its kind, text, level and table; it gets its place when it is typeset
(typesetting.py).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from function.document.pages import Block, BlockKind, Box, Cell, Table

NOWHERE: Box = (0.0, 0.0, 0.0, 0.0)
BULLET = "• "
MAX_COLUMNS = 100


@dataclass(slots=True)
class Flow:
    """`blocks` with None where a new page begins, `pictures` as stored in the file, and `notes` for a
    person."""

    blocks: list[Block | None] = field(default_factory=list)
    pictures: list[bytes] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Entry:
    """A cell in a row whose column is not known yet."""

    text: str
    column_span: int = 1
    row_span: int = 1
    header: bool = False


def tidy(text: str) -> str:
    """Collapse the white space in each line, and drop empty lines."""
    lines = (" ".join(line.split()) for line in text.replace("\0", "").splitlines())
    return "\n".join(line for line in lines if line)


def make_text(kind: BlockKind, text: str, level: int = 0) -> Block | None:
    """Return a text block, or None without text; do not add that to a flow, where None is a page break."""
    tidied = tidy(text)
    return Block(kind=kind, text=tidied, box=NOWHERE, lines=(), level=level) if tidied else None


def make_list(items: Iterable[str]) -> Block | None:
    """Return a list block of the items with their marks, one per line."""
    return make_text("list", "\n".join(" ".join(item.split()) for item in items))


def make_table(rows: Sequence[Sequence[Entry]]) -> Block | None:
    """Return a table of the rows with text, without empty columns at its end."""
    cells = _place([row for row in rows if any(entry.text.strip() for entry in row)])
    columns = max((cell.column + 1 for cell in cells if cell.text), default=0)
    height = max((cell.row + 1 for cell in cells), default=0)
    kept = tuple(_clip(cell, height, columns) for cell in cells if cell.column < columns)
    if not kept:
        return None
    return make_table_block(Table(height, columns, kept))


def make_table_block(table: Table) -> Block:
    return Block(kind="table", text=table.text, box=NOWHERE, lines=(), table=table)


def _place(rows: Sequence[Sequence[Entry]]) -> list[Cell]:
    """Put each cell in the first free column of its row, as HTML does."""
    cells: list[Cell] = []
    taken: dict[int, int] = {}
    for number, row in enumerate(rows):
        column = 0
        for entry in row:
            while taken.get(column, 0) > number:
                column += 1
            if column >= MAX_COLUMNS:
                break
            # An absurd span would leave no room for the next cell.
            across = entry.column_span if 1 <= entry.column_span <= MAX_COLUMNS - column else 1
            down = min(max(entry.row_span, 1), len(rows) - number)
            cells.append(Cell(number, column, tidy(entry.text), NOWHERE, down, across, entry.header))
            taken.update((place, number + down) for place in range(column, column + across))
            column += across
    return cells


def _clip(cell: Cell, rows: int, columns: int) -> Cell:
    across = min(cell.column_span, columns - cell.column)
    return Cell(
        cell.row, cell.column, cell.text, NOWHERE, min(cell.row_span, rows - cell.row), across, cell.header
    )
