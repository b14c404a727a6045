"""Assembling a document from its pages: text, language, confidence, and running headers and footers."""

from dataclasses import replace

import pytest

from function.document.pages import Block, BlockKind, Line, Page, page_text
from function.reading.assembly import assemble
from function.reading.files.flow import NOWHERE
from function.reading.files.typesetting import Typesetter

HEIGHT = 842.0


def block(text: str, top: float, *, kind: BlockKind = "paragraph") -> Block:
    """A block with one line for each line of `text`, starting `top` points down the page."""
    rows = text.split("\n")
    lines = tuple(
        Line(row, row, (60, top + 12 * number, 500, top + 12 * number + 10), 0.9)
        for number, row in enumerate(rows)
    )
    return Block(kind, text, (60, top, 500, top + 12 * len(rows) - 2), lines)


def page(
    number: int, *blocks: Block, language: str = "es", confidence: float | None = 0.9, text: str | None = None
) -> Page:
    return Page(
        number,
        595,
        HEIGHT,
        0,
        "ocr",
        language,
        confidence,
        page_text(blocks) if text is None else text,
        blocks,
        0.1,
    )


def test_page_starts_point_at_the_pages() -> None:
    whole = assemble(
        [page(1, block("uno", 200)), page(2), page(3, block("tres", 200))], default_language="es"
    )
    assert [
        whole.text[start : start + len(page.text)]
        for start, page in zip(whole.page_starts, whole.pages, strict=True)
    ] == [
        "uno",
        "",
        "tres",
    ]


def test_the_language_with_most_text_is_the_documents() -> None:
    pages = [page(1, block("ab", 200), language="en"), page(2, block("largo y claro", 200))]
    assert assemble(pages, default_language="ca").language == "es"
    assert assemble([page(1)], default_language="ca").language == "ca"


def test_confidence_weighs_pages_by_their_text() -> None:
    pages = [page(1, block("a" * 30, 200)), page(2, block("a" * 10, 200), confidence=0.5)]
    assert assemble(pages, default_language="es").confidence == pytest.approx(0.8)
    assert assemble([page(1, confidence=None)], default_language="es").confidence is None


@pytest.mark.parametrize("last", ["Página {} de 3", "{}", "- {} -", "Pág. {}", "{}/3"])
def test_what_runs_through_a_document_is_marked_and_left_out_of_its_text(last: str) -> None:
    pages = [
        page(
            number,
            block("Comunidad de Propietarios - Memoria 2025", 30 + number % 2),
            block(f"Texto propio de la hoja {'abc'[number - 1] * 9}.", 200),
            block(last.format(number), 810),
        )
        for number in (1, 2, 3)
    ]
    whole = assemble(pages, default_language="es")
    assert whole.text == "\n\n".join(f"Texto propio de la hoja {letter * 9}." for letter in "abc")
    assert [[block.kind for block in page.blocks] for page in whole.pages] == [
        ["header", "paragraph", "footer"]
    ] * 3
    assert "Memoria" not in whole.markdown


def test_a_header_of_left_and_one_of_right_pages_both_run() -> None:
    names = ("Memoria anual", "Asociación de Vecinos") * 3
    pages = [page(n, block(name, 30), block(f"Cuerpo {n}", 300)) for n, name in enumerate(names, start=1)]
    assert "Memoria" not in assemble(pages, default_language="es").text
    assert "Vecinos" not in assemble(pages, default_language="es").text


def test_a_header_that_was_recognised_a_little_differently_still_runs() -> None:
    pages = [
        page(1, block("Asociación de Vecinos El Olivar", 30), block("Uno.", 300)),
        page(2, block("Asociacion de Vecinos El 0livar", 33), block("Dos.", 300)),
    ]
    assert assemble(pages, default_language="es").text == "Uno.\n\nDos."


def test_nothing_runs_on_a_single_page() -> None:
    whole = assemble([page(1, block("Contrato nº 3", 30), block("1", 810))], default_language="es")
    assert whole.text == "Contrato nº 3\n\n1"


def test_a_letterhead_stays_in_the_text() -> None:
    letterhead = "Talleres Muñiz, S.L.\nCalle Mayor, 3 - 28013 Madrid\nCIF B-12345678"
    pages = [page(n, block(letterhead, 20), block(f"Cuerpo {n}", 300)) for n in (1, 2)]
    assert "B-12345678" in assemble(pages, default_language="es").text


def test_the_same_words_in_the_middle_of_pages_do_not_run() -> None:
    pages = [page(n, block("Firma del interesado", 400)) for n in (1, 2)]
    assert assemble(pages, default_language="es").text.count("Firma") == 2


def test_a_table_that_begins_at_the_top_of_each_page_does_not_run() -> None:
    pages = [page(n, block("Fecha\tConcepto\tImporte", 40, kind="table")) for n in (1, 2)]
    assert assemble(pages, default_language="es").text.count("Importe") == 2


def test_what_is_in_doubt_on_any_page_is_in_doubt_in_the_document() -> None:
    doubtful = replace(page(2), review_reasons=("low_confidence",))
    assert assemble([page(1), doubtful], default_language="es").review_reasons == ("low_confidence",)


def test_only_one_page_has_the_documents_title_and_changed_pages_are_known() -> None:
    titles = [replace(block(f"Capítulo {n}", 100, kind="title"), level=1) for n in (1, 2)]
    whole = assemble(
        [page(n, title, block("Texto.", 300)) for n, title in enumerate(titles, 1)], default_language="es"
    )
    assert [page.blocks[0].level for page in whole.pages] == [1, 2]
    assert whole.changed == {2}


def test_levels_that_a_file_itself_gives_are_kept() -> None:
    titles = [Block("title", f"{word} parte", NOWHERE, (), level=1) for word in ("Primera", "Segunda")]
    pages = [
        replace(page(n, *laid_out.blocks), source="text_layer")
        for n, laid_out in enumerate(Typesetter().set([titles[0], None, titles[1]]), 1)
    ]
    whole = assemble(
        [*pages, page(3, replace(block("Sello", 300, kind="title"), level=1))], default_language="es"
    )
    assert [page.blocks[0].level for page in whole.pages] == [1, 1, 2]


def test_a_large_title_that_the_next_pages_repeat_stays_on_the_first() -> None:
    large = Line("Extracto", "Extracto", (60, 30, 300, 46), 0.9)
    title = Block("title", "Extracto", large.box, (large,), level=1)
    small = replace(block("Suplemento", 60, kind="title"), level=1)
    pages = [page(n, title, small, block("Fecha y saldo", 200), block("Fin", 300)) for n in (1, 2, 3)]
    kinds = [
        [block.kind for block in page.blocks[:2]] for page in assemble(pages, default_language="es").pages
    ]
    assert kinds == [["title", "header"], ["header", "header"], ["header", "header"]]
