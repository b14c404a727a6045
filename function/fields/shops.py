"""Whose till printed a slip: the company in its first lines, else the first line that can be a name."""

import re
from collections.abc import Iterator
from itertools import pairwise

from function.fields.dates import find_dates
from function.fields.identifiers import find_tax_ids
from function.fields.kinds import names_type
from function.fields.labels import find_labels
from function.fields.organisations import begins_legal, has_legal_form, is_address, is_heading
from function.fields.paper import Paper
from function.fields.parties import Party, clean_name
from function.fields.sheet import Piece, Sheet

# A slip says whose it is in this many lines.
MOST_LINES = 9
# What a name needs, so that a number or a scrap of a logo is none.
LEAST_LETTERS = 5
# Words of one line are no further apart than this many line heights.
CLOSE = 1.2
# The number of a company behind its name: `(417940-M)`, `273500-U (KJ1)`.
_REGISTRATION = re.compile(r"\s*\(?\b\d{5,}\s?-?\s?[A-Z]?\b\)?.*$")
# Of 180 slips of other makers, the first company or line was the shop on 83 %; a tax number under it is more.
REGISTERED, COMPANY, FIRST = 0.94, 0.88, 0.82


def find_shop(paper: Paper) -> Party | None:
    """Return the shop, or None if no line of the head can be its name."""
    if not paper.sheets:
        return None
    sheet = paper.sheets[0]
    lines = list(_head(sheet))
    for index, (piece, name) in enumerate(lines):
        if not has_legal_form(name) and not begins_legal(name):
            continue
        # `AIK HUAT HARDWARE` over `ENTERPRISE (SETIA` over `ALAM) SDN BHD`.
        while index and (begins_legal(name) or name.count(")") > name.count("(")):
            index -= 1
            piece, name = lines[index][0], f"{lines[index][1]} {name}"
        return _party(sheet, piece, name, COMPANY, "The company in the first lines of the slip.")
    if not lines:
        return None
    piece, name = lines[0]
    if name.endswith("&") and len(lines) > 1:
        name = f"{name} {lines[1][1]}"
    return _party(sheet, piece, name, FIRST, "The first line of the slip that can be a name.")


def _head(sheet: Sheet) -> Iterator[tuple[Piece, str]]:
    """The lines of the head that can be names, with what of them is one, up to a date or the name of the type."""
    for row in sheet.rows[:MOST_LINES]:
        piece = row[0]
        if any(names_type(part) or find_dates(part.text) for part in row):
            return
        parts = [piece.text.strip()]
        for left, right in pairwise(row):
            if right.box[0] - left.box[2] > CLOSE * piece.height:
                break
            parts.append(right.text.strip())
        name = clean_name(piece) if len(parts) == 1 else " ".join(parts)
        name = _REGISTRATION.sub("", name)
        if _can_be(piece, name):
            yield piece, name


def _can_be(piece: Piece, name: str) -> bool:
    letters = sum(map(str.isalpha, name))
    if (
        letters < LEAST_LETTERS
        or letters < len(name) / 2
        or ":" in name
        or "@" in name
        or "www." in name.lower()
    ):
        return False
    if "," in name and not has_legal_form(name):
        return False
    if is_heading(name) or is_address(name) or name[0].islower() or find_tax_ids(name):
        return False
    return not any(hit.leads for hit in find_labels(piece, "numbers"))


def _party(sheet: Sheet, piece: Piece, name: str, confidence: float, reason: str) -> Party:
    if any(find_tax_ids(line.text) for line in sheet.stack_of(piece)):
        confidence = REGISTERED
    start = max(piece.text.find(name), 0)
    span = (start, start + len(name)) if name in piece.text else (0, len(piece.text))
    return Party(name, sheet, piece, span, confidence, reason)
