"""The columns in which cells stand that no rulings part."""

from collections.abc import Sequence
from dataclasses import dataclass

from function.reading.layout.fragments import Fragment, split_fragment
from function.reading.layout.rows import Row
from function.reading.layout.values import is_value

# The share of rows whose text may reach over the white space between two columns, as headings and totals do.
MAX_ACROSS = 0.25
# Text overlaps a column it does not stand in by less than this, in heights of a line.
OVERLAP = 0.5


@dataclass(frozen=True, slots=True)
class CellColumns:
    """Left and right edges of columns, from left to right."""

    edges: tuple[tuple[float, float], ...]

    def find(self, piece: Fragment) -> list[int]:
        """The columns that the piece stands in: one, or several that it reaches over."""
        shared = [min(right, piece.x1) - max(left, piece.x0) for left, right in self.edges]
        within = [
            column
            for column, (left, right) in enumerate(self.edges)
            if shared[column] >= min(OVERLAP * piece.size, 0.5 * (right - left), 0.5 * piece.width)
        ]
        return within or [max(range(len(shared)), key=lambda column: shared[column])]


def find_cell_columns(rows: Sequence[Row]) -> CellColumns | None:
    """Stretches of x in which text of more rows stands than may reach over the space between columns."""
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
    wide = [list(edge) for edge in edges]
    for row in rows:
        for piece in row.pieces:
            within = [i for i, (left, right) in enumerate(edges) if piece.x0 < right and piece.x1 > left]
            if len(within) == 1:
                left_limit = max((r for _, r in edges[: within[0]]), default=piece.x0)
                right_limit = min((left for left, _ in edges[within[0] + 1 :]), default=piece.x1)
                wide[within[0]][0] = min(wide[within[0]][0], max(piece.x0, left_limit))
                wide[within[0]][1] = max(wide[within[0]][1], min(piece.x1, right_limit))
    return [(left, right) for left, right in wide]


def _add_sparse(edges: Sequence[tuple[float, float]], rows: Sequence[Row]) -> list[tuple[float, float]]:
    """With the columns that few rows have."""
    found = list(edges)
    for row in rows:
        for piece in row.pieces:
            touched = [edge for edge in found if piece.x0 < edge[1] and piece.x1 > edge[0]]
            if not touched:
                found.append((piece.x0, piece.x1))
            elif len(touched) == 1 and touched[0] not in edges:
                found.remove(touched[0])
                found.append((min(piece.x0, touched[0][0]), max(piece.x1, touched[0][1])))
    return sorted(found)


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
