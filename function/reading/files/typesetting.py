"""Typesets blocks without a place on pages, as on a typewriter: every character has the same width.

So each line has a place on a page, and the page can be drawn from its lines alone.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import isclose
from textwrap import wrap

from function.document.pages import Block, Box, Cell, Line, Page, Table
from function.reading.files.flow import make_table_block
from function.reading.files.messages import LaidOut
from function.reading.layout.fragments import enclose

# A4 in points, and its margins.
WIDTH, HEIGHT, MARGIN = 595.0, 842.0, 50.0
# Courier in 10 point.
CHARACTER, LEADING = 6.0, 14.0
GAP = 7.0
ACROSS = int((WIDTH - 2 * MARGIN) / CHARACTER)
LINES = int((HEIGHT - 2 * MARGIN) / LEADING)
# For tables, in characters: the space between columns, and the narrowest and widest column.
BETWEEN, NARROWEST, WIDEST = 2, 6, 40


@dataclass(frozen=True, slots=True)
class _Row:
    """A table row with the lines of each cell, at most `height` lines."""

    cells: tuple[tuple[Cell, tuple[str, ...]], ...]
    height: int


class Typesetter:
    """Sets blocks one after another; a page is finished when the next one begins."""

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._width = WIDTH
        self._top = MARGIN

    def set(self, blocks: Iterable[Block | None]) -> Iterator[LaidOut]:
        """Yield the pages, at least one; None among the blocks begins a new one."""
        empty = True
        for block in blocks:
            parts = [None] if block is None else self._set_block(block)
            for part in parts:
                if part is None and self._blocks:
                    empty = False
                    yield self._end_page()
                elif part is not None:
                    self._blocks.append(part)
        if self._blocks or empty:
            yield self._end_page()

    def _end_page(self) -> LaidOut:
        page = LaidOut(tuple(self._blocks), (self._width, max(HEIGHT, self._top + MARGIN)))
        self._blocks, self._width, self._top = [], WIDTH, MARGIN
        return page

    def _room(self) -> int:
        """Return how many more lines fit."""
        return max(int((HEIGHT - MARGIN - self._top) / LEADING), 0)

    def _set_block(self, block: Block) -> Iterator[Block | None]:
        """Yield the block in parts, with None where the page is full."""
        yield from self._set_text(block) if block.table is None else self._set_table(block.table)
        self._top += GAP

    def _set_text(self, block: Block) -> Iterator[Block | None]:
        wrapped = [wrap(line, ACROSS, break_long_words=False) for line in block.text.splitlines()]
        pending = [(number, piece) for number, pieces in enumerate(wrapped) for piece in pieces]
        first = True
        while pending:
            if self._room() < min(len(pending), 2):
                yield None
            fitting = max(self._room(), 1)
            now, pending = pending[:fitting], pending[fitting:]
            lines = tuple(self._line(piece, MARGIN, ACROSS, row) for row, (_, piece) in enumerate(now))
            self._top += len(now) * LEADING
            # A block that fits on one page keeps its text.
            text = block.text if first and not pending else _join(now)
            yield replace(block, text=text, lines=lines, box=enclose(line.box for line in lines))
            first = False

    def _line(self, text: str, left: float, across: int, row: int) -> Line:
        top = self._top + row * LEADING
        right = left + CHARACTER * min(max(len(text), 1), across)
        return Line(text=text, raw_text=text, box=(left, top, right, top + LEADING), confidence=1.0)

    def _set_table(self, table: Table) -> Iterator[Block | None]:
        across = _measure(table)
        starts = [sum(across[:column]) + BETWEEN * column for column in range(len(across) + 1)]
        width = 2 * MARGIN + CHARACTER * starts[-1]
        pending = list(_wrap_rows(table, starts))
        if self._room() < min(sum(row.height for row in pending), 3):
            yield None
        while pending:
            self._width = max(self._width, width)
            count, used = 0, 0
            while count < len(pending) and (count == 0 or used + pending[count].height <= self._room()):
                used += pending[count].height
                count += 1
            now, pending = pending[:count], pending[count:]
            yield self._set_rows(now, starts, table.columns)
            if pending:
                yield None

    def _set_rows(self, rows: Sequence[_Row], starts: Sequence[int], columns: int) -> Block:
        """Return the rows on this page as a table of their own."""
        tops = [self._top]
        for row in rows:
            tops.append(tops[-1] + row.height * LEADING)
        cells, lines = [], []
        for number, row in enumerate(rows):
            self._top = tops[number]
            for cell, texts in row.cells:
                left = MARGIN + CHARACTER * starts[cell.column]
                room = starts[cell.column + cell.column_span] - starts[cell.column] - BETWEEN
                lines += [self._line(text, left, room, index) for index, text in enumerate(texts)]
                down = min(cell.row_span, len(rows) - number)
                box: Box = (left, tops[number], left + CHARACTER * room, tops[number + down])
                cells.append(replace(cell, row=number, row_span=down, box=box))
        self._top = tops[-1]
        block = make_table_block(Table(len(rows), columns, tuple(cells)))
        return replace(block, box=enclose(cell.box for cell in cells), lines=tuple(lines))


def is_typeset(page: Page) -> bool:
    """Whether the page was set here: all its lines are equally high, as hardly any others."""
    lines = [line for block in page.blocks for line in block.lines]
    return page.source == "text_layer" and all(
        isclose(line.box[3] - line.box[1], LEADING, abs_tol=1e-6) for line in lines
    )


def least_pages(blocks: Sequence[Block | None]) -> int:
    """Return a lower bound for the number of pages."""
    texts = (block.text for block in blocks if block is not None and block.table is None)
    rows = sum(block.table.rows for block in blocks if block is not None and block.table is not None)
    return (sum(max(text.count("\n") + 1, len(text) // (ACROSS + 1)) for text in texts) + rows) // LINES


def _join(pieces: Sequence[tuple[int, str]]) -> str:
    """Join the pieces of each line with spaces, and the lines with line breaks."""
    lines: dict[int, list[str]] = {}
    for number, piece in pieces:
        lines.setdefault(number, []).append(piece)
    return "\n".join(" ".join(parts) for parts in lines.values())


def _measure(table: Table) -> list[int]:
    """Return the width of each column in characters."""
    natural = [NARROWEST] * table.columns
    for cell in table.cells:
        longest = max(map(len, cell.text.splitlines()), default=0) // cell.column_span
        for column in range(cell.column, cell.column + cell.column_span):
            natural[column] = max(natural[column], min(longest, WIDEST))
    room = ACROSS - BETWEEN * table.columns
    if sum(natural) <= room or room < NARROWEST * table.columns:
        return natural
    # Narrow columns keep their width, and the others share the rest.
    share = room // table.columns
    wide = [column for column, width in enumerate(natural) if width > share]
    left = room - sum(width for width in natural if width <= share)
    return [left // len(wide) if column in wide else width for column, width in enumerate(natural)]


def _wrap_rows(table: Table, starts: Sequence[int]) -> Iterator[_Row]:
    rows: list[list[tuple[Cell, tuple[str, ...]]]] = [[] for _ in range(table.rows)]
    for cell in table.cells:
        room = max(starts[cell.column + cell.column_span] - starts[cell.column] - BETWEEN, 1)
        rows[cell.row].append((cell, tuple(_wrap(cell.text, room))))
    for row in rows:
        if row:
            yield _Row(tuple(row), max(max(len(texts) for _, texts in row), 1))


def _wrap(text: str, room: int) -> list[str]:
    if len(text) <= room and "\n" not in text:
        return [text] if text else []
    return [piece for line in text.splitlines() for piece in wrap(line, room, break_long_words=False)]
