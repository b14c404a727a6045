"""Makes the four sample documents and their ground truth from `source/`."""

from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pymupdf
from PIL import Image

from local.samples import FOLDER, SAMPLES
from local.samples.drawing import paint_cover, sign
from local.samples.transcript import transcribe
from local.samples.typesetting import Stationery, typeset
from local.samples.wear import Pixels, photograph, scan

DPI = 200
SOURCE = FOLDER / "source"
# Skew in degrees counter-clockwise and seed of the noise, for each scanned page.
SCANNED_PAGES = ((0.7, 41), (-0.5, 42))
ANNUAL_REPORT = Stationery(
    margins=(68, 78, 68, 72),
    header='<p class="running">Asociación de Vecinos «El Robledal» · Memoria anual 2025</p>',
    footer='<p class="folio">{page}</p>',
)


def publish(folder: Path) -> None:
    """Write every document and its ground truth into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    makers = {
        "contrato": make_contract,
        "factura": make_invoice,
        "memoria": make_annual_report,
        "letter": make_letter,
    }
    for sample in SAMPLES:
        (folder / sample.file.name).write_bytes(makers[sample.name]())
        (folder / sample.truth.name).write_text(transcribe(_source(sample.name, "html")), encoding="utf-8")


def make_contract() -> bytes:
    """Make a scanned PDF: images of two signed pages, without a text layer."""
    pages = _typeset("contrato", Stationery(margins=(80, 70, 80, 62)))
    sign(pages[-1], "Fdo.: Íñigo", seed=7)
    sign(pages[-1], "Fdo.: Begoña", seed=19)
    scans = pymupdf.open()
    for page, (skew, seed) in zip(pages, SCANNED_PAGES, strict=True):
        sheet = scans.new_page(width=page.rect.width, height=page.rect.height)
        sheet.insert_image(sheet.rect, stream=scan(_picture(page), skew, seed))
    return _pdf(scans, "Contrato de arrendamiento", creator="Escáner de oficina")


def make_invoice() -> bytes:
    """Make a photo of a page."""
    return photograph(_picture(_typeset("factura", Stationery(margins=(66, 60, 66, 50)))[0]), seed=5)


def make_annual_report() -> bytes:
    """Make a PDF with a text layer, as a word processor exports it."""
    report = _typeset("memoria", ANNUAL_REPORT)
    paint_cover(report[0])
    return _pdf(report, "Memoria anual 2025", creator="Procesador de textos")


def make_letter() -> bytes:
    """Make a clean image of a page."""
    page = _typeset("letter", Stationery(margins=(80, 70, 80, 60)))[0]
    sign(page, "Tobias", seed=23)
    picture = Image.fromarray(_picture(page))
    buffer = BytesIO()
    picture.quantize(64, dither=Image.Dither.NONE).save(buffer, "PNG", dpi=(DPI, DPI), optimize=True)
    return buffer.getvalue()


def _typeset(name: str, stationery: Stationery) -> Any:
    return typeset(_source(name, "html"), _source(name, "css"), stationery)


def _source(name: str, kind: str) -> str:
    return (SOURCE / f"{name}.{kind}").read_text(encoding="utf-8")


def _picture(page: Any) -> Pixels:
    pixmap = page.get_pixmap(dpi=DPI)
    return np.frombuffer(pixmap.samples, np.uint8).reshape(pixmap.height, pixmap.width, 3)


def _pdf(document: Any, title: str, creator: str) -> bytes:
    """Return the bytes of the file, with a fixed date and no random id, so that they are reproducible."""
    date = "D:20260115090000+01'00'"
    document.set_metadata({"title": title, "creator": creator, "creationDate": date, "modDate": date})
    return bytes(document.tobytes(garbage=4, deflate=True, deflate_fonts=True, no_new_id=True))
