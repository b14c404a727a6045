"""Pages that the reading tests draw for themselves, and the one reader with real models that reads them."""

import atexit
import io
from functools import cache
from pathlib import Path
from typing import Any

import pymupdf
from PIL import Image

from function.document.pages import Page
from function.intake.sniff import sniff
from function.models.locate import ocr_model_files
from function.reading.reader import OpenDocument, Reader
from function.reading.recognition.engine import OcrEngine
from function.settings import Settings
from tests.settings import settings

LETTER = (
    "Muy señor mío:",
    "Le escribo por la avería del ascensor de nuestra casa.",
    "¿Cuándo piensan arreglarlo? El técnico cobró 4.300,50 euros.",
    "Mi madre, de ochenta y siete años, vive en el sexto piso.",
    "Reciba un cordial saludo de Begoña Muñiz.",
)
A4 = (595, 842)


@cache
def make_settings(**overrides: Any) -> Settings:
    return settings(**overrides)


@cache
def make_engine() -> OcrEngine:
    return OcrEngine(make_settings(), ocr_model_files(make_settings()))


@cache
def make_reader(**overrides: Any) -> Reader:
    """With the real recogniser; its process ends with the tests."""
    reader = Reader(make_settings(**overrides), make_engine().recognise)
    atexit.register(reader.close)
    return reader


def open_file(path: Path, *, force_ocr: bool = False, **overrides: Any) -> OpenDocument:
    """The file as the pipeline opens it, under the id `doc-1`."""
    return make_reader(**overrides).open(path, sniff(path, "doc-1"), "doc-1", force_ocr=force_ocr)


def read_file(path: Path, *, force_ocr: bool = False) -> list[Page]:
    with open_file(path, force_ocr=force_ocr) as document:
        return [document.read_page(number + 1) for number in range(document.page_count)]


def draw_pdf(lines: tuple[str, ...] = LETTER, *, size: float = 14) -> pymupdf.Document:
    """One A4 page with a text layer."""
    pdf = pymupdf.open()
    page = pdf.new_page(width=A4[0], height=A4[1])
    for row, line in enumerate(lines):
        page.insert_text((60, 100 + 2 * size * row), line, fontsize=size, fontname="helv")
    return pdf


def draw_image(lines: tuple[str, ...] = LETTER, *, dpi: int = 150, size: float = 14) -> Image.Image:
    """The same page as a picture, upright."""
    pixmap = draw_pdf(lines, size=size)[0].get_pixmap(dpi=dpi, alpha=False)
    return Image.frombytes("RGB", (pixmap.width, pixmap.height), pixmap.samples)


def draw_scan(image: Image.Image) -> pymupdf.Document:
    """A PDF page that is nothing but a picture."""
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=90)
    pdf = pymupdf.open()
    page = pdf.new_page(width=A4[0], height=A4[1])
    page.insert_image(page.rect, stream=buffer.getvalue())
    return pdf
