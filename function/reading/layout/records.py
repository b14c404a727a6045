"""Groups lines of text across a table into records, the table's rows; a record may take several lines in some
columns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from function.reading.layout.fragments import Fragment
from function.reading.layout.rows import Row, gap_between, lacks_room
from function.reading.layout.values import is_nothing, is_value

# A ruled row is several records when its later lines fill this share of its columns.
FILLED = 0.5
# Lines closer than this, in line heights, are beside each other.
SAME_LINE = 0.6
# Lines at least this share of the usual distance between records apart are hardly one cell.
AS_FAR = 0.95
# Largest distance between lines of one cell, in line heights.
MAX_PITCH = 2.2
# A line attached to the one above: the gap between them, and how much larger that below it is, in line heights.
CLOSE = 0.45
CLOSER = 0.2


@dataclass(frozen=True, slots=True)
class TextRow:
    """One line of text across a table: its pieces for each column that has any."""

    cells: Mapping[int, Row]

    @property
    def pieces(self) -> list[Fragment]:
        return [piece for cell in self.cells.values() for piece in cell.pieces]

    @property
    def bold(self) -> bool:
        return all(piece.bold for piece in self.pieces)


Record = list[TextRow]


def group_records(rows: Sequence[TextRow], rights: Mapping[int, float]) -> list[Record]:
    """Group unruled lines into records, from top to bottom; `rights` are the right edges of the columns."""
    records: list[Record] = []
    above: dict[int, Row] = {}
    pitch = _usual_pitch(rows)
    for row, following in zip(rows, (*rows[1:], None), strict=True):
        if records and (
            _goes_on(records[-1], above, row, rights, pitch)
            or _is_attached(records[-1], above, row, following)
        ):
            records[-1].append(row)
        else:
            records.append([row])
            above = {}
        above.update(row.cells)
    return records


def split_record(
    rows: Sequence[TextRow], rights: Mapping[int, float], *, by_values: bool = False
) -> list[Record]:
    """Split one ruled row into records: nearly always one, but some tables only have their columns ruled.

    `by_values` splits only values above values, for tables whose rows are mostly ruled.
    """
    if len(rows) < 2:
        return [list(rows)]
    records = group_records(rows, rights)
    occupied = [{column for row in record for column in row.cells} for record in records]
    needed = max(2.0, FILLED * len(set().union(*occupied)))
    full = [columns for columns in occupied if len(columns) >= needed]
    if full == occupied[:1] and _is_followed_by_remarks(records):
        return records
    if by_values and not _stacks_values(rows):
        return [list(rows)]
    # Text in some columns beside text in the others is one record, set at different heights.
    apart = sum(len(above & below) <= FILLED * min(len(above), len(below)) for above, below in pairwise(full))
    return (
        records if len(full) >= 2 and 2 * len(full) > len(records) and 2 * apart < len(full) else [list(rows)]
    )


def _is_followed_by_remarks(records: Sequence[Record]) -> bool:
    """Whether a row with values is set well apart from text below it."""
    if len(records) < 2:
        return False
    ends = {column: cell for row in records[0] for column, cell in row.cells.items()}
    below = [(ends[column], cell) for column, cell in records[1][0].cells.items() if column in ends]
    apart = all(cell.middle - end.middle > MAX_PITCH * cell.size for end, cell in below)
    return apart and any(map(_has_value, ends.values()))


def _stacks_values(rows: Sequence[TextRow]) -> bool:
    """Whether values are below values, or a complete line of values is below a complete head."""
    values = [{column for column, cell in row.cells.items() if _has_value(cell)} for row in rows]
    stacked = sum(bool(above & below) for above, below in pairwise(values))
    complete = rows[0].cells.keys() == rows[-1].cells.keys()
    headed = complete and not values[0] and len(values[-1]) + 1 == len(rows[-1].cells) > 2
    return 2 * stacked >= len(rows) or headed


def _usual_pitch(rows: Sequence[TextRow]) -> float:
    """Return the smallest distance between lines with values below each other, which are surely two records."""
    return min(
        (
            below.cells[column].middle - above.cells[column].middle
            for above, below in pairwise(rows)
            for column in above.cells.keys() & below.cells.keys()
            if _has_value(above.cells[column]) and _has_value(below.cells[column])
        ),
        default=float("inf"),
    )


def _goes_on(
    record: Record, above: Mapping[int, Row], row: TextRow, rights: Mapping[int, float], pitch: float
) -> bool:
    """Whether the row belongs to the record above it, whose last line in each column is in `above`."""
    if record[-1].bold != row.bold:
        return False
    shared = [column for column in row.cells if column in above]
    if not shared:
        return _is_beside(record[-1], row)
    if any(_has_value(above[column]) and _has_value(row.cells[column]) for column in shared):
        return False
    if len(shared) > 1 and row.cells.keys() >= above.keys():
        # Text rarely fills several columns and continues in all of them at once; a new row is likely.
        return all(_is_mid_sentence(above[column], row.cells[column]) for column in shared)
    far = min(row.cells[column].middle - above[column].middle for column in shared) >= AS_FAR * pitch
    if far and _is_heading(record, above, row):
        return False
    going_on = sum(_runs_on(above[column], row.cells[column], rights[column]) for column in shared)
    if 2 * going_on <= len(shared):
        return False
    # Values may be beside the last line of their text, but not beside a second one.
    return len(shared) == len(row.cells) or not any(_has_value(line) for line in above.values())


def _is_attached(record: Record, above: Mapping[int, Row], row: TextRow, following: TextRow | None) -> bool:
    """Whether the row is one line of text set closer to the line above it than to the row below."""
    (column, line), *others = row.cells.items()
    if others or column not in above or record[-1].bold != row.bold or is_value(above[column].text):
        return False
    gap = gap_between(above[column], line)
    room = min(gap_between(line, below) for below in following.cells.values()) if following else float("inf")
    widest = max(len(first.cells) for first in record)
    return widest > 1 and gap < CLOSE * line.size and room > gap + CLOSER * line.size


def _is_beside(line: TextRow, other: TextRow) -> bool:
    """Whether two lines are so close that they are one, set at different heights."""
    first, second = line.pieces[0], other.pieces[0]
    return abs(second.middle - first.middle) < SAME_LINE * min(first.size, second.size)


def _is_heading(record: Record, above: Mapping[int, Row], row: TextRow) -> bool:
    """Whether one of two lines that are as far apart as records is alone in its column, as a heading is, and the
    text of neither is in mid-sentence."""
    alone = len(row.cells) == 1 or (len(record) == 1 and len(record[0].cells) == 1)
    return alone and not any(
        _is_mid_sentence(above[column], cell) for column, cell in row.cells.items() if column in above
    )


def _has_value(line: Row) -> bool:
    return is_value(line.text) and not is_nothing(line.text)


def _is_mid_sentence(above: Row, below: Row) -> bool:
    return below.text[0].islower() or above.text[-1] in ",-(" or below.text[0] == "("


def _runs_on(above: Row, below: Row, right: float) -> bool:
    """Whether text continues in the line below: in mid-word, in mid-sentence, or for lack of room."""
    if is_value(above.text) or is_value(below.text) or below.middle - above.middle > MAX_PITCH * above.size:
        return False
    return _is_mid_sentence(above, below) or lacks_room(above, below, right)
