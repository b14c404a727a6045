"""Tables read by the whole reader with the real models."""

from pathlib import Path

import pytest

from function.document.pages import Page
from function.reading.assembly import assemble
from tests.support.long_tables import save_parts, statement
from tests.support.reading import read_file
from tests.support.table_pages import draw_page
from tests.support.table_scoring import score_tables
from tests.support.worn_table_pages import save_page

pytestmark = pytest.mark.integration


def read(kind: str, condition: str, folder: Path) -> tuple[Page, float, int]:
    """Return the page, the share of correct cells, and the number of tables found where there is none."""
    page = draw_page(kind, 1)
    (found,) = read_file(save_page(page, condition, folder))
    score = score_tables(page.tables, [block.table for block in found.blocks if block.table is not None])
    return found, score.share, score.extra


@pytest.mark.parametrize("kind", ["factura", "nomina", "extracto", "combinada", "tarifas"])
def test_the_tables_of_a_text_layer_are_exact(kind: str, tmp_path: Path) -> None:
    page, share, extra = read(kind, "text layer", tmp_path)
    assert (page.source, share, extra) == ("text_layer", 1.0, 0)


# A single space or digit that the recogniser misses makes a cell wrong, so no page has to be perfect.
@pytest.mark.parametrize(
    ("kind", "condition"),
    [
        ("factura", "scan"), ("nomina", "photo"), ("extracto", "photo"), ("combinada", "scan"),
        ("tarifas", "clean 200 dpi"),
    ],
)  # fmt: skip
def test_the_tables_of_worn_pages_keep_their_grid(kind: str, condition: str, tmp_path: Path) -> None:
    page, share, extra = read(kind, condition, tmp_path)
    assert page.source == "ocr"
    assert share >= 0.88
    assert extra == 0


def test_a_scanned_letter_has_no_tables(tmp_path: Path) -> None:
    page, _, extra = read("carta", "scan", tmp_path)
    assert extra == 0
    assert "Contador:" in page.text


@pytest.mark.parametrize("condition", ["text layer", "scan"])
def test_a_statement_of_three_pages_is_one_table(condition: str, tmp_path: Path) -> None:
    pages = read_file(save_parts(statement(), condition, tmp_path))
    assert {page.source for page in pages} == {"text_layer" if condition == "text layer" else "ocr"}
    whole = assemble(pages, default_language="es")
    tables = [block.table for page in whole.pages for block in page.blocks if block.table is not None]
    assert [(table.continues, table.repeated_rows) for table in tables] == [(False, 0), (True, 1), (True, 1)]
    assert sum(table.rows - table.repeated_rows for table in tables) == 1 + 34 + 34 + 5
    assert whole.text.count("Concepto") == whole.markdown.count("Concepto") == 1
