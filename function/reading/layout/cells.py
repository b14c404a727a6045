"""The columns in which cells stand that no rulings part."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from function.reading.layout.fragments import Fragment, split_fragment
from function.reading.layout.rows import Row
from function.reading.layout.values import is_value

# The share of rows whose text may reach over the white space between two columns, as headings and totals do.
MAX_ACROSS = 0.25
# Text overlaps a column it does not stand in by less than this, in heights of a line.
OVERLAP = 0.5


@dataclass(frozen=True)
class CellColumns:
    """Left and right edges of columns, from left to right; neighbours may share a part of the space between them."""

    edges: tuple[tuple[float, float], ...]

    @cached_property
    def _sides(self) -> tuple[list[float], list[float]]:
        return [left for left, _ in self.edges], [right for _, right in self.edges]

    def find(self, piece: Fragment) -> list[int]:
        """The columns that the piece stands in: one, or several that it reaches over. log c steps for c columns."""
        lefts, rights = self._sides
        first = max(0, bisect_left(rights, piece.x0) - 1)
        last = max(first + 1, min(len(lefts), bisect_right(lefts, piece.x1) + 1))
        shared = {
            column: min(rights[column], piece.x1) - max(lefts[column], piece.x0)
            for column in range(first, last)
        }
        within = [
            column
            for column, length in shared.items()
            if length >= min(OVERLAP * piece.size, 0.5 * (rights[column] - lefts[column]), 0.5 * piece.width)
        ]
        return within or [max(shared, key=lambda column: shared[column])]


def find_cell_columns(rows: Sequence[Row]) -> CellColumns | None:
    """Stretches of x in which text of more rows stands than may reach over the space between columns.

    n log n steps for n pieces.
    """
    full = [row for row in rows if len(row.pieces) > 1]
    allowed = int(MAX_ACROSS * len(full))
    marks = sorted(
        (x, step) for row in full for piece in row.pieces for x, step in ((piece.x0, 1), (piece.x1, -1))
    )
    edges: list[tuple[float, float]] = []
    depth, left = 0, 0.0
    for x, step in marks:
        before, depth = depth, depth + step
        if before == allowed and step > 0:
            left = x
        elif before == allowed + 1 and step < 0:
            edges.append((left, x))
    edges = _add_sparse(_widen(edges, full), full)
    return CellColumns(tuple(edges)) if len(edges) >= 2 else None


def _widen(edges: Sequence[tuple[float, float]], rows: Sequence[Row]) -> list[tuple[float, float]]:
    """The columns with all of the text that stands in one of them only."""
    lefts, rights = [left for left, _ in edges], [right for _, right in edges]
    wide = [list(edge) for edge in edges]
    for row in rows:
        for piece in row.pieces:
            first, last = _touched(lefts, rights, piece)
            if last - first == 1:
                left_limit = rights[first - 1] if first > 0 else piece.x0
                right_limit = lefts[first + 1] if last < len(edges) else piece.x1
                wide[first][0] = min(wide[first][0], max(piece.x0, left_limit))
                wide[first][1] = max(wide[first][1], min(piece.x1, right_limit))
    return [(left, right) for left, right in wide]


def _touched(lefts: Sequence[float], rights: Sequence[float], piece: Fragment) -> tuple[int, int]:
    """The first column that the piece lies over, and the one behind the last."""
    return bisect_right(rights, piece.x0), bisect_left(lefts, piece.x1)


def _add_sparse(edges: Sequence[tuple[float, float]], rows: Sequence[Row]) -> list[tuple[float, float]]:
    """With the columns that few rows have."""
    lefts, rights = [left for left, _ in edges], [right for _, right in edges]
    usual = set(edges)
    for row in rows:
        for piece in row.pieces:
            first, last = _touched(lefts, rights, piece)
            if last <= first:
                lefts.insert(first, piece.x0)
                rights.insert(first, piece.x1)
            elif last - first == 1 and (lefts[first], rights[first]) not in usual:
                lefts[first] = min(piece.x0, lefts[first])
                rights[first] = max(piece.x1, rights[first])
    return list(zip(lefts, rights, strict=True))


def cut_merged(row: Row, columns: CellColumns) -> Row:
    """A recogniser takes close cells for one line: cut where a value follows or leads."""
    pieces: list[Fragment] = []
    for piece in row.pieces:
        within = columns.find(piece)
        for column in within[1:]:
            gap = (columns.edges[column - 1][1] + columns.edges[column][0]) / 2
            parts = split_fragment(piece, gap, 3 * piece.width / max(len(piece.text), 1))
            if parts is not None and (is_value(parts[1].text) or is_value(parts[0].text)):
                pieces.append(parts[0])
                piece = parts[1]
        pieces.append(piece)
    return Row(tuple(pieces))
