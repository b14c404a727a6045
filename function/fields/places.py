"""Text with its place on the page, and the places where the value of a label can be."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from function.document.pages import Box
from function.fields.labels import SECTIONS, Hit, Section, content_words, find_labels
from function.fields.sheet import Piece, Sheet

Way = Literal["after", "right", "below", "above"]
# How a reason names it.
WHERE: dict[Way, str] = {"after": "behind", "right": "right of", "below": "below", "above": "above"}
# Lines that a value goes on for.
MAX_CONTINUED = 3
_LEADING = " ,:.#=·…_*-–—|>\t"


@dataclass(frozen=True, slots=True)
class Region:
    """Text of one piece from `offset` on, and the lines that it goes on in."""

    piece: Piece
    offset: int
    end: int
    more: tuple[Piece, ...] = ()

    @property
    def first(self) -> str:
        return self.piece.text[self.offset : self.end]

    @property
    def text(self) -> str:
        return " ".join((self.first, *(piece.text for piece in self.more)))

    def box(self, start: int, end: int) -> Box:
        """The box of `text[start:end]`; of what goes on in the next line, the part in its first line."""
        if start < self.end - self.offset:
            return self.piece.part(self.offset + start, min(self.offset + end, self.end))
        start -= self.end - self.offset + 1
        end -= self.end - self.offset + 1
        for piece in self.more:
            if start < len(piece.text):
                return piece.part(max(start, 0), min(end, len(piece.text)))
            start -= len(piece.text) + 1
            end -= len(piece.text) + 1
        return self.piece.box

    def locate(self, start: int) -> tuple[Piece, int]:
        """The piece that `text[start]` is in, and where in its text."""
        if start < self.end - self.offset:
            return self.piece, self.offset + start
        start -= self.end - self.offset + 1
        for piece in self.more:
            if start < len(piece.text):
                return piece, max(start, 0)
            start -= len(piece.text) + 1
        return self.piece, self.offset


def whole(piece: Piece) -> Region:
    return Region(piece, 0, len(piece.text))


def value_places(sheet: Sheet, hit: Hit, section: Section) -> Iterator[tuple[Way, Region]]:
    """Where the value of a label can be: after it in its line, right of it, below it.

    Below comes first where the label is one of several on its level, as in the head of a table; above it only where
    forms have their labels under the values.
    """
    after = _after(sheet, hit, section)
    if after is not None:
        yield "after", after
    right, below = _right(sheet, hit, section), _below(sheet, hit, section)
    beside = [piece for piece in sheet.row_of(hit.piece) if piece is not hit.piece]
    is_head = sum(bool(_leading(piece, section)) for piece in beside) >= 1 and not right
    order: list[tuple[Way, Region | None]] = [("right", right), ("below", below)]
    for way, region in reversed(order) if is_head else order:
        if region is not None:
            yield way, region
    over = value_above(sheet, hit)
    if over is not None:
        yield "above", whole(over)


def value_above(sheet: Sheet, hit: Hit) -> Piece | None:
    """The value over a label, where a row of labels stands under a row of values, one under each."""
    labels = sheet.row_of(hit.piece)
    if not hit.leads or len(labels) < 2 or not all(map(_is_caption, labels)):
        return None
    values = [sheet.above(label) for label in labels]
    if any(value is None or _is_caption(value) for value in values):
        return None
    return values[labels.index(hit.piece)]


def _is_caption(piece: Piece) -> bool:
    """Whether a piece is a label, perhaps with a rate."""
    words = sum(not word.plain.isdigit() for word in content_words(piece))
    return any(hit.leads and hit.size >= words for section in SECTIONS for hit in find_labels(piece, section))


def _after(sheet: Sheet, hit: Hit, section: Section) -> Region | None:
    piece = hit.piece
    text = piece.text
    end = min(
        (
            other.start
            for other in find_labels(piece, section)
            if other.start >= hit.end and other.opens and text[hit.end : other.start].strip(_LEADING)
        ),
        default=len(text),
    )
    start = hit.end
    while start < end and text[start] in _LEADING and not _is_minus(text, start):
        start += 1
    if not text[start:end].strip():
        return None
    more: tuple[Piece, ...] = ()
    if end == len(text):
        beside = sheet.beside(piece)
        more = (
            (beside,)
            if beside is not None and not _leading(beside, section)
            else _continued(sheet, piece, section)
        )
    return Region(piece, start, end, more)


def _right(sheet: Sheet, hit: Hit, section: Section) -> Region | None:
    for piece in sheet.right_of(hit.piece):
        if _leading(piece, section):
            return None
        if piece.text.strip(_LEADING):
            return Region(piece, 0, len(piece.text), _continued(sheet, piece, section))
    return None


def _below(sheet: Sheet, hit: Hit, section: Section) -> Region | None:
    piece = sheet.below(hit.piece)
    if piece is None or _leading(piece, section):
        return None
    return Region(piece, 0, len(piece.text), _continued(sheet, piece, section))


def _continued(sheet: Sheet, piece: Piece, section: Section) -> tuple[Piece, ...]:
    lines: list[Piece] = []
    last = piece
    while len(lines) < MAX_CONTINUED:
        following = sheet.continues(last)
        if (
            following is None
            or any(hit.opens for hit in find_labels(following, section))
            or is_label(following)
        ):
            break
        lines.append(following)
        last = following
    return tuple(lines)


def is_label(piece: Piece) -> bool:
    """Whether a piece is a label and nothing else."""
    words = len(content_words(piece))
    return any(hit.leads and hit.size >= words for section in SECTIONS for hit in find_labels(piece, section))


def _leading(piece: Piece, section: Section) -> bool:
    """Whether a piece begins with a label."""
    return any(hit.leads for hit in find_labels(piece, section))


def _is_minus(text: str, index: int) -> bool:
    return (
        text[index] in "-–"
        and text[index + 1 : index + 3].strip()[:1].isdigit()
        and (index == 0 or not text[index - 1].isalnum())
    )
