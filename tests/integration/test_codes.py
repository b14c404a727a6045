"""QR and bar codes of scans and of born-digital pages."""

from io import BytesIO
from pathlib import Path

import numpy as np
import pymupdf
import pytest
import zxingcpp
from PIL import Image

from function.document.pages import Page
from tests.support.codes import CODES, VERIFACTU, draw_on, print_code
from tests.support.files import look_at
from tests.support.pages.sheets import print_sheet
from tests.support.reading import read_file

pytestmark = pytest.mark.integration

PLACE = pymupdf.Rect(440, 24, 530, 114)


def open_invoice() -> pymupdf.Document:
    return pymupdf.open("pdf", print_sheet("factura").pdf.tobytes())


def read_code(pdf: pymupdf.Document, path: Path) -> Page:
    path.write_bytes(pdf.tobytes())
    (page,) = read_file(path)
    (block,) = [block for block in page.blocks if block.kind == "code"]
    assert block.code is not None
    assert (block.code.format, block.code.content) == ("QR Code", VERIFACTU)
    assert f"\n[QR Code: {VERIFACTU}]\n" in f"\n{page.text}\n"
    return page


def picture_of_code() -> bytes:
    code = zxingcpp.create_barcode(VERIFACTU, zxingcpp.BarcodeFormat.QRCode)
    buffer = BytesIO()
    Image.fromarray(np.array(code.to_image(scale=4, add_quiet_zones=False))).save(buffer, "PNG")
    return buffer.getvalue()


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_picture_of_a_code_beside_a_text_layer_is_read(tmp_path: Path, rotation: int) -> None:
    pdf = open_invoice()
    pdf[0].insert_image(PLACE, stream=picture_of_code())
    pdf[0].set_rotation(rotation)
    page = read_code(pdf, tmp_path / "factura.pdf")
    assert page.source == "text_layer"
    (box,) = [block.box for block in page.blocks if block.kind == "code"]
    assert box == pytest.approx(tuple(PLACE), abs=3)


def test_a_code_drawn_module_by_module_is_read(tmp_path: Path) -> None:
    pdf = open_invoice()
    draw_on(pdf[0], "VeriFactu", PLACE)
    assert read_code(pdf, tmp_path / "factura.pdf").source == "text_layer"


def test_a_code_on_a_scanned_page_lying_on_its_side_is_read(tmp_path: Path) -> None:
    page = print_sheet("carta").picture(200).copy()
    print_code("VeriFactu", page, 200, (150, 20))
    path = tmp_path / "carta.png"
    Image.fromarray(np.rot90(page)).save(path, dpi=(200, 200))
    (read,) = read_file(path)
    (block,) = [block for block in read.blocks if block.code is not None]
    assert read.rotation == 90
    assert block.box == pytest.approx([value * 72 / 25.4 for value in (150, 20, 180, 50)], abs=3)
    assert CODES["VeriFactu"][2] in read.text


def test_a_page_of_text_without_pictures_is_not_rendered_for_codes(tmp_path: Path) -> None:
    path = tmp_path / "factura.pdf"
    path.write_bytes(open_invoice().tobytes())
    contents, _ = look_at(path)
    assert contents.layer is not None
    assert contents.layer.code_places == ()
    assert contents.codes == ()
