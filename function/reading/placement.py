"""Moves what was read on a paper to where the paper is on the page."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from function.document.pages import Block, Box, Line, Table
from function.reading.recognition.flattening import Place, Points

POINTS = 5


def move_box(box: Box, place: Place) -> Box:
    """Return the level box on the page around `box`, on paper that is at `place`."""
    return _enclose(place.find(_outline(box)))


def move_box_back(box: Box, place: Place) -> Box:
    """Return the level box on the paper around `box`, on the page."""
    return _enclose(place.find_back(_outline(box)))


def _outline(box: Box) -> Points:
    """Return points along the upper and the lower edge: lines on bent paper rise and fall in between."""
    x0, y0, x1, y1 = box
    along = np.linspace(x0, x1, POINTS)
    return np.array([(x, y) for y in (y0, y1) for x in along], np.float64)


def _enclose(points: Points) -> Box:
    (left, top), (right, bottom) = points.min(axis=0).tolist(), points.max(axis=0).tolist()
    return left, top, right, bottom


def move_blocks(blocks: Sequence[Block], place: Place) -> tuple[Block, ...]:
    """Return the blocks of paper that is at `place`, with their boxes on the page."""
    if place.is_here:
        return tuple(blocks)
    return tuple(
        replace(
            block,
            box=move_box(block.box, place),
            lines=tuple(_move_line(line, place) for line in block.lines),
            table=_move_table(block.table, place) if block.table else None,
        )
        for block in blocks
    )


def _move_table(table: Table, place: Place) -> Table:
    return replace(table, cells=tuple(replace(cell, box=move_box(cell.box, place)) for cell in table.cells))


def _move_line(line: Line, place: Place) -> Line:
    return replace(line, box=move_box(line.box, place))
