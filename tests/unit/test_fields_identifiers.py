"""Numbers that prove themselves."""

import pytest

from function.fields.identifiers import find_cups, find_ibans, find_tax_ids, is_company
from tests.support.field_pages import read_text, value_of

INVOICE = """
# Factura
Hierros del Cidacos, S.L.                    Cliente
C/ Tejerías 4                                Begoña Muñiz Soto
26500 Calahorra                              C/ Mayor 3
CIF {issuer}                                 39001 Santander
                                             NIF {recipient}
Nº factura: 118/26
Fecha: 04/05/2026
"""


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("NIF B-63185920", "B63185920"),
        ("C.I.F.: A-43306687", "A43306687"),
        ("DNI 12.345.678-Z", "12345678Z"),
        ("NIE X-7090508E", "X7090508E"),
        ("VAT No. ESB13618889", "B13618889"),
        ("TVA FR83404833048", "FR83404833048"),
    ],
)
def test_a_number_with_the_right_check_digit_is_found(text: str, value: str) -> None:
    assert [found.value for found in find_tax_ids(text)] == [value]


@pytest.mark.parametrize("text", ["NIF B-63185921", "DNI 12345678A", "lote 63185920X", "ES12 3456"])
def test_a_number_with_a_wrong_check_digit_is_none(text: str) -> None:
    assert find_tax_ids(text) == []


def test_a_misread_sign_is_repaired_when_one_confusion_makes_the_check_digit_right() -> None:
    (found,) = find_tax_ids("CIF B2605521O", repair=True)
    assert (found.value, found.misread) == ("B26055210", "B2605521O")


def test_a_number_that_no_single_confusion_makes_right_is_not_repaired() -> None:
    assert find_tax_ids("CIF B2605522O", repair=True) == []


def test_a_repaired_number_says_so_and_is_believed_less() -> None:
    fields = read_text(INVOICE.format(issuer="B4435630I", recipient="44285249Z"), confidence=0.97)
    repaired, printed = fields.fields["issuer_tax_id"], fields.fields["recipient_tax_id"]
    assert repaired.value == "B44356301"
    assert "B4435630I" in repaired.reason
    assert repaired.confidence < printed.confidence


def test_each_number_goes_to_its_owner() -> None:
    fields = read_text(INVOICE.format(issuer="B44356301", recipient="44285249Z"))
    assert value_of(fields, "issuer_tax_id") == "B44356301"
    assert value_of(fields, "recipient_tax_id") == "44285249Z"


def test_an_iban_is_read_in_groups_of_four_and_without_the_words_around_it() -> None:
    (found,) = find_ibans("transfer to IBAN ES52 8321 5891 1382 8491 7908 before May")
    assert found.value == "ES5283215891138284917908"


@pytest.mark.parametrize("text", ["IBAN ES** **** **** **** **** 7908", "IBAN ES53 8321 5891 1382 8491 7908"])
def test_a_masked_or_wrong_iban_is_none(text: str) -> None:
    assert find_ibans(text) == []


def test_letters_read_for_the_digits_of_an_iban_are_repaired() -> None:
    (found,) = find_ibans("ES52 832l 5B91 1382 8491 79O8".upper())
    assert found.value == "ES5283215891138284917908"
    assert found.misread is not None


def test_a_supply_point_proves_itself_by_its_letters() -> None:
    (found,) = find_cups("CUPS: ES 0031 4061 2345 6001 EH")
    assert found.value == "ES0031406123456001EH"
    assert find_cups("CUPS: ES 0031 4061 2345 6001 EK") == []


def test_a_company_and_a_person_differ_by_their_number() -> None:
    assert is_company("B63185920")
    assert not is_company("12345678Z")
    assert not is_company("X7090508E")


def test_a_number_of_a_text_layer_is_not_put_right() -> None:
    fields = read_text(INVOICE.format(issuer="B4435630I", recipient="44285249Z"))
    assert value_of(fields, "issuer_tax_id") is None
