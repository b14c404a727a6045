"""Tables that go on over pages: which are one, and what text, Markdown, chunks and fields make of them."""

import json
from dataclasses import replace

import pymupdf
import pytest

from function.database.completion import storable_json
from function.database.documents import page_from_row, page_row
from function.document.carried import is_carried
from function.document.fields import LineItem
from function.document.pages import Block, Box, Page, Table, WholeDocument
from function.embedding.chunking import chunk_document
from function.embedding.outline import find_outline
from function.fields.extraction import extract_fields
from function.reading.assembly import assemble
from function.reading.files.flow import Entry, make_table
from function.reading.files.messages import Arranged
from function.reading.files.text_layer import read_text_layer
from function.reading.files.typesetting import Typesetter
from function.reading.layout.order import arrange
from function.reading.page import make_page, page_from_blocks
from tests.support.long_tables import Part, draw_parts, movements, statement
from tests.support.table_pages import row
from tests.support.table_sheet import Ruling
from tests.unit.test_chunking import TOKENIZER, count

HEADING = "| Fecha | Concepto | Importe | Saldo |"
# A page of them is full.
FULL = 34


def read(*parts: Part, ruling: Ruling = "rows") -> list[Page]:
    pages = []
    for number, sheet in enumerate(pymupdf.open("pdf", draw_parts(parts, ruling=ruling)), 1):
        layer = read_text_layer(sheet)
        blocks = arrange(layer.fragments, str, rulings=layer.rulings, figures=layer.figures)
        size = sheet.rect.width, sheet.rect.height
        pages.append(
            make_page(
                Arranged(blocks), number=number, size=size, rotation=0, source="text_layer", language="es", started=0.0
            )
        )  # fmt: skip
    return pages


def read_whole(*parts: Part, ruling: Ruling = "rows") -> WholeDocument:
    return assemble(read(*parts, ruling=ruling), default_language="es")


def continued(whole: WholeDocument) -> list[tuple[int, int]]:
    """Number of the page and of the repeated rows, for each table that goes on from the page before."""
    return [
        (page.number, block.table.repeated_rows)
        for page in whole.pages
        for block in page.blocks
        if block.table is not None and block.table.continues
    ]


@pytest.mark.parametrize("ruling", ["grid", "rows", "columns", "none"])
@pytest.mark.parametrize("repeated", [True, False])
def test_a_statement_of_three_pages_is_one_table_with_one_head(repeated: bool, ruling: Ruling) -> None:
    whole = read_whole(*statement(repeated=repeated), ruling=ruling)
    assert continued(whole) == [(2, int(repeated)), (3, int(repeated))]
    assert whole.markdown.count(HEADING) == whole.text.count("Fecha\t") == 1
    rows = [line for line in whole.markdown.splitlines() if line.startswith("| ")]
    assert len(rows) == 2 + 2 * FULL + 5
    body = whole.text.split("\n\n")
    assert body[1].count("\n") == 2 * FULL + 5
    assert whole.changed >= {2, 3}


def test_the_blocks_of_each_page_keep_their_table_as_read() -> None:
    pages = read(*statement(repeated=True))
    whole = assemble(pages, default_language="es")
    for before, after in zip(pages, whole.pages, strict=True):
        (read_as,) = (block for block in before.blocks if block.table is not None)
        (kept,) = (block for block in after.blocks if block.table is not None)
        assert isinstance(kept.table, Table)
        assert replace(kept, table=replace(kept.table, continues=False, repeated_rows=0)) == read_as
        assert kept.text.startswith("Fecha\tConcepto")


def test_pages_that_were_saved_one_by_one_and_assembled_again_give_the_same() -> None:
    pages = read(*statement(repeated=True))
    whole = assemble(pages, default_language="es")
    for saved in (pages, whole.pages, [*whole.pages[:2], pages[2]]):
        again = assemble(
            [page_from_row(json.loads(storable_json(page_row(page)))) for page in saved],
            default_language="es",
        )
        assert replace(again, changed=whole.changed) == whole
    assert assemble(whole.pages, default_language="es").changed == frozenset()
    assert continued(assemble(whole.pages[1:], default_language="es")) == [(3, 1)]


def test_a_chunk_of_a_later_page_has_the_head_of_the_first_and_its_own_page() -> None:
    whole = read_whole(*statement(repeated=True))
    chunks = chunk_document(
        whole.text, whole.page_starts, TOKENIZER, size=200, overlap=0, outline=find_outline(whole)
    )
    last = chunks[-1]
    assert last.pages == (3,)
    assert {chunk.table_header for chunk in chunks[1:]} == {"Fecha\tConcepto\tImporte\tSaldo\n"}
    assert all("Fecha" not in chunk.text for chunk in chunks[1:])
    assert any(chunk.pages == (1, 2) for chunk in chunks)
    assert all(count(chunk.table_header + chunk.text) <= 200 for chunk in chunks)


FIRST, REST = Part(movements(0, FULL)), movements(FULL, 9)
UNLIKE = {
    "a line above": (FIRST, Part(REST, over=("Movimientos de la tarjeta",))),
    "a line below": (replace(FIRST, under=("Saldo a su favor",)), Part(REST)),
    "another account": (replace(FIRST, over=("Cuenta 0049 1111",)), Part(REST, over=("Cuenta 0049 2222",))),
    "another head": (FIRST, Part(REST, head=row("Día", "Tarjeta", "Cargo", "Comisión"))),
    "fewer columns": (FIRST, Part([entries[:3] for entries in REST], head=None, widths=(80, 235, 85))),
    "other places": (FIRST, Part(REST, head=None, widths=(180, 135, 40, 130))),
    "other contents": (
        FIRST,
        Part([[*entries[:2], *row("Pagado", "Cerrado")] for entries in REST], head=None),
    ),
    "room left": (Part(movements(0, 12)), Part(REST, head=None)),
    "the same page again": (FIRST, FIRST),
}


@pytest.mark.parametrize("parts", UNLIKE.values(), ids=UNLIKE.keys())
def test_tables_with_something_between_or_unlike_each_other_stay_two(parts: tuple[Part, ...]) -> None:
    whole = read_whole(*parts)
    assert continued(whole) == []
    assert sum(block.table is not None for page in whole.pages for block in page.blocks) == 2


def test_an_invoice_does_not_go_on_in_the_next_one() -> None:
    parts = [Part(movements(30 * number, 30), over=(f"Factura nº {71 + number}",)) for number in range(3)]
    whole = read_whole(*parts)
    assert [page.blocks[0].kind for page in whole.pages] == ["header"] * 3
    assert continued(whole) == []


def test_what_the_page_break_puts_between_the_parts_leaves_the_text_and_stays_in_the_blocks() -> None:
    letterhead = (
        "Caja Rural de Peñíscola, S.C.C.",
        "Plaza de España, 12",
        "12598 Peñíscola",
        "Cuenta ES12 3058 0199",
    )
    first = Part(movements(0, 30), over=letterhead, under=("Suma y sigue 1.204,50",), foot=("Página 1 de 2",))
    second = Part(movements(30, 9), over=(*letterhead, "Suma anterior 1.204,50"), foot=("Página 2 de 2",))
    whole = read_whole(first, second)
    assert continued(whole) == [(2, 1)]
    assert whole.text.count("Plaza de España") == 1
    assert "Suma" not in whole.text
    said = " ".join(line.text for block in whole.pages[1].blocks for line in block.lines)
    assert "Plaza de España" in said
    assert "Suma anterior" in said


def test_a_long_table_of_an_office_file_is_one_table() -> None:
    names = [Entry(name, header=True) for name in ("Pieza", "Precio")]
    table = make_table([names, *([Entry(f"Pieza {n}"), Entry(f"{n},00")] for n in range(130))])
    pages = [
        page_from_blocks(laid.blocks, number=number, size=laid.size, languages=("es",), started=0.0)
        for number, laid in enumerate(Typesetter().set([table]), 1)
    ]
    assert len(pages) == 3
    whole = assemble(pages, default_language="es")
    assert continued(whole) == [(2, 0), (3, 0)]
    assert len(whole.markdown.splitlines()) == 2 + 130


def test_sheets_of_a_scanner_may_lie_a_little_to_the_side() -> None:
    first, second, _ = read(*statement(repeated=False))
    moved = tuple(_move(block, 14.0) for block in second.blocks)
    whole = assemble([first, replace(second, blocks=moved)], default_language="es")
    assert continued(whole) == [(2, 0)]
    far = tuple(_move(block, 40.0) for block in second.blocks)
    assert continued(assemble([first, replace(second, blocks=far)], default_language="es")) == []


def _move(block: Block, right: float) -> Block:
    def shift(box: Box) -> Box:
        return box[0] + right, box[1], box[2] + right, box[3]

    table = block.table and replace(
        block.table, cells=tuple(replace(cell, box=shift(cell.box)) for cell in block.table.cells)
    )
    lines = tuple(replace(line, box=shift(line.box)) for line in block.lines)
    return replace(block, box=shift(block.box), lines=lines, table=table)


def test_goods_on_the_next_page_without_a_head_are_lines_of_the_invoice() -> None:
    head = row("Cant.", "Descripción", "Precio", "Importe")
    goods = [
        row(str(number % 7 + 1), f"Azulejo modelo {chr(65 + number % 26)}{number}", "2,00", f"{2 * (number % 7 + 1)},00")
        for number in range(FULL + 6)
    ]  # fmt: skip
    over = ("FACTURA", "Nº F-2025/00348", "Fecha: 03/06/2025", "Azulejos Peñíscola, S.L.", "CIF: B12873645")
    first = Part([*goods[:28], row("", "Suma y sigue", "", "120,00")], head=head, over=over)
    second = Part(
        [row("", "Suma anterior", "", "120,00"), *goods[28:]], head=None, under=("Total factura: 157,00",)
    )
    whole = read_whole(first, second)
    assert continued(whole) == [(2, 0)]
    items = extract_fields(whole.pages).fields["line_items"].value
    assert isinstance(items, tuple)
    assert len(items) == FULL + 6
    assert items[-1] == LineItem(f"Azulejo modelo {chr(65 + 39 % 26)}39", "5", "2.00", "10.00")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Suma y sigue 1.204,50 €", True), ("SUMA ANTERIOR:\t\t-12,00", True), ("(continuación)", True),
        ("Continúa en la página siguiente", True), ("Carried forward £1,204.50", True), ("Suma i segueix", True),
        ("Total página: 80,00", True), ("Total 80,00", False), ("Transporte 12,00", False),
        ("Suma y sigue a la cuenta de Begoña", False), ("siguiente", False), ("suma y sigue " + "1," * 40, False),
    ],
)  # fmt: skip
def test_sums_carried_over_are_known_by_their_words(text: str, expected: bool) -> None:
    assert is_carried(text) is expected
