"""Amounts by label, and by what adds up."""

from decimal import Decimal

import pytest

from function.document.fields import LineItem, TaxLine
from function.fields.amounts import find_amounts
from tests.support.field_pages import read_text, value_of

INVOICE = """
# Factura
Hierros del Cidacos, S.L.
CIF B44356301
Nº factura: 118/26
Fecha: 04/05/2026

Concepto                           Cantidad       Precio      Importe
Viga IPE 120                              8       100,00       800,00
Malla electrosoldada                      4       100,00       400,00

                                   Base imponible            1.200,00
                                   IVA 21 %                    252,00
                                   Total factura             {total} €
"""


@pytest.mark.parametrize(
    ("text", "point", "value", "currency"),
    [
        ("1.234,56 €", ",", "1234.56", "EUR"),
        ("1,234.56", ".", "1234.56", None),
        ("-72,00 EUR", ",", "-72.00", "EUR"),
        ("12,50-", ",", "-12.50", None),
        ("RM12.50", ".", "12.50", "MYR"),
        ("£1,275.00", ".", "1275.00", "GBP"),
        ("1 188,00 €", ",", "1188.00", "EUR"),
        ("251.38", ",", "251.38", None),
    ],
)
def test_an_amount_is_read_in_either_notation(
    text: str, point: str, value: str, currency: str | None
) -> None:
    (amount,) = [amount for amount in find_amounts(text, point) if amount.is_money]
    assert (amount.value, amount.currency) == (Decimal(value), currency)


@pytest.mark.parametrize("text", ["21 %", "12/05/26", "190 kWh", "46197549", "600 Mb", "10:49"])
def test_rates_dates_and_quantities_are_no_money(text: str) -> None:
    assert [amount for amount in find_amounts(text) if amount.is_money] == []


def test_what_adds_up_is_certain() -> None:
    fields = read_text(INVOICE.format(total="1.452,00"))
    total = fields.fields["total"]
    assert (total.value, total.currency, total.source) == ("1452.00", "EUR", "arithmetic")
    assert total.confidence > 0.99
    assert fields.notes == ()


def test_sums_that_do_not_add_up_lower_the_confidence_and_are_noted() -> None:
    fields = read_text(INVOICE.format(total="1.425,00"))
    total = fields.fields["total"]
    assert total.value == "1425.00"
    assert total.confidence < 0.6
    assert fields.notes == ("Base 1200.00 and tax 252.00 do not add up to the total 1425.00.",)


def test_lines_that_do_not_add_up_are_noted() -> None:
    fields = read_text(INVOICE.format(total="1.452,00").replace("400,00\n", "410,00\n"))
    assert fields.notes == ("The lines add up to 1210.00, the document says 1452.00.",)
    assert fields.fields["line_items"].confidence < 0.8


def test_a_withholding_is_taken_off_and_has_no_sign() -> None:
    text = (
        INVOICE.format(total="1.452,00")
        + "    Retención IRPF -15 %                  -180,00\n    Líquido a pagar      1.272,00 €\n"
    )
    fields = read_text(text)
    assert value_of(fields, "total") == "1272.00"
    assert value_of(fields, "withholding_amount") == "180.00"


def test_a_line_of_tax_is_found_by_its_arithmetic_alone() -> None:
    fields = read_text(
        "# Ticket\nBar La Higuera\nFecha: 04/05/2026\nTotal   38,20\n10%   34,73   3,47\n4 %   99,00   7,00"
    )
    assert fields.fields["tax_lines"].value == (TaxLine("10", "34.73", "3.47"),)


def test_what_was_given_less_the_change_proves_the_total_of_a_till() -> None:
    fields = read_text(
        "Bar La Higuera\nTicket 12\nFecha: 04/05/2026\nCafé   1,40\nTotal   1,40\nEfectivo   5,00\nCambio   3,60\nGracias"
    )
    total = fields.fields["total"]
    assert (total.value, total.source) == ("1.40", "arithmetic")


@pytest.mark.parametrize(
    "label", ["Import total", "Importe total", "Guztira", "Valor total", "Net à payer", "Amount due"]
)
def test_labels_of_other_languages_name_the_total(label: str) -> None:
    fields = read_text(
        f"# Factura\nHierros, S.L.\nNº factura: 3\nFecha: 04/05/2026\nBase imponible   10,00\n{label}   12,00 €"
    )
    assert value_of(fields, "total") == "12.00"


def test_lines_of_a_table_keep_their_columns() -> None:
    items = read_text(INVOICE.format(total="1.452,00")).fields["line_items"].value
    assert items == (
        LineItem("Viga IPE 120", "8", "100.00", "800.00"),
        LineItem("Malla electrosoldada", "4", "100.00", "400.00"),
    )
