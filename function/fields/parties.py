"""Names of persons and organisations, and the labels and honorifics that show whose they are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from function.document.fields import Field, FieldSource
from function.fields.columns import read_head
from function.fields.identifiers import find_tax_ids
from function.fields.kinds import names_type
from function.fields.labels import Hit, find_labels, skipped_words
from function.fields.organisations import (
    has_legal_form,
    has_postcode,
    is_address,
    is_heading,
    is_name,
    strip_honorific,
)
from function.fields.paper import Paper, make_field, quote
from function.fields.places import WHERE, Region, Way, is_label, value_places
from function.fields.sheet import Piece, Sheet

# A name ends before these.
_NAME_ENDS = re.compile(
    r"\s*(?:[,;(|]\s*)?(?:\b(?:con|mayor de edad|provist[oa]|titular|domiciliad[oa]|y domicilio|en adelante|amb|"
    r"con domicilio|with|de nacionalidad|vecin[oa] de|NIF|N\.I\.F|CIF|C\.I\.F|DNI|D\.N\.I|NIE|Tel|Tfno|nacid[oa])\b.*|"
    r"[(;|].*|,\s*(?=\d|C/).*|\s-\s.*)$",
    re.IGNORECASE,
)
HONOURED = re.compile(
    r"\b(?:D\./?\s?D(?:ña|ª|\.ª)\.?|D(?:ña|oña|on|ª|a)?\.?|Sr[./]?a?\.?|Mr\.?|Mrs\.?|Ms\.?|En|Na)\s+"
    r"(?P<name>[A-ZÁÉÍÓÚÑÜÇÀÈÒ][\w'’·-]+(?:\s+(?:(?:de|del|la|las|los|i|y|e|da|do|dos)\s+)*[A-ZÁÉÍÓÚÑÜÇÀÈÒ][\w'’·-]+){1,5})"
)
_WAYS: dict[Way, float] = {"after": 0.96, "right": 0.94, "below": 0.94, "above": 0.9}


@dataclass(frozen=True, slots=True)
class Party:
    """A name and where it is; `span` is its part of the piece's text."""

    name: str
    sheet: Sheet
    piece: Piece
    span: tuple[int, int]
    confidence: float
    reason: str
    source: FieldSource = "rule"

    @property
    def stack(self) -> tuple[Piece, ...]:
        return self.sheet.stack_of(self.piece)

    def field(self) -> Field:
        return make_field(
            self.sheet,
            self.piece.part(*self.span),
            self.name,
            confidence=self.confidence,
            reason=self.reason,
            source=self.source,
        )


def find_all_labelled(paper: Paper, roles: tuple[str, ...]) -> list[Party]:
    """Every name by a label of one of these roles."""
    return [
        party
        for sheet, hit in paper.hits("parties")
        if hit.roles & set(roles) and _is_label(hit)
        for party in _named_by(sheet, hit)
    ]


def find_labelled(paper: Paper, roles: tuple[str, ...]) -> Party | None:
    """The first name behind, right of or below a label of one of these roles, the first role first."""
    for role in roles:
        found = [
            party
            for sheet, hit in paper.hits("parties")
            if role in hit.roles and _is_label(hit) and not _is_column(sheet, hit)
            for party in _named_by(sheet, hit)
        ]
        if found:
            return max(found, key=lambda party: party.confidence)
    return None


def find_signatory(paper: Paper, number: int) -> Party | None:
    """The first or second party of a contract, by the honorifics of the first page: lessor, then lessee."""
    seen: list[Party] = []
    for sheet in paper.sheets[:1]:
        for piece in sheet.pieces:
            for match in HONOURED.finditer(piece.text):
                name = match["name"]
                if all(name != party.name for party in seen):
                    reason = "The parties in the order in which the contract names them."
                    seen.append(Party(name, sheet, piece, match.span("name"), 0.9, reason))
    return seen[number] if len(seen) > number else None


def _is_column(sheet: Sheet, hit: Hit) -> bool:
    """Whether a label is the head of a column of goods: in French, `Nombre` is a quantity."""
    return bool(find_labels(hit.piece, "columns")) and bool(read_head(sheet.row_of(hit.piece)))


def _is_label(hit: Hit) -> bool:
    """Whether it stands as a label: alone, before a colon, or first in its line."""
    rest = hit.rest.lstrip()
    if "issuer" in hit.roles and rest and rest[0] not in ":.-–" and hit.size == 1:
        # `Empresa Municipal de Aguas` is a name.
        return False
    return (
        (hit.leads and (not rest or rest[0] in ":.-–"))
        or (hit.opens and rest.startswith(":"))
        or (hit.leads and not rest[:1].islower())
    )


def _named_by(sheet: Sheet, hit: Hit) -> Iterator[Party]:
    found: list[Party] = []
    for way, region in value_places(sheet, hit, "parties"):
        if way != "after" and not hit.leads:
            continue
        party = _read_name(sheet, hit, way, region)
        if party is not None:
            found.append(party)
        if way == "after" and (found or len(region.first.strip(" :.-")) > 3):
            break
    if found:
        yield _under_heading(hit, found)


def _under_heading(hit: Hit, found: list[Party]) -> Party:
    """Of a name right of a label and one below it, the one that the label heads: below it and in line with it."""
    label = hit.piece
    for party in found[1:]:
        is_in_line = (
            abs(party.piece.box[0] - label.box[0]) < 1.5 * label.height and party.piece.level > label.level
        )
        if is_in_line and found[0].piece.box[0] - label.box[2] > 3 * label.height and ":" not in label.text:
            return party
    return found[0]


def _read_name(sheet: Sheet, hit: Hit, way: Way, region: Region) -> Party | None:
    first = region.first
    name = _NAME_ENDS.sub("", first).strip(" .,:;-–") if first else ""
    end = name and region.offset + first.find(name) + len(name)
    stripped = strip_honorific(name)
    if not is_name(stripped) or is_address(stripped) or is_label(region.piece) or names_type(region.piece):
        return None
    if (
        len(stripped.split()) == 1
        and not has_legal_form(stripped)
        and not (way == "after" and region.piece.text[hit.end : hit.end + 1] == ":")
    ):
        return None
    start = int(end or 0) - len(stripped)
    confidence = _WAYS[way] - (0.0 if hit.leads else 0.03)
    if name == first.strip(" .,:;-–") and region.more:
        stripped = _with_second_line(stripped, region)
    reason = f"The name {WHERE[way]} {quote(hit.text)}."
    return Party(
        _restore_form(stripped, region), sheet, region.piece, (start, int(end or 0)), confidence, reason
    )


def _with_second_line(name: str, region: Region) -> str:
    """A name that was broken in a narrow column: its second line is one or two capitalised words and nothing else."""
    second = region.more[0].text.strip()
    words = second.split()
    is_short = len(name.split()) <= 3 and len(words) <= 2 and not has_legal_form(name)
    breaks_off = _breaks_off(name)
    if breaks_off and not has_postcode(second):
        return f"{name} {second}"
    if (
        is_short
        and is_name(second)
        and not is_address(second)
        and len(region.more) == 1
        and len(name.split()) + len(words) <= 5
    ):
        return f"{name} {second}"
    return name


def _breaks_off(name: str) -> bool:
    words = name.split()
    return len(words) > 2 and words[-1].islower() and words[-1] in skipped_words()


def _restore_form(name: str, region: Region) -> str:
    """Give back the point of `S.L.` that was stripped as punctuation."""
    return (
        f"{name}." if re.search(r"\b[SC]\.\s?[LAB]$|\.[A-Z]$", name) and f"{name}." in region.text else name
    )


def find_labelled_word(paper: Paper, role: str) -> Party | None:
    """Like find_labelled, of a name that can be a single word."""
    for sheet, hit in paper.hits("parties"):
        if role not in hit.roles or not _is_label(hit):
            continue
        for _, region in value_places(sheet, hit, "parties"):
            text = region.first.strip(" .,:")
            if text and not any(character.isdigit() for character in text) and text[0].isupper():
                start = region.offset + region.first.find(text)
                return Party(
                    text, sheet, region.piece, (start, start + len(text)), 0.93, f"Below {quote(hit.text)}."
                )
    return None


def clean_name(piece: Piece) -> str:
    """The name at the beginning of a line, without the numbers and the address behind it."""
    starts = [
        hit.start
        for hit in find_labels(piece, "numbers")
        if hit.roles & {"tax_id", "phone"} and hit.start > 3 and sum(map(str.isdigit, hit.rest)) > 5
    ]
    starts += [found.start for found in find_tax_ids(piece.text) if found.start > 3]
    text = piece.text[: min(starts, default=len(piece.text))]
    text = re.split(r"\s+[-–·|•]\s+|\s{2,}", text.strip())[0]
    text = re.sub(r"^#\d+\s+", "", text)
    text = re.sub(r"^(?:Excm[oa]|Il(?:t)?m[oa]|Iltre|Muy Ilustre)\.?\s+", "", text, flags=re.IGNORECASE)
    last = text.rsplit(" ", 1)
    # `Amazon Web Services Invoice`
    text = last[0] if len(last[0].split()) > 1 and is_heading(last[-1]) else text
    return re.sub(r"\s*\([^()]*\d{3}[^()]*\)$", "", text).strip(" ,;:-–|")
