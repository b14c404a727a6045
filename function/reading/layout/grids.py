"""Grids formed by ruling lines: their cells, and which of these are merged."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from function.reading.layout.crossings import connect
from function.reading.layout.medians import sorted_median
from function.reading.layout.ruling import Ruling

# In line heights: the largest gap between rulings that meet, and the smallest distance between two edges.
REACH = 0.5
MIN_SPACING = 0.7
# A ruling is a wall of a cell when it covers this share of the cell's side.
WALL = 0.6
# A box has at least this many rulings.
MIN_RULINGS = 4
# With more edges it is a map or squared paper.
MAX_EDGES = 60


@dataclass(frozen=True, slots=True)
class Place:
    """The position of a cell on a grid."""

    row: int
    column: int
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class Edge:
    """A line from end to end of a grid: at `position` where it crosses `origin`, moving by `slope` per
    unit."""

    position: float
    slope: float = 0.0
    origin: float = 0.0

    def at(self, along: float) -> float:
        return self.position + self.slope * (along - self.origin)


@dataclass(frozen=True, slots=True)
class Grid:
    """`across` are the row edges from top to bottom, `down` the column edges from left to right; `places`
    cover the grid, row by row."""

    across: tuple[Edge, ...]
    down: tuple[Edge, ...]
    places: tuple[Place, ...]

    @property
    def top(self) -> float:
        return self.across[0].position

    @property
    def bottom(self) -> float:
        return self.across[-1].position

    @property
    def left(self) -> float:
        return self.down[0].position

    @property
    def right(self) -> float:
        return self.down[-1].position

    @property
    def rows(self) -> int:
        return len(self.across) - 1

    @property
    def columns(self) -> int:
        return len(self.down) - 1


def find_grids(rulings: Sequence[Ruling], size: float) -> list[Grid]:
    """Return the grids of levelled, merged rulings (`merge_rulings`); `size` is the usual line height.

    A single box is a grid with one place. Parts of a grid with different columns become separate grids. m log
    m steps for m rulings, plus one for each crossing.
    """
    grids = []
    for group in connect(rulings, REACH * size):
        if len(group) < MIN_RULINGS:
            continue
        lattice = _Lattice(group, size)
        if lattice.usable:
            grids += [grid for first, last in lattice.stretches() for grid in lattice.cut(first, last)]
    return grids


class _Lattice:
    """All edges of a group of rulings, and the walls between them."""

    def __init__(self, rulings: Sequence[Ruling], size: float) -> None:
        self._spacing = MIN_SPACING * size
        reach = REACH * size
        level = [ruling for ruling in rulings if ruling.horizontal]
        upright = [ruling for ruling in rulings if not ruling.horizontal]
        self._across = self._edges(level, upright)
        self._down = self._edges(upright, level)
        self.usable = 2 <= len(self._across) <= MAX_EDGES and 2 <= len(self._down) <= MAX_EDGES
        if self.usable:
            self._on_across = [_Wall(edge, self._down, level, reach) for edge in self._across]
            self._on_down = [_Wall(edge, self._across, upright, reach) for edge in self._down]
            self._drawn_down = [self._find_drawn(row) for row in range(len(self._across) - 1)]

    def _edges(self, rulings: Sequence[Ruling], crossing: Sequence[Ruling]) -> list[Edge]:
        """Return edges by position. Outer edges that are not drawn lie where the crossing rulings end
        together."""
        groups: list[list[Ruling]] = []
        middles: list[float] = []
        for ruling in sorted(rulings, key=lambda ruling: ruling.middle):
            if groups and ruling.middle - sorted_median(middles) < self._spacing:
                groups[-1].append(ruling)
            else:
                groups.append([ruling])
                middles = []
            middles.append(ruling.middle)
        edges = [_fit_edge(group) for group in groups]
        if not edges or not crossing:
            return edges
        first, last = min(ruling.start for ruling in crossing), max(ruling.end for ruling in crossing)
        if first < edges[0].position - 2 * self._spacing:
            edges.insert(0, Edge(first))
        if last > edges[-1].position + 2 * self._spacing:
            edges.append(Edge(last))
        return edges

    def stretches(self) -> Iterator[tuple[int, int]]:
        """Yield the first and last horizontal edge of rows that share vertical edges and so form one
        table."""
        sets = self._drawn_down
        first = 0
        seen = sets[0]
        for row in range(1, len(sets)):
            if sets[row] and seen and len(sets[row] & seen) < 0.5 * min(len(sets[row]), len(seen)):
                yield first, row
                first, seen = row, set()
            seen = seen | sets[row]
        yield first, len(sets)

    def _find_drawn(self, row: int) -> set[int]:
        """Return the inner vertical edges that are walls in this row."""
        return {edge for edge in range(1, len(self._down) - 1) if self._wall_down(edge, row, row + 1)}

    def _wall_down(self, edge: int, first: int, last: int) -> bool:
        """Whether the vertical edge is drawn between two horizontal ones."""
        return self._on_down[edge].covers(self._across[first], self._across[last])

    def _wall_across(self, edge: int, first: int, last: int) -> bool:
        return self._on_across[edge].covers(self._down[first], self._down[last])

    def cut(self, first: int, last: int) -> Iterator[Grid]:
        """Yield the grid between two horizontal edges, without edges that are not drawn anywhere in it."""
        inner = sorted(set().union(*self._drawn_down[first:last]))
        columns = [0, *inner, len(self._down) - 1]
        rows = [
            edge
            for edge in range(first, last + 1)
            if edge in (first, last)
            or any(self._wall_across(edge, column, column + 1) for column in range(len(self._down) - 1))
        ]
        yield Grid(
            across=tuple(self._across[edge] for edge in rows),
            down=tuple(self._down[edge] for edge in columns),
            places=tuple(_merge(*self._openings(rows, columns))),
        )

    def _openings(
        self, rows: Sequence[int], columns: Sequence[int]
    ) -> tuple[list[list[bool]], list[list[bool]]]:
        """Return, for each place, whether it is open to the right and whether it is open downwards."""
        right = [
            [not self._wall_down(edge, top, bottom) for edge in columns[1:-1]] + [False]
            for top, bottom in pairwise(rows)
        ]
        below = [
            [not self._wall_across(edge, left, right) for left, right in pairwise(columns)]
            for edge in rows[1:-1]
        ]
        below.append([False] * (len(columns) - 1))
        return right, below


def _fit_edge(rulings: Sequence[Ruling]) -> Edge:
    """Fit an edge through the ends of the longest ruling; the others are pieces of the same line."""
    longest = max(rulings, key=lambda ruling: ruling.end - ruling.start)
    centre = (longest.start + longest.end) / 2
    run = longest.end - longest.start
    return Edge(longest.middle, (longest.at(longest.end) - longest.at(longest.start)) / run, centre)


class _Wall:
    """The rulings along an edge, somewhere between the outermost crossing edges."""

    def __init__(self, edge: Edge, crossing: Sequence[Edge], rulings: Sequence[Ruling], reach: float) -> None:
        self._edge = edge
        self._reach = reach
        places = [other.at(edge.position) for other in crossing]
        ends = min(places), max(places)
        self._near = [ruling for ruling in rulings if self._lies_near(ruling, *ends)]

    def _lies_near(self, ruling: Ruling, start: float, end: float) -> bool:
        first, last = (ruling.at(along) - self._edge.at(along) for along in (start, end))
        return first * last <= 0 or min(abs(first), abs(last)) <= self._reach

    def covers(self, start: Edge, end: Edge) -> bool:
        """Whether rulings cover most of the edge between `start` and `end`."""
        low, high = start.at(self._edge.position), end.at(self._edge.position)
        centre = (low + high) / 2
        covered = sum(
            max(0.0, min(ruling.end, high) - max(ruling.start, low))
            for ruling in self._near
            if abs(ruling.at(centre) - self._edge.at(centre)) <= self._reach
        )
        return covered >= WALL * (high - low)


def _merge(right: Sequence[Sequence[bool]], below: Sequence[Sequence[bool]]) -> Iterator[Place]:
    """Yield merged places: as wide as the first row is open, then as high as all of that width is open.

    A row that is open to either side is a space of its own: text below the tab on a frame is not cut there.
    """
    rows, columns = len(right), len(right[0])
    taken: set[tuple[int, int]] = set()
    for row in range(rows):
        for column in range(columns):
            if (row, column) in taken:
                continue
            width = 1
            while right[row][column + width - 1] and (row, column + width) not in taken:
                width += 1
            height = 1
            last = column + width - 1
            while all(below[row + height - 1][column : last + 1]) and not (
                right[row + height][last] or (column > 0 and right[row + height][column - 1])
            ):
                height += 1
            taken |= {(row + down, column + step) for down in range(height) for step in range(width)}
            yield Place(row, column, height, width)
