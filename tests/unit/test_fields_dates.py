"""Dates as people write them, and what they mean."""

import pytest

from function.fields.dates import find_dates, find_ranges
from tests.support.field_pages import read_text, value_of

INVOICE = """
# Factura
Hierros del Cidacos, S.L.
CIF B44356301
Nº factura: 118/26
{lines}
Base imponible                 100,00
IVA 21 %                        21,00
Total factura                  121,00 €
"""


@pytest.mark.parametrize(
    "text",
    [
        "12/03/2026", "12-03-26", "12.3.2026", "2026-03-12", "12 03 2026", "12 de marzo de 2026", "12 mar 2026", "12-MAR-26",
        "12 de març de 2026",
        "12 de marzo do 2026", "2026ko martxoaren 12a", "12 de março de 2026", "12 mars 2026", "12 March 2026",
        "doce de marzo de dos mil veintiséis", "dotze de març de dos mil vint-i-sis", "doze de março de 2026",
        "12–03–2026", "12/03/202618:40",
        "March 12, 2026", "12demarzode2026", "jueves, 12 de marzo de 2026, 10:00 h",
    ],
)  # fmt: skip
def test_a_date_is_read_day_first_in_every_form(text: str) -> None:
    assert [date.written for date in find_dates(text)] == ["2026-03-12"]


@pytest.mark.parametrize(
    "text", ["31/02/2026", "1.204,00", "12/2026", "Tel. 01-02-2026-33", "tomo 12, folio 3", "948 20 11 77"]
)
def test_what_is_not_in_the_calendar_is_no_date(text: str) -> None:
    assert find_dates(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "del 1 al 31 de marzo de 2026", "01/03/2026 - 31/03/2026",
        "desde el 1 de marzo de 2026 hasta el 31 de marzo de 2026", "01/03 - 31/03/2026",
        "du 1er mars 2026 au 31 mars 2026", "de l'1 de març de 2026 al 31 de març de 2026", "1 mar - 31 mar 2026",
    ],
)  # fmt: skip
def test_a_period_is_read_with_both_ends(text: str) -> None:
    assert [(first.written, last.written) for first, last in find_ranges(text)] == [
        ("2026-03-01", "2026-03-31")
    ]


def test_thirty_days_from_the_date_of_the_invoice_is_no_due_date() -> None:
    fields = read_text(INVOICE.format(lines="Fecha: 04/05/2026\nVencimiento: 30 días fecha factura"))
    assert value_of(fields, "document_date") == "2026-05-04"
    assert "due_date" not in fields.fields


def test_dates_of_orders_and_births_and_registers_are_not_the_documents() -> None:
    lines = (
        "Fecha pedido: 01/02/2026\nFecha de nacimiento: 03/04/1980\n"
        "Inscrita en el Registro Mercantil, tomo 3, folio 4, de fecha 05/03/1994"
    )
    assert "document_date" not in read_text(INVOICE.format(lines=lines)).fields


def test_a_date_below_its_label_is_found() -> None:
    fields = read_text(
        INVOICE.format(lines="Fecha factura          Vencimiento\n04/05/2026             03/06/2026")
    )
    assert value_of(fields, "document_date") == "2026-05-04"
    assert value_of(fields, "due_date") == "2026-06-03"


def test_two_dates_with_one_label_are_believed_less() -> None:
    one = read_text(INVOICE.format(lines="Fecha factura: 04/05/2026"))
    two = read_text(INVOICE.format(lines="Fecha factura: 04/05/2026\nFecha factura: 05/05/2026"))
    assert two.fields["document_date"].confidence < one.fields["document_date"].confidence


@pytest.mark.parametrize(
    "label",
    [
        "Data de venciment", "Data de vencemento", "Ordaintzeko epea", "Data de vencimento", "Date d'échéance",
        "Payment due by", "Fecha límite de pago",
    ],
)  # fmt: skip
def test_labels_of_seven_languages_say_when_to_pay(label: str) -> None:
    fields = read_text(INVOICE.format(lines=f"Fecha: 04/05/2026\n{label}: 03/06/2026"))
    assert value_of(fields, "due_date") == "2026-06-03"


def test_a_month_comes_first_where_the_second_number_can_be_none() -> None:
    assert [date.written for date in find_dates("03/20/2026")] == ["2026-03-20"]


@pytest.mark.parametrize(
    "line",
    [
        "Factura nº 118 de fecha 12/03/2026",
        "Facture n° 118 du 12 mars 2026",
        "Emitida en Vitoria-Gasteiz el 12 de marzo de 2026",
    ],
)
def test_the_date_behind_the_documents_number_or_town_is_its_own(line: str) -> None:
    assert value_of(read_text(f"# Factura\n{line}\nTotal  12,00 €"), "document_date") == "2026-03-12"


def test_the_visit_of_a_letter_is_the_day_with_its_weekday() -> None:
    letter = """
# Recordatori de visita
13 d'octubre de 2026
Us recordem que teniu visita el dijous 12 de novembre de 2026 a les 9.40 h.
"""
    fields = read_text(letter)
    assert value_of(fields, "event_date") == "2026-11-12"
    assert value_of(fields, "document_date") == "2026-10-13"
