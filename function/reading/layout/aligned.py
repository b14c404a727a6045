"""Tables without a grid of rulings: rows whose pieces are aligned in columns."""

from collections.abc import Iterator, Sequence
from statistics import median

from function.reading.layout.construction import count_names, make_table
from function.reading.layout.corridors import split_at_corridors
from function.reading.layout.criteria import alternates
from function.reading.layout.effort import Effort
from function.reading.layout.medians import RunningMedian
from function.reading.layout.rows import Row, gap_between
from function.reading.layout.ruling import Ruling
from function.reading.layout.tables import FoundTable
from function.reading.layout.values import is_value

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
        table = make_table(rows[start:end], rulings, count_names(rows[start:end]))
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


def _form_end(rows: Sequence[Row], start: int, effort: Effort) -> int:
    """Return the index after the last row of the form that begins with row `start`, or `start` if there is
    none."""
    if len(rows[start].pieces) < 2 or effort.exhausted:
        return start
    end = _stretch_end(rows, start, effort)
    full = [row for row in rows[start:end] if len(row.pieces) > 1]
    return end if alternates(full) else start
