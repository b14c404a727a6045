"""Walls between the cells of a ruled table that a scan lost, or that nobody drew because the text shows them."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from function.reading.layout.fragments import Fragment
from function.reading.layout.grids import Grid, Place
from function.reading.layout.rows import Row, group_rows

# How far text may extend over a wall, in line heights.
OVER_WALL = 0.6
# When this share of rows has a wall, a gap in it is the scanner's fault.
USUAL_WALL = 0.5
# Lines with text on both sides of a wall that nobody drew, at least, and the share of them that may be crossed.
MIN_APART = 3
MAX_CROSSED = 0.25
# Lines level with text in the other cells of their row are cells of their own when there are at least this many.
MIN_LEVEL_LINES = 3
# In line heights: how level is level, and white space that separates two lines even so.
LEVEL = 0.3
APART = 0.7


@dataclass(frozen=True, slots=True)
class Filled:
    """A grid with its text: each fragment, cut at walls, is in one place."""

    grid: Grid
    texts: Mapping[Place, Sequence[Fragment]]


def restore_walls(filled: Filled, size: float) -> Filled:
    """Split places whose text shows that walls are missing: it is apart there, or level with the other cells."""
    walls, shown = _rows_with_walls(filled.grid), _shown_walls(filled, size)
    texts: dict[Place, Sequence[Fragment]] = {}
    for place, pieces in filled.texts.items():
        texts |= _split_across(filled.grid, place, pieces, walls, shown, size)
    heights = _line_heights(texts)
    split: dict[Place, Sequence[Fragment]] = {}
    for place, pieces in texts.items():
        split |= _split_down(filled.grid, place, pieces, heights)
    places = sorted(split, key=lambda place: (place.row, place.column))
    return Filled(replace(filled.grid, places=tuple(places)), split)


def _rows_with_walls(grid: Grid) -> dict[int, set[int]]:
    """Return the rows in which each vertical edge is a wall."""
    walls: dict[int, set[int]] = {edge: set() for edge in range(grid.columns)}
    for place in grid.places:
        walls[place.column].update(range(place.row, place.row + place.row_span))
    return walls


def _shown_walls(filled: Filled, size: float) -> set[int]:
    """Return the vertical edges that the text of several lines leaves free, with text on both sides."""
    apart: Counter[int] = Counter()
    crossed: Counter[int] = Counter()
    for place, pieces in filled.texts.items():
        lines = group_rows(pieces) if place.column_span > 1 and len(pieces) > 1 else []
        for line in lines:
            for edge in range(place.column + 1, place.column + place.column_span):
                left, right = _sides(filled.grid, edge, line.pieces, size)
                if len(left) + len(right) < len(line.pieces):
                    crossed[edge] += 1
                elif left and right:
                    apart[edge] += 1
    return {edge for edge, lines in apart.items() if lines >= max(MIN_APART, crossed[edge] / MAX_CROSSED)}


def _sides(
    grid: Grid, edge: int, pieces: Sequence[Fragment], size: float
) -> tuple[list[Fragment], list[Fragment]]:
    """Return the pieces on either side of an edge; those across it are on none."""
    wall = grid.down[edge].at
    return (
        [piece for piece in pieces if piece.x1 <= wall(piece.middle) + OVER_WALL * size],
        [piece for piece in pieces if piece.x0 >= wall(piece.middle) - OVER_WALL * size],
    )


def _split_across(
    grid: Grid,
    place: Place,
    pieces: Sequence[Fragment],
    walls: Mapping[int, set[int]],
    shown: set[int],
    size: float,
) -> dict[Place, Sequence[Fragment]]:
    """Split a place at usual walls between its pieces, and if it has several, at all walls shown by text.

    A row without any wall is meant to have none, unless the rows above and below it have the wall.
    """
    texts: dict[Place, Sequence[Fragment]] = {}
    rest, more = place, list(pieces)
    bare = place.column_span == grid.columns
    for edge in range(place.column + 1, place.column + place.column_span):
        free = edge in shown and len(pieces) > 1
        lost = not bare or {place.row - 1, place.row + place.row_span} <= walls[edge]
        usual = lost and len(walls[edge]) >= USUAL_WALL * grid.rows
        left, right = _sides(grid, edge, more, size) if free or usual else ([], [])
        if (free or (left and right)) and len(left) + len(right) == len(more):
            texts[replace(rest, column_span=edge - rest.column)] = left
            rest = replace(rest, column=edge, column_span=rest.column + rest.column_span - edge)
            more = right
    texts[rest] = more
    return texts


def _line_heights(texts: Mapping[Place, Sequence[Fragment]]) -> dict[int, list[float]]:
    """Return the middles of the lines in places of a single row, by row."""
    heights: defaultdict[int, list[float]] = defaultdict(list)
    for place, pieces in texts.items():
        if place.row_span == 1:
            heights[place.row] += [piece.middle for piece in pieces]
    return {row: sorted(middles) for row, middles in heights.items()}


def _split_down(
    grid: Grid, place: Place, pieces: Sequence[Fragment], heights: Mapping[int, Sequence[float]]
) -> dict[Place, Sequence[Fragment]]:
    """Split a place of several rows when each of its lines is level with the text of another row."""
    lines = group_rows(pieces) if place.row_span > 1 else []
    rows = [_row_at(grid, line) for line in lines]
    alone = len(set(rows)) == len(rows) and all(place.row <= row < place.row + place.row_span for row in rows)
    if (
        not alone
        or not _stand_apart(lines)
        or not all(_is_level(line, heights.get(row, ())) for line, row in zip(lines, rows, strict=True))
    ):
        return {place: pieces}
    found = dict(zip(rows, lines, strict=True))
    return {
        replace(place, row=row, row_span=1): found[row].pieces if row in found else ()
        for row in range(place.row, place.row + place.row_span)
    }


def _row_at(grid: Grid, line: Row) -> int:
    return bisect_right([edge.at(line.x0) for edge in grid.across[1:-1]], line.middle)


def _stand_apart(lines: Sequence[Row]) -> bool:
    if len(lines) >= MIN_LEVEL_LINES:
        return True
    return len(lines) == 2 and lines[1].middle - lines[0].middle > (1 + APART) * lines[0].size


def _is_level(line: Row, middles: Sequence[float]) -> bool:
    index = bisect_right(middles, line.middle)
    return any(
        abs(line.middle - middle) <= LEVEL * line.size for middle in middles[max(0, index - 1) : index + 1]
    )
