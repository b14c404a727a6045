"""Small documents for the end-to-end tests."""

import itertools

import pymupdf

from local.samples import SAMPLES

_numbers = itertools.count(1)


def draw_contract() -> bytes:
    """Return the first page of the scanned contract as a grey JPEG of 110 dpi."""
    contract = next(sample for sample in SAMPLES if sample.name == "contrato")
    with pymupdf.open(contract.file) as source:
        image: bytes = source[0].get_pixmap(dpi=110, colorspace=pymupdf.csGRAY).tobytes("jpeg")
    return image


def scan_with_pages(pages: int) -> bytes:
    """The scanned contract's first page repeated, with a mark that makes every page different."""
    image = draw_contract()
    made = pymupdf.open()
    for number in range(pages):
        page = made.new_page()
        page.insert_image(page.rect, stream=image)
        page.draw_rect(pymupdf.Rect(10 + number, 10, 20 + number, 20))
    content: bytes = made.tobytes()
    return content


def scan_of_expenses() -> bytes:
    """A picture of a ruled table in which a cell is empty."""
    rows = [("Concepto", "Cantidad", "Precio"), ("Alquiler de la plaza", "", "45,00"), ("Luz", "1", "30,12")]
    lefts, height = (60, 240, 330, 420), 26
    with pymupdf.open() as pdf:
        page = pdf.new_page(width=480, height=300)
        page.insert_text((60, 80), "Gastos de la fiesta en mayo", fontsize=16)
        for row, texts in enumerate(rows):
            top = 110 + row * height
            for left, right, text in zip(lefts, lefts[1:], texts, strict=False):
                page.draw_rect((left, top, right, top + height), width=0.8)
                page.insert_text((left + 6, top + 17), text, fontsize=11)
        content: bytes = page.get_pixmap(dpi=150).tobytes("png")
    return content


def long_text(pages: int) -> bytes:
    """Pages full of text that differ from each other; read in milliseconds, embedded in a quarter of a second each."""
    made = pymupdf.open()
    for page in range(pages):
        lines = [
            f"En la sesión {page}.{number} la junta revisó las cuentas, la caldera y el tejado del portal {number}."
            for number in range(40)
        ]
        made.new_page().insert_text((50, 60), lines, fontsize=10)
    content: bytes = made.tobytes()
    return content


def short_pdf() -> bytes:
    """One page with a text layer, different on every call; takes milliseconds to read."""
    made = pymupdf.open()
    line = f"Recibo número {next(_numbers)} de la comunidad de propietarios de la calle Mayor."
    made.new_page().insert_text(
        (72, 72), [line, "El importe se cargará en la cuenta habitual el día cinco."] * 3
    )
    content: bytes = made.tobytes()
    return content
