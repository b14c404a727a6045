"""Handwriting among lines in doubt."""

from collections.abc import Sequence

import cv2
import numpy as np
import pymupdf
import pytest

from function.reading.handwriting import handwriting_block, part_handwriting
from function.reading.recognition.engine import Polygon, Recognised, RecognisedLine
from function.reading.recognition.strips import Pixels
from tests.support.overprints import BLACK, press, scrawl

DPI = 150
SIZE = 12
PRINT = "Recibí de Begoña Muñiz la suma de 4.300 euros"
ROWS = 6
WORDS = ((5, 3, 7, 4), (6, 6, 2, 5), (3, 8, 5), (7, 4, 6), (4, 4, 4, 6), (9, 3, 5))


def place(row: int) -> float:
    return 100 + 40 * row


def polygon(row: int) -> Polygon:
    """The box of a line as the detector draws it."""
    top, bottom = ((place(row) + offset) * DPI / 72 for offset in (-18, 9))
    return ((115, top), (720, top), (720, bottom), (115, bottom))


def draw_print(font: str) -> Pixels:
    page = pymupdf.open().new_page(width=595, height=400)
    for row in range(ROWS):
        page.insert_text((60, place(row)), PRINT, fontsize=SIZE, fontname=font)
    pixmap = page.get_pixmap(dpi=DPI, alpha=False)
    return np.frombuffer(pixmap.samples, np.uint8).reshape(pixmap.height, pixmap.width, 3).copy()


def write_by_hand(page: Pixels, rows: Sequence[int]) -> Pixels:
    return press(page, DPI, *(scrawl(60, place(row), WORDS[row], BLACK, seed=row) for row in rows))


def read(pixels: Pixels, rows: Sequence[int], *, confidence: float = 0.7, text: str = "Lnq rn") -> Recognised:
    lines = tuple(RecognisedLine(text, polygon(row), confidence) for row in rows)
    return Recognised(lines, 0, (pixels.shape[1], pixels.shape[0]))


def blank() -> Pixels:
    return np.full((round(400 * DPI / 72), round(595 * DPI / 72), 3), 255, np.uint8)


def test_lines_written_by_hand_are_found_and_have_no_nonsense() -> None:
    page = write_by_hand(blank(), range(ROWS))
    printed, written = part_handwriting(read(page, range(ROWS)), page)
    assert printed.lines == ()
    assert [line.polygon for line in written] == [polygon(row) for row in range(ROWS)]
    assert {line.text for line in written} == {""}


@pytest.mark.parametrize("font", ["helv", "heit", "hebi", "tiro", "tiit", "tibi", "cour", "coit"])
@pytest.mark.parametrize("blur", [0.0, 1.0, 2.0])
def test_print_in_doubt_is_never_handwriting(font: str, blur: float) -> None:
    page = draw_print(font)
    page = np.asarray(cv2.GaussianBlur(page, (0, 0), blur), np.uint8) if blur else page
    recognised = read(page, range(ROWS))
    assert part_handwriting(recognised, page) == (recognised, ())


def test_handwriting_beside_print_is_parted_from_it() -> None:
    page = draw_print("tiit")
    for row in (4, 5):
        top, bottom = round(polygon(row)[0][1]), round(polygon(row)[2][1])
        page[top - 10 : bottom + 10] = 255
    page = write_by_hand(page, (4, 5))
    printed, written = part_handwriting(read(page, range(ROWS)), page)
    assert [line.polygon for line in printed.lines] == [polygon(row) for row in range(4)]
    assert [line.polygon for line in written] == [polygon(4), polygon(5)]


def test_handwriting_that_was_read_well_keeps_its_text() -> None:
    page = write_by_hand(blank(), range(ROWS))
    _, written = part_handwriting(read(page, range(ROWS), confidence=0.92, text="Juan Ruiz"), page)
    block = handwriting_block(written[0], 72 / DPI)
    assert (block.kind, block.text) == ("handwriting", "Juan Ruiz")
    assert block.box == pytest.approx((55.2, 82, 345.6, 109), abs=0.1)
    assert [line.text for line in block.lines] == ["Juan Ruiz"]


def test_a_line_that_is_sure_is_not_looked_at() -> None:
    page = write_by_hand(blank(), range(ROWS))
    recognised = read(page, range(ROWS), confidence=0.99)
    assert part_handwriting(recognised, page) == (recognised, ())


def test_lines_that_were_rejected_or_missed_are_handwriting_too() -> None:
    page = write_by_hand(blank(), range(2))
    (rejected,) = read(page, [0], confidence=0.3, text="J").lines
    recognised = Recognised((), 0, (page.shape[1], page.shape[0]), unread=(polygon(1),), rejected=(rejected,))
    printed, written = part_handwriting(recognised, page)
    assert printed.unread == ()
    assert [line.polygon for line in written] == [polygon(0), polygon(1)]
