"""PDFs with a text layer whose tables go on over pages, as statements and price lists do."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import pymupdf

from local.samples.wear import scan
from tests.support.table_pages import euros, row
from tests.support.table_sheet import Align, Drawing, Entry, Ruling, Sheet

HEAD = row("Fecha", "Concepto", "Importe", "Saldo")
WIDTHS = (80.0, 235.0, 85.0, 85.0)
ALIGNS: tuple[Align, ...] = ("left", "left", "right", "right")
CONCEPTS = (
    "Recibo Aguas del Cañón", "Nómina de mayo", "Compra en Panadería Íñigo", "Bizum de Óscar Peña",
    "Comisión de mantenimiento", "Reintegro en cajero", "Seguro del hogar",
)  # fmt: skip


@dataclass(frozen=True)
class Part:
    """What a page has: lines over its table, the table's rows with or without their head, lines under it.

    `bottom` is where the lines at the foot of the page begin, in points.
    """

    rows: Sequence[Sequence[Entry]]
    head: Sequence[Entry] | None = field(default_factory=lambda: HEAD)
    over: Sequence[str] = ()
    under: Sequence[str] = ()
    foot: Sequence[str] = ()
    widths: Sequence[float] = WIDTHS


def movements(first: int, count: int) -> list[list[Entry]]:
    """Rows of a bank statement, no two of them alike."""
    return [
        row(f"{number % 28 + 1:02}/0{number // 28 % 9 + 1}/2025", f"{CONCEPTS[number % 7]} {number}",
            euros(number * 3.17 - 60), euros(1000 + number * 7.31))
        for number in range(first, first + count)
    ]  # fmt: skip


def statement(*, repeated: bool = True, count: int = 34) -> tuple[Part, ...]:
    """Three pages, the last of them not full."""
    first = Part(movements(0, count), over=("Extracto de su cuenta",), foot=("Página 1 de 3",))
    second = Part(movements(count, count), foot=("Página 2 de 3",))
    third = Part(movements(2 * count, 5), under=("Saldo final: 1.530,22",), foot=("Página 3 de 3",))
    return first, *(part if repeated else replace(part, head=None) for part in (second, third))


def draw_parts(parts: Sequence[Part], *, ruling: Ruling = "rows", size: float = 9.5) -> bytes:
    """A PDF with one page for each part."""
    pdf = pymupdf.open()
    for part in parts:
        sheet = Sheet(pdf, size=size, family="he")
        for line in part.over:
            sheet.say(line)
        sheet.top += 10
        head = [part.head] if part.head is not None else []
        aligns = ALIGNS[: len(part.widths)]
        sheet.draw_table(Drawing([*head, *part.rows], part.widths, aligns, ruling, len(head)))
        for line in part.under:
            sheet.say(line)
        for number, line in enumerate(part.foot):
            sheet.put(line, 55, 800 + 12 * number)
    content: bytes = pdf.tobytes(garbage=3)
    return content


def save_parts(parts: Sequence[Part], condition: str, folder: Path) -> Path:
    """Save the pages as a PDF with a text layer or, for the condition `scan`, with pictures of worn sheets."""
    path = folder / f"{condition.split(maxsplit=1)[0]}.pdf"
    content = draw_parts(parts)
    if condition == "scan":
        scans = pymupdf.open()
        for number, page in enumerate(pymupdf.open("pdf", content)):
            pixmap = page.get_pixmap(dpi=200, alpha=False)
            pixels = np.frombuffer(pixmap.samples, np.uint8).reshape(pixmap.height, pixmap.width, 3)
            sheet = scans.new_page(width=page.rect.width, height=page.rect.height)
            sheet.insert_image(sheet.rect, stream=scan(pixels, 0.7 - 0.6 * number, number))
        content = scans.tobytes()
    path.write_bytes(content)
    return path
