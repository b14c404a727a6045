"""Numbers that prove themselves by check digits, and others of a fixed form."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from stdnum import iban as stdnum_iban
from stdnum.es import cif, cups, dni, nie, referenciacatastral
from stdnum.eu import vat

IdentifierKind = Literal["tax_id", "iban", "cups", "cadastral"]
# Signs that a reader takes for each other.
CONFUSIONS = {
    "O": "0", "0": "O", "D": "0", "Q": "0", "I": "1", "L": "1", "1": "I", "S": "5", "5": "S", "B": "8", "8": "B",
    "Z": "2", "2": "Z", "G": "6", "6": "G",
}  # fmt: skip
_AS_DIGITS = str.maketrans("OQDILSBZG", "000115826")
_GAP = r"[ .\-–]?"
_TAX_ID = re.compile(
    rf"(?<![A-Z0-9])(?:ES{_GAP})?(?P<id>[A-Z0-9]{_GAP}(?:[A-Z0-9]{_GAP}){{7}}[A-Z0-9])(?![A-Z0-9]|[.,/-]\d)",
    re.IGNORECASE,
)
_VAT = re.compile(
    r"(?<![A-Z0-9])(?P<id>(?:AT|BE|BG|CY|CZ|DE|DK|EE|EL|FI|FR|HR|HU|IE|IT|LT|LU|LV|MT|NL|PL|PT|RO|SE|SI|SK)"
    r"(?:[ .-]?[A-Z0-9]){8,12})(?![A-Z0-9])"
)
# Ahead, because the word before can look like the beginning of a number, too.
_IBAN = re.compile(r"(?<![A-Za-z0-9])(?=(?P<id>[A-Z][A-Z5] ?[0-9OQILSBZG]{2}(?:[ -]?[A-Za-z0-9]){11,30}))")
_CUPS = re.compile(
    r"(?<![A-Z0-9])(?P<id>E[S5](?:[ -]?[0-9OQILSBZG]){16}(?:[ -]?[A-Z0-9]){2}(?:[ -]?[0-9][FPRCXYZ])?)(?![A-Z0-9])"
)
_CADASTRAL = re.compile(
    r"(?<![A-Z0-9])(?P<id>(?:[A-Z0-9]{20}|[A-Z0-9]{7} [A-Z0-9]{7} [A-Z0-9]{4} [A-Z0-9]{2}))(?![A-Z0-9])"
)


@dataclass(frozen=True, slots=True)
class Identifier:
    """A number whose check digit is right, at `start` to `end` of a text; `misread` is what stood there before
    a sign was repaired."""

    kind: IdentifierKind
    value: str
    start: int
    end: int
    misread: str | None = None


def find_tax_ids(text: str, *, repair: bool = False) -> list[Identifier]:
    """Return Spanish and European tax numbers; `repair` allows one misread sign."""
    found = [
        identifier
        for match in _TAX_ID.finditer(text)
        if (identifier := _check(match, "tax_id", is_spanish, repair=repair and _digits(match["id"]) >= 6))
        and (_digits(match["id"]) >= 7 or repair)
    ]
    taken = [(identifier.start, identifier.end) for identifier in found]
    for match in _VAT.finditer(text):
        if any(start < match.end() and match.start() < end for start, end in taken):
            continue
        found += _shorten(match, "tax_id", vat.is_valid, 10)
    return sorted(found, key=lambda identifier: identifier.start)


def find_ibans(text: str) -> list[Identifier]:
    """Return IBANs, of which letters read for digits are repaired where the country allows only digits."""
    found: list[Identifier] = []
    for match in _IBAN.finditer(text):
        written = _pack(match["id"])
        if written[:2] in ("ES", "E5"):
            found += _spanish_iban(match, written)
        else:
            found += _shorten(match, "iban", _is_iban, 15)
    return found


def find_cups(text: str) -> list[Identifier]:
    found = []
    for match in _CUPS.finditer(text.upper()):
        written = _pack(match["id"])
        digits = "ES" + written[2:18].translate(_AS_DIGITS) + written[18:]
        value = next((form for form in (digits, digits[:20]) if cups.is_valid(form)), None)
        if value is not None:
            misread = written if digits != written else None
            found.append(Identifier("cups", digits, match.start("id"), match.end("id"), misread))
    return found


def find_cadastral(text: str) -> list[Identifier]:
    """Return cadastral references of twenty signs."""
    return [
        identifier
        for match in _CADASTRAL.finditer(text)
        if (identifier := _check(match, "cadastral", referenciacatastral.is_valid, repair=True))
    ]


def is_spanish(value: str) -> bool:
    return bool(dni.is_valid(value) or nie.is_valid(value) or cif.is_valid(value))


def is_company(value: str) -> bool:
    """Whether a tax number belongs to a legal person, not to a natural one."""
    return bool(cif.is_valid(value)) or not (dni.is_valid(value) or nie.is_valid(value))


def _is_iban(value: str) -> bool:
    """By the check digits of the IBAN alone, not by those of the country's account number in it."""
    return bool(stdnum_iban.is_valid(value, check_country=False))


def _check(
    match: re.Match[str], kind: IdentifierKind, is_valid: Callable[[str], bool], *, repair: bool
) -> Identifier | None:
    written = _pack(match["id"])
    if is_valid(written):
        return Identifier(kind, written, match.start("id"), match.end("id"))
    repaired = [form for form in _confused(written) if is_valid(form)] if repair else []
    if len(repaired) != 1:
        return None
    return Identifier(kind, repaired[0], match.start("id"), match.end("id"), misread=written)


def _confused(written: str) -> Iterator[str]:
    """The number with one sign read as the sign that it is mistaken for, or with all letters among its digits."""
    forms = set()
    for index, sign in enumerate(written):
        if sign in CONFUSIONS:
            forms.add(written[:index] + CONFUSIONS[sign] + written[index + 1 :])
    for start, end in combinations(range(len(written) + 1), 2):
        if end - start >= len(written) - 2:
            forms.add(written[:start] + written[start:end].translate(_AS_DIGITS) + written[end:])
    forms.discard(written)
    yield from sorted(forms)


def _spanish_iban(match: re.Match[str], written: str) -> Iterator[Identifier]:
    value = "ES" + written[2:24].translate(_AS_DIGITS)
    if len(value) == 24 and _is_iban(value):
        end = match.start("id") + _length_of(match["id"], 24)
        yield Identifier(
            "iban", value, match.start("id"), end, written[:24] if written[:24] != value else None
        )


def _shorten(
    match: re.Match[str], kind: IdentifierKind, is_valid: Callable[[str], bool], least: int
) -> Iterator[Identifier]:
    """The longest beginning that is valid: words that follow look like a part of the number."""
    written = _pack(match["id"])
    for length in range(len(written), least - 1, -1):
        if is_valid(written[:length]):
            end = match.start("id") + _length_of(match["id"], length)
            yield Identifier(kind, written[:length], match.start("id"), end)
            return


def _length_of(text: str, signs: int) -> int:
    """How much of the text its first `signs` letters and digits take."""
    for index, character in enumerate(text):
        signs -= character.isalnum()
        if signs == 0:
            return index + 1
    return len(text)


def _pack(text: str) -> str:
    return re.sub(r"[^A-Z0-9]", "", text.upper())


def _digits(text: str) -> int:
    return sum(character.isdigit() for character in text)
