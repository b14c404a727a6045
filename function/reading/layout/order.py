"""Reading order: turns fragments anywhere on a page into blocks in the order a person reads them.

White space decides, in the manner of the recursive XY cut (Nagy and Seth, 1984): columns of running text are
read one after the other, everything else row by row. Tables, pictures and framed boxes are placed as a whole.
A wrong order costs far more than wrong characters.

Each step takes at most n log n operations for n fragments or rulings. An `Effort` bounds how often the steps
of a search are repeated, so that no page takes more than a few seconds.
"""

import math
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from function.document.pages import Block, Box
from function.reading.layout.aligned import find_aligned
from function.reading.layout.blocks import Region, Repair, make_blocks
from function.reading.layout.columns import SOME_PROSE, ColumnPair, find_columns, is_prose
from function.reading.layout.effort import MAX_RULINGS, Efforts
from function.reading.layout.elements import Element, place_elements
from function.reading.layout.folds import fold_rows
from function.reading.layout.fragments import Fragment, measure_level, straighten_fragments
from function.reading.layout.panels import find_panels
from function.reading.layout.plain import arrange_plainly
from function.reading.layout.rows import Row, Stretch, group_rows, usual_size
from function.reading.layout.ruling import Ruling, merge_rulings, straighten_rulings
from function.reading.layout.tables import FoundTable

# Pieces of a drawn line are merged across gaps up to this wide, in line heights.
MERGE_REACH = 0.5
# Lines that are aside belong together when their middles are this close, in line heights.
ASIDE_PITCH = 2.0
# Frames in frames, and columns in columns, are searched to this depth.
MAX_DEPTH = 40


def arrange(
    fragments: Sequence[Fragment],
    repair: Repair,
    *,
    rulings: Sequence[Ruling] = (),
    figures: Sequence[Box] = (),
    efforts: Efforts | None = None,
) -> tuple[Block, ...]:
    """Return the blocks of a page in reading order, with their lines repaired (see `make_blocks`).

    `rulings` and `figures` (boxes of pictures) are in the unit of the fragments, on the page before
    straightening. Text that is aside comes last. `efforts` bound the searches and afterwards show whether
    they were complete; what is left of the page is read row by row.
    """
    efforts = efforts or Efforts()
    if not efforts.pieces.spend(len(fragments)):
        return arrange_plainly(fragments)
    lying = [piece for piece in fragments if not piece.aside]
    level = measure_level(lying)
    lines = merge_rulings(
        straighten_rulings(_longest(rulings, efforts), level), MERGE_REACH * usual_size(lying)
    )
    pieces = place_elements(straighten_fragments(lying, level), lines, figures, level, efforts.elements)
    regions = list(_Reading(lines, efforts).read_column(pieces, MAX_DEPTH))
    regions += _read_asides([piece for piece in fragments if piece.aside])
    return make_blocks(regions, repair, level)


def _longest(rulings: Sequence[Ruling], efforts: Efforts) -> Sequence[Ruling]:
    if efforts.rulings.spend(len(rulings)):
        return rulings
    return sorted(rulings, key=lambda ruling: ruling.start - ruling.end)[:MAX_RULINGS]


class _Reading:
    """Yields stretches of rows, tables and figures in reading order; `lines` are the rulings of the page."""

    def __init__(self, lines: Sequence[Ruling], efforts: Efforts) -> None:
        self._lines = lines
        self._efforts = efforts

    def read_column(self, pieces: Sequence[Fragment], depth: int) -> Iterator[Region]:
        """Read the content of a whole column: a page, a column of it, or a frame."""
        if pieces:
            edges = min(piece.x0 for piece in pieces), max(piece.x1 for piece in pieces)
            yield from self._read(pieces, edges, depth)

    def _read(self, pieces: Sequence[Fragment], column: tuple[float, float], depth: int) -> Iterator[Region]:
        """Read all or part of a column; `depth` is how many more levels may be searched."""
        while pieces:
            if depth == 0 or not self._efforts.columns.spend(len(pieces)):
                yield from _read_plainly(pieces, column)
                return
            pair = self._divide(pieces)
            elements = [piece for piece in pieces if isinstance(piece, Element)]
            if pair is not None:
                yield from self._read(pair.above, column, depth - 1)
                yield from self._read_pair(pair, depth - 1)
                pieces = pair.below
            elif elements:
                first = min(elements, key=lambda element: (element.y0, element.x0))
                yield from self._read_to(first, pieces, column, depth - 1)
                pieces = [piece for piece in pieces if piece is not first and piece.middle > first.y1]
            else:
                for part in find_aligned(group_rows(pieces), self._lines, self._efforts.tables):
                    yield part if isinstance(part, FoundTable) else _stretch(list(fold_rows(part)), column)
                return

    def _read_pair(self, pair: ColumnPair, depth: int) -> Iterator[Region]:
        for side in (pair.left, pair.right):
            yield from self._read_side(side, depth, ragged=pair.blocks and not is_prose(side, SOME_PROSE))

    def _read_side(self, pieces: Sequence[Fragment], depth: int, *, ragged: bool) -> Iterator[Region]:
        """Read a column; a `ragged` one has lines that end where their author wanted."""
        if ragged and pieces:
            yield from self._read(pieces, (min(piece.x0 for piece in pieces), math.inf), depth)
        else:
            yield from self.read_column(pieces, depth)

    def _divide(self, pieces: Sequence[Fragment]) -> ColumnPair | None:
        if len(pieces) < 2:
            return None
        effort = self._efforts.columns
        return find_panels(pieces, self._lines, effort) or find_columns(pieces, self._lines, effort)

    def _read_to(
        self, element: Element, pieces: Sequence[Fragment], column: tuple[float, float], depth: int
    ) -> Iterator[Region]:
        """Read what lies above and beside the element, and the element itself."""
        others = [piece for piece in pieces if piece is not element]
        beside = [piece for piece in others if element.y0 <= piece.middle <= element.y1]
        yield from self._read([piece for piece in others if piece.middle < element.y0], column, depth)
        yield from self.read_column([piece for piece in beside if piece.centre < element.x0], depth)
        if isinstance(element.content, list):
            yield from self.read_column(element.content, depth)
        else:
            yield element.content
        after = [piece for piece in beside if piece.centre >= element.x0]
        yield from self._read_side(after, depth, ragged=column[1] == math.inf)


def _read_plainly(pieces: Sequence[Fragment], column: tuple[float, float]) -> Iterator[Region]:
    """Read row by row, with the tables and pictures in between; frames are opened."""
    elements: list[Element] = []
    texts: list[Fragment] = []
    inside = list(pieces)
    while inside:
        piece = inside.pop()
        if not isinstance(piece, Element):
            texts.append(piece)
        elif isinstance(piece.content, list):
            inside += piece.content
        else:
            elements.append(piece)
    rows, read = group_rows(texts), 0
    for element in sorted(elements, key=lambda element: (element.y0, element.x0)):
        above = bisect_left(rows, element.y0, lo=read, key=lambda row: row.middle)
        if above > read:
            yield _stretch(rows[read:above], column)
        assert not isinstance(element.content, list)  # noqa: S101  frames are opened
        yield element.content
        read = above
    if read < len(rows):
        yield _stretch(rows[read:], column)


def _read_asides(pieces: Sequence[Fragment]) -> Iterator[Region]:
    """Read text that is aside in its order; lines set below each other belong together."""
    group: list[Row] = []
    for piece in pieces:
        if group and not _follows(group[-1], piece):
            yield _stretch(group, (min(row.x0 for row in group), max(row.x1 for row in group)))
            group = []
        group.append(Row((piece,)))
    if group:
        yield _stretch(group, (min(row.x0 for row in group), max(row.x1 for row in group)))


def _follows(above: Row, piece: Fragment) -> bool:
    below = 0 < piece.middle - above.middle <= ASIDE_PITCH * min(above.size, piece.size)
    return below and piece.x0 < above.x1 and above.x0 < piece.x1


def _stretch(rows: Sequence[Row], column: tuple[float, float]) -> Stretch:
    return Stretch(tuple(rows), *column)
