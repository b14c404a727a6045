"""The pieces of text on a page and where they are to each other."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import median

from function.document.fields import ShareBox
from function.document.pages import Box, Line, Page

# Pages and pieces beyond these are not looked at.
MAX_PAGES = 40
MAX_PIECES = 1500
# What a line has beyond this is not looked at: some patterns take the square of its length, and nothing interrupts
# them. The longest line of the pages that were measured has 371 characters.
MAX_TEXT = 500
MOST_STACKED = 60
# The next line is no further than this many line heights.
NEXT_LINE = 2.0
# Lines of the same print differ in height by their letters.
SAME_PRINT = 0.7
# Neighbours on one level are among this many lines before and after in the order from top to bottom.
SAME_LEVEL = 12
_NARROW = frozenset("il.,:;'|!()[]1jtf ")
_WIDE = frozenset("mwMW@%€")
_GAP = re.compile(r"\s{3,}")


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """A line of text. `level` is the vertical centre after the page's slope is taken out."""

    text: str
    box: Box
    page: int
    confidence: float
    index: int
    level: float

    @property
    def height(self) -> float:
        return self.box[3] - self.box[1]

    def part(self, start: int, end: int) -> Box:
        """Estimate the box of `text[start:end]` from the usual widths of characters."""
        x0, y0, x1, y1 = self.box
        widths = [_width(character) for character in self.text]
        whole = sum(widths) or 1.0
        scale = (x1 - x0) / whole
        return x0 + scale * sum(widths[:start]), y0, x0 + scale * sum(widths[:end]), y1


@dataclass(frozen=True)
class Sheet:
    """A page as pieces in reading order: from top to bottom, then from left to right.

    `goes_on` is the level of the first line of a table that goes on from the page before, if there is one.
    """

    number: int
    width: float
    height: float
    pieces: tuple[Piece, ...]
    goes_on: float | None = None

    @cached_property
    def rows(self) -> tuple[tuple[Piece, ...], ...]:
        """Pieces on one level, from left to right; rows from top to bottom."""
        rows: list[list[Piece]] = []
        for piece in sorted(self.pieces, key=lambda piece: piece.level):
            if rows and _on_one_level(rows[-1][-1], piece) and _on_one_level(rows[-1][0], piece):
                rows[-1].append(piece)
            else:
                rows.append([piece])
        return tuple(tuple(sorted(row, key=lambda piece: piece.box[0])) for row in rows)

    @cached_property
    def _row_of(self) -> dict[int, tuple[Piece, ...]]:
        return {piece.index: row for row in self.rows for piece in row}

    @cached_property
    def print_size(self) -> float:
        """The usual height of a line."""
        return median(piece.height for piece in self.pieces) if self.pieces else 10.0

    def row_of(self, piece: Piece) -> tuple[Piece, ...]:
        return self._row_of[piece.index]

    def right_of(self, piece: Piece) -> tuple[Piece, ...]:
        """The pieces right of this one on its level, the nearest first."""
        return tuple(
            other
            for other in self.row_of(piece)
            if other is not piece and other.box[0] >= piece.box[2] - 0.3 * piece.height
        )

    def beside(self, piece: Piece) -> Piece | None:
        """The piece that goes on right of this one, after a space that can be one between words."""
        right = next(iter(self.right_of(piece)), None)
        return right if right is not None and right.box[0] - piece.box[2] < piece.height else None

    def below(self, piece: Piece, *, within: float = 2.6) -> Piece | None:
        """The nearest piece under this one that shares its columns, at most `within` line heights away."""
        unit = max(piece.height, self.print_size)
        best: tuple[float, float, Piece] | None = None
        for other in self._under(piece.level, within * unit):
            fall = other.level - piece.level
            if fall <= 0.55 * min(piece.height, other.height):
                continue
            if _shared(piece.box, other.box) <= 0.2 * min(_breadth(piece.box), _breadth(other.box)):
                continue
            key = (round(fall / (0.5 * unit)), abs(other.box[0] - piece.box[0]), other)
            if best is None or key[:2] < best[:2]:
                best = key
        return best[2] if best else None

    def above(self, piece: Piece) -> Piece | None:
        """The piece that this one is right below of, without a line between them."""
        start = piece.level - NEXT_LINE * max(piece.height, self.print_size)
        over = [
            other
            for other in self._under(start, piece.level - start)
            if other is not piece and self.below(other, within=NEXT_LINE) is piece
        ]
        return max(over, key=lambda other: _shared(piece.box, other.box), default=None)

    def continues(self, piece: Piece, *, smallest: float = SAME_PRINT) -> Piece | None:
        """The line that goes on under this one: same edge or centre, no larger print, hardly a gap.

        `smallest` is how small its print may be.
        """
        other = self.below(piece, within=1.75)
        # Under a name in large print the gap is larger, too.
        widest = 0.7 if smallest >= SAME_PRINT else 0.95
        if other is None or other.box[1] - piece.box[3] > widest * piece.height:
            return None
        if not smallest < other.height / max(piece.height, 0.1) < 1.6:
            return None
        left, right = abs(other.box[0] - piece.box[0]), abs(other.box[2] - piece.box[2])
        centre = abs(sum(other.box[::2]) - sum(piece.box[::2])) / 2
        return other if min(left, centre, right) < 0.8 * piece.height else None

    @cached_property
    def stacks(self) -> tuple[tuple[Piece, ...], ...]:
        """Lines that stand under each other without a gap, as in an address."""
        following = {
            piece.index: below for piece in self.pieces if (below := self.continues(piece, smallest=0.4))
        }
        under = {below.index for below in following.values()}
        stacks = []
        for piece in self.pieces:
            if piece.index in under:
                continue
            stack = [piece]
            while (below := following.get(stack[-1].index)) is not None and len(stack) < MOST_STACKED:
                stack.append(below)
            stacks.append(tuple(stack))
        return tuple(stacks)

    @cached_property
    def _stack_of(self) -> dict[int, tuple[Piece, ...]]:
        return {piece.index: stack for stack in reversed(self.stacks) for piece in stack}

    def stack_of(self, piece: Piece) -> tuple[Piece, ...]:
        return self._stack_of.get(piece.index, (piece,))

    def _under(self, level: float, reach: float) -> Sequence[Piece]:
        start = bisect_right(self.pieces, level, key=lambda piece: piece.level)
        end = bisect_right(self.pieces, level + reach, key=lambda piece: piece.level)
        return self.pieces[start:end]

    def share(self, box: Box) -> ShareBox:
        """The box as shares of the page."""
        return (
            max(0.0, box[0] / self.width),
            max(0.0, box[1] / self.height),
            min(1.0, box[2] / self.width),
            min(1.0, box[3] / self.height),
        )


def make_sheets(pages: Sequence[Page]) -> tuple[Sheet, ...]:
    """Return the pages with text; of a very long document only the first."""
    return tuple(_make_sheet(page) for page in pages[:MAX_PAGES] if page.blocks and page.width > 0)


def _make_sheet(page: Page) -> Sheet:
    lines = [line for block in page.blocks for line in block.lines if line.text.strip()][:MAX_PIECES]
    lines = _join(lines)
    slope = _slope(lines)
    pieces = [
        # Two spaces are a gap; more say no more and cost patterns that try every way to part them.
        Piece(
            _GAP.sub("  ", line.text[:MAX_TEXT]),
            line.box,
            page.number,
            line.confidence,
            index,
            _level(line, slope),
        )
        for index, line in enumerate(lines)
    ]
    ordered = tuple(sorted(pieces, key=lambda piece: (piece.level, piece.box[0])))
    table = next((block for block in page.blocks if block.table is not None and block.table.continues), None)
    goes_on = min((_level(line, slope) for line in table.lines), default=None) if table is not None else None
    return Sheet(page.number, page.width, page.height or 1.0, ordered, goes_on)


def _level(line: Line, slope: float) -> float:
    return (line.box[1] + line.box[3]) / 2 - slope * (line.box[0] + line.box[2]) / 2


def _join(lines: list[Line]) -> list[Line]:
    """Put together what a column's edge has cut: lines on one level with no more than a space between them."""
    joined: list[Line] = []
    for line in lines:
        last = joined[-1] if joined else None
        if last is not None and _touch(last, line):
            box = surround((last.box, line.box))
            confidence = min(last.confidence, line.confidence)
            joined[-1] = Line(f"{last.text} {line.text}", f"{last.raw_text} {line.raw_text}", box, confidence)
        else:
            joined.append(line)
    return joined


def _touch(first: Line, second: Line) -> bool:
    height = min(first.box[3] - first.box[1], second.box[3] - second.box[1])
    gap = second.box[0] - first.box[2]
    is_level = abs(first.box[1] + first.box[3] - second.box[1] - second.box[3]) < 0.3 * height
    is_exact = first.confidence == second.confidence == 1.0
    return is_exact and is_level and -0.1 * height < gap < 0.38 * height


def _slope(lines: Sequence[Line]) -> float:
    """How much lines fall to the right: the median over neighbours on one level."""
    ordered = sorted(lines, key=lambda line: line.box[1])
    slopes = []
    for index, line in enumerate(ordered):
        nearest: tuple[float, float] | None = None
        for other in ordered[max(0, index - SAME_LEVEL) : index + SAME_LEVEL]:
            distance, fall = _step(line.box, other.box)
            if distance > 20 and (nearest is None or distance < nearest[0]):
                nearest = distance, fall
        if nearest is not None:
            slopes.append(nearest[1] / nearest[0])
    return median(slopes) if len(slopes) >= 5 else 0.0


def _step(first: Box, second: Box) -> tuple[float, float]:
    """How far right and down the second is of the first; nothing if they are not on one level."""
    x0, y0, x1, y1 = first
    a0, b0, a1, b1 = second
    if a0 <= x1 or min(y1, b1) - max(y0, b0) < 0.3 * min(y1 - y0, b1 - b0):
        return 0.0, 0.0
    return (a0 + a1 - x0 - x1) / 2, (b0 + b1 - y0 - y1) / 2


def _on_one_level(first: Piece, second: Piece) -> bool:
    return abs(first.level - second.level) < 0.5 * min(first.height, second.height)


def _shared(first: Box, second: Box) -> float:
    return min(first[2], second[2]) - max(first[0], second[0])


def _breadth(box: Box) -> float:
    return box[2] - box[0]


def _width(character: str) -> float:
    if character in _NARROW:
        return 0.5
    if character in _WIDE:
        return 1.5
    return 1.2 if character.isupper() else 1.0


def surround(boxes: Iterable[Box]) -> Box:
    """The smallest box around all."""
    x0, y0, x1, y1 = zip(*boxes, strict=True)
    return min(x0), min(y0), max(x1), max(y1)
