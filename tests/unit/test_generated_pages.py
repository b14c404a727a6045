"""Generated pages: their truth is what is printed, and every machine generates the same pages."""

import io

import numpy as np
import pymupdf
import pytest
from PIL import Image

from tests.support.pages.edition import EDITION, make_page, page_names
from tests.support.pages.sheets import print_sheet, sheet_kinds
from tests.support.pages.wears import WEARS
from tests.support.scoring import bag_of_words_f1

UNLIGATURED = pymupdf.TEXTFLAGS_TEXT & ~pymupdf.TEXT_PRESERVE_LIGATURES & ~pymupdf.TEXT_MEDIABOX_CLIP


@pytest.mark.parametrize("kind", sheet_kinds())
def test_the_truth_of_a_sheet_is_what_is_printed_on_it(kind: str) -> None:
    sheet = print_sheet(kind)
    printed = sheet.pdf[0].get_text(flags=UNLIGATURED).replace("-\n", "")
    words = sheet.truth.replace("-", "")
    assert bag_of_words_f1(words, printed.replace("-", "")) > 0.995


@pytest.mark.parametrize("kind", sheet_kinds())
def test_nothing_is_printed_over_the_edge_of_the_paper(kind: str) -> None:
    page = print_sheet(kind).pdf[0]
    for x0, y0, x1, y1, *_ in page.get_text("words", flags=UNLIGATURED):
        assert page.rect.contains(pymupdf.Rect(x0, y0, x1, y1))


def test_every_kind_and_every_wear_is_in_the_edition() -> None:
    assert set(EDITION) == set(sheet_kinds())
    assert {wear for wears in EDITION.values() for wear in wears} == set(WEARS)


@pytest.mark.parametrize("wear", ["scan200", "fax", "blur", "faded"])
def test_the_same_page_comes_out_the_same(wear: str) -> None:
    name = next(name for name in page_names() if name.endswith(f"_{wear}"))
    first, second = make_page(name), make_page(name)
    assert first.content == second.content


def test_a_page_lies_as_its_name_says() -> None:
    upright = _pixels(make_page("carta_clean300").content)
    lying = _pixels(make_page("carta_r90").content)
    assert lying.shape[0] < lying.shape[1]
    clockwise = np.rot90(upright, -1)
    small = Image.fromarray(clockwise).resize((lying.shape[1], lying.shape[0]))
    assert np.abs(np.asarray(small).astype(int) - lying).mean() < 10


def _pixels(content: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(content)).convert("L"))
