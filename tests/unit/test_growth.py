"""The cost of a page is nearly linear in what is on it, not quadratic, measured in interpreter steps."""

import math
import random
import sys
from collections.abc import Callable, Sequence
from types import FrameType
from typing import Any

import pytest

from function.document.pages import Block, Box, Line, Page
from function.reading.files.shapes import group_shapes
from function.reading.layout.cells import find_cell_columns
from function.reading.layout.effort import MAX_PIECES, MAX_RULINGS, Effort, Efforts
from function.reading.layout.fragments import Fragment
from function.reading.layout.grids import find_grids
from function.reading.layout.hyphens import RUN_ON, join_pieces, read_words
from function.reading.layout.order import arrange
from function.reading.layout.panels import find_panels
from function.reading.layout.plain import arrange_plainly
from function.reading.layout.rows import group_rows
from function.reading.layout.ruling import Ruling, merge_rulings, sides
from function.reading.page_breaks import mark_continued

SMALL, LARGE = 240, 960
# From 240 to 960, n log n grows by a factor of 5.0 and n squared by 16.
MOST = 6.0
HEIGHT = 10.0
PROSE = "la casa grande de la plaza mayor que vimos ayer por la tarde desde el balcón"


def piece(text: str, x: float, y: float) -> Fragment:
    box = (x, y, x + 5 * len(text), y + HEIGHT)
    return Fragment(Line(text, text, box, 1.0), *box, slope=0.0, size=HEIGHT)


def high_table(count: int) -> list[Fragment]:
    return [piece(str(100 + n), 60.0 * (n % 4), 14.0 * (n // 4)) for n in range(count)]


def wide_table(count: int) -> list[Fragment]:
    return [piece(str(100 + n), 40.0 * (n // 6), 14.0 * (n % 6)) for n in range(count)]


def one_row(count: int) -> list[Fragment]:
    return [piece("a", 12.0 * n, 0) for n in range(count)]


def prose(count: int) -> list[Fragment]:
    return [piece(f"{PROSE[n % 7 :]}"[:60], 0, 14.0 * n) for n in range(count)]


def two_columns(count: int) -> list[Fragment]:
    return [piece(PROSE[:50], 300.0 * (n % 2), 14.0 * (n // 2)) for n in range(count)]


def scattered(count: int) -> list[Fragment]:
    chance, side = random.Random(1), 40 * math.sqrt(count)
    return [piece(f"p{n}", chance.uniform(0, side), chance.uniform(0, side)) for n in range(count)]


def in_one_place(count: int) -> list[Fragment]:
    return [piece(f"p{n}", 0.05 * n, 0.02 * n) for n in range(count)]


def dashes(count: int) -> list[Ruling]:
    return [Ruling(20.0 * n, 0, 20.0 * n + 5, 0) for n in range(count)]


def levels(count: int) -> list[Ruling]:
    return [Ruling(0, 12.0 * n, 500, 12.0 * n) for n in range(count)]


def boxes(count: int) -> list[Ruling]:
    places = ((60.0 * (n % 16), 60.0 * (n // 16)) for n in range(count // 4))
    return [side for x, y in places for side in sides((x, y, x + 40, y + 40))]


def squares(count: int) -> list[Box]:
    return [
        (20.0 * (n % 30), 20.0 * (n // 30), 20.0 * (n % 30) + 3, 20.0 * (n // 30) + 3) for n in range(count)
    ]


def count_steps(work: Callable[[], object]) -> int:
    """The interpreter's trace events: calls, lines and returns."""
    steps = 0

    def trace(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal steps
        steps += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return steps


def growth(work: Callable[[int], Callable[[], object]]) -> float:
    return count_steps(work(LARGE)) / count_steps(work(SMALL))


PAGES = [high_table, wide_table, one_row, prose, two_columns, scattered, in_one_place]


@pytest.mark.parametrize("draw", PAGES)
def test_rows_are_found_in_near_linear_time(draw: Callable[[int], list[Fragment]]) -> None:
    def work(count: int) -> Callable[[], object]:
        fragments = draw(count)
        return lambda: group_rows(fragments)

    assert growth(work) < MOST


@pytest.mark.parametrize("draw", PAGES)
def test_columns_of_cells_are_found_in_near_linear_time(draw: Callable[[int], list[Fragment]]) -> None:
    def work(count: int) -> Callable[[], object]:
        rows = group_rows(draw(count))
        return lambda: find_cell_columns(rows)

    assert growth(work) < MOST


@pytest.mark.parametrize("draw", [high_table, one_row, prose, two_columns])
def test_an_orderly_page_is_arranged_in_near_linear_time(draw: Callable[[int], list[Fragment]]) -> None:
    def work(count: int) -> Callable[[], object]:
        fragments = draw(count)
        return lambda: arrange(fragments, str)

    assert growth(work) < MOST


@pytest.mark.parametrize("draw", PAGES)
def test_the_searches_of_any_page_end_when_their_effort_does(draw: Callable[[int], list[Fragment]]) -> None:
    """The efforts are too small even for the smaller page, so only linear work can still grow."""

    def work(count: int) -> Callable[[], object]:
        fragments = draw(count)
        return lambda: arrange(
            fragments, str, efforts=Efforts(elements=Effort(50), columns=Effort(50), tables=Effort(50))
        )

    assert growth(work) < MOST


def test_a_page_with_too_many_rulings_keeps_the_table_that_the_longest_make() -> None:
    table = [*(Ruling(0, 14.0 * row, 240, 14.0 * row) for row in range(6))]
    table += [Ruling(60.0 * column, 0, 60.0 * column, 70) for column in range(5)]
    ticks = [Ruling(400, 0.5 * n, 405, 0.5 * n) for n in range(MAX_RULINGS)]
    words = [piece(f"{n}0", 60.0 * (n % 4) + 5, 14.0 * (n // 4) + 2) for n in range(20)]
    efforts = Efforts()
    (block,) = arrange(words, str, rulings=[*ticks, *table], efforts=efforts)
    assert block.table is not None
    assert (block.table.rows, block.table.columns) == (5, 4)
    assert efforts.exhausted


def test_a_page_with_too_many_pieces_is_put_in_plain_order() -> None:
    efforts = Efforts()
    (block,) = arrange(high_table(MAX_PIECES + 1), str, efforts=efforts)
    assert block.kind == "paragraph"
    assert efforts.exhausted


def test_a_page_says_when_its_efforts_did_not_suffice() -> None:
    efforts = Efforts(elements=Effort(50), columns=Effort(50), tables=Effort(50))
    blocks = arrange(scattered(SMALL), str, efforts=efforts)
    assert efforts.exhausted
    assert sum(len(block.lines) for block in blocks) == SMALL
    efforts = Efforts()
    arrange(two_columns(SMALL), str, efforts=efforts)
    assert not efforts.exhausted


@pytest.mark.parametrize("draw", [dashes, levels, boxes])
def test_rulings_are_merged_in_near_linear_time(draw: Callable[[int], list[Ruling]]) -> None:
    def work(count: int) -> Callable[[], object]:
        rulings = draw(count)
        return lambda: merge_rulings(rulings, 5)

    assert growth(work) < MOST


@pytest.mark.parametrize("draw", [dashes, levels, boxes])
def test_grids_are_found_in_near_linear_time(draw: Callable[[int], list[Ruling]]) -> None:
    def work(count: int) -> Callable[[], object]:
        rulings = draw(count)
        return lambda: find_grids(rulings, HEIGHT)

    assert growth(work) < MOST


@pytest.mark.parametrize("upright", [True, False])
def test_panels_are_found_in_near_linear_time(upright: bool) -> None:
    def work(count: int) -> Callable[[], object]:
        across = levels(count)
        lines = [Ruling(ruling.y0, 600, ruling.y0, 900) for ruling in across] if upright else []
        return lambda: find_panels(high_table(40), [*lines, *across], Effort())

    assert growth(work) < MOST


def test_shapes_are_grouped_in_near_linear_time() -> None:
    def work(count: int) -> Callable[[], object]:
        shapes: Sequence[Box] = squares(count)
        return lambda: group_shapes(shapes)

    assert growth(work) < MOST


def test_plain_order_takes_near_linear_time_and_leaves_nothing_out() -> None:
    assert growth(lambda count: lambda: arrange_plainly(scattered(count))) < MOST
    (block,) = arrange_plainly([piece("abajo", 0, 40), piece("derecha", 90, 1), piece("izquierda", 0, 0)])
    assert block.text == "izquierda derecha\nabajo"


def test_a_word_without_end_is_read_once() -> None:
    """Reading it again from each of its letters would take hours."""
    word = "a" * 300_000
    assert read_words([f"{word} b"]) == {word}
    assert join_pieces(f"{word}-{RUN_ON}{word} fin", frozenset()) == f"{word}{word} fin"


def test_tables_that_go_on_are_found_in_near_linear_time() -> None:
    """Two pages of nearly the same lines in one place, so that each could be any of the other page's."""

    def draw(number: int, text: str, count: int) -> Page:
        texts = [f"{text} {n}" for n in range(count)]
        lines = [Line(text, text, (40, 40, 90, 50), 1.0) for text in texts]
        (table,) = arrange(high_table(24), str)
        blocks = (*(Block("paragraph", line.text, line.box, (line,)) for line in lines), table)
        return Page(number, 595, 842, 0, "ocr", "es", 1.0, "", blocks, 0.0)

    def work(count: int) -> Callable[[], object]:
        pages = [draw(1, "la línea de un membrete", count), draw(2, "la linea de un membrete", count)]
        return lambda: mark_continued(pages)

    assert growth(work) < MOST
