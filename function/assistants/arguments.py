"""What assistants give to tools. Descriptions are for them."""

from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from function.http.queries import ListRequest
from function.http.requests import FieldLimits, Text

Sort = Literal[
    "-document_date",
    "document_date",
    "-due_date",
    "due_date",
    "-total_amount",
    "total_amount",
    "-created_at",
    "created_at",
]


class SearchArguments(FieldLimits):
    """A question, and limits on the documents by their fields."""

    query: Text = Field(
        min_length=1,
        max_length=2000,
        description="A question or words in any language. Months, amounts, «último» and file names are understood.",
    )
    limit: int = Field(default=8, ge=1, le=20, description="How many passages.")


class ReadArguments(BaseModel):
    """A document, and which part of it."""

    model_config = ConfigDict(extra="forbid")

    document_id: UUID
    page: int | None = Field(default=None, ge=1, le=100_000, description="Only this page, counted from 1.")
    offset: int = Field(
        default=0, ge=0, le=10**9, description="Where to read on: next_offset of the answer before."
    )


class ListArguments(FieldLimits):
    """Limits on the documents by their fields, and which page of the list."""

    sort: Sort = Field(default="-document_date", description="With - before it, the newest or highest first.")
    limit: int = Field(default=20, ge=1, le=50, description="How many documents.")
    after: Text | None = Field(
        default=None,
        min_length=1,
        max_length=200,
        description="next of the answer before, with the same sort.",
    )

    def to_request(self) -> ListRequest:
        """Return the request for the same list over HTTP, whose parameters have shorter names."""
        names = {"types": "type", "date_from": "from", "date_to": "to"}
        given = {name: getattr(self, name) for name in type(self).model_fields}
        return ListRequest.model_validate({names.get(name, name): value for name, value in given.items()})
