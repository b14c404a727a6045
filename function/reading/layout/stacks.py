"""Stacks: labels side by side whose values stand below them, as in the bars of a form or an invoice.

Only labels with a colon and nothing after it are waiting for a value that may be below.
"""

from collections.abc import Iterator, Sequence

from function.reading.layout.fragments import Fragment
from function.reading.layout.rows import Row, gap_between
from function.reading.layout.values import is_label, is_waiting

# A value is at most this far below its label, in line heights.
BELOW_LABEL = 2.0
# How far a value may extend below the next label because of measurement errors, in line heights.
OVER_LABEL = 0.5


def find_stacks(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Yield rows of labels side by side, each with its values in one row, for each such place among `rows`."""
    index = 0
    while index < len(rows):
        labels = rows[index]
        end = index + 1
        if len(labels.pieces) > 1 and all(is_waiting(piece.text) for piece in labels.pieces):
            while end < len(rows) and _are_values(rows[end], labels, rows[end - 1]):
                end += 1
            if end > index + 1:
                yield list(_join_columns(labels, rows[index + 1 : end]))
        index = end


def _are_values(row: Row, labels: Row, above: Row) -> bool:
    """Whether the row holds values of the labels above it, at most one for each."""
    columns = [_column_of(piece, labels) for piece in row.pieces]
    return (
        gap_between(above, row) < BELOW_LABEL * row.size
        and len(set(columns)) == len(columns)
        and all(
            piece.text and not is_label(piece.text) and _ends_before_next(piece, column, labels)
            for piece, column in zip(row.pieces, columns, strict=True)
        )
    )


def _column_of(piece: Fragment, labels: Row) -> int:
    """Return the index of the label that the piece is below: the last one that begins left of its middle."""
    return max((index for index, label in enumerate(labels.pieces) if label.x0 <= piece.centre), default=0)


def _ends_before_next(piece: Fragment, column: int, labels: Row) -> bool:
    following = labels.pieces[column + 1 : column + 2]
    return not following or piece.x1 <= following[0].x0 + OVER_LABEL * piece.size


def _join_columns(labels: Row, values: Sequence[Row]) -> Iterator[Row]:
    columns: list[list[Fragment]] = [[label] for label in labels.pieces]
    for row in values:
        for piece in row.pieces:
            columns[_column_of(piece, labels)].append(piece)
    return (Row(tuple(column)) for column in columns)
