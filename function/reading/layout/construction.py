"""Makes a table of rows whose pieces are aligned in columns."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from function.reading.layout.cells import CellColumns, cut_merged, find_cell_columns
from function.reading.layout.criteria import is_table
from function.reading.layout.fragments import Fragment, enclose
from function.reading.layout.grids import Place
from function.reading.layout.heads import build_head
from function.reading.layout.records import Record, TextRow, group_records, split_record
from function.reading.layout.rows import Row
from function.reading.layout.ruling import Ruling
from function.reading.layout.tables import FoundCell, FoundTable, mark_head
from function.reading.layout.values import is_nothing, is_value

# A ruling belongs to a table when it covers this share of the table's width.
RULED = 0.6
# The most rows of a head that no rule ends.
MAX_LOOSE_HEAD = 4


def make_table(
    rows: Sequence[Row], rulings: Sequence[Ruling], head: int = 0, rules: Sequence[Ruling] | None = None
) -> FoundTable | None:
    """Return the table of the rows, of which the first `head` are known to be its head, or None.

    `rules` are the short ones in the head of a table between rules.
    """
    # The last row of the head has the names of single columns.
    columns = find_cell_columns(rows[max(head - 1, 0) :])
    if columns is None:
        return None
    rows = [cut_merged(row, columns) for row in rows]
    box = enclose((row.x0, row.y0, row.x1, row.y1) for row in rows)
    inner = [ruling for ruling in rulings if _lies_in(ruling, box)]
    drawn = len(inner) + (2 if rules is not None and head > 0 else 0)
    if not is_table(rows[max(head - 1, 0) :], columns, drawn):
        return None
    records = _find_records(rows[head:], columns, inner)
    if len(records) + head < 2 or not records:
        return None
    if head == 0:
        return mark_head(_build(records, columns))
    names = build_head(rows[:head], columns, rules or ())
    return _build(records, columns, names)


def count_names(rows: Sequence[Row]) -> int:
    """Return the number of rows at the top that name the columns, if some names are above several columns."""
    head = next((index for index, row in enumerate(rows) if any(map(holds_value, row.pieces))), 0)
    if not 2 <= head <= MAX_LOOSE_HEAD or head > len(rows) // 2:
        return 0
    columns = find_cell_columns(rows[head - 1 :])
    if columns is None:
        return 0
    return (
        head if any(len(columns.find(piece)) > 1 for row in rows[: head - 1] for piece in row.pieces) else 0
    )


def holds_value(piece: Fragment) -> bool:
    return is_value(piece.text) and not is_nothing(piece.text)


def _lies_in(ruling: Ruling, box: tuple[float, float, float, float]) -> bool:
    x0, y0, x1, y1 = box
    shared = min(ruling.end, x1) - max(ruling.start, x0)
    return ruling.horizontal and y0 < ruling.middle < y1 and shared >= RULED * (x1 - x0)


def _find_records(rows: Sequence[Row], columns: CellColumns, rulings: Sequence[Ruling]) -> list[Record]:
    """Split the rows into records, at rulings where there are some between rows, else by their text."""
    rights = {column: right for column, (_, right) in enumerate(columns.edges)}
    bands: list[list[TextRow]] = [[]]
    heights = sorted(ruling.middle for ruling in rulings)
    for above, row in pairwise((None, *rows)):
        assert row is not None  # noqa: S101  only the first of the pairs has none
        if above is not None and bisect_right(heights, above.middle) < bisect_left(heights, row.middle):
            bands.append([])
        bands[-1].append(_text_row(row, columns))
    ruled = len(bands) >= 3 and len(bands) > len(rows) / 3
    group = split_record if ruled else group_records
    return [record for band in bands for record in group(band, rights)]


def _text_row(row: Row, columns: CellColumns) -> TextRow:
    cells: dict[int, list[Fragment]] = {}
    for piece in row.pieces:
        cells.setdefault(columns.find(piece)[0], []).append(piece)
    return TextRow({column: Row(tuple(pieces)) for column, pieces in cells.items()})


def _build(records: Sequence[Record], columns: CellColumns, names: Sequence[FoundCell] = ()) -> FoundTable:
    head = max((name.place.row + name.place.row_span for name in names), default=0)
    body = [cell for row, record in enumerate(records, head) for cell in _record_cells(row, record, columns)]
    cells = (*names, *body)
    return FoundTable(head + len(records), len(columns.edges), cells, enclose(cell.box for cell in cells))


def _record_cells(row: int, record: Record, columns: CellColumns) -> Iterator[FoundCell]:
    top = min(piece.y0 for line in record for piece in line.pieces)
    bottom = max(piece.y1 for line in record for piece in line.pieces)
    occupied = sorted({column for line in record for column in line.cells})
    column = 0
    while column < len(columns.edges):
        lines = tuple(line.cells[column] for line in record if column in line.cells)
        last = max(
            (index for line in lines for piece in line.pieces for index in columns.find(piece)),
            default=column,
        )
        following = bisect_right(occupied, column)
        last = min(last, occupied[following] - 1) if following < len(occupied) else last
        box = (columns.edges[column][0], top, columns.edges[last][1], bottom)
        yield FoundCell(Place(row, column, 1, last - column + 1), lines, box)
        column = last + 1
