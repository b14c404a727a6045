"""What makes a table of rows whose pieces are aligned: columns of values, or of short words with something to
mark them."""

from collections.abc import Sequence
from itertools import pairwise

from function.reading.layout.cells import MAX_ACROSS, CellColumns
from function.reading.layout.fragments import Fragment
from function.reading.layout.rows import Row, is_label_print
from function.reading.layout.values import is_label, is_leader, is_mark, is_nothing, is_value

# Minimum share of values in a column of values, and of filled cells in a table.
MIN_VALUES = 0.6
MIN_FILLED = 0.55
# Short words in three or more columns make a table when there are enough rows and few empty cells.
MIN_WORDY_ROWS = 4
MIN_WORDY_FILLED = 0.8
MAX_WORDY_CHARACTERS = 28
# In a larger share of rows, pieces that are apart share a cell: these are not its columns.
MAX_DOUBLED = 0.05
# A larger share of labels with a colon makes it a form.
MAX_LABELS = 0.35


def is_table(rows: Sequence[Row], columns: CellColumns, rulings: int) -> bool:
    """Whether a person would see a table; `rulings` is the number of lines drawn between its rows."""
    full = [row for row in rows if len(row.pieces) > 1]
    if len(full) < 2:
        return False
    cells: list[list[Fragment]] = [[] for _ in columns.edges]
    crossing = doubled = 0
    for row in rows:
        within = [columns.find(piece) for piece in row.pieces]
        for piece, places in zip(row.pieces, within, strict=True):
            if len(places) == 1:
                cells[places[0]].append(piece)
            elif len(row.pieces) > 1:
                crossing += 1
        doubled += any(before == after for before, after in pairwise(within))
    if doubled > MAX_DOUBLED * len(full):
        return False
    texts = [piece.text for column in cells for piece in column]
    if sum(is_label(text) for text in texts) > MAX_LABELS * len(full):
        return False
    if sum(_holds_leader(text) for text in texts) * 3 > len(full):
        return False
    if any(all(_is_no_cell(piece.text) for piece in column) for column in cells if column):
        return False
    if crossing > max(1, MAX_ACROSS * len(full)):
        return False
    return _has_value_columns(cells, full) or _has_word_columns(cells, full, rulings)


def _is_no_cell(text: str) -> bool:
    return is_mark(text) or is_leader(text)


def _holds_leader(text: str) -> bool:
    closed = text.replace(" ", "")
    return "...." in closed or "····" in closed


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


def alternates(rows: Sequence[Row]) -> bool:
    """Whether rows of small labels and rows of larger values alternate, as in a form."""
    pairs = list(zip(rows[::2], rows[1::2], strict=False))
    return (
        len(pairs) >= 2
        and all(is_label_print(label, value) for label, value in pairs)
        and all(is_label_print(label, value) for label, value in zip(rows[2::2], rows[1::2], strict=False))
    )
