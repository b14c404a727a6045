"""Fragments side by side form a row: the words of one printed line, or the cells of a table's row."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from function.reading.layout.fragments import Fragment

# Two fragments share a row when this much of the smaller one's height lies beside the other.
MIN_SHARED_HEIGHT = 0.5
# Rows that began further up than this many others cannot reach down to a piece.
OPEN_ROWS = 24
# A label over a value is printed at most this large beside it.
LABEL_PRINT = 0.9


@dataclass(frozen=True, slots=True)
class Row:
    """Fragments from left to right; never empty."""

    pieces: tuple[Fragment, ...]

    @property
    def text(self) -> str:
        return " ".join(piece.text for piece in self.pieces)

    @property
    def x0(self) -> float:
        return self.pieces[0].x0

    @property
    def x1(self) -> float:
        return max(piece.x1 for piece in self.pieces)

    @property
    def y0(self) -> float:
        return min(piece.y0 for piece in self.pieces)

    @property
    def y1(self) -> float:
        return max(piece.y1 for piece in self.pieces)

    @property
    def middle(self) -> float:
        return sum(piece.middle for piece in self.pieces) / len(self.pieces)

    @property
    def size(self) -> float:
        """Height of the print, by the widest piece: small ones are measured badly."""
        return max(self.pieces, key=lambda piece: piece.width).size

    @property
    def letter_width(self) -> float:
        widest = max(self.pieces, key=lambda piece: piece.width)
        return widest.width / max(len(widest.text), 1)

    @property
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
    sizes = [piece.size for piece in fragments for _ in piece.text]
    return median(sizes) if sizes else 1.0


def group_rows(fragments: Sequence[Fragment]) -> list[Row]:
    """Rows from top to bottom of levelled fragments."""
    rows: list[list[Fragment]] = []
    for piece in sorted(fragments, key=lambda piece: (piece.middle, piece.x0)):
        beside = [row for row in rows[-OPEN_ROWS:] if max(other.y1 for other in row) > piece.y0]
        row = max(beside, key=lambda row: _affinity(row, piece), default=None)
        if row is not None and _affinity(row, piece) >= MIN_SHARED_HEIGHT:
            row.append(piece)
        else:
            rows.append([piece])
    grouped = [Row(tuple(sorted(row, key=lambda piece: piece.x0))) for row in rows]
    return sorted(grouped, key=lambda row: row.middle)


def _affinity(row: Sequence[Fragment], piece: Fragment) -> float:
    """Share of height that `piece` has beside its nearest neighbour in the row; 0 if it lies over one."""
    if any(_overlap(other, piece) > 0.5 * min(other.width, piece.width) for other in row):
        return 0.0
    nearest = min(row, key=lambda other: max(piece.x0 - other.x1, other.x0 - piece.x1))
    shared = min(nearest.y1, piece.y1) - max(nearest.y0, piece.y0)
    return shared / max(min(nearest.height, piece.height), 1e-6)


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
