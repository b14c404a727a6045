"""A document under the reader's eyes: its sheets, its notation, and fields made from places on it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from function.document.fields import Field, FieldSource
from function.document.pages import Box, Page
from function.fields.amounts import decimal_sign, main_currency
from function.fields.labels import Hit, Section, find_labels
from function.fields.sheet import Piece, Sheet, make_sheets

# How much a value is to be believed that is not proven by anything else.
MOST = 0.97


@dataclass(frozen=True)
class Paper:
    """`point` is the decimal sign of its amounts; `currency` is its main one, None if none is named."""

    sheets: tuple[Sheet, ...]
    point: str
    currency: str | None

    def pieces(self) -> Iterator[tuple[Sheet, Piece]]:
        for sheet in self.sheets:
            for piece in sheet.pieces:
                yield sheet, piece

    def hits(self, section: Section) -> Iterator[tuple[Sheet, Hit]]:
        for sheet, piece in self.pieces():
            for hit in find_labels(piece, section):
                yield sheet, hit


def make_paper(pages: Sequence[Page]) -> Paper:
    sheets = make_sheets(pages)
    texts = [piece.text for sheet in sheets for piece in sheet.pieces]
    return Paper(sheets, decimal_sign(texts), main_currency(texts))


def make_field(
    sheet: Sheet,
    box: Box,
    value: str,
    *,
    confidence: float,
    reason: str,
    source: FieldSource = "rule",
    currency: str | None = None,
) -> Field:
    return Field(value, confidence, source, reason, sheet.number, sheet.share(box), currency)


def quote(label: str) -> str:
    """A label as it is named in a reason."""
    return f"‘{' '.join(label.split()).strip(' :.')}’"
