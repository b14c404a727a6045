"""An overcrowded page is read in bounded time and without losing a word."""

from collections.abc import Callable
from pathlib import Path

import pymupdf
import pytest

from function.reading.files import messages
from function.reading.files.text_layer import read_text_layer
from tests.support.reading import read_file
from tests.support.zoo.crowded import (
    CROWDED,
    book_on_a_page,
    scattered_words,
    table_of_numbers,
    thousands_of_rules,
)

pytestmark = pytest.mark.integration


def save(make: Callable[[], bytes], folder: Path) -> Path:
    path = folder / f"{make.__name__}.pdf"
    path.write_bytes(make())
    return path


def words_on(path: Path) -> list[str]:
    return sorted(read_text_layer(pymupdf.open(path)[0]).text.split())


@pytest.mark.parametrize("make", CROWDED, ids=lambda make: make.__name__)
def test_a_crowded_page_keeps_all_its_words(make: Callable[[], bytes], tmp_path: Path) -> None:
    path = save(make, tmp_path)
    (page,) = read_file(path)
    assert page.source == "text_layer"
    assert sorted(page.text.split()) == words_on(path)


def test_a_large_table_is_a_table(tmp_path: Path) -> None:
    (page,) = read_file(save(lambda: table_of_numbers(120, 30), tmp_path))
    (block,) = page.blocks
    assert block.table is not None
    assert (block.table.rows, block.table.columns) == (120, 30)
    assert page.review_reasons == ()


@pytest.mark.parametrize("make", [book_on_a_page, scattered_words, thousands_of_rules])
def test_a_page_whose_order_is_not_worked_out_says_so(make: Callable[[], bytes], tmp_path: Path) -> None:
    (page,) = read_file(save(make, tmp_path))
    assert page.review_reasons == ("crowded",)


def test_a_page_that_takes_too_long_is_put_in_plain_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = save(scattered_words, tmp_path)
    monkeypatch.setattr(messages, "ARRANGE_SECONDS", 0.0)
    (page,) = read_file(path)
    assert page.review_reasons == ("crowded",)
    assert [block.kind for block in page.blocks] == ["paragraph"]
    assert sorted(page.text.split()) == words_on(path)
    monkeypatch.undo()
    assert len(read_file(save(lambda: table_of_numbers(9, 4), tmp_path))[0].blocks) == 1
