"""Ruled tables: text goes into the places of a grid."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from function.reading.layout.fragments import Fragment, enclose, split_fragment
from function.reading.layout.grids import Edge, Grid, Place
from function.reading.layout.records import Record, TextRow, split_record
from function.reading.layout.rows import Row, group_rows, is_label_print
from function.reading.layout.tables import FoundCell, FoundTable, mark_head
from function.reading.layout.values import is_label

# In heights of a line: how far text may stick out over a wall.
OVER_WALL = 0.6
# How far from a wall the space may be estimated at which text is cut, in letters, and more for long text.
CUT_REACH = (2.0, 0.08)
# The share of rows that must have a wall for a gap in it to be the scanner's fault.
USUAL_WALL = 0.5
# A grid with more labels than this is a form and no table.
MIN_LABELS = 0.5


@dataclass(frozen=True, slots=True)
class Filled:
    """A grid with its text: each fragment within it, cut at walls, stands in one place."""

    grid: Grid
    texts: Mapping[Place, Sequence[Fragment]]


def fill_grid(grid: Grid, fragments: Sequence[Fragment], size: float) -> Filled:
    """Text of levelled fragments that stand on the grid; `size` is the usual height of a line."""
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
    return _restore_walls(Filled(grid, texts), size)


def stands_on(piece: Fragment, grid: Grid) -> bool:
    """Whether the middle of the fragment is within the grid."""
    x, y = piece.centre, piece.middle
    return grid.across[0].at(x) <= y <= grid.across[-1].at(x) and grid.down[0].at(y) <= x <= grid.down[-1].at(
        y
    )


def make_table(filled: Filled) -> FoundTable | None:
    """The table on the grid, or None where a person would see a form or boxes."""
    lines = {place: group_rows(pieces) for place, pieces in filled.texts.items()}
    if filled.grid.columns < 2 or is_form(filled):
        return None
    places: list[list[Place]] = [[] for _ in range(filled.grid.rows)]
    for place in filled.grid.places:
        if place.row_span == 1:
            places[place.row].append(place)
    records = [_row_records(filled.grid, row, places[row], lines) for row in range(filled.grid.rows)]
    rows = sum(len(record) for record in records)
    told = sum(bool(pieces) for pieces in filled.texts.values())
    if rows < 2 or told < 3:
        return None
    cells = tuple(sorted(_make_cells(filled.grid, records, lines), key=lambda cell: _order(cell.place)))
    return mark_head(FoundTable(rows, filled.grid.columns, cells, enclose(cell.box for cell in cells)))


def is_form(filled: Filled) -> bool:
    """Whether most places hold a label and its value."""
    told = [group_rows(pieces) for pieces in filled.texts.values() if pieces]
    labelled = sum(
        is_label(lines[0].text) or any(is_label_print(lines[0], line) for line in lines[1:]) for lines in told
    )
    return labelled > MIN_LABELS * len(told)


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


def _restore_walls(filled: Filled, size: float) -> Filled:
    """Where a scan lost a piece of a wall, text stands apart on both sides of it as in the other rows."""
    usual = _usual_walls(filled.grid)
    texts: dict[Place, Sequence[Fragment]] = {}
    for place, pieces in filled.texts.items():
        rest, more = place, list(pieces)
        for edge in range(place.column + 1, place.column + place.column_span):
            wall = filled.grid.down[edge].at
            left = [piece for piece in more if piece.x1 <= wall(piece.middle) + OVER_WALL * size]
            right = [piece for piece in more if piece.x0 >= wall(piece.middle) - OVER_WALL * size]
            apart = left and right and len(left) + len(right) == len(more)
            if apart and edge in usual:
                texts[replace(rest, column_span=edge - rest.column)] = left
                rest = replace(rest, column=edge, column_span=rest.column + rest.column_span - edge)
                more = right
        texts[rest] = more
    grid = replace(filled.grid, places=tuple(sorted(texts, key=_order)))
    return Filled(grid, texts)


def _usual_walls(grid: Grid) -> set[int]:
    """The edges down that most rows have as a wall."""
    walls: Counter[int] = Counter()
    for place in grid.places:
        walls[place.column] += place.row_span
    return {edge for edge, rows in walls.items() if rows >= USUAL_WALL * grid.rows}


def _row_records(
    grid: Grid, row: int, places: Sequence[Place], lines: Mapping[Place, Sequence[Row]]
) -> list[Record]:
    """The records of a grid's row, at least one, perhaps without text; `places` are those that it has by itself."""
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
    return split_record(text_rows, rights) if text_rows else [[]]


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
            told = tuple(row.cells[place.column] for row in record if place.column in row.cells)
            upper = top if index == 0 else min(piece.y0 for row in record for piece in row.pieces)
            lower = bottom
            if index + 1 < len(parts):
                lower = min(piece.y0 for row in parts[index + 1] for piece in row.pieces)
            yield FoundCell(
                replace(moved, row=moved.row + index, row_span=1), told, (left, upper, right, lower)
            )
