"""Whose tax number is whose."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from function.document.fields import Field
from function.fields.identifiers import Identifier, find_tax_ids, is_company
from function.fields.labels import find_labels
from function.fields.organisations import has_legal_form, is_registration, names_institution
from function.fields.paper import Paper, make_field
from function.fields.parties import Party
from function.fields.places import value_places
from function.fields.sheet import Piece, Sheet
from function.fields.words import compact

PROVEN = 0.99
UNLABELLED = 0.93
REPAIRED = 0.95
UNCHECKED = 0.9
# Digits of a number of which one or two are read as letters.
LEAST_DIGITS = 5
_FOREIGN = re.compile(
    r"(?<![A-Z0-9])(?:[A-Z]{2}[ .-]?)?(?:[A-Z]{0,2}\d[ .-]?){7,12}(?:[A-Z]\d{2}|[A-Z])?(?![A-Z0-9])"
)
_WEAK_KINDS = frozenset(
    ("medical_report", "medical_appointment", "prescription", "school_report", "school_letter")
)


@dataclass(frozen=True, slots=True)
class _Printed:
    """A tax number on a page; `near` is a piece that belongs to its owner."""

    identifier: Identifier
    sheet: Sheet
    piece: Piece
    labelled: bool
    checked: bool = True

    @property
    def confidence(self) -> float:
        if not self.checked:
            return UNCHECKED
        if self.identifier.misread:
            return REPAIRED
        return PROVEN if self.labelled else UNLABELLED


def find_tax_numbers(
    paper: Paper, kind: str, issuer: Party | None, recipient: Party | None
) -> dict[str, Field]:
    """Return the tax numbers of issuer and recipient."""
    printed = list(_find(paper))
    owners: dict[str, list[_Printed]] = {"issuer_tax_id": [], "recipient_tax_id": []}
    for number in printed:
        owner = _owner(number, kind, issuer, recipient)
        if owner is not None:
            owners[owner].append(number)
    _share_out(owners, recipient)
    fields = {}
    for name, numbers in owners.items():
        values = {number.identifier.value for number in numbers}
        if not numbers:
            continue
        best = max(numbers, key=lambda number: (number.confidence, number.identifier.misread is None))
        doubt = 0.0 if len(values) == 1 else 0.2
        fields[name] = _field(best, doubt)
    return fields


def _share_out(owners: dict[str, list[_Printed]], recipient: Party | None) -> None:
    """Where all numbers went to the recipient, and one of them stands with its name, the other is the issuer's."""
    numbers = owners["recipient_tax_id"]
    if owners["issuer_tax_id"] or recipient is None:
        return
    own = [number for number in numbers if number.piece in recipient.stack or _names(number.piece, recipient)]
    others = [number for number in numbers if number not in own]
    if own and len({number.identifier.value for number in others} - {own[0].identifier.value}) == 1:
        owners["issuer_tax_id"], owners["recipient_tax_id"] = others, own


def _field(number: _Printed, doubt: float) -> Field:
    identifier = number.identifier
    reason = "Its check digit is right."
    if identifier.misread:
        reason = f"Read as {identifier.misread}; the only misread sign that makes the check digit right."
    if not number.checked:
        reason = "A foreign number, whose check digit is not known."
    return make_field(
        number.sheet,
        number.piece.part(identifier.start, identifier.end),
        identifier.value,
        confidence=number.confidence - doubt,
        reason=reason,
    )


def _find(paper: Paper) -> Iterator[_Printed]:
    for sheet, piece in paper.pieces():
        hits = [hit for hit in find_labels(piece, "numbers") if "tax_id" in hit.roles]
        if sum(character.isdigit() for character in piece.text) < LEAST_DIGITS:
            continue
        labelled = bool(hits) or is_registration(piece) or _is_under_label(sheet, piece)
        found = find_tax_ids(piece.text, repair=labelled and piece.confidence < 1.0)
        for identifier in found:
            if _is_other_number(piece, identifier):
                continue
            yield _Printed(identifier, sheet, piece, labelled)
        if hits and not found:
            yield from _foreign(sheet, piece, hits[0].end)


def _foreign(sheet: Sheet, piece: Piece, start: int) -> Iterator[_Printed]:
    """A labelled number that no check digit of Spain or the Union confirms."""
    match = _FOREIGN.search(piece.text, start)
    if match is None or match.start() - start > 12:
        return
    value = compact(match[0])
    is_spanish_form = re.fullmatch(r"[A-Z]\d{7}[A-Z0-9]|\d{8}[A-Z]", value)
    if sum(character.isdigit() for character in value) >= 7 and not is_spanish_form:
        yield _Printed(
            Identifier("tax_id", value, match.start(), match.end()), sheet, piece, True, checked=False
        )


def _is_under_label(sheet: Sheet, piece: Piece) -> bool:
    """Whether the label of a tax number is left of a piece or above it."""
    for other in sheet.row_of(piece):
        if other.box[2] <= piece.box[0] + 2 and any(
            "tax_id" in hit.roles and hit.leads for hit in find_labels(other, "numbers")
        ):
            return True
    return any(
        region.piece is piece
        for other in sheet.pieces
        if 0 < piece.level - other.level < 3 * piece.height
        for hit in find_labels(other, "numbers")
        if "tax_id" in hit.roles and hit.leads
        for _, region in value_places(sheet, hit, "numbers")
    )


def _is_other_number(piece: Piece, identifier: Identifier) -> bool:
    """Whether another label, of an invoice or a file, stands right before it."""
    before = [hit for hit in find_labels(piece, "numbers") if hit.end <= identifier.start]
    return bool(before) and "tax_id" not in before[-1].roles and identifier.start - before[-1].end <= 3


def _owner(number: _Printed, kind: str, issuer: Party | None, recipient: Party | None) -> str | None:
    piece, sheet = number.piece, number.sheet
    if kind == "identity_card":
        return "recipient_tax_id"
    if kind == "receipt" and recipient is None:
        return "issuer_tax_id"
    named = _named_owner(number)
    if named is not None:
        return named
    for name, party in (("recipient_tax_id", recipient), ("issuer_tax_id", issuer)):
        if party is not None and (piece is party.piece or _names(piece, party)):
            return name
    for name, party in (("recipient_tax_id", recipient), ("issuer_tax_id", issuer)):
        if (
            party is not None
            and piece in party.stack
            and party.stack.index(party.piece) < party.stack.index(piece)
        ):
            return name
    by_nature = _owner_by_nature(number, issuer, recipient)
    if by_nature is not None:
        return by_nature
    if (
        recipient is not None
        and _is_near(sheet, piece, recipient)
        and not (issuer and _is_nearer(piece, issuer, recipient))
    ):
        return "recipient_tax_id"
    is_edge = piece.box[1] > 0.86 * sheet.height or piece.box[1] < 0.12 * sheet.height
    if is_company(number.identifier.value) or not number.checked:
        if is_edge or recipient is None or (issuer and _is_nearer(piece, issuer, recipient)):
            return "issuer_tax_id"
        return "recipient_tax_id"
    if (
        issuer is not None
        and (recipient is None or _is_nearer(piece, issuer, recipient))
        and kind not in _WEAK_KINDS
    ):
        return "issuer_tax_id" if _is_near(sheet, piece, issuer) or recipient is None else "recipient_tax_id"
    return "recipient_tax_id"


def _named_owner(number: _Printed) -> str | None:
    """Whose number the label says it is, as `NIF del titular` does."""
    text = number.piece.text[: number.identifier.start]
    labels = [hit for hit in find_labels(number.piece, "numbers") if "tax_id" in hit.roles]
    before = [hit.start for hit in labels if hit.end <= number.identifier.start]
    for hit in find_labels(number.piece, "parties"):
        if before and before[-1] <= hit.start and hit.end <= len(text) and not hit.opens:
            if "recipient" in hit.roles:
                return "recipient_tax_id"
            if "issuer" in hit.roles:
                return "issuer_tax_id"
    return None


def _owner_by_nature(number: _Printed, issuer: Party | None, recipient: Party | None) -> str | None:
    """A company has a company's number and a person a person's, which decides where they are of both kinds."""
    if issuer is None or recipient is None or not number.checked:
        return None
    issuing, receiving = (_is_organisation(party.name) for party in (issuer, recipient))
    if issuing == receiving:
        return None
    return "issuer_tax_id" if is_company(number.identifier.value) == issuing else "recipient_tax_id"


def _is_organisation(name: str) -> bool:
    return has_legal_form(name) or names_institution(name)


def _names(piece: Piece, party: Party) -> bool:
    return len(party.name) > 5 and compact(party.name) in compact(piece.text)


def _is_near(sheet: Sheet, piece: Piece, party: Party) -> bool:
    if piece.page != party.piece.page:
        return False
    unit = max(sheet.print_size, 6.0)
    drop = piece.level - party.piece.level
    shares_column = min(piece.box[2], party.piece.box[2]) - max(piece.box[0], party.piece.box[0]) > 0
    return (-1.5 * unit <= drop <= 8 * unit and shares_column) or abs(drop) < 1.2 * unit


def _is_nearer(piece: Piece, first: Party, second: Party | None) -> bool:
    return second is None or _distance(piece, first) < _distance(piece, second)


def _distance(piece: Piece, party: Party) -> float:
    if piece.page != party.piece.page:
        return 10_000.0
    across = max(0.0, party.piece.box[0] - piece.box[2], piece.box[0] - party.piece.box[2])
    drop = piece.level - party.piece.level
    # A number stands under its owner, hardly ever over it.
    return across + (drop if drop >= 0 else 3 * -drop)
