"""Turns the regions of a page into blocks, with their text repaired and joined."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from function.document.pages import Block, Cell, Line, Table
from function.reading.layout.captions import is_caption
from function.reading.layout.elements import FoundFigure
from function.reading.layout.fragments import Fragment, Level, enclose
from function.reading.layout.hyphens import CELL, NEW_LINE, RUN_ON, SEPARATOR, join_pieces, read_words
from function.reading.layout.paragraphs import (
    Paragraph,
    continues,
    join,
    judge_kind,
    split_paragraphs,
)
from function.reading.layout.rows import Row, Stretch, group_rows
from function.reading.layout.tables import FoundCell, FoundTable
from function.reading.layout.titles import Print, rank_titles, usual_print

Repair = Callable[[str], str]
Region = Stretch | FoundTable | FoundFigure


def make_blocks(regions: Sequence[Region], repair: Repair, level: Level) -> tuple[Block, ...]:
    """Return the blocks of the regions, in the same order.

    `repair` gets the text of a whole block with a mark (RUN_ON, CELL, NEW_LINE) between its pieces and must
    keep the marks. `level` is the tilt of the page before its fragments were straightened.
    """
    rows = [row for region in regions if isinstance(region, Stretch) for row in region.rows]
    usual = usual_print(rows)
    words = read_words(piece.text for row in rows for piece in row.pieces)
    blocks, sizes = [], []
    for part in _join_columns(regions):
        if isinstance(part, Paragraph):
            blocks.append(_make_text(part, usual, repair, words))
        elif isinstance(part, FoundTable):
            blocks.append(_make_table(part, repair, words, level))
        else:
            blocks.append(_make_figure(part, repair, words))
        sizes.append(max((row.size for row in part.rows), default=0) if isinstance(part, Paragraph) else 0.0)
    return _mark_captions(rank_titles(blocks, sizes, usual.size))


def _join_columns(regions: Sequence[Region]) -> Iterator[Paragraph | FoundTable | FoundFigure]:
    """Yield the paragraphs, tables and figures; a paragraph that continues in the next column is joined."""
    last: Paragraph | None = None
    for region in regions:
        if not isinstance(region, Stretch):
            if last is not None:
                yield last
            last = None
            yield region
            continue
        first = True
        for paragraph in split_paragraphs(region):
            if last is not None and first and continues(last, paragraph):
                last = join(last, paragraph)
            else:
                if last is not None:
                    yield last
                last = paragraph
            first = False
    if last is not None:
        yield last


def _make_text(paragraph: Paragraph, usual: Print, repair: Repair, words: frozenset[str]) -> Block:
    repaired = repair(paragraph.text)
    lines = _repair_lines([piece for row in paragraph.rows for piece in row.pieces], repaired)
    return Block(
        kind=judge_kind(paragraph, usual),
        text=join_pieces(repaired, words),
        box=enclose(line.box for line in lines),
        lines=lines,
    )


def _make_figure(figure: FoundFigure, repair: Repair, words: frozenset[str]) -> Block:
    rows = group_rows(figure.labels)
    repaired = repair(NEW_LINE.join(CELL.join(piece.text for piece in row.pieces) for row in rows))
    pieces = [piece for row in rows for piece in row.pieces]
    lines = _repair_lines(pieces, repaired) if pieces else ()
    return Block(kind="figure", text=join_pieces(repaired, words), box=figure.box, lines=lines)


def _make_table(found: FoundTable, repair: Repair, words: frozenset[str], level: Level) -> Block:
    rows: list[list[FoundCell]] = [[] for _ in range(found.rows)]
    for cell in found.cells:
        if cell.lines:
            rows[cell.place.row].append(cell)
    marked = NEW_LINE.join(CELL.join(_mark_lines(cell.lines) for cell in row) for row in rows if row)
    lines = _repair_lines(found.pieces, repair(marked))
    cells, used = [], 0
    for cell in found.cells:
        counts = [len(line.pieces) for line in cell.lines]
        own = lines[used : used + sum(counts)]
        used += sum(counts)
        cells.append(_make_cell(cell, _mark_texts(counts, own), own, words, level))
    table = Table(found.rows, found.columns, tuple(cells))
    return Block(
        kind="table", text=table.text, box=enclose([cell.box for cell in cells]), lines=lines, table=table
    )


def _mark_lines(lines: Sequence[Row]) -> str:
    return RUN_ON.join(CELL.join(piece.text for piece in line.pieces) for line in lines)


def _mark_texts(counts: Sequence[int], lines: Sequence[Line]) -> str:
    texts = iter([line.text for line in lines])
    return RUN_ON.join(CELL.join(next(texts) for _ in range(count)) for count in counts)


def _make_cell(
    cell: FoundCell, marked: str, lines: Sequence[Line], words: frozenset[str], level: Level
) -> Cell:
    return Cell(
        row=cell.place.row,
        column=cell.place.column,
        text=join_pieces(marked, words),
        box=enclose([level.tilt_box(cell.box), *(line.box for line in lines)]),
        row_span=cell.place.row_span,
        column_span=cell.place.column_span,
        header=cell.header,
    )


def _mark_captions(blocks: Sequence[Block]) -> tuple[Block, ...]:
    marked = list(blocks)
    for index, block in enumerate(marked):
        if is_caption(block, [*marked[max(0, index - 1) : index], *marked[index + 1 : index + 2]]):
            marked[index] = replace(block, kind="caption", level=0)
    return tuple(marked)


def _repair_lines(pieces: Sequence[Fragment], repaired: str) -> tuple[Line, ...]:
    texts = SEPARATOR.split(repaired)
    return tuple(replace(piece.line, text=text) for piece, text in zip(pieces, texts, strict=True))
