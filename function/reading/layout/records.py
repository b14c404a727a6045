"""Lines of text side by side become records, the rows of a table: some go on in the line below, in some columns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from function.reading.layout.fragments import Fragment
from function.reading.layout.rows import Row, lacks_room
from function.reading.layout.values import is_nothing, is_value

# A ruled row is several records when its further lines fill this share of its columns.
FILLED = 0.5
# Lines of one cell follow each other at most this far apart, in heights of a line.
MAX_PITCH = 2.2


@dataclass(frozen=True, slots=True)
class TextRow:
    """One line of text across a table: for each column that has any, its pieces."""

    cells: Mapping[int, Row]

    @property
    def pieces(self) -> list[Fragment]:
        return [piece for cell in self.cells.values() for piece in cell.pieces]

    @property
    def bold(self) -> bool:
        return all(piece.bold for piece in self.pieces)


Record = list[TextRow]


def group_records(rows: Sequence[TextRow], rights: Mapping[int, float]) -> list[Record]:
    """Records from top to bottom of text that no lines rule; `rights` are where the columns end."""
    records: list[Record] = []
    above: dict[int, Row] = {}
    for row in rows:
        if records and _goes_on(records[-1], above, row, rights):
            records[-1].append(row)
        else:
            records.append([row])
            above = {}
        above.update(row.cells)
    return records


def split_record(rows: Sequence[TextRow], rights: Mapping[int, float]) -> list[Record]:
    """The records within one ruled row: nearly always one, but some tables rule only their columns."""
    if len(rows) < 2:
        return [list(rows)]
    records = group_records(rows, rights)
    told = [{column for row in record for column in row.cells} for record in records]
    needed = max(2.0, FILLED * len(set().union(*told)))
    full = [columns for columns in told if len(columns) >= needed]
    # Text in some columns beside text in the others is one record, set with different heights.
    apart = sum(len(above & below) <= FILLED * min(len(above), len(below)) for above, below in pairwise(full))
    return (
        records if len(full) >= 2 and 2 * len(full) > len(records) and 2 * apart < len(full) else [list(rows)]
    )


def _goes_on(record: Record, above: Mapping[int, Row], row: TextRow, rights: Mapping[int, float]) -> bool:
    """Whether the row belongs to the record above it, whose last line in each column is in `above`."""
    if record[-1].bold != row.bold:
        return False
    shared = [column for column in row.cells if column in above]
    if not shared or any(_is_told(above[column]) and _is_told(row.cells[column]) for column in shared):
        return False
    if len(shared) > 1 and row.cells.keys() >= above.keys():
        # Text that fills its columns and goes on in all of them at once is rare; another row is not.
        return all(_is_mid_sentence(above[column], row.cells[column]) for column in shared)
    going_on = sum(_runs_on(above[column], row.cells[column], rights[column]) for column in shared)
    if 2 * going_on <= len(shared):
        return False
    # Values may stand beside the last line of their text, but not beside a second one.
    return len(shared) == len(row.cells) or not any(_is_told(line) for line in above.values())


def _is_told(line: Row) -> bool:
    return is_value(line.text) and not is_nothing(line.text)


def _is_mid_sentence(above: Row, below: Row) -> bool:
    return below.text[0].islower() or above.text[-1] in ",-(" or below.text[0] == "("


def _runs_on(above: Row, below: Row, right: float) -> bool:
    """Whether text goes on in the line below: in mid-word, in mid-sentence, or for want of room."""
    if is_value(above.text) or is_value(below.text) or below.middle - above.middle > MAX_PITCH * above.size:
        return False
    return _is_mid_sentence(above, below) or lacks_room(above, below, right)
