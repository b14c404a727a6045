"""Elements that the layout places as a whole: tables, pictures, and text in a framed box."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from function.document.pages import Box, Line
from function.reading.layout.bonds import are_bound
from function.reading.layout.booktabs import find_tables, group_widths
from function.reading.layout.corridors import split_at_corridors
from function.reading.layout.effort import Effort
from function.reading.layout.fragments import Fragment, Level, enclose
from function.reading.layout.grids import Grid, Place, find_grids
from function.reading.layout.rows import Stretch, group_rows, usual_size
from function.reading.layout.ruled import fill_grid, is_form, make_table, stands_on
from function.reading.layout.ruling import Ruling
from function.reading.layout.stacks import find_stacks
from function.reading.layout.tables import FoundTable
from function.reading.layout.walls import Filled

# A frame around a larger share of the page's text is a page border.
MAX_FRAMED = 0.6
MIN_FRAMED_ROWS = 3
# A cell with this many rows that have several pieces is a layout box.
MIN_INNER_ROWS = 3
# Short text on a picture, such as the labels of a chart, belongs to it. A picture under more than this share
# of the page's text is a background.
MAX_LABEL_CHARACTERS = 25
MAX_ON_PICTURE = 0.5
# In line heights: how far above the first rule and below the last one rows of a table may be.
ABOVE_RULES = 5.0
# The cost of the search for tables between rules; those left are found as rows aligned in columns, if at all.
RULED_LOOKS = 25_000
# Checking whether a piece lies on a picture or a grid costs this fraction of a look.
CHEAP = 10


@dataclass(frozen=True, slots=True)
class FoundFigure:
    """A picture with the fragments that label it; `box` is on the page before straightening."""

    box: Box
    labels: tuple[Fragment, ...]


# A form is read row by row, and the content of a frame is laid out like a page of its own.
Content = FoundTable | FoundFigure | Stretch | list[Fragment]


@dataclass(frozen=True, slots=True)
class Element(Fragment):
    """A region that the layout places as a whole; it has no text of its own."""

    content: Content = field(kw_only=True)


def place_elements(
    fragments: Sequence[Fragment],
    rulings: Sequence[Ruling],
    figures: Sequence[Box],
    level: Level,
    effort: Effort,
) -> list[Fragment]:
    """Return the levelled fragments, with elements in place of the fragments they contain.

    n steps for n fragments at each picture and grid; those left when `effort` is exhausted are skipped.
    """
    size = usual_size(fragments)
    search = _Search(rulings, size, Effort(RULED_LOOKS))
    pieces = list(fragments)
    for box in figures:
        if effort.spend(len(pieces) // CHEAP + 1):
            pieces = _place_figure(box, pieces, level, size)
    grids = sorted(
        find_grids(rulings, size), key=lambda grid: (grid.bottom - grid.top) * (grid.right - grid.left)
    )
    for grid in grids:
        if not effort.spend(len(pieces) // CHEAP + 1):
            break
        inner = [piece for piece in pieces if stands_on(piece, grid)]
        if inner and effort.spend(len(inner)):
            held = {id(piece) for piece in inner}
            rest = [piece for piece in pieces if id(piece) not in held]
            pieces = [*rest, *_fill(grid, inner, len(fragments), search)]
    pieces = _place_tables(pieces, search)
    return _place_stacks(pieces, size) if effort.spend(len(pieces)) else pieces


def _place_stacks(pieces: Sequence[Fragment], size: float) -> list[Fragment]:
    held: set[int] = set()
    stacks = []
    for rows in find_stacks(group_rows(pieces)):
        own = [piece for row in rows for piece in row.pieces]
        held.update(map(id, own))
        box = enclose((piece.x0, piece.y0, piece.x1, piece.y1) for piece in own)
        stacks.append(_make_element(box, Stretch(tuple(rows), box[0], math.inf), size))
    return [*(piece for piece in pieces if id(piece) not in held), *stacks]


@dataclass(frozen=True, slots=True)
class _Search:
    """What a search for tables needs: all rulings, the usual line height and what it may cost."""

    rulings: Sequence[Ruling]
    size: float
    effort: Effort


def _find_table_within(inner: Sequence[Fragment], search: _Search) -> FoundTable | None:
    """Return the table that all pieces within a grid make, if not all of its columns are ruled."""
    rows = split_at_corridors(group_rows(inner), search.effort)
    found = find_tables(rows, search.rulings, search.effort).get(0)
    return found[0] if found is not None and found[1] == len(rows) else None


def _place_tables(pieces: Sequence[Fragment], search: _Search) -> list[Fragment]:
    """Place the tables between rules of one width, before columns of text are looked for."""
    size, effort = search.size, search.effort
    rest = list(pieces)
    for rules in group_widths([ruling for ruling in search.rulings if ruling.horizontal], size):
        if not effort.spend(len(rest) // CHEAP + 1):
            break
        left, right = rules[0].start - size, rules[0].end + size
        top, bottom = rules[0].middle - ABOVE_RULES * size, rules[-1].middle + ABOVE_RULES * size
        inner = [piece for piece in rest if left <= piece.centre <= right and top <= piece.middle <= bottom]
        elements = [piece for piece in inner if isinstance(piece, Element)]
        texts = [piece for piece in inner if not isinstance(piece, Element)]
        rows = group_rows(texts)
        split = split_at_corridors(rows, effort)
        for first, (table, end) in find_tables(split, search.rulings, effort).items():
            if not any(_lies_on(element, table.box) for element in elements):
                held = {id(piece) for row in rows[first:end] for piece in row.pieces}
                rest = [piece for piece in rest if id(piece) not in held]
                rest.append(_make_element(table.box, table, size))
    return rest


def _place_figure(box: Box, pieces: list[Fragment], level: Level, size: float) -> list[Fragment]:
    x, y = level.straighten((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
    half_width, half_height = (box[2] - box[0]) / 2, (box[3] - box[1]) / 2
    place = (x - half_width, y - half_height, x + half_width, y + half_height)
    on_it = [piece for piece in pieces if _lies_on(piece, place)]
    if len(on_it) > MAX_ON_PICTURE * len(pieces):
        return pieces
    labels = [] if any(len(piece.text) > MAX_LABEL_CHARACTERS for piece in on_it) else on_it
    held = {id(piece) for piece in labels}
    rest = [piece for piece in pieces if id(piece) not in held]
    return [*rest, _make_element(place, FoundFigure(box, tuple(labels)), size)]


def _lies_on(piece: Fragment, box: Box) -> bool:
    return box[0] <= piece.centre <= box[2] and box[1] <= piece.middle <= box[3]


def _fill(grid: Grid, inner: list[Fragment], all_pieces: int, search: "_Search") -> Iterator[Fragment]:
    """Yield the content of a grid: as a table, in frames, or unchanged."""
    size = search.size
    box = (grid.left, grid.top, grid.right, grid.bottom)
    if len(grid.places) == 1:
        framed = len(inner) <= MAX_FRAMED * all_pieces and (_is_passage(inner) or _is_small_box(inner))
        yield from [_make_element(box, _place_tables(inner, search), size)] if framed else inner
        return
    filled = fill_grid(grid, inner, size)
    nested = any(isinstance(piece, Element) for piece in inner)
    table = None
    if not nested:
        table = _find_table_within(inner, search) if _has_inner_rows(filled) else make_table(filled)
    if table is not None:
        yield _make_element(table.box, table, size)
    elif any(_is_passage(pieces) for pieces in filled.texts.values()):
        yield from _frame_places(filled, all_pieces, search)
    elif is_form(filled) and not nested:
        yield _make_element(box, Stretch(tuple(group_rows(inner)), grid.left, grid.right), size)
    else:
        yield from inner


def _is_small_box(inner: Sequence[Fragment]) -> bool:
    """Whether there are a few lines in a box, none of which has cells."""
    rows = group_rows(inner)
    return len(rows) > 1 and all(len(row.pieces) == 1 and row.text for row in rows)


def _has_inner_rows(filled: Filled) -> bool:
    return any(
        sum(len(row.pieces) > 1 for row in group_rows(pieces)) >= MIN_INNER_ROWS
        for pieces in filled.texts.values()
    )


def _is_passage(pieces: Sequence[Fragment]) -> bool:
    """Whether there is enough text for a box of its own; a bar behind a table row has less."""
    return len(group_rows(pieces)) >= MIN_FRAMED_ROWS


def _frame_places(filled: Filled, all_pieces: int, search: _Search) -> Iterator[Fragment]:
    for place, pieces in filled.texts.items():
        framed = len(pieces) <= MAX_FRAMED * all_pieces and _is_passage(pieces)
        if framed and not _is_cell(place, filled):
            content = _place_tables(pieces, search)
            yield _make_element(_place_box(filled.grid, place), content, search.size)
        else:
            yield from pieces


def _is_cell(place: Place, filled: Filled) -> bool:
    """Whether the text in the place belongs to that beside it in the grid, as in a row of a table."""
    rows = group_rows(filled.texts[place])
    sides: tuple[list[Fragment], list[Fragment]] = [], []
    for other, pieces in filled.texts.items():
        beside = other.row < place.row + place.row_span and place.row < other.row + other.row_span
        if beside and other.column != place.column:
            sides[other.column > place.column].extend(pieces)
    before, after = map(group_rows, sides)
    return bool(before and are_bound(before, rows)) or bool(after and are_bound(rows, after))


def _place_box(grid: Grid, place: Place) -> Box:
    return (
        grid.down[place.column].position,
        grid.across[place.row].position,
        grid.down[place.column + place.column_span].position,
        grid.across[place.row + place.row_span].position,
    )


def _make_element(box: Box, content: Content, size: float) -> Element:
    return Element(Line("", "", box, 1.0), *box, slope=0.0, size=size, content=content)
