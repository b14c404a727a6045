"""Groups fragments side by side into rows: the words of a printed line, or the cells of a table row."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from function.reading.layout.fragments import Fragment
from function.reading.layout.medians import weighted_median

# Two fragments share a row when they overlap vertically by this share of the smaller height.
MIN_SHARED_HEIGHT = 0.5
# A piece is compared only with this many of the latest rows; earlier ones cannot reach down to it.
OPEN_ROWS = 24
# A label above a value is printed at most this large in comparison.
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
        """The height of the print, taken from the widest piece: small ones are measured poorly."""
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
    """Consecutive rows, never empty, in a column whose text runs from `left` to `right`."""

    rows: tuple[Row, ...]
    left: float
    right: float


def usual_size(fragments: Sequence[Fragment]) -> float:
    """Return the height of most characters' print, or 1 without text."""
    usual = weighted_median((piece.size, len(piece.text)) for piece in fragments)
    return 1.0 if usual is None else usual


class _OpenRow:
    """A row that may still grow: its pieces sorted by their left edge, with their order of arrival."""

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
        """Return the share of height that `piece` has beside its nearest neighbour, 0 if it overlaps one.

        log k steps for a row of k: pieces side by side have their left and right edges in the same order.
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
        """Yield the indices of pieces that touch the piece, and of the next one on either side."""
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
    """Return rows of levelled fragments, from top to bottom. n log n steps."""
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
    """Return the white space between two rows by the height of their print; boxes are measured poorly."""
    return below.middle - above.middle - (above.size + below.size) / 2


def lacks_room(above: Row, below: Row, right: float) -> bool:
    """Whether the first word of `below` would not have fitted after `above`, in a column that ends at
    `right`."""
    first_word = below.text.split(maxsplit=1)[0]
    return right - above.x1 < (len(first_word) + 1) * below.letter_width


def is_label_print(label: Row, value: Row) -> bool:
    """Whether `label` is printed clearly smaller than `value`."""
    return label.size < LABEL_PRINT * value.size or label.letter_width < LABEL_PRINT * value.letter_width
