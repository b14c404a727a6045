"""Stamps and signatures over print, and lines along the margin."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from function.document.pages import Page
from local.samples.wear import Pixels
from tests.support.letter import LETTER, draw_image
from tests.support.overprints import (
    BLACK,
    BLUE,
    GREEN,
    HOLE,
    RED,
    VIOLET,
    Draw,
    holes,
    press,
    register_line,
    round_stamp,
    scrawl,
    signature,
    stamp,
    watermark,
)
from tests.support.reading import read_file
from tests.support.scoring import character_error_rate

pytestmark = pytest.mark.integration

DPI = 150
TRUTH = "\n".join(LETTER)
REGISTER = "Inscrita en el Registro Mercantil de Madrid, Tomo 23.456, Folio 117, Hoja M-412.309"


def read(tmp_path: Path, *draws: Draw, sheet: Pixels | None = None) -> Page:
    page = np.asarray(draw_image(dpi=DPI)) if sheet is None else sheet
    path = tmp_path / "carta.png"
    Image.fromarray(press(page, DPI, *draws)).save(path, dpi=(DPI, DPI))
    (page_read,) = read_file(path)
    return page_read


def body(page: Page) -> str:
    """The text of the page up to its last sentence."""
    return page.text[: page.text.index("Muñiz.") + len("Muñiz.")]


@pytest.mark.parametrize("colour", [BLUE, RED, VIOLET, GREEN])
def test_a_stamp_does_not_hide_the_print_under_it(tmp_path: Path, colour: tuple[float, ...]) -> None:
    seal = stamp(250, 150, ["RECIBIDO", "12 OCT 2026"], (colour[0], colour[1], colour[2]), degrees=8)
    page = read(tmp_path, seal)
    assert character_error_rate(TRUTH, body(page)) < 0.01


def test_the_words_of_a_stamp_are_a_block_of_their_own(tmp_path: Path) -> None:
    page = read(tmp_path, stamp(250, 150, ["RECIBIDO", "12 OCT 2026"], RED, degrees=8))
    assert page.blocks[-1].text.split() == ["RECIBIDO", "12", "OCT", "2026"]
    assert page.blocks[-1].kind == "paragraph"


def test_a_seal_with_words_around_it_does_not_hide_the_print_under_it(tmp_path: Path) -> None:
    page = read(
        tmp_path, round_stamp(250, 150, 50, "AYUNTAMIENTO DE SORIA * SECRETARIA * ", "VISADO", VIOLET)
    )
    assert character_error_rate(TRUTH, body(page)) < 0.01


def test_a_signature_over_print_is_no_text_and_needs_no_review(tmp_path: Path) -> None:
    page = read(tmp_path, signature(120, 160, 190, BLUE))
    assert character_error_rate(TRUTH, page.text) < 0.01
    assert page.review_reasons == ()


def test_a_grey_watermark_breaks_no_line(tmp_path: Path) -> None:
    page = read(tmp_path, watermark("COPIA", degrees=-20, size=110))
    assert character_error_rate(TRUTH, body(page)) < 0.01


def test_coloured_words_beside_black_ones_stay_in_their_lines(tmp_path: Path) -> None:
    """A form filled in in blue is no form with stamps on it."""
    labels = np.asarray(draw_image(("Nombre:", "Domicilio:", "Población:"), dpi=DPI))
    values = np.asarray(
        draw_image(
            (
                "                          Begoña",
                "                          Calle Mayor",
                "                          Soria",
            ),
            dpi=DPI,
        )
    )
    blue = np.where(values < 128, np.array([30, 60, 160]), values).astype(np.uint8)
    page = read(tmp_path, sheet=np.minimum(labels, blue))
    assert page.text.split() == ["Nombre:", "Begoña", "Domicilio:", "Calle", "Mayor", "Población:", "Soria"]


@pytest.mark.parametrize(("x", "upwards"), [(25, True), (570, False)])
def test_a_line_along_the_margin_is_read_turned_and_follows_the_body(
    tmp_path: Path, x: float, upwards: bool
) -> None:
    page = read(tmp_path, register_line(REGISTER, x, 700, size=9, upwards=upwards))
    assert character_error_rate(TRUTH, body(page)) < 0.01
    assert character_error_rate(REGISTER, page.blocks[-1].text) < 0.02
    (line,) = page.blocks[-1].lines
    assert line.box[0] < x < line.box[2] + 10
    assert line.box[3] - line.box[1] > 300


def test_a_note_by_hand_is_boxed_and_flagged_and_adds_no_nonsense(tmp_path: Path) -> None:
    words = ((6, 3, 8, 4), (4, 9, 5, 5), (7, 7, 6))
    notes = (scrawl(60, 320 + 40 * row, words[row], BLUE, seed=row) for row in range(len(words)))
    page = read(tmp_path, *notes)
    written = [block for block in page.blocks if block.kind == "handwriting"]
    assert character_error_rate(TRUTH, page.text) < 0.01
    assert page.review_reasons == ("handwriting_like",)
    for row, block in enumerate(sorted(written, key=lambda block: block.box[1])):
        assert block.text == ""
        assert block.box[1] < 320 + 40 * row < block.box[3]
    assert len(written) == len(words)


def test_a_signature_below_the_print_is_no_text_and_needs_no_review(tmp_path: Path) -> None:
    page = read(tmp_path, signature(300, 290, 110, BLACK))
    assert character_error_rate(TRUTH, page.text) < 0.01
    assert page.review_reasons == ()


@pytest.mark.parametrize("gap", [1.0, 14.0])
def test_print_beside_punched_holes_is_read_and_the_holes_are_no_letters(tmp_path: Path, gap: float) -> None:
    first_line, last_line = 96, 208
    page = read(tmp_path, holes(60 - gap - HOLE, first_line, last_line, 420, 530))
    assert character_error_rate(TRUTH, page.text) < 0.01
    assert page.review_reasons == ()
