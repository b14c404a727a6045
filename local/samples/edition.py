"""The four sample documents, from their source to the files and texts beside this module."""

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
# Counter-clockwise degrees and the seed of the noise, for each page of the scan.
SCANNED_PAGES = ((0.7, 41), (-0.5, 42))
ANNUAL_REPORT = Stationery(
    margins=(68, 78, 68, 72),
    header='<p class="running">Asociación de Vecinos «El Robledal» · Memoria anual 2025</p>',
    footer='<p class="folio">{page}</p>',
)


def publish(folder: Path) -> None:
    """Writes every document and its ground truth into `folder`."""
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
    """A scanned PDF: pictures of two signed pages, no text layer."""
    pages = _typeset("contrato", Stationery(margins=(80, 70, 80, 62)))
    sign(pages[-1], "Fdo.: Íñigo", seed=7)
    sign(pages[-1], "Fdo.: Begoña", seed=19)
    scans = pymupdf.open()
    for page, (skew, seed) in zip(pages, SCANNED_PAGES, strict=True):
        sheet = scans.new_page(width=page.rect.width, height=page.rect.height)
        sheet.insert_image(sheet.rect, stream=scan(_picture(page), skew, seed))
    return _pdf(scans, "Contrato de arrendamiento", creator="Escáner de oficina")


def make_invoice() -> bytes:
    """A photographed page."""
    return photograph(_picture(_typeset("factura", Stationery(margins=(66, 60, 66, 50)))[0]), seed=5)


def make_annual_report() -> bytes:
    """A PDF with its text layer, as a word processor exports it."""
    report = _typeset("memoria", ANNUAL_REPORT)
    paint_cover(report[0])
    return _pdf(report, "Memoria anual 2025", creator="Procesador de textos")


def make_letter() -> bytes:
    """A clean page as a picture."""
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
    """The file's bytes, without the date and the random id that would differ from one day to the next."""
    date = "D:20260115090000+01'00'"
    document.set_metadata({"title": title, "creator": creator, "creationDate": date, "modDate": date})
    return bytes(document.tobytes(garbage=4, deflate=True, deflate_fonts=True, no_new_id=True))
