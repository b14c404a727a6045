"""E-mail address and telephone of the issuer."""

import re
from collections.abc import Iterator

from function.document.fields import Field
from function.fields.dates import find_dates
from function.fields.identifiers import find_tax_ids
from function.fields.kinds import names_type
from function.fields.labels import Section, find_labels
from function.fields.organisations import has_legal_form, is_address
from function.fields.paper import Paper, make_field
from function.fields.parties import Party
from function.fields.sheet import Piece, Sheet, surround

_EMAIL = re.compile(r"[\w.+-]+\s?@\s?[\w-]+(?:\s?\.\s?[\w-]+)*\.[a-z]{2,12}\b", re.IGNORECASE)
_PHONE = re.compile(r"(?<![\d/])(?:\(?\+?\d{2,3}\)?[ .-]?)?(?:\d[ .\-()/]{0,2}){7,10}\d(?!\d)")
_COMPANY_NUMBER = re.compile(
    r"\b(?:Co\.?|Company|Business)\s*(?:Reg|No)|\bROC\b|\bReg\.?\s?No|\b\d{5,}-[A-Z]\b", re.IGNORECASE
)
MOST_ADDRESS = 5
# A telephone behind a word that nobody knows, or alone.
_HOTLINE = re.compile(r"(?:^|[:.]\s*)\+?\d[\d .\-/]{6,}$")
_SPANISH = re.compile(r"(?:(?:\+|00)?34)?([6789]\d{8})")


def find_contacts(paper: Paper, issuer: Party | None, recipient: Party | None) -> dict[str, Field]:
    fields: dict[str, Field] = {}
    for name, found in (("email", _emails(paper)), ("phone", _phones(paper))):
        mine = [entry for entry in found if not _belongs(entry[0], entry[1], recipient, issuer)]
        chosen = max(mine, key=lambda entry: _nearness(entry[1], issuer), default=None)
        if chosen is None:
            continue
        sheet, piece, span, value, confidence = chosen
        values = {entry[3] for entry in mine}
        doubt = 0.0 if len(values) == 1 or (issuer is not None and piece in issuer.stack) else 0.12
        fields[name] = make_field(
            sheet,
            piece.part(*span),
            value,
            confidence=confidence - doubt,
            reason="By the issuer's name and address.",
        )
    return fields


def find_address(issuer: Party | None) -> dict[str, Field]:
    """The lines under the issuer's name up to its telephone, its tax number or anything with a label."""
    if issuer is None:
        return {}
    stack = issuer.stack
    lines: list[Piece] = []
    for piece in stack[stack.index(issuer.piece) + 1 :] if issuer.piece in stack else ():
        if _is_registry(piece) or (not lines and has_legal_form(piece.text)):
            continue
        if len(lines) == MOST_ADDRESS or not _can_be_address(piece):
            break
        lines.append(piece)
    # What stands between the name and the first line with a number is another name.
    while len(lines) > 1 and not is_address(lines[0].text) and not any(map(str.isdigit, lines[0].text)):
        del lines[0]
    if not lines or not any(is_address(piece.text) or any(map(str.isdigit, piece.text)) for piece in lines):
        return {}
    text = " ".join(piece.text.strip() for piece in lines)
    box = surround(piece.box for piece in lines)
    return {
        "address": make_field(
            issuer.sheet, box, text, confidence=0.8, reason="The lines under the issuer's name."
        )
    }


def _can_be_address(piece: Piece) -> bool:
    if "@" in piece.text or find_tax_ids(piece.text) or find_dates(piece.text) or names_type(piece):
        return False
    sections: tuple[Section, ...] = ("numbers", "dates", "amounts")
    hits = [hit for section in sections for hit in find_labels(piece, section)]
    if _HOTLINE.search(piece.text) or has_legal_form(piece.text):
        return False
    return not any(hit.opens and "plain_number" not in hit.roles for hit in hits)


def _is_registry(piece: Piece) -> bool:
    """Whether a line between name and address is a number of the company: in brackets, or by its words."""
    text = piece.text.strip()
    return re.fullmatch(r"\([^()]*\d[^()]*\)", text) is not None or _COMPANY_NUMBER.search(text) is not None


_Entry = tuple[Sheet, Piece, tuple[int, int], str, float]


def _emails(paper: Paper) -> Iterator[_Entry]:
    for sheet, piece in paper.pieces():
        for match in _EMAIL.finditer(piece.text):
            yield sheet, piece, match.span(), re.sub(r"\s", "", match[0]).strip(".").lower(), 0.96


def _phones(paper: Paper) -> Iterator[_Entry]:
    """Telephone numbers behind their label; those of a fax or of a hotline are none."""
    for sheet, piece in paper.pieces():
        for hit in find_labels(piece, "numbers"):
            if "phone" not in hit.roles or hit.roles & {"fax", "customer"}:
                continue
            text = piece.text
            match = _PHONE.search(text, hit.end)
            if (
                match is not None
                and len(text[hit.end : match.start()].strip(" .:()/-")) <= 4
                and (hit.opens or _named(hit.text))
            ):
                yield sheet, piece, match.span(), _write(match[0]), 0.96 if piece.confidence > 0.9 else 0.9
                break


def _named(label: str) -> bool:
    return len(label) >= 3


def _write(phone: str) -> str:
    digits = re.sub(r"[^\d+]", "", phone)
    spanish = _SPANISH.fullmatch(digits)
    return spanish[1] if spanish else digits


def _belongs(sheet: Sheet, piece: Piece, recipient: Party | None, issuer: Party | None) -> bool:
    """Whether it stands in the recipient's address."""
    if recipient is None or (issuer is not None and piece in issuer.stack):
        return False
    stack = sheet.stack_of(piece)
    return recipient.piece in stack and stack.index(recipient.piece) < stack.index(piece)


def _nearness(piece: Piece, issuer: Party | None) -> tuple[bool, float]:
    if issuer is None or issuer.piece.page != piece.page:
        return False, -piece.level - 10_000 * piece.page
    return piece in issuer.stack, -abs(piece.level - issuer.piece.level)
