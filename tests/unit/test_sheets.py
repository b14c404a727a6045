"""Which papers on a photo are read by themselves, and what is looked at around them."""

import numpy as np
import pytest

from function.reading.recognition.engine import Recognised, RecognisedLine
from function.reading.recognition.strips import Pixels
from function.reading.sheets import read_sheets
from tests.support.desk import corners_of, lay

SIZE = (1200, 900)
# The paper on it is turned a little, and its upper edge is near this row.
PAPER = corners_of((600, 500), (500, 600), 4)
EDGE = 200
HEIGHT = 20


def line(x: float, y: float, text: str) -> RecognisedLine:
    """A line of `HEIGHT` whose lower left corner is at (x, y)."""
    return RecognisedLine(text, ((x, y - HEIGHT), (x + 150, y - HEIGHT), (x + 150, y), (x, y)), 0.99)


def photo() -> Pixels:
    return lay([(np.full((600, 500, 3), 250, np.uint8), PAPER)], SIZE, "slate")


def is_photo(pixels: Pixels) -> bool:
    """Whether these are the whole picture or a copy of it, and not a paper cut out of it."""
    return bool(abs(pixels.shape[1] / pixels.shape[0] - SIZE[0] / SIZE[1]) < 0.01)


def read(above: float) -> list[str]:
    """The text of each sheet, with a line so many heights above a paper."""

    def recognise(pixels: Pixels) -> Recognised:
        size = pixels.shape[1], pixels.shape[0]
        if not is_photo(pixels):
            return Recognised(tuple(line(50, 60 + 40 * row, "en el papel") for row in range(10)), 0, size)
        scale = size[0] / SIZE[0]
        return Recognised((line(500 * scale, (EDGE - above * HEIGHT) * scale, "encima de él"),), 0, size)

    return [
        " ".join(line.text for line in sheet.recognised.lines)
        for sheet in read_sheets(photo(), recognise).sheets
    ]


def test_print_beyond_the_margin_of_another_paper_is_read_after_it() -> None:
    paper, around = read(above=5)
    assert paper.startswith("en el papel")
    assert around == "encima de él"


@pytest.mark.parametrize("above", [0, 1.5])
def test_a_paper_whose_print_goes_on_across_its_edge_is_none(above: float) -> None:
    """As the part of a receipt below a fold, where shadow lies above it."""
    assert read(above) == ["encima de él"]


def test_the_place_of_a_paper_is_grained_while_its_surroundings_are_read() -> None:
    seen: list[Pixels] = []

    def recognise(pixels: Pixels) -> Recognised:
        seen.append(pixels)
        return Recognised((line(50, 60, "letras"),), 0, (pixels.shape[1], pixels.shape[0]))

    read_sheets(photo(), recognise)
    surroundings = [pixels for pixels in seen if is_photo(pixels)]
    assert surroundings
    for pixels in surroundings:
        height, width = pixels.shape[:2]
        place = pixels[height * 4 // 9 : height * 5 // 9, width * 4 // 9 : width * 5 // 9]
        assert place.mean() < 100
        assert place.std() > 3
