"""Corridors: white space that runs down through the words of several rows and so separates cells as close as
words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from function.reading.layout.effort import Effort
from function.reading.layout.fragments import Fragment, split_words, word_gaps
from function.reading.layout.rows import Row, gap_between
from function.reading.layout.values import is_leader, is_value

# In line heights: the narrowest corridor, one that is wide enough without values beside it, and the narrowest
# space that begins one (a space of a typewriter has 0.53).
NARROW = 0.3
WIDE = 0.7
MIN_SPACE = 0.57
# Words of this many rows are beside a corridor, values in at least this share of them.
MIN_ROWS = 3
MIN_VALUES = 0.6
# A corridor passes this many rows that it does not touch, or one heading across it.
MAX_UNTOUCHED = 4
MAX_CROSSED = 1
# A wider gap between rows ends all corridors, in line heights.
END_GAP = 3.0


@dataclass(frozen=True, slots=True)
class _Gap:
    """The white space after the first `words` words of a piece, or after the piece itself."""

    x0: float
    x1: float
    row: int
    piece: int
    words: int = 0
    beside_value: bool = False


@dataclass(slots=True)
class _Corridor:
    x0: float
    x1: float
    gaps: list[_Gap] = field(default_factory=list)
    untouched: int = 0
    crossed: int = 0


def split_at_corridors(rows: Sequence[Row], effort: Effort) -> list[Row]:
    """Return the rows, with pieces split where a corridor passes between their words.

    Each row is compared with the corridors open above it; when `effort` is exhausted, the rows are returned
    as they are. Only pieces whose `words` are known are split.
    """
    splits: dict[tuple[int, int], set[int]] = {}
    for corridor in _find_corridors(rows, effort):
        if _separates(corridor, rows):
            for gap in corridor.gaps:
                if gap.words:
                    splits.setdefault((gap.row, gap.piece), set()).add(gap.words)
    return [
        Row(
            tuple(
                part
                for index, piece in enumerate(row.pieces)
                for part in _split(piece, sorted(splits.get((number, index), ())))
            )
        )
        for number, row in enumerate(rows)
    ]


def _split(piece: Fragment, places: Sequence[int]) -> Iterator[Fragment]:
    taken = 0
    for place in places:
        first, piece = split_words(piece, place - taken)
        taken = place
        yield first
    yield piece


def _find_corridors(rows: Sequence[Row], effort: Effort) -> Iterator[_Corridor]:
    open_ones: list[_Corridor] = []
    for number, row in enumerate(rows):
        if number > 0 and gap_between(rows[number - 1], row) > END_GAP * row.size:
            yield from open_ones
            open_ones = []
        gaps = list(_gaps(row, number))
        if not effort.spend(len(open_ones) // 4 + 1):
            return
        going_on, taken = [], set()
        first = 0
        for corridor in open_ones:
            while first < len(gaps) and gaps[first].x1 <= corridor.x0:
                first += 1
            gap = _best(gaps, first, corridor)
            if (
                gap is not None
                and gap.x1 - gap.x0 >= MIN_SPACE * row.size
                and _shared(gap, corridor) >= NARROW * row.size
            ):
                taken.add((gap.piece, gap.words))
                corridor.x0, corridor.x1 = max(gap.x0, corridor.x0), min(gap.x1, corridor.x1)
                corridor.gaps.append(gap)
                corridor.untouched = corridor.crossed = 0
            elif corridor.x1 <= row.x0 or corridor.x0 >= row.x1:
                corridor.untouched += 1
            else:
                corridor.crossed += 1
            if corridor.untouched <= MAX_UNTOUCHED and corridor.crossed <= MAX_CROSSED:
                going_on.append(corridor)
            else:
                yield corridor
        going_on += [
            _Corridor(gap.x0, gap.x1, [gap])
            for gap in gaps
            if (gap.piece, gap.words) not in taken and gap.x1 - gap.x0 >= MIN_SPACE * row.size
        ]
        open_ones = sorted(going_on, key=lambda corridor: corridor.x0)
    yield from open_ones


def _gaps(row: Row, number: int) -> Iterator[_Gap]:
    """Yield the spaces in and between the pieces of a row, from left to right."""
    for index, piece in enumerate(row.pieces):
        if piece.words:
            words = piece.text.split(" ")
            for count, (left, right) in enumerate(word_gaps(piece), start=1):
                if _may_be_cells(words[count - 1], words[count]):
                    beside = is_value(words[count - 1]) or is_value(words[count])
                    yield _Gap(left, right, number, index, count, beside)
        if index + 1 < len(row.pieces):
            after = row.pieces[index + 1]
            beside = is_value(piece.text.rsplit(" ", 1)[-1]) or is_value(after.text.split(" ", 1)[0])
            yield _Gap(piece.x1, after.x0, number, index, beside_value=beside)


def _may_be_cells(before: str, after: str) -> bool:
    """Whether two words can be cells: neither leading dots nor an amount and its unit."""
    if is_leader(before) or is_leader(after):
        return False
    return is_value(before) == is_value(after) or not is_value(f"{before} {after}")


def _best(gaps: Sequence[_Gap], first: int, corridor: _Corridor) -> _Gap | None:
    best = None
    for gap in gaps[first:]:
        if gap.x0 >= corridor.x1:
            break
        if best is None or _shared(gap, corridor) > _shared(best, corridor):
            best = gap
    return best


def _shared(gap: _Gap, corridor: _Corridor) -> float:
    return min(gap.x1, corridor.x1) - max(gap.x0, corridor.x0)


def _separates(corridor: _Corridor, rows: Sequence[Row]) -> bool:
    """Whether cells end here, not only words that happen to."""
    if len(corridor.gaps) < MIN_ROWS:
        return False
    size = max(rows[gap.row].size for gap in corridor.gaps)
    if corridor.x1 - corridor.x0 >= WIDE * size:
        return True
    return sum(gap.beside_value for gap in corridor.gaps) >= MIN_VALUES * len(corridor.gaps)
