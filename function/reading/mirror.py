"""Lays out pages that are read from right to left as if seen in a mirror.

Columns, rows and tables then begin on the left, as the layout expects; boxes of the result are mirrored back.
"""

from collections.abc import Sequence
from dataclasses import replace

from function.document.pages import Block, Box, Line, Table
from function.reading.files.messages import Arranged
from function.reading.layout.fragments import Fragment
from function.reading.layout.ruling import Ruling


def mirror_fragments(fragments: Sequence[Fragment], width: float) -> tuple[Fragment, ...]:
    """Return the fragments of a page of this width as seen in a mirror."""
    return tuple(
        replace(
            piece,
            line=_mirror_line(piece.line, width),
            x0=width - piece.x1,
            x1=width - piece.x0,
            slope=-piece.slope,
            words=(),
        )
        for piece in fragments
    )


def mirror_rulings(rulings: Sequence[Ruling], width: float) -> tuple[Ruling, ...]:
    return tuple(
        Ruling(width - ruling.x1, ruling.y1, width - ruling.x0, ruling.y0)
        if ruling.horizontal
        else Ruling(width - ruling.x0, ruling.y0, width - ruling.x1, ruling.y1)
        for ruling in rulings
    )


def mirror_box(box: Box, width: float) -> Box:
    return width - box[2], box[1], width - box[0], box[3]


def mirror_arranged(arranged: Arranged, width: float) -> Arranged:
    """Return the arranged blocks with their boxes on the page itself."""
    return Arranged(tuple(_mirror_block(block, width) for block in arranged.blocks), arranged.crowded)


def _mirror_block(block: Block, width: float) -> Block:
    return replace(
        block,
        box=mirror_box(block.box, width),
        lines=tuple(_mirror_line(line, width) for line in block.lines),
        table=_mirror_table(block.table, width) if block.table else None,
    )


def _mirror_table(table: Table, width: float) -> Table:
    return replace(table, cells=tuple(replace(cell, box=mirror_box(cell.box, width)) for cell in table.cells))


def _mirror_line(line: Line, width: float) -> Line:
    return replace(line, box=mirror_box(line.box, width))
