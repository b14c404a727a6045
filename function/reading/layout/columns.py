"""Finds columns of running text, to be read one after the other, and blocks of lines that stand apart.

Tables and forms have gaps from top to bottom too, but are read row by row. The lines make the difference:
running text fills its column from edge to edge, cells do not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from function.reading.layout.addresses import stand_apart
from function.reading.layout.bonds import are_bound, is_all_values, shared_baselines
from function.reading.layout.effort import Effort
from function.reading.layout.fragments import Fragment
from function.reading.layout.gutters import find_gutters, free_stretches, trim_rows
from function.reading.layout.rows import Row, gap_between, group_rows, usual_size
from function.reading.layout.ruling import Ruling
from function.reading.layout.values import is_value

MIN_ROWS = 4
# Blocks of lines may be shorter.
MIN_BLOCK_ROWS = 2
# A few rows can look full by chance (two addresses side by side), so more of them must be full.
SURE_ROWS = 7
FULL_ROW = 0.7
MIN_FULL_SHARE = 0.6
MIN_FULL_SHARE_OF_FEW = 0.8
MIN_CHARACTERS = 16
# Prose breaks lines in mid-sentence: when this share of lines begins with a lower-case letter, fewer lines
# need to be full.
MID_SENTENCE = 0.4
MIN_FULL_OF_PROSE = 0.4
# With more of them, lines end at the edge of their column.
SOME_PROSE = 0.2
# Lines of a passage among shorter lines: how full they are, and the largest gap between them in line heights.
FULL_LINE = 0.85
CLOSE = 0.6
# With a larger share of values it is a column of cells.
MAX_VALUES = 0.25
# There may be values above and below a column as well, but at most this share of the whole.
MAX_VALUES_UNTRIMMED = 0.5
# In a table, rows beside each other have the same height; in other layouts half of them do so by chance.
MAX_SHARED_BASELINES = 0.55
# Checking whether a ruling is across a gutter costs this fraction of a look.
CHEAP = 20

# The rows on the left and on the right of a gutter.
Sides = tuple[Sequence[Row], Sequence[Row]]


@dataclass(frozen=True, slots=True)
class ColumnPair:
    """A stretch of the page split at one gutter; the fragments above and below it are not in these
    columns.

    `blocks` are lines that end where their author wanted, not at the edge of a column.
    """

    above: list[Fragment]
    left: list[Fragment]
    right: list[Fragment]
    below: list[Fragment]
    blocks: bool = False


def find_columns(
    fragments: Sequence[Fragment], rulings: Sequence[Ruling], effort: Effort
) -> ColumnPair | None:
    """Return the split with the most text in columns, or None when the fragments are read row by row.

    No column goes on beyond a ruling across its gutter; all coordinates are level.

    n log n steps for n fragments at each gutter; the search stops when `effort` is exhausted.
    """
    best: ColumnPair | None = None
    best_weight = 2 * MIN_BLOCK_ROWS - 1
    by_height = sorted(fragments, key=lambda piece: piece.middle)
    values = {id(piece) for piece in fragments if is_value(piece.text)}
    across = [ruling for ruling in rulings if ruling.horizontal]
    size = usual_size(fragments)
    for gutter in find_gutters(fragments):
        if not effort.spend(len(across) // CHEAP):
            break
        lines = sorted(line.middle for line in across if line.start + size < gutter < line.end - size)
        for inside in free_stretches(by_height, lines, gutter):
            sides = _divide(inside, gutter, values) if len(inside) > best_weight else None
            if sides is None:
                continue
            if not effort.spend(len(inside)):
                return best
            left, right = trim_rows(*sides), trim_rows(*reversed(sides))
            weight = sum(len(row.pieces) for row in (*left, *right))
            if weight > best_weight and (pair := _judge(fragments, left, right)) is not None:
                best, best_weight = pair, weight
    return best


def _divide(inside: Sequence[Fragment], gutter: float, values: set[int]) -> Sides | None:
    """Return the two sides of the gutter, or None when there is too little on one or only values on both.

    `values` are the ids of the fragments that are one.
    """
    left = [piece for piece in inside if piece.centre <= gutter]
    right = [piece for piece in inside if piece.centre > gutter]
    if min(len(left), len(right)) < MIN_BLOCK_ROWS or all(
        sum(id(piece) in values for piece in side) > MAX_VALUES_UNTRIMMED * len(side)
        for side in (left, right)
    ):
        return None
    return group_rows(left), group_rows(right)


def _judge(fragments: Sequence[Fragment], left: Sequence[Row], right: Sequence[Row]) -> ColumnPair | None:
    """Return the sides as columns or as blocks, or None when they are read row by row."""
    if min(len(left), len(right)) < MIN_BLOCK_ROWS or not _side_by_side(left, right):
        return None
    if are_bound(left, right) or any(
        is_all_values(side) and not _has_passage(other) for side, other in ((left, right), (right, left))
    ):
        return None
    blocks = stand_apart(left, right)
    return _pair(fragments, left, right, blocks=blocks) if blocks or _read_as_columns(left, right) else None


def _pair(
    fragments: Sequence[Fragment], left_rows: Sequence[Row], right_rows: Sequence[Row], *, blocks: bool
) -> ColumnPair:
    left = [piece for row in left_rows for piece in row.pieces]
    right = [piece for row in right_rows for piece in row.pieces]
    kept = {id(piece) for piece in (*left, *right)}
    middle = sum(piece.middle for piece in (*left, *right)) / max(len(kept), 1)
    rest = [piece for piece in fragments if id(piece) not in kept]
    return ColumnPair(
        above=[piece for piece in rest if piece.middle < middle],
        left=left,
        right=right,
        below=[piece for piece in rest if piece.middle >= middle],
        blocks=blocks,
    )


def _read_as_columns(left: Sequence[Row], right: Sequence[Row]) -> bool:
    """Whether both sides are running text, or one is and the baselines of the two sides do not match."""
    if min(len(left), len(right)) < MIN_ROWS:
        return False
    running = _runs_on(left) + _runs_on(right)
    if running == 0:
        return False
    # A few lines of cells can look full by chance, but they do not begin in mid-sentence.
    sure = min(len(left), len(right)) >= SURE_ROWS or any(
        is_prose([piece for row in rows for piece in row.pieces], SOME_PROSE) for rows in (left, right)
    )
    return (running == 2 and sure) or shared_baselines(left, right) < MAX_SHARED_BASELINES


def _side_by_side(left: Sequence[Row], right: Sequence[Row]) -> bool:
    shared = min(left[-1].y1, right[-1].y1) - max(left[0].y0, right[0].y0)
    return shared >= 0.5 * min(left[-1].y1 - left[0].y0, right[-1].y1 - right[0].y0)


def _runs_on(rows: Sequence[Row]) -> bool:
    """Whether this is running text, perhaps in columns of its own: full lines, or lines that begin in
    mid-sentence."""
    pieces = [piece for row in rows for piece in row.pieces]
    characters = sum(len(piece.text) for piece in pieces)
    width = max(row.x1 for row in rows) - min(row.x0 for row in rows)
    share = sum(_filled(row) >= FULL_ROW * width for row in rows) / len(rows)
    values = sum(is_value(piece.text) for piece in pieces)
    if characters < MIN_CHARACTERS * len(rows) or values > MAX_VALUES * len(pieces):
        return False
    needed = MIN_FULL_SHARE if len(rows) >= SURE_ROWS else MIN_FULL_SHARE_OF_FEW
    if share >= needed or (is_prose(pieces) and share >= MIN_FULL_OF_PROSE):
        return True
    return _has_passage(rows)


def _has_passage(rows: Sequence[Row]) -> bool:
    """Whether there are enough full lines one after the other that go on in mid-sentence."""
    width = max(row.x1 for row in rows) - min(row.x0 for row in rows)
    passage: list[Fragment] = []
    for above, below in pairwise(rows):
        full = len(below.pieces) == 1 and _filled(above) >= FULL_LINE * width
        if full and gap_between(above, below) < CLOSE * above.size:
            passage.append(below.pieces[0])
        else:
            passage = []
        if len(passage) >= MIN_ROWS and is_prose(passage):
            return True
    return False


def is_prose(pieces: Sequence[Fragment], share: float = MID_SENTENCE) -> bool:
    """Whether at least this share of the lines begins in mid-sentence."""
    return sum(piece.text[:1].islower() for piece in pieces) >= share * len(pieces)


def _filled(row: Row) -> float:
    return sum(piece.width for piece in row.pieces)
