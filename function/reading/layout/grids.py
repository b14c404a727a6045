"""Grids that ruling lines make: which places there are on them and which of these are merged."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from function.reading.layout.ruling import Ruling

# In heights of a line: how far apart ends of rulings may be and still meet, and how far apart two edges are at least.
REACH = 0.5
MIN_SPACING = 0.7
# The share of a place's side along which a ruling must run to be its wall.
WALL = 0.6
# More edges than this are a map or squared paper.
MAX_EDGES = 60


@dataclass(frozen=True, slots=True)
class Place:
    """Where a cell lies on a grid."""

    row: int
    column: int
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class Edge:
    """A line from end to end of a grid; `position` where it lies at `origin` along it, `slope` what it moves per unit."""

    position: float
    slope: float = 0.0
    origin: float = 0.0

    def at(self, along: float) -> float:
        return self.position + self.slope * (along - self.origin)


@dataclass(frozen=True, slots=True)
class Grid:
    """`across` are the edges of rows from top to bottom, `down` those of columns from left to right; `places`
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
    """The grids that levelled rulings make, merged pieces of lines (`merge_rulings`); `size` is the usual height of a line.

    A box alone is a grid with one place. Parts of one grid that have different columns are grids of their own.
    """
    grids = []
    for group in _connect(rulings, REACH * size):
        lattice = _Lattice(group, size)
        if lattice.usable:
            grids += [grid for first, last in lattice.stretches() for grid in lattice.cut(first, last)]
    return grids


def _connect(rulings: Sequence[Ruling], reach: float) -> list[list[Ruling]]:
    """Rulings that meet, in groups."""
    groups: list[list[Ruling]] = []
    for ruling in rulings:
        met = [group for group in groups if any(_meet(ruling, other, reach) for other in group)]
        groups = [group for group in groups if not any(group is other for other in met)]
        groups.append([ruling, *(other for group in met for other in group)])
    return [group for group in groups if len(group) > 3]


def _meet(first: Ruling, second: Ruling, reach: float) -> bool:
    if first.horizontal == second.horizontal:
        return False
    return (
        first.start - reach <= second.at(first.middle) <= first.end + reach
        and second.start - reach <= first.at(second.middle) <= second.end + reach
    )


class _Lattice:
    """All edges that a group of rulings has, and where between them there are walls."""

    def __init__(self, rulings: Sequence[Ruling], size: float) -> None:
        self._spacing = MIN_SPACING * size
        self._reach = REACH * size
        self._level = [ruling for ruling in rulings if ruling.horizontal]
        self._upright = [ruling for ruling in rulings if not ruling.horizontal]
        self._across = self._edges(self._level, self._upright)
        self._down = self._edges(self._upright, self._level)
        self.usable = 2 <= len(self._across) <= MAX_EDGES and 2 <= len(self._down) <= MAX_EDGES

    def _edges(self, rulings: Sequence[Ruling], crossing: Sequence[Ruling]) -> list[Edge]:
        """Edges by position, with the outer ones that are not drawn: where the crossing rulings end together."""
        groups: list[list[Ruling]] = []
        for ruling in sorted(rulings, key=lambda ruling: ruling.middle):
            if groups and ruling.middle - median(other.middle for other in groups[-1]) < self._spacing:
                groups[-1].append(ruling)
            else:
                groups.append([ruling])
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
        """First and last edge across of rows that belong to one table: they share edges down."""
        sets = [self._drawn_down(row) for row in range(len(self._across) - 1)]
        first = 0
        seen = sets[0]
        for row in range(1, len(sets)):
            if sets[row] and seen and len(sets[row] & seen) < 0.5 * min(len(sets[row]), len(seen)):
                yield first, row
                first, seen = row, set()
            seen = seen | sets[row]
        yield first, len(sets)

    def _drawn_down(self, row: int) -> set[int]:
        """Inner edges down that are walls beside this row."""
        return {edge for edge in range(1, len(self._down) - 1) if self._wall_down(edge, row, row + 1)}

    def _wall_down(self, edge: int, first: int, last: int) -> bool:
        """Whether the edge down is drawn between two edges across."""
        return _covers(self._upright, self._down[edge], self._across[first], self._across[last], self._reach)

    def _wall_across(self, edge: int, first: int, last: int) -> bool:
        return _covers(self._level, self._across[edge], self._down[first], self._down[last], self._reach)

    def cut(self, first: int, last: int) -> Iterator[Grid]:
        """The grid between two edges across, without edges that are nowhere drawn there."""
        inner = sorted(set().union(*(self._drawn_down(row) for row in range(first, last))))
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
        """For each place, whether it is open to the right and downwards."""
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
    """Through the ends of the longest piece; pieces of one line lie on it."""
    longest = max(rulings, key=lambda ruling: ruling.end - ruling.start)
    centre = (longest.start + longest.end) / 2
    run = longest.end - longest.start
    return Edge(longest.middle, (longest.at(longest.end) - longest.at(longest.start)) / run, centre)


def _covers(rulings: Sequence[Ruling], edge: Edge, start: Edge, end: Edge, reach: float) -> bool:
    """Whether rulings lie on the edge along most of the way from `start` to `end`."""
    low, high = start.at(edge.position), end.at(edge.position)
    centre = (low + high) / 2
    covered = sum(
        max(0.0, min(ruling.end, high) - max(ruling.start, low))
        for ruling in rulings
        if abs(ruling.at(centre) - edge.at(centre)) <= reach
    )
    return covered >= WALL * (high - low)


def _merge(right: Sequence[Sequence[bool]], below: Sequence[Sequence[bool]]) -> Iterator[Place]:
    """Places from open sides: as wide as the first row of a place is open, then as high as all of it is."""
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
            while all(below[row + height - 1][column + step] for step in range(width)):
                height += 1
            taken |= {(row + down, column + step) for down in range(height) for step in range(width)}
            yield Place(row, column, height, width)
