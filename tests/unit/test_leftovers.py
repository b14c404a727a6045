"""Print that no line covers."""

import numpy as np
import pytest

from function.reading.recognition.leftovers import find_leftovers
from function.reading.recognition.outlines import Outline
from function.reading.recognition.strips import Pixels
from tests.support.letter import draw_image

DPI = 150
SIZE = 14
LEFT, RIGHT = 120, 900


def page(*lines: str) -> Pixels:
    return np.ascontiguousarray(np.asarray(draw_image(lines, dpi=DPI, size=SIZE))[:, :, ::-1])


def outline(row: int) -> Outline:
    """The box of a line of `draw_image`."""
    bottom = (100 + 2 * SIZE * row + 5) * DPI / 72
    top = bottom - 36
    return Outline(np.array([(LEFT, top), (RIGHT, top), (RIGHT, bottom), (LEFT, bottom)]), 0.9)


TEXT = "una línea de letra de imprenta"


def test_a_line_that_nobody_read_is_found() -> None:
    (found,) = find_leftovers(page(TEXT, TEXT, TEXT), [outline(0), outline(2)])
    assert abs(found.level - outline(1).level) < 15
    assert found.corners[:, 0].min() == pytest.approx(125, abs=15)


def test_nothing_is_left_over_where_every_line_was_read() -> None:
    assert find_leftovers(page(TEXT, TEXT, TEXT), [outline(row) for row in range(3)]) == []


def test_the_upper_halves_of_letters_at_a_cut_are_print() -> None:
    cut = page(TEXT, TEXT)
    middle = round(outline(1).level)
    cut[middle - 2 :] = 255
    assert len(find_leftovers(cut, [outline(0)])) == 1


def test_a_line_of_which_the_scan_shows_only_the_tops_is_print() -> None:
    cut = page(TEXT, f"{TEXT} {TEXT}")
    baseline = (100 + 2 * SIZE) * DPI / 72
    cut[round(baseline - 0.42 * SIZE * DPI / 72) :] = 255
    assert len(find_leftovers(cut, [outline(0)])) == 1


def test_a_cut_line_that_wavers_right_below_another_is_print() -> None:
    cut = page(TEXT, TEXT, TEXT, f"{TEXT} {TEXT}")
    baseline = (100 + 6 * SIZE) * DPI / 72
    cut[round(baseline - 0.42 * SIZE * DPI / 72) :] = 255
    shift = np.round(5 * np.sin(np.arange(cut.shape[1]) / 160)).astype(int)
    rows = np.clip(np.arange(len(cut))[:, None] + shift, 0, len(cut) - 1)
    wavering = np.take_along_axis(cut, rows[:, :, None], axis=0)
    above = outline(2)
    above.corners[2:, 1] = baseline - 0.95 * SIZE * DPI / 72
    assert len(find_leftovers(wavering, [outline(0), outline(1), above])) == 1


def test_rulings_dots_and_specks_are_no_print() -> None:
    drawn = page(TEXT)
    drawn[700:703, 100:900] = 0
    for x in range(100, 900, 14):
        drawn[800:804, x : x + 4] = 0
    chance = np.random.default_rng(1)
    drawn[900:][chance.random(drawn[900:].shape[:2]) < 0.001] = 0
    assert find_leftovers(drawn, [outline(0)]) == []


def test_without_a_line_there_is_no_measure() -> None:
    assert find_leftovers(page(TEXT), []) == []
