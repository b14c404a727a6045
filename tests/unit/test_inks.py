"""Taking black print and coloured ink apart."""

import cv2
import numpy as np
import pytest

from function.reading.recognition.inks import part_inks
from function.reading.recognition.strips import Pixels
from tests.support.letter import draw_image
from tests.support.overprints import BLACK, BLUE, RED, VIOLET, Colour, press, stamp

DPI = 150


def sheet() -> Pixels:
    return np.asarray(draw_image(dpi=DPI))


def bgr(page: Pixels) -> Pixels:
    return np.ascontiguousarray(page[:, :, ::-1])


@pytest.mark.parametrize("colour", [BLUE, RED, VIOLET])
def test_print_is_left_where_a_stamp_was(colour: Colour) -> None:
    clean = sheet()
    inks = part_inks(bgr(press(clean, DPI, stamp(250, 150, ["RECIBIDO"], colour))))
    assert inks is not None
    assert np.abs(inks.print.astype(int) - bgr(clean)).mean() < 0.5
    assert (inks.over < 128).any()


@pytest.mark.parametrize("colour", [BLACK, (0.5, 0.5, 0.5)])
def test_ink_without_colour_is_print(colour: Colour) -> None:
    assert part_inks(bgr(press(sheet(), DPI, stamp(250, 150, ["RECIBIDO"], colour)))) is None


def test_a_stamp_beside_the_print_is_left_alone() -> None:
    assert part_inks(bgr(press(sheet(), DPI, stamp(250, 500, ["RECIBIDO"], RED)))) is None


def test_dark_blue_print_is_no_stamp() -> None:
    grey = sheet()[:, :, :1] / 255
    page = (np.array([25, 35, 85]) + grey * (255 - np.array([25, 35, 85]))).astype(np.uint8)
    assert part_inks(bgr(page)) is None


def test_coloured_grounds_and_rulings_are_no_stamps() -> None:
    page = sheet().copy()
    page[200:330] = np.minimum(page[200:330], np.array([170, 200, 250], np.uint8))
    cv2.line(page, (100, 345), (1000, 345), (200, 30, 30), 3)
    assert part_inks(bgr(page)) is None


def test_words_of_the_same_ink_that_hardly_touch_print_are_taken_out_as_well() -> None:
    clean = sheet()
    stamped = press(clean, DPI, stamp(250, 150, ["RECIBIDO"], RED), stamp(322, 218, ["COPIA"], RED))
    inks = part_inks(bgr(stamped))
    assert inks is not None
    assert np.abs(inks.print.astype(int) - bgr(clean)).mean() < 0.1


def test_print_with_brown_edges_is_not_taken_for_the_ink_over_it() -> None:
    """Thin print photographed in warm light has them."""
    grey = bgr(np.asarray(draw_image(dpi=300)))
    near = cv2.erode(grey, np.ones((3, 3), np.uint8))[:, :, :1] / 255
    brown = np.array([165, 190, 215])
    page = np.minimum(grey, (brown + near * (255 - brown)).astype(np.uint8))
    inks = part_inks(bgr(press(bgr(page), 300, stamp(250, 150, ["RECIBIDO"], BLUE))))
    assert inks is not None
    assert np.abs(inks.print.astype(int) - page).mean() < 0.01
