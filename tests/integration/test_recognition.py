"""Recognition of difficult pages: small print, narrow receipts, rotated and dark pages."""

import io

import cv2
import numpy as np
import pymupdf
import pytest
from PIL import Image, ImageOps

from function.models.locate import ocr_model_files
from function.reading.recognition.engine import OcrEngine, Recognised
from function.reading.recognition.strips import Pixels
from tests.support.letter import LETTER, draw_image
from tests.support.pages.edition import make_page
from tests.support.reading import make_engine, make_settings
from tests.support.scoring import bag_of_words_f1, character_error_rate

pytestmark = pytest.mark.integration

A3 = (842, 1191)


def pixels(image: Image.Image) -> Pixels:
    return np.ascontiguousarray(np.asarray(image.convert("RGB"))[:, :, ::-1])


def read(image: Image.Image) -> Recognised:
    return make_engine().recognise(pixels(image))


def text(recognised: Recognised) -> str:
    return "\n".join(line.text for line in recognised.lines)


def test_small_print_on_a_large_sheet_is_found_line_by_line() -> None:
    """At the detector's usual scale these lines are 7 pixels high and break apart."""
    pdf = pymupdf.open()
    page = pdf.new_page(width=A3[0], height=A3[1])
    lines = [f"{number + 1}. {line}" for number, line in enumerate(LETTER * 3)]
    for row, line in enumerate(lines):
        page.insert_text((60, 100 + 11 * row), line, fontsize=7.5)
    pixmap = page.get_pixmap(dpi=200, alpha=False)
    recognised = read(Image.frombytes("RGB", (pixmap.width, pixmap.height), pixmap.samples))
    assert len(recognised.lines) == len(lines)
    assert bag_of_words_f1("\n".join(lines), text(recognised)) > 0.97


@pytest.mark.parametrize("name", ["ticket_clean200", "ticket_r180"])
def test_a_receipt_is_read_whichever_way_it_lies(name: str) -> None:
    page = make_page(name)
    recognised = read(Image.open(io.BytesIO(page.content)))
    assert bag_of_words_f1(page.truth, text(recognised)) > 0.97
    assert recognised.rotation == (180 if name.endswith("r180") else 0)


def test_light_print_on_a_dark_ground_is_read() -> None:
    recognised = read(ImageOps.invert(draw_image()))
    assert character_error_rate("\n".join(LETTER), text(recognised)) < 0.01


def test_a_few_words_on_a_sheet_are_found() -> None:
    assert text(read(draw_image(("Página 3",)))) == "Página 3"


def test_nothing_is_read_on_a_blank_sheet() -> None:
    assert read(Image.new("RGB", (1240, 1754), "white")).lines == ()


@pytest.mark.parametrize("clockwise", [0, 90, 270])
def test_a_page_taken_for_one_on_its_side_is_read_upright(
    monkeypatch: pytest.MonkeyPatch, clockwise: int
) -> None:
    """As the classifier takes a noisy fax: lines that run up or down read well, too, but not in their order."""
    engine = make_engine()
    wrong = [(90 - clockwise) % 360, (270 - clockwise) % 360, (180 - clockwise) % 360, -clockwise % 360]
    monkeypatch.setattr(engine, "_likely_rotations", lambda _: wrong)
    recognised = engine.recognise(pixels(draw_image().rotate(-clockwise, expand=True)))
    assert recognised.rotation == -clockwise % 360
    assert character_error_rate("\n".join(LETTER), text(recognised)) < 0.01


def test_print_that_nobody_can_read_keeps_its_likeliest_turn() -> None:
    """Strokes that look like lines of text are unreadable in every rotation, and none scores clearly better."""
    chance = np.random.default_rng(3)
    sheet = np.full((1200, 900, 3), 255, np.uint8)
    for top in range(100, 1100, 60):
        sheet[top : top + 26, 100:800] = np.where(chance.random((26, 700, 1)) < 0.35, 60, 255)
    recognised = make_engine().recognise(sheet)
    assert recognised.size in {(900, 1200), (1200, 900)}


@pytest.mark.parametrize("name", ["factura_scan200", "acta_scan200"])
@pytest.mark.parametrize("other", [{"ocr_engine": "onnxruntime"}, {"ocr_precision": "float"}])
def test_the_engines_read_the_same(name: str, other: dict[str, str]) -> None:
    """paddle has a file of its own, because it needs an extra: test_paddle_engine."""
    image = pixels(Image.open(io.BytesIO(make_page(name).content)))
    settings = make_settings(**other)
    read_by_other = OcrEngine(settings, ocr_model_files(settings)).recognise(image)
    assert character_error_rate(text(make_engine().recognise(image)), text(read_by_other)) < 0.002


@pytest.mark.parametrize("levels", [20, 12])
def test_a_faded_slip_is_read_like_a_fresh_one(levels: int) -> None:
    """Print that is `levels` of 255 darker than the background, like faded thermal paper."""
    recognised = read(draw_image().point(lambda level: 200 + level * levels // 255))
    assert recognised.rotation == 0
    assert character_error_rate("\n".join(LETTER), text(recognised)) < 0.01


def test_lines_read_side_by_side_keep_their_order() -> None:
    """With lines of very different lengths, one at a time and in batches."""
    lines = tuple(f"{number} " + "palabra " * (number % 7) for number in range(1, 30))
    settings = make_settings(ocr_batch_size=4)
    for engine in (make_engine(), OcrEngine(settings, ocr_model_files(settings))):
        recognised = engine.recognise(pixels(draw_image(lines, dpi=100, size=11)))
        assert [line.text.split()[0] for line in recognised.lines] == [str(number) for number in range(1, 30)]


def test_bent_lines_are_read_along_their_bend() -> None:
    """Crumpled paper: long lines rise and fall by less than their distance, so straight boxes around them overlap."""
    lines = tuple(f"{number}. {' '.join(LETTER[1:3])}" for number in range(1, 25))
    page = pixels(draw_image(lines, dpi=200, size=9))
    across = np.arange(page.shape[1])
    y, x = np.mgrid[: page.shape[0], : page.shape[1]].astype(np.float32)
    bent = cv2.remap(page, x, y + 6 * np.sin(across / 200).astype(np.float32), cv2.INTER_CUBIC)
    recognised = make_engine().recognise(np.asarray(bent, np.uint8))
    assert len(recognised.lines) == len(lines)
    assert character_error_rate("\n".join(lines), text(recognised)) < 0.01
    heights = [line.polygon[3][1] - line.polygon[0][1] for line in recognised.lines]
    assert max(heights) < 1.5 * min(heights)


def test_print_that_the_edge_cuts_is_not_found_beyond_it() -> None:
    """Letters cut off at the right are drawn out into what the detector's input is filled up with."""
    page = np.asarray(draw_image().convert("RGB"))[:, :654, ::-1]
    lines = make_engine()._detector.find_lines(np.ascontiguousarray(page))
    assert lines
    assert max(float(line.corners[:, 0].mean()) for line in lines) < 654
