"""The heading that a document gives itself."""

from function.document.fields import Field
from function.fields.kinds import Heading
from function.fields.labels import content_words
from function.fields.organisations import is_address, is_name
from function.fields.paper import Paper, make_field
from function.fields.parties import Party
from function.fields.sheet import Piece, Sheet, surround
from function.fields.words import same_name

# A title without a known name is this much larger than the rest, and this far up.
LARGER = 1.22
TITLE_ABOVE = 0.35
MOST_WORDS = 14


def find_title(paper: Paper, kind: str, heading: Heading | None, issuer: Party | None) -> dict[str, Field]:
    """Return the heading that names the type, else the largest print at the top that is no one's name."""
    if heading is not None and heading.strength > 3:
        confidence = 0.97 if len(content_words(heading.piece)) <= 6 else 0.9
        return {
            "title": _field(
                heading.sheet, heading.piece, confidence, "The heading that names the type.", heading.lines
            )
        }
    if not paper.sheets:
        return {}
    sheet = paper.sheets[0]
    large = [
        piece
        for piece in sheet.pieces
        if piece.height > LARGER * sheet.print_size
        and piece.box[1] < TITLE_ABOVE * sheet.height
        and len(piece.text.split()) <= MOST_WORDS
        and sum(character.isalpha() for character in piece.text) > 5
        and not is_address(piece.text)
        and not (issuer is not None and (piece is issuer.piece or same_name(piece.text, issuer.name)))
    ]
    if not large:
        return {}
    piece = max(large, key=lambda piece: piece.height)
    if kind != "other" and is_name(piece.text):
        return {}
    return {"title": _field(sheet, piece, 0.85, "The largest print at the top.", ())}


def _field(sheet: Sheet, piece: Piece, confidence: float, reason: str, more: tuple[Piece, ...]) -> Field:
    text = " ".join(part.text.strip() for part in (piece, *more)).strip(" :.-")
    box = surround((piece.box,)) if more else piece.box
    return make_field(sheet, box, text, confidence=confidence, reason=reason)
