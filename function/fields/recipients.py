"""Whom a document is for: by label, by honorific, or by the address block of a letter."""

import re
from collections.abc import Iterator

from function.fields.kinds import names_type, roles_of
from function.fields.labels import find_labels
from function.fields.organisations import (
    has_legal_form,
    has_postcode,
    is_address,
    is_name,
    is_person,
    names_institution,
    strip_honorific,
)
from function.fields.paper import Paper
from function.fields.parties import HONOURED, Party, find_labelled, find_labelled_word, find_signatory
from function.fields.places import is_label
from function.fields.registrations import find_registered
from function.fields.sheet import Piece, Sheet
from function.fields.words import same_name

# Types that a person can have written.
_FROM_PERSONS = frozenset(("invoice", "credit_note", "rent_update", "other", "delivery_note", "prescription"))
# Share of the first page in which a letter's address is.
ADDRESS_ABOVE = 0.45


def find_recipient(paper: Paper, kind: str) -> Party | None:
    roles = roles_of(kind, "recipient")
    if not roles:
        return None
    if kind == "rental_contract":
        return find_signatory(paper, 1) or find_labelled(paper, roles)
    if kind == "identity_card":
        return _find_card_holder(paper) or find_labelled(paper, roles)
    return (
        find_labelled(paper, roles)
        or _find_addressee(paper, kind)
        or _find_honoured(paper, kind)
        or _find_titled(paper, kind)
    )


def _find_addressee(paper: Paper, kind: str) -> Party | None:
    """The name over an address in the upper part of the first page, that of a private person or on the right.

    The letterhead looks the same; it names an institution, has a telephone or an e-mail address, or is higher up.
    """
    if not paper.sheets or kind in ("receipt", "other"):
        return None
    sheet = paper.sheets[0]
    blocks = list(_addresses(sheet))
    silent = [block for block in blocks if not names_institution(block[2]) and not _has_contact(block[0])]
    is_elsewhere = _is_elsewhere(paper, blocks)
    if len(blocks) < 2 and not is_elsewhere:
        silent = [block for block in silent if is_person(block[2])]
    if not silent and len(blocks) == 2 and kind in _FROM_PERSONS:
        # One of two tells how to reach it, so that it sent the paper.
        silent = [block for block in blocks if not _has_contact(block[0])]
    if not silent:
        return None
    _, piece, name = max(silent, key=lambda block: block[1].box[0] + block[1].box[1])
    # A lone block at the top left is the sender.
    is_top_left = piece.box[0] < 0.4 * sheet.width and piece.box[1] < 0.1 * sheet.height
    has_sender = find_labelled(paper, roles_of(kind, "issuer")) is not None
    if len(blocks) == 1 and is_top_left and kind in _FROM_PERSONS and not (has_sender or is_elsewhere):
        return None
    start = piece.text.find(name)
    return Party(
        name, sheet, piece, (start, start + len(name)), 0.9, "The name over an address on the first page."
    )


def _is_elsewhere(paper: Paper, blocks: list[tuple[tuple[Piece, ...], Piece, str]]) -> bool:
    """Whether the paper names its issuer away from the only address: in a line with its register or tax number."""
    names = [
        name for name, _, piece in find_registered(paper) if all(piece not in stack for stack, *_ in blocks)
    ]
    return any(not same_name(name, block[2]) for name in names for block in blocks)


def _addresses(sheet: Sheet) -> Iterator[tuple[tuple[Piece, ...], Piece, str]]:
    """Blocks of a name, a street and a town, in the upper part of a page."""
    for stack in sheet.stacks:
        for index, piece in enumerate(stack[:-1]):
            if piece.box[1] > ADDRESS_ABOVE * sheet.height:
                break
            name = strip_honorific(piece.text.strip(" ,"))
            following = stack[index + 1 : index + 5]
            if (
                is_name(name)
                and not is_address(name)
                and not names_type(piece)
                and not is_label(piece)
                and (is_person(name) or has_legal_form(name) or names_institution(name))
                and any(has_postcode(line.text) for line in following)
                and any(is_address(line.text) for line in following[:3])
            ):
                yield stack, piece, name
                break


def _has_contact(stack: tuple[Piece, ...]) -> bool:
    return any(
        "@" in piece.text or any(hit.roles & {"phone"} and hit.leads for hit in find_labels(piece, "numbers"))
        for piece in stack
    )


def _find_honoured(paper: Paper, kind: str) -> Party | None:
    """A name behind D. or Dña. in a certificate or a notice, best one with a tax number behind it."""
    if kind not in (
        "census_certificate",
        "tax_letter",
        "traffic_fine",
        "rent_update",
        "insurance_policy",
        "medical_report",
    ):
        return None
    for sheet, piece in paper.pieces():
        for match in HONOURED.finditer(piece.text):
            if re.match(
                r",?\s*(?:con|amb|titular|provist[oa])?\s*(?:de\s+)?(?:N\.?I\.?[FE]|D\.?N\.?I|documento)",
                piece.text[match.end() :],
            ):
                reason = "The name with a tax number behind it."
                return Party(match["name"], sheet, piece, match.span("name"), 0.93, reason)
    return find_signatory(paper, 0)


def _find_titled(paper: Paper, kind: str) -> Party | None:
    """The only line in the upper part of the first page that is a name behind `Mme`, `Sra.` or the like."""
    if not paper.sheets or kind in ("receipt", "medical_report", "prescription", "meeting_minutes"):
        return None
    sheet = paper.sheets[0]
    found = []
    for piece in sheet.pieces:
        text = piece.text.strip(" ,")
        name = strip_honorific(text)
        if (
            name != text
            and not text.startswith("Dr")
            and is_person(name)
            and piece.box[1] < ADDRESS_ABOVE * sheet.height
        ):
            start = piece.text.find(name)
            reason = "The only name with a title before it."
            found.append(Party(name, sheet, piece, (start, start + len(name)), 0.88, reason))
    return found[0] if len(found) == 1 else None


def _find_card_holder(paper: Paper) -> Party | None:
    """Given name and surnames, which a card has under labels of their own."""
    given, family = find_labelled(paper, ("given_name",)), find_labelled_word(paper, "family_name")
    given = given or find_labelled_word(paper, "given_name")
    if given is None or family is None:
        return None
    name = f"{given.name} {family.name}".title() if family.name.isupper() else f"{given.name} {family.name}"
    return Party(name, family.sheet, family.piece, family.span, 0.93, "Name and surnames of the card.")
