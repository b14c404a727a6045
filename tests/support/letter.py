"""A letter, drawn as a PDF with a text layer, as a picture or as a scan."""

import io

import pymupdf
from PIL import Image

LETTER = (
    "Muy señor mío:",
    "Le escribo por la avería del ascensor de nuestra casa.",
    "¿Cuándo piensan arreglarlo? El técnico cobró 4.300,50 euros.",
    "Mi madre, de ochenta y siete años, vive en el sexto piso.",
    "Reciba un cordial saludo de Begoña Muñiz.",
)
A4 = (595, 842)


def draw_pdf(lines: tuple[str, ...] = LETTER, *, size: float = 14) -> pymupdf.Document:
    """One A4 page with a text layer."""
    pdf = pymupdf.open()
    page = pdf.new_page(width=A4[0], height=A4[1])
    for row, line in enumerate(lines):
        page.insert_text((60, 100 + 2 * size * row), line, fontsize=size, fontname="helv")
    return pdf


def draw_image(lines: tuple[str, ...] = LETTER, *, dpi: int = 150, size: float = 14) -> Image.Image:
    """The same page as an upright picture."""
    pixmap = draw_pdf(lines, size=size)[0].get_pixmap(dpi=dpi, alpha=False)
    return Image.frombytes("RGB", (pixmap.width, pixmap.height), pixmap.samples)


def draw_scan(image: Image.Image) -> pymupdf.Document:
    """A PDF page with only a picture on it."""
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=90)
    pdf = pymupdf.open()
    page = pdf.new_page(width=A4[0], height=A4[1])
    page.insert_image(page.rect, stream=buffer.getvalue())
    return pdf
