"""Boxes to tick, as `[x]` and `[ ]` in the text."""

import pymupdf
import pytest

from function.document.markdown import page_to_markdown
from function.document.pages import Block, page_text
from function.reading.files.text_layer import read_text_layer
from function.reading.layout.order import arrange
from tests.support.pages.sheets import print_sheet, sheet_kinds
from tests.support.table_pages import draw_page
from tests.support.tick_forms import TITLE, draw_form

MARKS = ("[x]", "[ ]")


def read(pdf: pymupdf.Document) -> list[str]:
    layer = read_text_layer(pymupdf.open("pdf", pdf.tobytes())[0])
    return [piece.text for piece in layer.fragments]


@pytest.mark.parametrize("seed", range(6))
def test_drawn_boxes_are_read_with_their_labels_however_they_are_ticked(seed: int) -> None:
    pdf, truth = draw_form(seed)
    assert sorted(read(pdf)) == sorted([TITLE, *truth])


def test_a_ticked_form_is_read_line_by_line() -> None:
    layer = read_text_layer(print_sheet("formulario").pdf[0])
    blocks = arrange(layer.fragments, str, rulings=layer.rulings, figures=layer.figures)
    lines = page_text(blocks).splitlines()
    assert [line for line in lines if line.startswith(MARKS)] == [
        "[x] Lunes y miércoles",
        "[x] Martes y jueves",
        "[ ] Solo viernes",
        "[ ] Ninguna",
        "[x] Frutos secos (aporta informe médico de 12/05/2025)",
        "[ ] Gluten",
        "[ ] Lactosa",
    ]
    assert "\n[x] Lunes y miércoles" in page_to_markdown(blocks)


@pytest.mark.parametrize("kind", [kind for kind in sheet_kinds() if kind != "formulario"])
def test_a_page_without_boxes_has_no_marks(kind: str) -> None:
    assert not any(mark in text for text in read(print_sheet(kind).pdf) for mark in MARKS)


@pytest.mark.parametrize("kind", ["carta", "factura", "cebra"])
def test_cells_of_tables_are_no_boxes(kind: str) -> None:
    pdf = pymupdf.open("pdf", draw_page(kind).pdf)
    assert not any(mark in text for text in read(pdf) for mark in MARKS)


def draw_line(*texts: tuple[float, str]) -> tuple[pymupdf.Document, pymupdf.Page]:
    pdf = pymupdf.open()
    page = pdf.new_page(width=595, height=842)
    for x, text in texts:
        page.insert_text((x, 100), text, fontsize=11)
    return pdf, page


def test_places_for_digits_letters_in_boxes_and_bullets_are_no_boxes_to_tick() -> None:
    pdf, page = draw_line((60, "IBAN:"), (300, "F"), (400, "Desayuno incluido"))
    for number in range(8):
        page.draw_rect((100 + 12 * number, 90, 112 + 12 * number, 102))
    page.draw_rect((297, 90, 310, 103))
    page.draw_rect((388, 94, 394, 100), color=None, fill=(0, 0, 0))
    assert sorted(read(pdf)) == ["Desayuno incluido", "F", "IBAN:"]


def test_a_box_under_print_is_none() -> None:
    pdf, page = draw_line((60, "INFORMACIÓN ACADÉMICA"))
    page.draw_rect((90, 90, 102, 102))
    assert read(pdf) == ["INFORMACIÓN ACADÉMICA"]


def test_a_box_between_words_or_after_them_is_in_its_place() -> None:
    pdf, page = draw_line((60, "Sexo:  Hombre"), (190, "Mujer"))
    for x in (140, 230):
        page.draw_rect((x, 91, x + 10, 101))
    page.draw_line((231, 92), (239, 100))
    layer = read_text_layer(pymupdf.open("pdf", pdf.tobytes())[0])
    assert page_text(arrange(layer.fragments, str)) == "Sexo: Hombre [ ] Mujer [x]"


def test_a_page_of_a_thousand_squares_is_a_pattern() -> None:
    pdf, page = draw_line((60, "Plano"))
    for number in range(1000):
        x, y = 20 + 16 * (number % 34), 120 + 16 * (number // 34)
        page.draw_rect((x, y, x + 8, y + 8))
    assert read(pdf) == ["Plano"]


def test_brackets_that_are_no_ticks_are_escaped_in_markdown() -> None:
    block = Block("paragraph", "[x] Sí [ ] No [1] nota", (0, 0, 10, 10), ())
    assert page_to_markdown((block,)) == "[x] Sí [ ] No \\[1\\] nota"
