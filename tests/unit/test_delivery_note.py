import pymupdf
import pytest

from function.document.pages import page_text
from function.reading.files.text_layer import read_text_layer
from function.reading.layout.order import arrange
from tests.support.delivery_note import UNITS, draw_delivery_note


@pytest.fixture(scope="module")
def words() -> str:
    layer = read_text_layer(pymupdf.open("pdf", draw_delivery_note())[0])
    blocks = arrange(layer.fragments, str, rulings=layer.rulings, figures=layer.figures)
    return " ".join(page_text(blocks).split())


@pytest.mark.parametrize("unit", UNITS)
def test_what_belongs_together_on_a_delivery_note_stays_together(unit: str, words: str) -> None:
    assert unit in words


def test_no_word_of_a_delivery_note_is_lost(words: str) -> None:
    assert sorted(words.split()) == sorted(" ".join(UNITS).split())
