"""Where values stand to their labels, and whose they are."""

from dataclasses import replace

import pytest

from function.document.pages import Line
from function.fields.extraction import extract_fields
from function.fields.labels import find_labels
from function.fields.sheet import MAX_TEXT, make_sheets
from tests.support.field_pages import make_page, read_text, value_of

UNDER = """
## Factura
Estudio Tres Ventanas, S.L.P.
Rúa do Franco 21, 15702 Santiago de Compostela

ETV-2026-041              28/05/2026
Número de factura         Fecha de emisión

Proyecto básico                                              3.500,00

3.500,00                735,00                 4.235,00 €
Base imponible          IVA 21 %               Total factura
"""
FOOTER = """
                                                  Frutas El Cierzo, S.L.
                                                  Ctra. de Logroño km 4
                                                  50011 Zaragoza
                                                  NIF B89372841

Factura T/26-1207
Fecha: 30/06/2026

Portes de junio                                          900,00
21 %                                                     189,00
TOTAL                                                  1.089,00

Transportes Urkullu, S.A. - CIF A26565655 - Inscrita en el Registro Mercantil de Zaragoza, tomo 912
"""


def test_labels_in_a_row_under_their_values_name_them() -> None:
    fields = read_text(UNDER)
    assert value_of(fields, "invoice_number") == "ETV-2026-041"
    assert value_of(fields, "document_date") == "2026-05-28"
    assert [value_of(fields, name) for name in ("tax_base", "tax_amount", "total")] == [
        "3500.00",
        "735.00",
        "4235.00",
    ]


def test_the_company_of_the_footer_is_the_issuer_and_the_only_address_the_recipient() -> None:
    fields = read_text(FOOTER)
    assert value_of(fields, "issuer") == "Transportes Urkullu, S.A."
    assert value_of(fields, "issuer_tax_id") == "A26565655"
    assert value_of(fields, "recipient") == "Frutas El Cierzo, S.L."
    assert value_of(fields, "recipient_tax_id") == "B89372841"


def test_tax_in_another_row_than_its_base_is_proven_by_the_total() -> None:
    fields = read_text(FOOTER)
    assert value_of(fields, "tax_base") == "900.00"
    assert value_of(fields, "tax_amount") == "189.00"
    assert fields.fields["total"].source == "arithmetic"


def test_a_tax_number_belongs_to_whom_its_label_names() -> None:
    page = """
# Factura
Hierros del Cidacos, S.L.
NIF del titular: 44285249Z
Nº factura: 3
Total   12,00 €
"""
    fields = read_text(page)
    assert value_of(fields, "recipient_tax_id") == "44285249Z"
    assert value_of(fields, "issuer_tax_id") is None


def test_two_labels_that_a_word_joins_are_one() -> None:
    piece = make_sheets([make_page("Tomador y conductor")])[0].pieces[0]
    assert [hit.text for hit in find_labels(piece, "parties")] == ["Tomador y conductor"]


@pytest.mark.parametrize(
    ("line", "number"),
    [("Order ID: OD30417", "OD30417"), ("Nº pedido: A 118", "A 118")],
)
def test_a_word_before_a_colon_is_no_part_of_a_number(line: str, number: str) -> None:
    assert (
        value_of(read_text(f"# Factura\nNº factura: 3\n{line}\nTotal  12,00 €"), "reference_number") == number
    )


def test_a_customer_whose_label_looks_like_the_invoices_gives_no_number() -> None:
    fields = read_text("# FACTURE\nFacturé à\nPi/4 Conseil\nDate: 03/04/2018\nTotal TTC  12,00 €")
    assert value_of(fields, "invoice_number") is None


def test_the_number_beside_a_heading_is_the_documents() -> None:
    fields = read_text("Factura                  AB-26-00912\nFecha: 03/04/2026\nTotal  12,00 €")
    assert value_of(fields, "invoice_number") == "AB-26-00912"


def test_net_pay_in_a_box_without_a_label_is_found_by_arithmetic() -> None:
    page = """
# Recibo de salarios
Empresa: Panificadora El Horno, S.L.
Total devengado       1.400,00
Total a deducir         156,10
Banco
                      1.243,90
"""
    net = read_text(page).fields["total"]
    assert (net.value, net.source) == ("1243.90", "arithmetic")


def test_a_sentence_that_names_a_bank_is_no_name() -> None:
    page = FOOTER.replace("Portes de junio", "Lo cargaremos en tu banco el 16/04/2026\nPortes de junio")
    assert value_of(read_text(page), "issuer") == "Transportes Urkullu, S.A."


@pytest.mark.parametrize(
    "line",
    [
        "1" * 10_000,
        f"1{' ' * 10_000}x",
        "1 " * 5_000,
        "a." * 5_000,
        "D " * 5_000,
        "(1" * 5_000,
        f"2026{'.' * 9_000}",
    ],
    ids=["digits", "spaces", "figures", "points", "titles", "brackets", "year"],
)
def test_a_line_without_end_is_cut_before_any_pattern_sees_it(line: str) -> None:
    page = make_page("# Factura\nFecha: 04/05/2026\nTotal   12,00 €")
    long = Line(line, line, (40.0, 300.0, 500.0, 310.0), 0.9)
    block = replace(page.blocks[0], lines=(*page.blocks[0].lines, long))
    pages = [replace(page, blocks=(block,))]
    texts = [piece.text for piece in make_sheets(pages)[0].pieces]
    assert max(map(len, texts)) <= MAX_TEXT
    assert all("   " not in text for text in texts)
    assert value_of(extract_fields(pages), "total") == "12.00"
