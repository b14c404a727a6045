"""Tables without a grid of rulings: rows whose pieces are aligned in columns."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from function.reading.layout.cells import MAX_ACROSS, CellColumns, cut_merged, find_cell_columns
from function.reading.layout.corridors import split_at_corridors
from function.reading.layout.effort import Effort
from function.reading.layout.fragments import Fragment, enclose
from function.reading.layout.grids import Place
from function.reading.layout.medians import RunningMedian
from function.reading.layout.records import Record, TextRow, group_records, split_record
from function.reading.layout.rows import Row, gap_between, is_label_print
from function.reading.layout.ruling import Ruling
from function.reading.layout.tables import FoundCell, FoundTable, mark_head
from function.reading.layout.values import is_label, is_mark, is_nothing, is_value

# A gap ends a table when it is larger than END_GAP, and larger than the table's usual gap by EXTRA_GAP. Both
# in line heights.
END_GAP = 1.0
EXTRA_GAP = 0.8
# Title print. The height of a single line is measured poorly, so its letters must be wider as well.
LARGER = 1.15
WIDER = 1.1
# A table may contain this many single-piece rows one after another.
MAX_LONE_ROWS = 3
# A code below the text that it ends begins this close to where the text does, in line heights.
SAME_START = 0.3
# Minimum share of values in a column of values, and of filled cells in a table.
MIN_VALUES = 0.6
MIN_FILLED = 0.55
# Short words in three or more columns make a table when there are enough rows and few empty cells.
MIN_WORDY_ROWS = 4
MIN_WORDY_FILLED = 0.8
MAX_WORDY_CHARACTERS = 28
# A larger share of labels with a colon makes it a form.
MAX_LABELS = 0.35
# A ruling belongs to a table when it covers this share of the table's width.
RULED = 0.6


def find_aligned(
    rows: Sequence[Row], rulings: Sequence[Ruling], effort: Effort
) -> Iterator[list[Row] | FoundTable]:
    """Yield the rows of a region in order, with the tables among them; `rulings` are level.

    A table found at first sight costs n log n steps for n pieces. The search for others restarts at every
    row; when `effort` is exhausted, the remaining rows are yielded as they are.
    """
    rest: list[Row] = []
    index = 0
    split = split_at_corridors(rows, effort)
    while index < len(rows):
        form_end = _form_end(split, index, effort)
        rest += rows[index:form_end]
        index = form_end
        found = _table_at(split, index, rulings, effort) if index < len(rows) else None
        if found is None:
            rest += rows[index : index + 1]
            index += 1
            continue
        table, index = found
        if rest:
            yield rest
        yield table
        rest = []
    if rest:
        yield rest


def _table_at(
    rows: Sequence[Row], start: int, rulings: Sequence[Ruling], effort: Effort
) -> tuple[FoundTable, int] | None:
    """Return the table that begins with row `start`, and the index of the row after it."""
    if (
        len(rows[start].pieces) < 2
        or effort.exhausted
        or (start > 0 and _belongs(rows[start - 1], rows[start]))
    ):
        return None
    end = _stretch_end(rows, start, effort)
    while end - start >= 2:
        if not effort.spend(sum(len(row.pieces) for row in rows[start:end])):
            return None
        table = _make_table(rows[start:end], rulings)
        if table is not None:
            return table, end
        end = _shorten(rows, start, end)
    return None


def _belongs(above: Row, below: Row) -> bool:
    """Whether two rows of cells follow each other so closely that no table begins between them."""
    return len(above.pieces) > 1 and len(above.pieces) == len(below.pieces) and gap_between(above, below) < 0


def _stretch_end(rows: Sequence[Row], start: int, effort: Effort) -> int:
    """Return the index after the last row of cells that may belong to the same table as row `start`."""
    end, gaps = start + 1, RunningMedian()
    table = _Print(rows[start:end])
    for index in range(start + 1, len(rows)):
        gap = gap_between(rows[index - 1], rows[index])
        size = min(rows[index - 1].size, rows[index].size)
        usual = gaps.value if len(gaps) else gap
        if gap > END_GAP * size and (gap > usual + EXTRA_GAP * size or gap > 3 * size):
            break
        alone = len(rows[index].pieces) == 1
        if alone and (index - end >= MAX_LONE_ROWS or table.is_smaller_than(rows[index])):
            break
        if not effort.spend(1):
            return start
        gaps.add(gap)
        if not alone:
            table.add(rows[end : index + 1])
            end = index + 1
    return _with_endings(rows, end, start)


class _Print:
    """Running medians of the print in a growing set of rows."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._size, self._letter_width = RunningMedian(), RunningMedian()
        self.add(rows)

    def add(self, rows: Sequence[Row]) -> None:
        for row in rows:
            self._size.add(row.size)
            self._letter_width.add(row.letter_width)

    def is_smaller_than(self, row: Row) -> bool:
        """Whether the row is set in larger print, so that it is the title of what follows."""
        return row.size > LARGER * self._size.value and row.letter_width > WIDER * self._letter_width.value


def _with_endings(rows: Sequence[Row], end: int, start: int) -> int:
    """Extend `end` by rows that continue a cell of the last row."""
    left = min(row.x0 for row in rows[start:end])
    while end < len(rows):
        row = rows[end]
        above = [piece for piece in rows[end - 1].pieces if min(piece.x1, row.x1) > max(piece.x0, row.x0)]
        close = gap_between(rows[end - 1], row) < 0.5 * row.size
        if len(row.pieces) != 1 or not above or not close or end - start < 2:
            return end
        beside = row.x0 > left + row.size
        wrapped = abs(row.x0 - above[0].x0) < SAME_START * row.size and not is_value(above[0].text)
        if not (wrapped if is_value(row.text) else row.text[0].islower() or beside):
            return end
        end += 1
    return end


def _shorten(rows: Sequence[Row], start: int, end: int) -> int:
    """Return the end of a shorter stretch: the row after the widest gap, or `start` when all gaps are
    alike."""
    gaps = [(gap_between(rows[index - 1], rows[index]), index) for index in range(start + 1, end)]
    widest, index = max(gaps, default=(0.0, start))
    if widest > median(gap for gap, _ in gaps) + 0.3 * rows[start].size:
        return index
    return start


def _make_table(rows: Sequence[Row], rulings: Sequence[Ruling]) -> FoundTable | None:
    columns = find_cell_columns(rows)
    if columns is None:
        return None
    rows = [cut_merged(row, columns) for row in rows]
    box = enclose((row.x0, row.y0, row.x1, row.y1) for row in rows)
    inner = [ruling for ruling in rulings if _lies_in(ruling, box)]
    if not _is_table(rows, columns, len(inner)):
        return None
    records = _find_records(rows, columns, inner)
    if len(records) < 2:
        return None
    return mark_head(_build(records, columns))


def _lies_in(ruling: Ruling, box: tuple[float, float, float, float]) -> bool:
    x0, y0, x1, y1 = box
    shared = min(ruling.end, x1) - max(ruling.start, x0)
    return ruling.horizontal and y0 < ruling.middle < y1 and shared >= RULED * (x1 - x0)


def _is_table(rows: Sequence[Row], columns: CellColumns, rulings: int) -> bool:
    """Whether a person would see a table: columns of values, or columns of short words with something to mark
    them."""
    full = [row for row in rows if len(row.pieces) > 1]
    cells: list[list[Fragment]] = [[] for _ in columns.edges]
    crossing = 0
    for row in rows:
        for piece in row.pieces:
            within = columns.find(piece)
            if len(within) == 1:
                cells[within[0]].append(piece)
            elif len(row.pieces) > 1:
                crossing += 1
    texts = [piece.text for column in cells for piece in column]
    if sum(is_label(text) for text in texts) > MAX_LABELS * len(full):
        return False
    if sum("...." in text or "····" in text for text in texts) * 3 > len(full):
        return False
    if any(all(is_mark(piece.text) for piece in column) for column in cells if column):
        return False
    if crossing > max(1, MAX_ACROSS * len(full)):
        return False
    return _has_value_columns(cells, full) or _has_word_columns(cells, full, rulings)


def _form_end(rows: Sequence[Row], start: int, effort: Effort) -> int:
    """Return the index after the last row of the form that begins with row `start`, or `start` if there is
    none."""
    if len(rows[start].pieces) < 2 or effort.exhausted:
        return start
    end = _stretch_end(rows, start, effort)
    full = [row for row in rows[start:end] if len(row.pieces) > 1]
    return end if _alternates(full) else start


def _alternates(rows: Sequence[Row]) -> bool:
    """Whether rows of small labels and rows of larger values alternate, as in a form."""
    pairs = list(zip(rows[::2], rows[1::2], strict=False))
    return (
        len(pairs) >= 2
        and all(is_label_print(label, value) for label, value in pairs)
        and all(is_label_print(label, value) for label, value in zip(rows[2::2], rows[1::2], strict=False))
    )


def _has_value_columns(cells: Sequence[Sequence[Fragment]], full: Sequence[Row]) -> bool:
    filled = len([piece for column in cells for piece in column]) / (len(cells) * len(full))
    counts = []
    for column in cells:
        occupied = [piece for piece in column if not is_nothing(piece.text)]
        values = sum(is_value(piece.text) for piece in occupied)
        # The first cell may be the column's name.
        body = len(occupied) - (1 if occupied and not is_value(occupied[0].text) else 0)
        counts.append((values, values >= MIN_VALUES * max(body, 1) and values > 0))
    best = max((values for values, good in counts if good), default=0)
    good = sum(good for _, good in counts)
    if len(cells) == 2:
        return good >= 1 and best >= 3 and filled >= 0.75
    return good >= 1 and filled >= MIN_FILLED and (best >= 2 or (good >= 2 and len(full) == 2))


def _has_word_columns(cells: Sequence[Sequence[Fragment]], full: Sequence[Row], rulings: int) -> bool:
    pieces = [piece for column in cells for piece in column]
    filled = len(pieces) / (len(cells) * len(full))
    characters = sum(len(piece.text) for piece in pieces) / max(len(pieces), 1)
    marked = rulings > 0 or (full[0].bold and not all(row.bold for row in full))
    if characters > MAX_WORDY_CHARACTERS * (2 if rulings > 1 else 1) or filled < MIN_WORDY_FILLED:
        return False
    if len(cells) == 2:
        return rulings > 1 and len(full) >= 3
    return len(full) >= (3 if marked else MIN_WORDY_ROWS)


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


def _build(records: Sequence[Record], columns: CellColumns) -> FoundTable:
    cells = [cell for row, record in enumerate(records) for cell in _record_cells(row, record, columns)]
    return FoundTable(len(records), len(columns.edges), tuple(cells), enclose(cell.box for cell in cells))


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
