"""Boxes to tick on scanned forms."""

from io import BytesIO
from pathlib import Path

import cv2
import numpy as np
import pymupdf
import pytest
from PIL import Image

from tests.support.pages.sheets import print_sheet
from tests.support.pages.wears import WEARS
from tests.support.reading import read_file
from tests.support.tick_forms import draw_form

pytestmark = pytest.mark.integration


def test_most_boxes_of_a_scanned_form_are_read_and_none_is_read_wrong(tmp_path: Path) -> None:
    pdf, truth = draw_form(2)
    pixmap = pdf[0].get_pixmap(dpi=200, alpha=False)
    sheet = np.frombuffer(pixmap.samples, np.uint8).reshape(pixmap.height, pixmap.width, 3)
    path = tmp_path / "solicitud.jpg"
    path.write_bytes(WEARS["scan200"].apply(sheet, 2))
    Image.open(BytesIO(path.read_bytes())).save(path, dpi=(200, 200), quality=90)
    (page,) = read_file(path)
    text = page.text.replace("\t", " ")
    found = [line for line in set(truth) if line in text]
    assert len(found) >= 0.9 * len(set(truth)), text
    for line in set(truth):
        other = f"{'[ ]' if line.startswith('[x]') else '[x]'}{line[3:]}"
        assert other in truth or other not in text, text


def test_the_ticks_of_a_printed_form_are_read_and_its_letters_are_no_boxes(tmp_path: Path) -> None:
    path = tmp_path / "formulario.png"
    Image.fromarray(print_sheet("formulario").picture(200)).save(path, dpi=(200, 200))
    (page,) = read_file(path)
    marked = [line for line in page.text.splitlines() if "[x]" in line or "[ ]" in line]
    assert [line[:3] for line in marked] == ["[x]", "[x]", "[ ]", "[ ]", "[x]", "[ ]", "[ ]"], page.text


def test_letters_that_are_nearly_square_are_no_boxes(tmp_path: Path) -> None:
    path = tmp_path / "extracto.png"
    fonts = Path(cv2.__file__).parent / "qt" / "fonts"
    pdf = pymupdf.open()
    page = pdf.new_page(width=595, height=300)
    for number, size in enumerate((8, 9, 11, 13)):
        line = f"IMPUESTO DEBITO -LEY {number}, CREDITO o DEPOSITO, O bien en D OSCAR"
        page.insert_text(
            (40, 60 + 50 * number), line, fontsize=size, fontname="F0", fontfile=fonts / "DejaVuSans.ttf"
        )
    page.get_pixmap(dpi=200).save(path)
    (read,) = read_file(path)
    assert "[ ]" not in read.text, read.text
    assert read.text.count("DEBITO") == 4
