"""Titles and lists: what sets them apart from the text around them."""

from dataclasses import replace

from function.reading.layout.fragments import Fragment
from function.reading.layout.order import arrange
from tests.unit.test_order import HEIGHT, LETTER, PITCH, PROSE, column, piece


def bold(text: str, x: float, y: float, *, height: float = HEIGHT, letter: float = LETTER) -> Fragment:
    return replace(piece(text, x, y, height=height, letter=letter), bold=True)


def titles(fragments: list[Fragment]) -> list[str]:
    return [block.text for block in arrange(fragments, str) if block.kind == "title"]


def test_the_number_of_a_section_set_apart_from_its_title_belongs_to_it() -> None:
    page = [*column("a", 0, 0, rows=5), bold("5.2.1.", 0, 90), bold("Enseñanza superior", 45, 90)]
    page += [*column("b", 0, 120, rows=5)]
    assert titles(page) == ["5.2.1. Enseñanza superior"]


def test_a_title_in_several_lines_is_one() -> None:
    page = [
        *column("a", 0, 0, rows=5),
        bold("5.4.", 0, 95),
        bold("Formación continua, contratación,", 45, 95),
    ]
    page += [bold("y 2018, 2019 y 2020", 45, 109), *column("b", 0, 140, rows=5)]
    assert titles(page) == ["5.4. Formación continua, contratación, y 2018, 2019 y 2020"]


def test_titles_below_each_other_are_kept_apart() -> None:
    page = [bold("CAPÍTULO II. Clasificación", 0, 0), bold("Artículo 8.- Clasificación funcional.", 0, 14)]
    page += column("a", 0, 40, rows=6)
    assert titles(page) == ["CAPÍTULO II. Clasificación", "Artículo 8.- Clasificación funcional."]


def test_a_part_of_a_law_is_a_title_in_any_print() -> None:
    page = [piece("Artículo 26.", 0, 0), *column("a", 0, 14, rows=5), piece("Capítulo III", 0, 110)]
    page += [*column("b", 0, 140, rows=5), piece("Artículo 27 de la ley", 0, 220)]
    assert titles(page) == ["Artículo 26.", "Capítulo III"]


def test_capitals_and_bold_print_are_no_titles_where_all_is_so() -> None:
    lines = ["CUENTA CORRIENTE EN PESOS", "VILLA TESEI", "PERSONA JURIDICA", "CIUDAD AUTONOMA"]
    assert titles([piece(text, 0, 40 * row) for row, text in enumerate(lines)]) == []
    assert titles([bold(text.capitalize(), 0, 40 * row) for row, text in enumerate(lines)]) == []


def test_text_is_no_title_where_more_is_printed_smaller() -> None:
    small = [
        piece(f"n{row} {PROSE} {PROSE}"[:150], 0, 200 + 8 * row, height=7, letter=3.5) for row in range(16)
    ]
    assert titles([*column("a", 0, 0, rows=12), *small]) == []


def test_items_of_several_lines_are_a_list() -> None:
    texts = ["• Quienes tengan una relación laboral que", "esté excluida de la legislación.", "• Los demás."]
    page = [piece(text, 0, PITCH * row) for row, text in enumerate(texts)]
    assert [(block.kind, block.text.count("\n")) for block in arrange(page, str)] == [("list", 1)]


def test_an_item_in_bold_print_is_no_title() -> None:
    page = [
        *column("a", 0, 0, rows=6),
        bold("• Comisiones de la construcción", 0, 110),
        *column("b", 0, 140, rows=6),
    ]
    assert titles(page) == []
