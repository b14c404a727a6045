"""Which fields a person should check."""

from typing import Any

import pytest

from function.document.fields import DocumentType, Field, Fields, FieldSource
from function.fields.review import review_fields


def review(source: FieldSource = "rule", **values: Any) -> dict[str, tuple[str, ...]]:
    """Each value is a text, or a text and its confidence."""
    pairs = {name: value if isinstance(value, tuple) else (value, 0.97) for name, value in values.items()}
    fields = {name: Field(text, confidence, source, "") for name, (text, confidence) in pairs.items()}
    found = review_fields(Fields(DocumentType("invoice", 0.9, ""), fields, (), 1)).review
    return {str(reason): names for reason, names in found.items()}


@pytest.mark.parametrize(
    "amounts",
    [
        {"total": "121.00", "tax_base": "100.00", "tax_amount": "21.00"},
        {"total": "106.00", "tax_base": "100.00", "tax_amount": "21.00", "withholding_amount": "15.00"},
        {"total": "121.00", "tax_base": "100.00", "tax_amount": "21.00", "withholding_amount": "15.00"},
        {"total": "121.02", "tax_base": "100.00", "tax_amount": "21.00"},
        {"total": "-121.00", "tax_base": "-100.00", "tax_amount": "-21.00"},
        {"total": "999.00", "tax_base": "100.00"},
        {"total": "999.00"},
    ],
)
def test_amounts_that_add_up_or_cannot_be_added_need_no_check(amounts: dict[str, Any]) -> None:
    assert review(**amounts) == {}


def test_amounts_that_do_not_add_up_are_named() -> None:
    found = review(total="112.00", tax_base="100.00", tax_amount="21.00", title="Factura")
    assert found == {"fields_disagree": ("total", "tax_base", "tax_amount")}


def test_a_total_that_is_proven_in_another_way_needs_no_check() -> None:
    assert review("arithmetic", total="126.20", tax_base="100.00", tax_amount="21.00") == {}


def test_a_period_that_ends_before_it_begins_is_named() -> None:
    found = review(period_start="2026-03-01", period_end="2026-02-28")
    assert found == {"fields_disagree": ("period_start", "period_end")}
    assert review(period_start="2026-03-01", period_end="2026-03-01") == {}


def test_doubt_counts_where_it_costs_something() -> None:
    found = review(
        total=("10.00", 0.79), issuer=("Gómez", 0.8), title=("Factura", 0.1), due_date=("2026-01-01", 0.3)
    )
    assert found == {"fields_uncertain": ("due_date", "total")}
