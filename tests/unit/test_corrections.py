"""A person's word about a line is put where the line is, and survives another reading."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from function.document.corrections import (
    LineCorrection,
    correct_in_place,
    correct_page,
    find_doubtful,
    place_corrections,
)
from function.document.pages import Block, Cell, Line, Page, Table
from function.reading.assembly import assemble


def line(text: str, top: float, left: float = 50, confidence: float = 0.9) -> Line:
    return Line(text, text, (left, top, left + 200, top + 12), confidence)


def block(text: str, *lines: Line, **others: object) -> Block:
    return Block("paragraph", text, (50, 50, 250, 200), lines, **others)  # type: ignore[arg-type]


def page(*blocks: Block, number: int = 1) -> Page:
    return Page(
        number,
        595,
        842,
        0,
        "ocr",
        "es",
        0.9,
        "\n\n".join(b.text for b in blocks),
        blocks,
        1.0,
        ("low_confidence",),
    )


def said(of: Line, text: str | None, number: int = 1, place: tuple[int, int] = (0, 0)) -> LineCorrection:
    return LineCorrection(number, *place, text, of.text, of.box, None, datetime.now(UTC))


def test_a_corrected_line_changes_its_block_and_its_page() -> None:
    first, second = line("Tota1 a pagar", 50), line("en siete dias", 64)
    corrected = correct_page(
        page(block("Tota1 a pagar en siete dias", first, second)), [said(first, "Total a pagar")]
    )
    assert corrected.text == "Total a pagar en siete dias"
    assert corrected.blocks[0].lines[0].text == "Total a pagar"
    assert corrected.blocks[0].lines[0].confidence == 1.0
    # What the engine read stays known.
    assert corrected.blocks[0].lines[0].raw_text == "Tota1 a pagar"


@pytest.mark.parametrize(
    ("text", "new", "expected"),
    [
        ("El contrato vence", "El con-", "El contrato vence"),
        ("El contrato vence", "Este con-", "Este contrato vence"),
        ("un texto que ya no contiene la línea", "Este con-", "Este con-\ntrato vence"),
    ],
)
def test_a_word_that_was_rejoined_stays_so(text: str, new: str, expected: str) -> None:
    first, second = line("El con-", 50), line("trato vence", 64)
    assert correct_page(page(block(text, first, second)), [said(first, new)]).text == expected


def test_a_line_that_says_nothing_is_gone() -> None:
    first, second = line("~~", 50), line("Hola", 64)
    assert correct_page(page(block("~~", first), block("Hola", second)), [said(first, "")]).text == "Hola"


def test_a_cell_is_corrected_in_its_row() -> None:
    lines = line("21,00", 50, 50), line("21,00", 64, 50)
    cells = tuple(Cell(row, 0, "21,00", one.box) for row, one in enumerate(lines))
    table = block("21,00\n21,00", *lines, table=Table(2, 1, cells))
    corrected = correct_page(page(table), [said(lines[1], "27,00", place=(0, 1))]).blocks[0]
    assert corrected.text == "21,00\n27,00"
    assert corrected.table is not None
    assert [cell.text for cell in corrected.table.cells] == ["21,00", "27,00"]


def test_a_cell_is_corrected_in_its_own_column() -> None:
    lines = line("21,00", 50, 50), line("21,00", 50, 300)
    cells = tuple(Cell(0, column, "21,00", one.box) for column, one in enumerate(lines))
    corrected = correct_page(
        page(block("21,00\t21,00", *lines, table=Table(1, 2, cells))), [said(lines[1], "27,00", place=(0, 1))]
    )
    assert corrected.text == "21,00\t27,00"


def make_expenses(text: str = "") -> Page:
    """Two rows of two cells; that of the amount of the first has `text`, as a line, or none."""
    amount = line(text, 50, 300)
    lines = (line("Luz", 50), *([amount] if text else []), line("Agua", 64), line("21,00", 64, 300))
    cells = (
        *(Cell(0, 0, "Luz", line("", 50).box), Cell(0, 1, text, (300, 46, 500, 66))),
        *(Cell(1, 0, "Agua", line("", 64).box), Cell(1, 1, "21,00", lines[-1].box)),
    )
    table = Table(2, 2, cells)
    return page(block(table.text, *lines, table=table))


def said_of_amount(text: str | None) -> LineCorrection:
    return LineCorrection(1, 0, None, text, "", (300, 46, 500, 66), None, datetime.now(UTC), cell_index=1)


def test_an_empty_cell_that_is_filled_in_has_a_line_between_the_others() -> None:
    read = make_expenses()
    corrected = correct_page(read, [said_of_amount("30,12")])
    assert corrected.text == "Luz\t30,12\nAgua\t21,00"
    assert [one.text for one in corrected.blocks[0].lines] == ["Luz", "30,12", "Agua", "21,00"]
    # As high as the others, or it would be taken for a title.
    assert corrected.blocks[0].lines[1].box == (300.0, 50.0, 500.0, 62.0)
    whole = assemble([read], default_language="es", corrections=[said_of_amount("30,12")])
    assert "| Luz | 30,12 |" in whole.markdown
    # A line is known by its index, so that what is told of the page has none more.
    assert correct_in_place(read, [said_of_amount("30,12")]).blocks[0].lines == read.blocks[0].lines
    assert correct_page(read, [said_of_amount("")]) == read


def test_a_persons_word_about_a_cell_stays_when_something_is_read_there() -> None:
    read = make_expenses("3O,l2")
    corrected = correct_page(read, [said_of_amount("30,12")])
    assert corrected.text == "Luz\t30,12\nAgua\t21,00"
    assert [one.text for one in corrected.blocks[0].lines] == ["Luz", "30,12", "Agua", "21,00"]
    assert list(find_doubtful(read)) == [(0, number) for number in range(4)]
    assert (0, 1) not in find_doubtful(corrected)
    accepted = correct_page(read, [said_of_amount(None)])
    assert (accepted.text, accepted.blocks[0].lines[1].confidence) == (read.text, 1.0)


def test_a_cell_that_is_not_there_any_more_gets_nobodys_words() -> None:
    moved = replace(said_of_amount("30,12"), box=(300, 300, 500, 312))
    for read in (make_expenses(), page(block("Hola", line("Hola", 50, 300)))):
        assert correct_page(read, [moved]) is read


def test_a_line_is_found_again_after_another_reading() -> None:
    """It has moved a little, is read a little differently, and is in another block."""
    before = line("Arrendador: Jose Garcia", 100)
    again = line("Arrendad0r: José Garcia", 102, 53)
    other = line("Arrendataria: Ana Ruiz", 116)
    read = page(block("Contrato", line("Contrato", 50)), block(f"{again.text} {other.text}", again, other))
    assert place_corrections(read, [said(before, "x")]).keys() == {(1, 0)}


@pytest.mark.parametrize(
    "now", [line("Arrendador: Jose Garcia", 160), line("Total: 21,00", 100), line("", 100)]
)
def test_a_line_that_is_not_there_any_more_gets_nobodys_words(now: Line) -> None:
    read = page(block(now.text, now))
    assert correct_page(read, [said(line("Arrendador: Jose Garcia", 100), "x")]) is read


def test_words_about_another_page_are_left_alone() -> None:
    read = page(block("Hola", line("Hola", 50)))
    assert correct_page(read, [said(line("Hola", 50), "x", number=2)]) is read


def test_a_page_is_in_doubt_until_all_its_doubtful_lines_are_settled() -> None:
    first, second = line("Hola", 50), line("Adios", 64)
    read = page(block("Hola Adios", first, second))
    assert list(find_doubtful(read)) == [(0, 0), (0, 1)]
    half = correct_page(read, [said(first, None)])
    assert (list(find_doubtful(half)), half.review_reasons) == ([(0, 1)], ("low_confidence",))
    whole = correct_page(read, [said(first, None), said(second, "Adiós", place=(0, 1))])
    assert (list(find_doubtful(whole)), whole.review_reasons) == ([], ())


def test_a_text_layer_is_not_in_doubt() -> None:
    assert list(find_doubtful(replace(page(block("x", line("x", 50))), source="text_layer"))) == []


def test_pages_are_saved_as_they_were_read() -> None:
    first = line("Tota1", 50)
    read = page(block("Tota1", first))
    whole = assemble([read], default_language="es", corrections=[said(first, "Total")])
    assert (whole.text, whole.pages[0].text, whole.as_read[0].text) == ("Total", "Total", "Tota1")
    assert (whole.changed, whole.review_reasons) == (frozenset(), ())
