"""Fonts that are never painted: they only map codes to characters.

Nothing is embedded, as PDF/A allows for text in rendering mode 3 (ISO 19005-2, 6.2.11.4.1). Characters in
Windows-1252 (enough for all nine languages) use its bytes; every other one gets a code of its own and a
ToUnicode entry.
"""

from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import Any

import pymupdf

# Ascent and descent in font sizes; together, the height of a line's box (see layer.py).
ASCENT = 0.90
DESCENT = 0.18

_FIRST_CODE, _LAST_CODE = 32, 255
# Bytes of Windows-1252 that PDF readers confuse: the soft hyphen with a hyphen, the no-break space with a
# space.
_AMBIGUOUS = "\u00ad\u00a0"
_OTHER_WIDTH = 0.6


class Fonts:
    """The invisible fonts of one PDF, created as characters need them."""

    def __init__(self, pdf: Any) -> None:
        self._pdf = pdf
        self._latin: int | None = None
        self._latin_codes: set[int] = set()
        self._others: list[tuple[int, dict[str, int]]] = []

    def encode(self, text: str) -> Iterator[tuple[str, bytes]]:
        """Yield the text in runs: the name of a font, and the codes of the characters in it."""
        for name, run in groupby(
            (self._find_code(character) for character in text), key=lambda found: found[0]
        ):
            yield name, bytes(code for _, code in run)

    def names(self) -> dict[str, int]:
        """Return the resource name and the object number of every font so far."""
        latin = {} if self._latin is None else {"KairoLatin": self._latin}
        return latin | {f"KairoOther{index}": xref for index, (xref, _) in enumerate(self._others)}

    def finish(self) -> None:
        """Write the font objects; call it once, after the last text."""
        if self._latin is not None:
            last = max(self._latin_codes)
            widths = " ".join(
                _width_of_byte(code) if code in self._latin_codes else "0"
                for code in range(_FIRST_CODE, last + 1)
            )
            self._write(self._latin, "/Encoding/WinAnsiEncoding", last, widths)
        for xref, codes in self._others:
            self._write_other(xref, codes)

    def _find_code(self, character: str) -> tuple[str, int]:
        if (code := _byte_of(character)) is not None:
            if self._latin is None:
                self._latin = self._pdf.get_new_xref()
            self._latin_codes.add(code)
            return "KairoLatin", code
        for index, (_, codes) in enumerate(self._others):
            if character in codes or len(codes) <= _LAST_CODE - _FIRST_CODE:
                return f"KairoOther{index}", codes.setdefault(character, _FIRST_CODE + len(codes))
        self._others.append((self._pdf.get_new_xref(), {character: _FIRST_CODE}))
        return f"KairoOther{len(self._others) - 1}", _FIRST_CODE

    def _write_other(self, xref: int, codes: dict[str, int]) -> None:
        # PDFium skips characters without a glyph in the font. Which glyph it is does not matter.
        names = "/x" * len(codes)
        last = _FIRST_CODE + len(codes) - 1
        meaning = self._pdf.get_new_xref()
        self._pdf.update_object(meaning, "<<>>")
        self._pdf.update_stream(meaning, _to_unicode(codes))
        encoding = f"/Encoding<</Type/Encoding/Differences[{_FIRST_CODE} {names}]>>/ToUnicode {meaning} 0 R"
        self._write(xref, encoding, last, " ".join([str(round(1000 * _OTHER_WIDTH))] * len(codes)))

    def _write(self, xref: int, encoding: str, last: int, widths: str) -> None:
        descriptor = self._pdf.get_new_xref()
        ascent, descent = round(1000 * ASCENT), round(-1000 * DESCENT)
        self._pdf.update_object(
            descriptor,
            f"<</Type/FontDescriptor/FontName/Helvetica/Flags 32/FontBBox[0 {descent} 1000 {ascent}]/ItalicAngle 0"
            f"/Ascent {ascent}/Descent {descent}/CapHeight {ascent}/StemV 80>>",
        )
        self._pdf.update_object(
            xref,
            f"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/FontDescriptor {descriptor} 0 R"
            f"/FirstChar {_FIRST_CODE}/LastChar {last}/Widths[{widths}]{encoding}>>",
        )


def measure(text: str) -> float:
    """Return the width of the text in font sizes."""
    return sum(_width(character) for character in text)


@cache
def _width(character: str) -> float:
    """Return a width halfway between Helvetica and Times.

    The font of the print is unknown, and this is close to most fonts (monospaced ones excepted).
    """
    if _byte_of(character) is None:
        return _OTHER_WIDTH
    # Rounded as in the PDF's own table.
    total: float = sum(face.text_length(character, fontsize=1) for face in _faces())
    return round(500 * total) / 1000


@cache
def _faces() -> tuple[Any, Any]:
    return pymupdf.Font("helv"), pymupdf.Font("tiro")


@cache
def _byte_of(character: str) -> int | None:
    try:
        code = character.encode("cp1252")[0]
    except UnicodeEncodeError:
        return None
    return code if code >= _FIRST_CODE and code != 127 and character not in _AMBIGUOUS else None


def _width_of_byte(code: int) -> str:
    return str(round(1000 * _width(bytes([code]).decode("cp1252"))))


def _to_unicode(codes: dict[str, int]) -> bytes:
    """Return the meaning of the codes as a CMap (ISO 32000-1, 9.10.3)."""
    entries = [
        f"<{code:02X}><{character.encode('utf-16-be').hex().upper()}>" for character, code in codes.items()
    ]
    # A section may have at most 100 entries.
    sections = (entries[first : first + 100] for first in range(0, len(entries), 100))
    body = "\n".join(f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar" for part in sections)
    return (
        "/CIDInit/ProcSet findresource begin 12 dict begin begincmap/CMapName/Kairo def/CMapType 2 def\n"
        f"1 begincodespacerange<00><FF>endcodespacerange\n{body}\nendcmap end end"
    ).encode()
