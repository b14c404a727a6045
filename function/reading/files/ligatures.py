"""Restores ligatures in fonts whose table of letters keeps only one letter of them.

Some programs that rewrite PDFs write "f_i" as "i" in a font's ToUnicode table: "specific" becomes "speciic". The name of
the glyph, or its width, still shows what it is.
"""

import re
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

# Ligatures by the letter that is left of them, and the letters before it.
_LOST_BEFORE = {"i": ("f", "ff"), "l": ("f", "ff"), "f": ("f",), "h": ("T",)}
# A ligature is a little narrower than its letters side by side.
NARROWEST, WIDEST = 0.85, 1.05
# A subset of a font with Latin letters has a few hundred codes, and a range of a ToUnicode table at most 256. Larger
# tables are not read to their end.
MAX_CODES = 4096
MAX_RANGE = 256
MAX_TABLE_BYTES = 200_000

_HEX = rb"<\s*([0-9A-Fa-f]{1,8})\s*>\s*"
_CHARACTER = re.compile(_HEX + _HEX)
_RANGE = re.compile(_HEX + _HEX + _HEX)
_NAME = re.compile(r"(\d+)|/([A-Za-z]+(?:_[A-Za-z])*)")
_LIGATURE_NAME = re.compile(r"(?:[A-Za-z](?:_[A-Za-z])+|ff|fi|fl|ffi|ffl)")
_NUMBERS = re.compile(r"(\d+)\s*(?:\[([^\]]*)\]|(\d+)\s+(-?[\d.]+))")


def restore_ligatures(pdf: Any, page: Any, known: set[int]) -> None:
    """Complete the ToUnicode tables of the page's fonts, in memory; `known` are the fonts already done.

    Call before the text of the page is read.
    """
    for xref, *_ in page.get_fonts():
        if xref and xref not in known:
            known.add(xref)
            _restore(pdf, xref)


def _restore(pdf: Any, font: int) -> None:
    kind, value = pdf.xref_get_key(font, "ToUnicode")
    if kind != "xref":
        return
    table = int(value.split()[0])
    source = pdf.xref_stream(table)[:MAX_TABLE_BYTES]
    letters = read_table(source)
    names = _read_names(pdf, font)
    if not names and not _has_doubles(letters):
        return
    lost = find_lost(letters, names, _read_widths(pdf, font))
    if lost:
        pdf.update_stream(table, _add_entries(source, lost, digits=4 if _is_composite(pdf, font) else 2))


def _has_doubles(letters: Mapping[int, str]) -> bool:
    """Whether two codes have the same letter of those that may be what is left of a ligature."""
    found = [text for text in letters.values() if text in _LOST_BEFORE]
    return len(found) > len(set(found))


def read_table(table: bytes) -> dict[int, str]:
    """Return the text of each code in a ToUnicode table, without ranges written as arrays."""
    letters: dict[int, str] = {}
    for section in table.split(b"begin"):
        entries = section.partition(b"end")[0]
        if section.startswith(b"bfchar"):
            for entry in islice(_CHARACTER.finditer(entries), MAX_CODES):
                letters[int(entry[1], 16)] = _decode(entry[2])
        elif section.startswith(b"bfrange"):
            for entry in islice(_RANGE.finditer(entries), MAX_CODES):
                _add_range(letters, int(entry[1], 16), int(entry[2], 16), _decode(entry[3]))
    return letters


def _add_range(letters: dict[int, str], first: int, last: int, text: str) -> None:
    if last - first < MAX_RANGE and len(letters) < MAX_CODES:
        for code in range(first, last + 1):
            letters[code] = text[:-1] + chr(min(ord(text[-1]) + code - first, 0x10FFFF))


def find_lost(
    letters: Mapping[int, str], names: Mapping[int, str], widths: Mapping[int, float]
) -> dict[int, str]:
    """Return the whole text of the codes of which only one letter is left."""
    narrow: dict[str, float] = {}
    for code, text in letters.items():
        width = widths.get(code, 0.0)
        if len(text) == 1 and width > 0:
            narrow[text] = min(narrow.get(text, width), width)
    lost: dict[int, str] = {}
    for code, text in letters.items():
        named = names.get(code, "").replace("_", "")
        if len(text) == 1 and len(named) > 1 and text in named:
            lost[code] = named
        elif not names.get(code) and (before := _measure(text, widths.get(code, 0.0), narrow)):
            lost[code] = before + text
    return lost


def _measure(text: str, width: float, narrow: Mapping[str, float]) -> str | None:
    """Return the letters lost before `text`, by the width of the glyph and of single letters in its font."""
    for before in _LOST_BEFORE.get(text, ()):
        parts = [narrow.get(letter, 0.0) for letter in (*before, text)]
        if width > narrow.get(text, width) and all(parts):
            whole = sum(parts)
            if NARROWEST * whole <= width <= WIDEST * whole:
                return before
    return None


def _read_names(pdf: Any, font: int) -> dict[int, str]:
    """Return the names of ligatures in the font's encoding, by code."""
    names: dict[int, str] = {}
    kind, value = pdf.xref_get_key(font, "Encoding/Differences")
    code = 0
    for number, name in islice(_NAME.findall(value) if kind == "array" else (), MAX_CODES):
        if number:
            code = int(number)
            continue
        if _LIGATURE_NAME.fullmatch(name):
            names[code] = name
        code += 1
    return names


def _read_widths(pdf: Any, font: int) -> dict[int, float]:
    """Return the widths of the font's codes; of a composite font, whose codes are those of its glyphs."""
    if not _is_composite(pdf, font):
        first = pdf.xref_get_key(font, "FirstChar")[1]
        numbers = _resolve(pdf, font, "Widths").strip("[]").split()
        return {int(first) + place: width for place, width in enumerate(_floats(numbers))} if numbers else {}
    kind, value = pdf.xref_get_key(font, "DescendantFonts")
    inside = re.search(r"(\d+) 0 R", value) if kind in ("array", "xref") else None
    if inside is None:
        return {}
    widths: dict[int, float] = {}
    text = _resolve(pdf, int(inside[1]), "W")[:MAX_TABLE_BYTES].strip()
    for first, listed, last, same in _NUMBERS.findall(text[1:-1]):
        if listed:
            widths.update({int(first) + place: width for place, width in enumerate(_floats(listed.split()))})
        elif int(last) - int(first) < MAX_CODES:
            widths.update(dict.fromkeys(range(int(first), int(last) + 1), float(same)))
    return widths


def _resolve(pdf: Any, xref: int, key: str) -> str:
    """Return the source of an entry, which may be an object of its own."""
    kind, value = pdf.xref_get_key(xref, key)
    if kind == "xref":
        return str(pdf.xref_object(int(value.split()[0]), compressed=True))
    return str(value) if kind == "array" else ""


def _is_composite(pdf: Any, font: int) -> bool:
    return bool(pdf.xref_get_key(font, "Subtype")[1] == "/Type0")


def _floats(numbers: Iterable[str]) -> list[float]:
    return [float(number) if re.fullmatch(r"-?\d*\.?\d+|-?\d+\.", number) else 0.0 for number in numbers][
        :MAX_CODES
    ]


def _decode(digits: bytes) -> str:
    """Return the text of hexadecimal digits, which are UTF-16."""
    even = digits.rjust(len(digits) + -len(digits) % 4, b"0")
    return bytes.fromhex(even.decode()).decode("utf-16-be", "replace") or "\ufffd"


def _add_entries(table: bytes, letters: Mapping[int, str], *, digits: int) -> bytes:
    """Return the table with entries that override earlier ones."""
    entries = "".join(
        f"<{code:0{digits}x}><{text.encode('utf-16-be').hex()}>\n" for code, text in letters.items()
    )
    section = f"{len(letters)} beginbfchar\n{entries}endbfchar\nendcmap"
    return table.replace(b"endcmap", section.encode(), 1)
