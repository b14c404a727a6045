"""Fragments side by side form a row: the words of one printed line, or the cells of a table's row."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from function.reading.layout.fragments import Fragment
from function.reading.layout.medians import weighted_median

# Two fragments share a row when this much of the smaller one's height lies beside the other.
MIN_SHARED_HEIGHT = 0.5
# Rows that began further up than this many others cannot reach down to a piece.
OPEN_ROWS = 24
# A label over a value is printed at most this large beside it.
LABEL_PRINT = 0.9


@dataclass(frozen=True)
class Row:
    """Fragments from left to right; never empty."""

    pieces: tuple[Fragment, ...]

    @cached_property
    def text(self) -> str:
        return " ".join(piece.text for piece in self.pieces)

    @property
    def x0(self) -> float:
        return self.pieces[0].x0

    @cached_property
    def x1(self) -> float:
        return max(piece.x1 for piece in self.pieces)

    @cached_property
    def y0(self) -> float:
        return min(piece.y0 for piece in self.pieces)

    @cached_property
    def y1(self) -> float:
        return max(piece.y1 for piece in self.pieces)

    @cached_property
    def middle(self) -> float:
        return sum(piece.middle for piece in self.pieces) / len(self.pieces)

    @cached_property
    def size(self) -> float:
        """Height of the print, by the widest piece: small ones are measured badly."""
        return self._widest.size

    @cached_property
    def letter_width(self) -> float:
        return self._widest.width / max(len(self._widest.text), 1)

    @cached_property
    def _widest(self) -> Fragment:
        return max(self.pieces, key=lambda piece: piece.width)

    @cached_property
    def bold(self) -> bool:
        return all(piece.bold for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Rows that follow each other, never empty, in a column whose text runs from `left` to `right`."""

    rows: tuple[Row, ...]
    left: float
    right: float


def usual_size(fragments: Sequence[Fragment]) -> float:
    """The height that most characters are printed in; 1 where there is no text."""
    usual = weighted_median((piece.size, len(piece.text)) for piece in fragments)
    return 1.0 if usual is None else usual


class _OpenRow:
    """A row that may still grow: its pieces by their left edge, with the order in which they came."""

    def __init__(self, piece: Fragment) -> None:
        self.y1 = piece.y1
        self.pieces = [piece]
        self._lefts = [piece.x0]
        self._came = [0]

    def add(self, piece: Fragment) -> None:
        place = bisect_right(self._lefts, piece.x0)
        self._lefts.insert(place, piece.x0)
        self.pieces.insert(place, piece)
        self._came.insert(place, len(self._came))
        self.y1 = max(self.y1, piece.y1)

    def affinity(self, piece: Fragment) -> float:
        """Share of height that `piece` has beside its nearest neighbour in the row; 0 if it lies over one.

        log k steps for a row of k: what lies side by side has its left and right edges in the same order.
        """
        nearest, best = None, (float("inf"), 0)
        for index in self._neighbours(piece):
            other = self.pieces[index]
            if _overlap(other, piece) > 0.5 * min(other.width, piece.width):
                return 0.0
            distance = max(piece.x0 - other.x1, other.x0 - piece.x1), self._came[index]
            if distance < best:
                nearest, best = other, distance
        assert nearest is not None  # noqa: S101  a row has pieces
        shared = min(nearest.y1, piece.y1) - max(nearest.y0, piece.y0)
        return shared / max(min(nearest.height, piece.height), 1e-6)

    def _neighbours(self, piece: Fragment) -> Iterator[int]:
        """Those that touch the piece, and the next on either side."""
        place = bisect_left(self._lefts, piece.x0)
        for index in range(place - 1, -1, -1):
            yield index
            if self.pieces[index].x1 <= piece.x0:
                break
        for index in range(place, len(self.pieces)):
            yield index
            if self._lefts[index] >= piece.x1:
                break


def group_rows(fragments: Sequence[Fragment]) -> list[Row]:
    """Rows from top to bottom of levelled fragments. n log n steps."""
    rows: list[_OpenRow] = []
    for piece in sorted(fragments, key=lambda piece: (piece.middle, piece.x0)):
        best, affinity = None, 0.0
        for row in rows[-OPEN_ROWS:]:
            if row.y1 > piece.y0 and (own := row.affinity(piece)) > affinity:
                best, affinity = row, own
        if best is not None and affinity >= MIN_SHARED_HEIGHT:
            best.add(piece)
        else:
            rows.append(_OpenRow(piece))
    return sorted((Row(tuple(row.pieces)) for row in rows), key=lambda row: row.middle)


def _overlap(first: Fragment, second: Fragment) -> float:
    return min(first.x1, second.x1) - max(first.x0, second.x0)


def gap_between(above: Row, below: Row) -> float:
    """White space between two rows by the height of their print; boxes are measured badly."""
    return below.middle - above.middle - (above.size + below.size) / 2


def lacks_room(above: Row, below: Row, right: float) -> bool:
    """Whether the first word of `below` would not have fitted behind `above`, in a column that ends at `right`."""
    first_word = below.text.split(maxsplit=1)[0]
    return right - above.x1 < (len(first_word) + 1) * below.letter_width


def is_label_print(label: Row, value: Row) -> bool:
    """Whether `label` is set clearly smaller than `value`."""
    return label.size < LABEL_PRINT * value.size or label.letter_width < LABEL_PRINT * value.letter_width
