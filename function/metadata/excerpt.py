"""The numbered lines of a document that a language model gets to see."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from function.fields.paper import Paper
from function.fields.sheet import Piece, Sheet

BESIDE = " | "
# A row of a wide table has less.
MOST_IN_A_LINE = 500


@dataclass(frozen=True, slots=True)
class NumberedLine:
    """What stands on one level of a page, from left to right."""

    sheet: Sheet
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """Without line breaks, so that no text can look like another line with a number of its own."""
        return BESIDE.join(" ".join(piece.text.split()) for piece in self.pieces)[:MOST_IN_A_LINE]


@dataclass(frozen=True, slots=True)
class Excerpt:
    """`lines` by their numbers, from 1 in reading order."""

    lines: Mapping[int, NumberedLine]

    def write(self) -> str:
        return "\n".join(_write(number, line) for number, line in self.lines.items())


def make_excerpt(paper: Paper, max_characters: int) -> Excerpt:
    """Return the lines of as many pages as fit, the first one before the last one before those between.

    Most fields are on the first page and sums on the last. Of a page that does not fit the lines from the top are taken.
    """
    taken: list[NumberedLine] = []
    left = max_characters
    for line in chain.from_iterable(_lines(sheet) for sheet in _by_need(paper.sheets)):
        # No number has more digits than the last line's.
        left -= len(_write(99_999, line)) + 1
        if left < 0:
            break
        taken.append(line)
    taken.sort(key=lambda line: line.sheet.number)
    return Excerpt(dict(enumerate(taken, 1)))


def _by_need(sheets: tuple[Sheet, ...]) -> Iterable[Sheet]:
    return (*sheets[:1], *sheets[1:][-1:], *sheets[1:-1])


def _lines(sheet: Sheet) -> Iterator[NumberedLine]:
    return (NumberedLine(sheet, row) for row in sheet.rows)


def _write(number: int, line: NumberedLine) -> str:
    return f"{number}: {line.text}"
