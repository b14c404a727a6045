"""The sentence that says who a company is: its name, its tax number, the register that it is in."""

import re
from collections.abc import Iterator

from function.fields.identifiers import find_tax_ids
from function.fields.organisations import is_address, is_name, is_registration
from function.fields.paper import Paper
from function.fields.sheet import Piece, Sheet

# Of a name in a sentence of registration, the most words.
MOST_WORDS = 9
# What a sentence has besides the name, in characters, at least.
LEAST_BESIDE = 12
_REGISTERED = re.compile(
    r"^(?P<name>[^,;:]{3,60}?(?:,?\s(?:S\.?\s?[LA]\.?\s?[UPL]?\.?|S\.?\s?C(?:oop)?\.?|C\.?\s?B\.?))?)[.,]?\s+"
    r"(?:(?:C\.?I\.?F|N\.?I\.?F)\b|[Ii]nscrita?\b|[Rr]eg(?:istro|istrada)?\b|R\.M\.|Sociedad inscrita|Domicilio)"
)
_PARTED = re.compile(r"\s+[-–·|•]\s+|[\s.]+(?:[Ii]nscrita|Sociedad|Registered|Siège)\b")
# A company at the beginning of a longer line.
_COMPANY = re.compile(
    r"[A-ZÁÉÍÓÚÑÇ][^;:@]{2,60}?[\s,](?:S\.?\s?A\.?\s?U?|S\.?\s?L\.?\s?[LUP]?|S\.?\s?Coop|S\.?\s?C|C\.?\s?B)\b\.?(?=[\s,.;-]|$)"
)


def find_registered(paper: Paper) -> Iterator[tuple[str, Sheet, Piece]]:
    """Yield the names of companies that a line names with a tax number or a register, and where."""
    for sheet, piece in paper.pieces():
        text = piece.text.strip()
        company = _COMPANY.match(text)
        if company is not None and len(text) > len(company[0]) + LEAST_BESIDE and find_tax_ids(text):
            yield company[0].strip(" ,"), sheet, piece
        if not is_registration(piece):
            continue
        match = _REGISTERED.match(text)
        if match is not None and len(match["name"].split()) <= MOST_WORDS:
            yield match["name"].strip(" ,"), sheet, piece
            continue
        # `BOUYGUES TELECOM - Société Anonyme au capital de …`, or the name in a line over it.
        for owner, name in (
            (piece, _PARTED.split(text)[0]),
            *((line, line.text) for line in sheet.stack_of(piece)[:1]),
        ):
            if is_name(name.strip()) and not is_address(name) and len(name) < len(text):
                yield name.strip(), sheet, owner
                break
