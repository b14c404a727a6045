"""Where a piece of text stands on the pages."""

from function.document.pages import Block, BlockKind, Box, Cell, Line, Page, Table
from function.document.places import TextBox, find_text


def line(text: str, row: int) -> Line:
    return Line(text, text, box(row), 0.99)


def box(row: int, left: float = 10.0) -> Box:
    return (left, 20.0 * row, left + 100, 20.0 * row + 12)


def paragraph(text: str, *lines: Line, kind: BlockKind = "paragraph") -> Block:
    return Block(kind, text, box(0), lines)


def page(number: int, *blocks: Block) -> Page:
    return Page(number, 595, 842, 0, "ocr", "es", 0.99, "", blocks, 0.0)


def test_the_lines_of_a_passage_are_found_though_it_joins_a_broken_word() -> None:
    letter = page(
        1,
        paragraph(
            "La caldera se arregla mañana.",
            line("La cal-", 1),
            line("dera se", 2),
            line("arregla mañana.", 3),
        ),
    )
    assert find_text([letter], "caldera") == (TextBox(1, box(1)), TextBox(1, box(2)))


def test_a_passage_that_goes_on_over_the_page_has_boxes_on_both() -> None:
    pages = [
        page(1, paragraph("Uno dos", line("Uno dos", 1)), paragraph("pie", line("pie", 40), kind="footer")),
        page(2, paragraph("tres cuatro", line("tres cuatro", 1)), paragraph("cinco", line("cinco", 3))),
    ]
    assert find_text(pages, "dos\n\ntres cuatro") == (TextBox(1, box(1)), TextBox(2, box(1)))


def test_in_a_table_the_cells_are_found() -> None:
    cells = (Cell(0, 0, "Base", box(1)), Cell(0, 1, "1.250,00 €", box(1, 200)), Cell(1, 0, "IVA", box(2)))
    block = Block("table", "Base\t1.250,00 €\nIVA\t", box(0), (), Table(2, 2, cells))
    assert find_text([page(1, block)], "1.250,00 €\nIVA") == (TextBox(1, box(1, 200)), TextBox(1, box(2)))


def test_what_is_not_on_the_pages_has_no_place() -> None:
    letter = page(1, paragraph("La caldera", line("La caldera", 1)))
    assert find_text([letter], "el tejado") == ()
    assert find_text([letter], " … ") == ()
    assert find_text([], "la caldera") == ()
