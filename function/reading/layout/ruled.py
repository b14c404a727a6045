"""Ruled tables: assigns text to the cells of a grid."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from function.reading.layout.fragments import Fragment, enclose, split_fragment
from function.reading.layout.grids import Edge, Grid, Place
from function.reading.layout.records import Record, TextRow, split_record
from function.reading.layout.rows import Row, group_rows, is_label_print
from function.reading.layout.tables import FoundCell, FoundTable, mark_head
from function.reading.layout.values import is_label
from function.reading.layout.walls import OVER_WALL, Filled, restore_walls

# Text is cut at a space this close to a wall: in letters, plus a share of the letters in the text.
CUT_REACH = (2.0, 0.08)
# With this many ruled rows, a row with several lines is hardly several rows.
RULED_ROWS = 4
# With a larger share of labels, a grid is a form.
MIN_LABELS = 0.5
# The boxes of a form differ from row to row, so that their grid has many columns and few cells.
MIN_PLACES = 0.45
MIN_LABELS_IF_UNEVEN = 0.15


def fill_grid(grid: Grid, fragments: Sequence[Fragment], size: float) -> Filled:
    """Assign levelled fragments on the grid to its places; `size` is the usual line height."""
    owners = {
        (place.row + down, place.column + step): place
        for place in grid.places
        for down in range(place.row_span)
        for step in range(place.column_span)
    }
    texts: dict[Place, list[Fragment]] = {place: [] for place in grid.places}
    for piece in fragments:
        for part in _cut_at_walls(piece, grid, owners, size):
            texts[owners[_find_place(part, grid)]].append(part)
    return restore_walls(Filled(grid, texts), size)


def stands_on(piece: Fragment, grid: Grid) -> bool:
    """Whether the centre of the fragment is within the grid."""
    x, y = piece.centre, piece.middle
    return grid.across[0].at(x) <= y <= grid.across[-1].at(x) and grid.down[0].at(y) <= x <= grid.down[-1].at(
        y
    )


def make_table(filled: Filled) -> FoundTable | None:
    """Return the table on the grid, or None where a person would see a form or boxes."""
    lines = {place: group_rows(pieces) for place, pieces in filled.texts.items()}
    if filled.grid.columns < 2 or is_form(filled) or _has_uneven_boxes(filled):
        return None
    places: list[list[Place]] = [[] for _ in range(filled.grid.rows)]
    for place in filled.grid.places:
        if place.row_span == 1:
            places[place.row].append(place)
    records = [_row_records(filled.grid, row, places[row], lines) for row in range(filled.grid.rows)]
    rows = sum(len(record) for record in records)
    occupied = sum(bool(pieces) for pieces in filled.texts.values())
    if rows < 2 or occupied < 3:
        return None
    cells = tuple(sorted(_make_cells(filled.grid, records, lines), key=lambda cell: _order(cell.place)))
    return mark_head(FoundTable(rows, filled.grid.columns, cells, enclose(cell.box for cell in cells)))


def is_form(filled: Filled) -> bool:
    """Whether most places hold a label with its value."""
    return _labelled(filled) > MIN_LABELS


def _has_uneven_boxes(filled: Filled) -> bool:
    """Whether few rows share their walls, and some places hold labels."""
    grid = filled.grid
    uneven = len(grid.places) < MIN_PLACES * grid.rows * grid.columns
    return uneven and _labelled(filled) > MIN_LABELS_IF_UNEVEN


def _labelled(filled: Filled) -> float:
    """Return the share of places with text that hold a label."""
    occupied = [group_rows(pieces) for pieces in filled.texts.values() if pieces]
    labelled = sum(
        is_label(lines[0].text) or any(is_label_print(lines[0], line) for line in lines[1:])
        for lines in occupied
    )
    return labelled / max(len(occupied), 1)


def _order(place: Place) -> tuple[int, int]:
    return place.row, place.column


def _find_place(piece: Fragment, grid: Grid) -> tuple[int, int]:
    row = _count_before(grid.across[1:-1], piece.middle, piece.centre)
    return row, _count_before(grid.down[1:-1], piece.centre, piece.middle)


def _count_before(edges: Sequence[Edge], position: float, along: float) -> int:
    return sum(edge.at(along) <= position for edge in edges)


def _cut_at_walls(
    piece: Fragment, grid: Grid, owners: Mapping[tuple[int, int], Place], size: float
) -> Iterator[Fragment]:
    row, _ = _find_place(piece, grid)
    letter = piece.width / max(len(piece.text), 1)
    for edge in range(1, grid.columns):
        wall = grid.down[edge].at(piece.middle)
        if owners[row, edge - 1] == owners[row, edge]:
            continue
        if piece.x0 + OVER_WALL * size < wall < piece.x1 - OVER_WALL * size:
            parts = split_fragment(piece, wall, letter * (CUT_REACH[0] + CUT_REACH[1] * len(piece.text)))
            if parts is not None:
                yield parts[0]
                piece = parts[1]
    yield piece


def _row_records(
    grid: Grid, row: int, places: Sequence[Place], lines: Mapping[Place, Sequence[Row]]
) -> list[Record]:
    """Return the records of a grid row, at least one, perhaps empty; `places` are those of this row alone."""
    owner = {id(piece): place for place in places for line in lines[place] for piece in line.pieces}
    text_rows = []
    for line in group_rows([piece for place in places for cell in lines[place] for piece in cell.pieces]):
        cells: dict[int, list[Fragment]] = {}
        for piece in line.pieces:
            cells.setdefault(owner[id(piece)].column, []).append(piece)
        text_rows.append(TextRow({column: Row(tuple(pieces)) for column, pieces in cells.items()}))
    rights = {
        place.column: grid.down[place.column + place.column_span].at(grid.across[row].position)
        for place in places
    }
    by_values = grid.rows >= RULED_ROWS
    return split_record(text_rows, rights, by_values=by_values) if text_rows else [[]]


def _make_cells(
    grid: Grid, records: Sequence[Sequence[Record]], lines: Mapping[Place, Sequence[Row]]
) -> Iterator[FoundCell]:
    first = [sum(len(record) for record in records[:row]) for row in range(grid.rows + 1)]
    for place in grid.places:
        top, bottom = grid.across[place.row].position, grid.across[place.row + place.row_span].position
        left, right = (
            grid.down[place.column].position,
            grid.down[place.column + place.column_span].position,
        )
        moved = replace(
            place, row=first[place.row], row_span=first[place.row + place.row_span] - first[place.row]
        )
        parts = records[place.row]
        if place.row_span > 1 or len(parts) == 1:
            yield FoundCell(moved, tuple(lines[place]), (left, top, right, bottom))
            continue
        for index, record in enumerate(parts):
            own = tuple(row.cells[place.column] for row in record if place.column in row.cells)
            upper = top if index == 0 else min(piece.y0 for row in record for piece in row.pieces)
            lower = bottom
            if index + 1 < len(parts):
                lower = min(piece.y0 for row in parts[index + 1] for piece in row.pieces)
            yield FoundCell(
                replace(moved, row=moved.row + index, row_span=1), own, (left, upper, right, lower)
            )
