"""PDF pages with letters at given places, in a font whose table of letters says anything: as other programs write them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pymupdf

SIZE = 12.0
WIDTH = 480


@dataclass(frozen=True, slots=True)
class Glyphs:
    """A run from left to right. `codes` are those of the font; its baseline begins at x, y from the top left."""

    codes: Sequence[int]
    x: float
    y: float


def draw_glyphs(
    runs: Sequence[Glyphs], table: Mapping[int, str], widths: Mapping[int, int], *, hidden: bool = False
) -> Any:
    """Return a page with a font of two-byte codes: `table` is its ToUnicode, `widths` in thousandths of its size."""
    pdf = pymupdf.open()
    page = pdf.new_page(width=595, height=842)
    listed = " ".join(f"{code} [{width}]" for code, width in widths.items())
    descriptor = _add(
        pdf,
        "<</Type/FontDescriptor/FontName/Test/Flags 4/FontBBox[0 -200 1000 900]/Ascent 800/Descent -200>>",
    )
    inside = _add(
        pdf,
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/Test/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        f"/FontDescriptor {descriptor} 0 R/DW {WIDTH}/W[{listed}]>>",
    )
    cmap = _add(pdf, "<<>>", _write_table(table, 4))
    font = _add(
        pdf,
        "<</Type/Font/Subtype/Type0/BaseFont/Test/Encoding/Identity-H"
        f"/DescendantFonts[{inside} 0 R]/ToUnicode {cmap} 0 R>>",
    )
    lines = [
        f"BT /F {SIZE} Tf {3 if hidden else 0} Tr {run.x} {842 - run.y} Td <{''.join(f'{c:04x}' for c in run.codes)}> Tj ET"
        for run in runs
    ]
    _fill(pdf, page, font, lines)
    return pdf


def draw_named_glyphs(codes: Sequence[int], table: Mapping[int, str], names: Mapping[int, str]) -> Any:
    """Return a page with a font of one-byte codes, whose encoding has names for its glyphs."""
    pdf = pymupdf.open()
    page = pdf.new_page(width=595, height=842)
    cmap = _add(pdf, "<<>>", _write_table(table, 2))
    differences = " ".join(f"{code}/{name}" for code, name in names.items())
    font = _add(
        pdf,
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica"
        f"/Encoding<</Type/Encoding/BaseEncoding/WinAnsiEncoding/Differences[{differences}]>>/ToUnicode {cmap} 0 R>>",
    )
    text = "".join(f"{code:02x}" for code in codes)
    _fill(pdf, page, font, [f"BT /F {SIZE} Tf 60 700 Td <{text}> Tj ET"])
    return pdf


def draw_from_right(lines: Sequence[str], *, right: float = 535, top: float = 100) -> list[Glyphs]:
    """Return lines as they look: letters from right to left, each with the code of its character."""
    return [
        Glyphs(
            [ord(letter) for letter in reversed(line)],
            right - len(line) * SIZE * WIDTH / 1000,
            top + 20 * row,
        )
        for row, line in enumerate(lines)
    ]


def draw_lines(lines: Sequence[str]) -> list[Glyphs]:
    return [Glyphs([ord(letter) for letter in line], 40, 100 + 24 * row) for row, line in enumerate(lines)]


def draw_japanese(pdf: Any, texts: Mapping[str, Sequence[tuple[int, int, str]]]) -> None:
    """Add a page with texts (x, y from the bottom left, text) set across, `H`, or from top to bottom, `V`."""
    page = pdf.new_page(width=595, height=842)
    descriptor = _add(
        pdf,
        "<</Type/FontDescriptor/FontName/Ryumin-Light/Flags 6/FontBBox[0 -200 1000 900]/Ascent 800/Descent -200>>",
    )
    inside = _add(
        pdf,
        "<</Type/Font/Subtype/CIDFontType0/BaseFont/Ryumin-Light/DW 1000"
        f"/FontDescriptor {descriptor} 0 R"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(Japan1)/Supplement 2>>>>",
    )
    fonts = {
        way: _add(
            pdf,
            f"<</Type/Font/Subtype/Type0/BaseFont/Ryumin-Light/Encoding/UniJIS-UTF16-{way}"
            f"/DescendantFonts[{inside} 0 R]>>",
        )
        for way in texts
    }
    lines = [
        f"BT /{way} 14 Tf {x} {y} Td <{text.encode('utf-16-be').hex()}> Tj ET"
        for way, placed in texts.items()
        for x, y, text in placed
    ]
    contents = _add(pdf, "<<>>", "\n".join(lines).encode())
    named = "".join(f"/{way} {font} 0 R" for way, font in fonts.items())
    pdf.xref_set_key(page.xref, "Resources", f"<</Font<<{named}>>>>")
    pdf.xref_set_key(page.xref, "Contents", f"{contents} 0 R")


def own_codes(lines: Sequence[str]) -> dict[int, str]:
    """Return a table in which the code of each character is its own."""
    return {ord(letter): letter for line in lines for letter in line}


def _add(pdf: Any, source: str, stream: bytes | None = None) -> int:
    xref = int(pdf.get_new_xref())
    pdf.update_object(xref, source)
    if stream is not None:
        pdf.update_stream(xref, stream, new=True)
    return xref


def _fill(pdf: Any, page: Any, font: int, lines: Sequence[str]) -> None:
    contents = _add(pdf, "<<>>", "\n".join(lines).encode())
    pdf.xref_set_key(page.xref, "Resources", f"<</Font<</F {font} 0 R>>>>")
    pdf.xref_set_key(page.xref, "Contents", f"{contents} 0 R")


def _write_table(table: Mapping[int, str], digits: int) -> bytes:
    entries = "\n".join(
        f"<{code:0{digits}x}> <{text.encode('utf-16-be').hex()}>" for code, text in table.items()
    )
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def /CMapName /T def\n"
        f"1 begincodespacerange <{'0' * digits}> <{'f' * digits}> endcodespacerange\n"
        f"{len(table)} beginbfchar\n{entries}\nendbfchar\nendcmap end end"
    ).encode()
