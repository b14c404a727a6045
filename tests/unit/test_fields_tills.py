"""What a slip says of the purchase: its total, its shop, its day."""

import pytest

from tests.support.field_pages import read_text, value_of

SLIP = """
{head}
12/03/2026 18:40
RECEIPT NO 4471
BREAD            4.20
COFFEE           8.21
{sums}
THANK YOU, PLEASE COME AGAIN
"""
SHOP = "BRIGHTON CORNER SHOP SDN BHD\n12 MILL LANE\nTEL 03-5511 2233"


def total_of(*sums: str) -> str | None:
    return value_of(read_text(SLIP.format(head=SHOP, sums="\n".join(sums))), "total")


def issuer_of(*head: str) -> str | None:
    sums = "TOTAL           12.41"
    return value_of(read_text(SLIP.format(head="\n".join(head), sums=sums)), "issuer")


def test_the_total_is_what_was_given_less_the_change() -> None:
    slip = read_text(
        SLIP.format(head=SHOP, sums="TOTAL   12.41\nROUNDED   12.40\nCASH   20.00\nCHANGE   7.60")
    )
    total = slip.fields["total"]
    assert (total.value, total.source, total.confidence) == ("12.40", "arithmetic", 0.995)


def test_a_total_that_was_misread_is_computed_and_has_no_place() -> None:
    slip = read_text(SLIP.format(head=SHOP, sums="TOTAL   12-41\nCASH   20.00\nCHANGE   7.59"))
    total = slip.fields["total"]
    assert (total.value, total.box) == ("12.41", None)


@pytest.mark.parametrize("sums", [("TOTAL   12.41", "ROUNDING ADJ   -0.01", "TO SETTLE   12.40")])
def test_the_total_after_rounding_is_the_one_to_pay(sums: tuple[str, ...]) -> None:
    assert total_of(*sums) == "12.40"


def test_a_subtotal_is_the_total_where_it_was_paid() -> None:
    assert total_of("SUBTOTAL   12.41", "VISA   12.41") == "12.41"


def test_a_price_under_the_head_of_a_column_is_no_total() -> None:
    head = "DESCRIPTION        QTY    TOTAL RM\nBREAD                1        4.20"
    slip = read_text(SLIP.format(head=f"{SHOP}\n{head}", sums="TOTAL   12.41"))
    assert value_of(slip, "total") == "12.41"


def test_tax_that_is_only_named_as_included_is_no_tax() -> None:
    assert total_of("TOTAL RM INCL. OF GST     12.41") == "12.41"


def test_the_last_row_of_a_table_of_taxes_is_no_total() -> None:
    assert total_of("DUE   20.00", "GST SUMMARY", "SR 6%   11.71   0.70", "TOTAL   11.71   0.70") == "20.00"


def test_a_company_comes_before_its_brand() -> None:
    assert issuer_of("MYBREAD", "TRI SHORE BAKERIES SDN BHD (728515-N)", "12 MILL LANE") == (
        "TRI SHORE BAKERIES SDN BHD"
    )


def test_a_company_name_over_two_lines_is_one() -> None:
    assert issuer_of("NORTH QUAY HARDWARE", "ENTERPRISE SDN BHD", "12 MILL LANE") == (
        "NORTH QUAY HARDWARE ENTERPRISE SDN BHD"
    )


@pytest.mark.parametrize("first", ["WELCOME TO OUR SHOP", "12, MILL LANE", "3180404", "Bienvenidos a"])
def test_a_greeting_an_address_or_a_number_is_no_shop(first: str) -> None:
    assert issuer_of(first, "THREE ROWERS", "4 QUAY ROAD") == "THREE ROWERS"


@pytest.mark.parametrize("written", ["2026/03/1218:40:14", "12–03–2026 18:40", "12032026 18:40"])
def test_the_day_of_a_slip_is_read_as_tills_print_it(written: str) -> None:
    slip = read_text(SLIP.format(head=SHOP, sums="TOTAL  12.41").replace("12/03/2026 18:40", written))
    assert value_of(slip, "document_date") == "2026-03-12"
