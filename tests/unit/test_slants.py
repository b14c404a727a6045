"""Telling papers apart by the slant of their lines."""

import numpy as np
import pytest

from function.reading.recognition.engine import Polygon, Recognised, RecognisedLine
from function.reading.slants import part_papers


def polygon(x: float, y: float, length: float, degrees: float) -> Polygon:
    """The corners of a line 20 pixels high whose top left corner is at (x, y)."""
    along = np.array((np.cos(np.radians(degrees)), np.sin(np.radians(degrees))))
    down = np.array((-along[1], along[0])) * 20
    start = np.array((x, y))
    corners = (start, start + length * along, start + length * along + down, start + down)
    return tuple((float(corner[0]), float(corner[1])) for corner in corners)


def paper(name: str, x: float, degrees: float, rows: int = 6) -> list[RecognisedLine]:
    """Rows of a label and a price, the labels 200 pixels long."""
    lines = []
    for row in range(rows):
        y = 200.0 + 40 * row
        rise = 320 * float(np.sin(np.radians(degrees)))
        lines.append(RecognisedLine(f"{name}{row}", polygon(x, y, 200, degrees), 1.0))
        lines.append(RecognisedLine(f"{name}{row},00", polygon(x + 320, y + rise, 50, degrees), 1.0))
    return lines


def part(*lines: RecognisedLine) -> list[set[str]]:
    # By rows of the picture, as they are detected.
    ordered = sorted(lines, key=lambda line: line.polygon[0][1])
    parts = part_papers(Recognised(tuple(ordered), 0, (1600, 800)))
    return [{line.text[0] for line in one.lines} for one in parts]


@pytest.mark.parametrize("degrees", [(-6, 9), (8, -2), (0, 7)])
def test_two_papers_that_lie_askew_are_told_apart(degrees: tuple[int, int]) -> None:
    assert part(*paper("a", 100, degrees[0]), *paper("b", 800, degrees[1])) == [{"a"}, {"b"}]


@pytest.mark.parametrize("degrees", [(0, 0), (4, 4), (-2, 2)])
def test_columns_of_about_one_slant_are_one_paper(degrees: tuple[int, int]) -> None:
    assert part(*paper("a", 100, degrees[0]), *paper("b", 800, degrees[1])) == [{"a", "b"}]


def test_a_few_words_of_another_slant_are_no_paper() -> None:
    assert part(*paper("a", 100, 0), *paper("b", 800, 30, rows=3)) == [{"a", "b"}]


def test_stamped_words_across_the_page_do_not_divide_it() -> None:
    stamped = [RecognisedLine("sello", polygon(300, 100 + 90 * row, 250, -35), 1.0) for row in range(5)]
    assert part(*paper("a", 100, 0), *paper("b", 800, 0), *stamped) == [{"a", "b", "s"}]


def test_print_that_was_not_read_stays_with_its_paper() -> None:
    unread = (polygon(150, 300, 90, -6), polygon(900, 300, 90, 9), polygon(950, 350, 90, 9))
    lines = (*paper("a", 100, -6), *paper("b", 800, 9))
    left, right = part_papers(Recognised(lines, 0, (1600, 800), unread=unread))
    assert (len(left.unread), len(right.unread)) == (1, 2)
