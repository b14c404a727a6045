"""The fields of a document, with those that a person should check."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from function.document.fields import Fields, fields_to_json

# Fields that contradict each other, and fields that are not certain.
FieldReason = Literal["fields_disagree", "fields_uncertain"]


@dataclass(frozen=True, slots=True)
class ReviewedFields:
    """`review` names the fields to check, by reason."""

    fields: Fields
    review: Mapping[FieldReason, tuple[str, ...]]


def reviewed_fields_to_json(reviewed: ReviewedFields) -> dict[str, Any]:
    """Return the JSON form that is stored: that of the fields, and `review`."""
    review = {reason: list(names) for reason, names in reviewed.review.items()}
    return {**fields_to_json(reviewed.fields), "review": review}
