import math

import cv2
import numpy as np
import pymupdf
import pytest

from function.reading.files.text_layer import read_text_layer
from function.reading.layout.fragments import Fragment, measure_level
from function.reading.layout.ruling import Ruling, merge_rulings, straighten_rulings
from function.reading.layout.scans import ScanDrawings, find_drawings
from tests.support.table_pages import draw_page

DPI = 150
SCALE = 72 / DPI


def scan(kind: str, degrees: float = 0.0) -> tuple[np.ndarray, list[Fragment]]:
    """A page as a picture turned clockwise by `degrees`, and its text where a recogniser would place it."""
    page = draw_page(kind)
    pixmap = page.render(DPI)
    pixels = np.frombuffer(pixmap.samples, np.uint8).reshape(pixmap.height, pixmap.width, 3)
    layer = read_text_layer(pymupdf.open("pdf", page.pdf)[0])
    return turn(pixels, list(layer.fragments), degrees)


def turn(pixels: np.ndarray, fragments: list[Fragment], degrees: float) -> tuple[np.ndarray, list[Fragment]]:
    sine, cosine = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
    matrix = np.array([[cosine, -sine, 0], [sine, cosine, 0]])
    height, width = pixels.shape[:2]
    turned = cv2.warpAffine(pixels, matrix, (width, height), borderValue=(255, 255, 255))
    pieces = []
    for piece in fragments:
        x = cosine * piece.centre - sine * piece.middle
        y = sine * piece.centre + cosine * piece.middle
        box = (x - piece.width / 2, y - piece.size / 2, x + piece.width / 2, y + piece.size / 2)
        pieces.append(Fragment(piece.line, *box, slope=sine / cosine, size=piece.size))
    return turned, pieces


def level_rulings(found: ScanDrawings, pieces: list[Fragment]) -> list[Ruling]:
    return merge_rulings(straighten_rulings(found.rulings, measure_level(pieces)), 5)


@pytest.mark.parametrize("degrees", [-5, -1.5, 0, 2, 5])
def test_the_rulings_of_a_scan_lie_where_they_are_drawn_however_it_lies(degrees: float) -> None:
    pixels, pieces = scan("factura", degrees)
    rulings = level_rulings(find_drawings(pixels, pieces, SCALE), pieces)
    (table,) = draw_page("factura").tables
    assert sum(ruling.horizontal for ruling in rulings) == table.rows + 1
    assert sum(not ruling.horizontal for ruling in rulings) == table.columns + 1
    assert all(abs(ruling.at(ruling.start) - ruling.at(ruling.end)) < 2 for ruling in rulings)


def test_letters_and_bars_are_no_rulings() -> None:
    for kind in ("carta", "cebra"):
        pixels, pieces = scan(kind)
        assert find_drawings(pixels, pieces, SCALE).rulings == ()


def test_a_picture_is_found_and_text_is_not_taken_for_one() -> None:
    pixels, pieces = scan("carta")
    assert find_drawings(pixels, pieces, SCALE).figures == ()
    photo = np.random.default_rng(1).integers(20, 160, (260, 380, 3), dtype=np.uint8)
    pixels = pixels.copy()
    pixels[1400:1660, 300:680] = photo
    (figure,) = find_drawings(pixels, pieces, SCALE).figures
    assert figure == pytest.approx((300 * SCALE, 1400 * SCALE, 680 * SCALE, 1660 * SCALE), abs=8)


def test_a_page_without_text_has_nothing_to_measure_by() -> None:
    assert find_drawings(np.zeros((100, 100, 3), np.uint8), [], SCALE) == ScanDrawings((), ())
