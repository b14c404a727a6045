"""Lines in the detector's map of print."""

import numpy as np
import pytest

from function.reading.recognition.detector import sort_lines
from function.reading.recognition.outlines import Outline, find_outlines
from function.reading.recognition.paddle_import import import_paddleocr


def outlines(printed: np.ndarray, lowest: float = 0.4) -> list[Outline]:
    # Imported here as the function does: whole, and while tests are being collected, PaddleX takes seven seconds.
    import_paddleocr()
    from paddlex.inference.models.text_detection.processors import DBPostProcess

    return list(find_outlines(printed, (2.0, 2.0), lowest, DBPostProcess().unclip))


def draw(rise: float, *, height: int = 12, strength: float = 0.9) -> np.ndarray:
    """The map of one line that rises and falls by `rise`."""
    printed = np.zeros((120, 600), np.float32)
    for x in range(40, 560):
        top = round(54 + rise * np.sin(x / 60))
        printed[top : top + height, x] = strength
    return printed


def test_a_straight_line_has_four_corners_and_no_bend() -> None:
    (line,) = outlines(draw(0))
    assert line.middle is None
    assert line.score == pytest.approx(0.9, abs=0.05)
    assert line.corners[:, 0].min() == pytest.approx(80 - 17, abs=4)
    assert line.level == pytest.approx(2 * 59.5, abs=3)


def test_a_bent_line_is_followed_and_scores_by_its_own_print() -> None:
    (line,) = outlines(draw(10))
    (straight,) = outlines(draw(0))
    assert line.middle is not None
    assert np.ptp(line.middle[:, 1]) == pytest.approx(2 * 20, rel=0.15)
    assert line.score == pytest.approx(straight.score, abs=0.05)
    # Its box is as high as its print, not as its bend.
    assert line.height == pytest.approx(np.ptp(straight.corners[:, 1]), rel=0.15)
    assert line.moved(100).level == pytest.approx(line.level + 100)


def test_faint_print_is_left_out() -> None:
    assert outlines(draw(0, strength=0.5), lowest=0.6) == []
    assert outlines(draw(0, strength=0.5)) != []


def test_specks_are_no_lines() -> None:
    printed = np.zeros((100, 100), np.float32)
    printed[50:52, 50:52] = 1
    assert outlines(printed) == []


def test_lines_come_from_the_top_and_in_a_row_from_the_left() -> None:
    places = [(300, 104), (10, 100), (10, 50), (150, 108)]
    lines = [
        Outline(np.array([(x, y), (x + 9, y), (x + 9, y + 9), (x, y + 9)], float), 1.0) for x, y in places
    ]
    assert [tuple(line.corners[0]) for line in sort_lines(lines)] == [
        (10, 50),
        (10, 100),
        (150, 108),
        (300, 104),
    ]
