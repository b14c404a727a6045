"""Which fields a person should check, and why."""

from collections.abc import Mapping
from decimal import Decimal

from function.document.fields import Field, Fields
from function.document.reviewed_fields import FieldReason, ReviewedFields

# What people pay, file and claim by; a doubtful title costs nobody anything.
CHECKED = ("issuer", "document_date", "due_date", "total", "iban")
MIN_CONFIDENCE = 0.8
# Each rate of tax is rounded by itself.
TOLERANCE = Decimal("0.05")


def review_fields(fields: Fields) -> ReviewedFields:
    found: dict[FieldReason, tuple[str, ...]] = {
        "fields_disagree": _find_disagreeing(fields.fields),
        "fields_uncertain": tuple(
            name
            for name in CHECKED
            if name in fields.fields and fields.fields[name].confidence < MIN_CONFIDENCE
        ),
    }
    return ReviewedFields(fields, {reason: names for reason, names in found.items() if names})


def _find_disagreeing(fields: Mapping[str, Field]) -> tuple[str, ...]:
    names: tuple[str, ...] = ()
    if _sum_disagrees(fields):
        names += tuple(
            name for name in ("total", "tax_base", "tax_amount", "withholding_amount") if name in fields
        )
    if _is_after(fields, "period_start", "period_end"):
        names += ("period_start", "period_end")
    return names


def _sum_disagrees(fields: Mapping[str, Field]) -> bool:
    if "total" in fields and fields["total"].source == "arithmetic":
        # It adds up with what is no field, such as a surcharge.
        return False
    total, base, tax = (_amount(fields, name) for name in ("total", "tax_base", "tax_amount"))
    if total is None or base is None or tax is None:
        return False
    withheld = _amount(fields, "withholding_amount") or Decimal(0)
    # Invoices name the total before or after withholding.
    return min(abs(base + tax - withheld - total), abs(base + tax - total)) > TOLERANCE


def _is_after(fields: Mapping[str, Field], first: str, last: str) -> bool:
    return first in fields and last in fields and str(fields[first].value) > str(fields[last].value)


def _amount(fields: Mapping[str, Field], name: str) -> Decimal | None:
    field = fields.get(name)
    return Decimal(field.value) if field is not None and isinstance(field.value, str) else None
