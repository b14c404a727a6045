"""Fields as an extraction returns them."""

from typing import Any

from function.document.fields import DocumentType, Field, Fields
from function.document.reviewed_fields import FieldReason, ReviewedFields


def make_fields(
    kind: str = "invoice", review: dict[FieldReason, tuple[str, ...]] | None = None, **values: Any
) -> ReviewedFields:
    """Fields of the first page; amounts are in euros."""
    fields = {
        name: Field(
            value,
            0.97,
            "rule",
            "The label before it.",
            page=1,
            box=(0.1, 0.2, 0.3, 0.25),
            currency="EUR" if name == "total" else None,
        )
        for name, value in values.items()
    }
    return ReviewedFields(Fields(DocumentType(kind, 0.99, "Its heading."), fields, (), 1), review or {})


NO_FIELDS = make_fields("other")
