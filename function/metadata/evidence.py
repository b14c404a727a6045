"""Whether a value that a language model has named stands in the line that it has named. What does not is no value."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from function.document.fields import DATES, MONEY, DocumentType, Field
from function.fields.amounts import find_amounts
from function.fields.claims import amounts_in
from function.fields.dates import find_dates, find_ranges, plain_same_length
from function.fields.paper import Paper, make_field, quote
from function.fields.sheet import Piece
from function.metadata.answers import Said
from function.metadata.excerpt import Excerpt
from function.metadata.questions import types

# Less than the rules say of anything that they find, so that whatever a person should check for its doubts is listed.
CONFIDENCE = 0.5
REASON = "A language model found it in this line."
MOST_QUOTED = 80
_NUMBERS = frozenset(("invoice_number", "reference_number", "policy_number"))
_NUMBER = re.compile(r"\w[\w ./–-]{0,39}")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands in the text of a piece, and how it is written down."""

    start: int
    end: int
    written: str
    currency: str | None = None


Form = Callable[[str, Piece, Paper], Place | None]


def prove(name: str, said: Said, excerpt: Excerpt, paper: Paper) -> Field | None:
    """Return the field as it is printed in the named line; None if it is not, or cannot be a value of this field."""
    line = excerpt.lines.get(said.line)
    if line is None:
        return None
    form = _form(name)
    for piece in line.pieces:
        if (place := form(said.value, piece, paper)) is not None:
            return make_field(
                line.sheet,
                piece.part(place.start, place.end),
                place.written,
                confidence=CONFIDENCE,
                reason=REASON,
                source="model",
                currency=place.currency,
            )
    return None


def prove_type(said: Said, excerpt: Excerpt) -> DocumentType | None:
    """Return the type if it is one, and the named line one of the document. No type is printed as we name it, so a person
    is shown the line."""
    line = excerpt.lines.get(said.line)
    if line is None or said.value not in types():
        return None
    reason = f"A language model took it for one, by {quote(line.text[:MOST_QUOTED])}."
    return DocumentType(said.value, CONFIDENCE, reason, "model")


def _form(name: str) -> Form:
    if name in DATES:
        return _find_date
    if name in MONEY:
        return _find_amount
    return _find_number if name in _NUMBERS else _find_name


def _find_date(value: str, piece: Piece, _: Paper) -> Place | None:
    wanted = {match.value for match in find_dates(value)}
    if len(wanted) != 1:
        return None
    ranges = (match for pair in find_ranges(piece.text) for match in pair)
    for match in (*find_dates(piece.text), *ranges):
        if match.value in wanted:
            return Place(match.start, match.end, match.written)
    return None


def _find_amount(value: str, piece: Piece, paper: Paper) -> Place | None:
    wanted = find_amounts(value, ".")
    if len(wanted) != 1:
        return None
    for match in amounts_in(paper, piece):
        if match.value == wanted[0].value:
            return Place(match.start, match.end, match.written, match.currency or paper.currency)
    return None


def _find_number(value: str, piece: Piece, _: Paper) -> Place | None:
    if not _NUMBER.fullmatch(value) or not any(character.isdigit() for character in value):
        return None
    if find_dates(value) or any(amount.is_money for amount in find_amounts(value)):
        return None
    # All of it: `12` is not the number of `12.345/B`.
    return _find_text(value, piece, before=r"(?<!\w)(?<!\w[.,/-])", after=r"(?![.,/-]?\w)")


def _find_name(value: str, piece: Piece, _: Paper) -> Place | None:
    if sum(character.isalpha() for character in value) < 2:
        return None
    return _find_text(value, piece, before=r"(?<!\w)", after=r"(?!\w)")


def _find_text(value: str, piece: Piece, *, before: str, after: str) -> Place | None:
    """Find the words of a value, whatever their case, accents and spaces; it is written down as it is printed."""
    words = [re.escape(word) for word in plain_same_length(value).split()]
    if not words:
        return None
    match = re.search(before + r"\s+".join(words) + after, plain_same_length(piece.text))
    if match is None:
        return None
    return Place(match.start(), match.end(), " ".join(piece.text[match.start() : match.end()].split()))
