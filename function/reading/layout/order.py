"""Reading order: from fragments anywhere on a page to blocks as a person reads them.

Whitespace decides, in the manner of the recursive XY cut (Nagy and Seth, 1984): columns of running text
one after the other, everything else row by row. Tables, pictures and framed boxes take part in it as a whole.
A wrong order costs far more than wrong characters.
"""

from collections.abc import Iterator, Sequence

from function.document.pages import Block, Box
from function.reading.layout.aligned import find_aligned
from function.reading.layout.blocks import Region, Repair, make_blocks
from function.reading.layout.columns import find_columns
from function.reading.layout.elements import Element, place_elements
from function.reading.layout.fragments import Fragment, measure_level, straighten_fragments
from function.reading.layout.panels import find_panels
from function.reading.layout.rows import Row, Stretch, group_rows, usual_size
from function.reading.layout.ruling import Ruling, merge_rulings, straighten_rulings
from function.reading.layout.tables import FoundTable

# Pieces of a drawn line are one line across gaps up to this many heights of a line of text.
MERGE_REACH = 0.5


def arrange(
    fragments: Sequence[Fragment],
    repair: Repair,
    *,
    rulings: Sequence[Ruling] = (),
    figures: Sequence[Box] = (),
) -> tuple[Block, ...]:
    """The blocks of a page in reading order, their lines repaired (see `make_blocks`).

    `rulings` and `figures` (places of pictures) are in the unit of the fragments, on the page as it lies. What stands
    aside comes last.
    """
    lying = [piece for piece in fragments if not piece.aside]
    level = measure_level(lying)
    size = usual_size(lying)
    lines = merge_rulings(straighten_rulings(rulings, level), MERGE_REACH * size)
    pieces = place_elements(straighten_fragments(lying, level), lines, figures, level, size)
    regions = list(_read_column(pieces, lines))
    regions += [_stretch([Row((piece,))], [piece]) for piece in fragments if piece.aside]
    return make_blocks(regions, repair, level)


def _read_column(pieces: Sequence[Fragment], rulings: Sequence[Ruling]) -> Iterator[Region]:
    """What stands in one column of its own: a page, a column of it, a frame."""
    yield from _read(pieces, pieces, rulings)


def _read(
    pieces: Sequence[Fragment], column: Sequence[Fragment], rulings: Sequence[Ruling]
) -> Iterator[Region]:
    """Stretches of rows, tables and figures in reading order; `pieces` are all or a part of a column."""
    pair = (find_panels(pieces, rulings) or find_columns(pieces)) if len(pieces) > 1 else None
    elements = [piece for piece in pieces if isinstance(piece, Element)]
    if pair is not None:
        yield from _read(pair.above, column, rulings)
        yield from _read_column(pair.left, rulings)
        yield from _read_column(pair.right, rulings)
        yield from _read(pair.below, column, rulings)
    elif elements:
        first = min(elements, key=lambda element: (element.y0, element.x0))
        yield from _read_around(first, pieces, column, rulings)
    elif pieces:
        for part in find_aligned(group_rows(pieces), rulings):
            yield part if isinstance(part, FoundTable) else _stretch(part, column)


def _stretch(rows: Sequence[Row], column: Sequence[Fragment]) -> Stretch:
    return Stretch(tuple(rows), min(piece.x0 for piece in column), max(piece.x1 for piece in column))


def _read_around(
    element: Element, pieces: Sequence[Fragment], column: Sequence[Fragment], rulings: Sequence[Ruling]
) -> Iterator[Region]:
    others = [piece for piece in pieces if piece is not element]
    above = [piece for piece in others if piece.middle < element.y0]
    below = [piece for piece in others if piece.middle > element.y1]
    beside = [piece for piece in others if element.y0 <= piece.middle <= element.y1]
    yield from _read(above, column, rulings)
    yield from _read_column([piece for piece in beside if piece.centre < element.x0], rulings)
    if isinstance(element.content, list):
        yield from _read_column(element.content, rulings)
    else:
        yield element.content
    yield from _read_column([piece for piece in beside if piece.centre >= element.x0], rulings)
    yield from _read(below, column, rulings)
