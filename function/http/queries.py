"""Queries of the API, validated."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal, cast, get_args
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter
from starlette.requests import Request

from function.database.listing import Key, Order, SortColumn, StateFilter, Status
from function.errors import RequestError
from function.http.requests import Amount, Body, FieldLimits, ShortText, Text, validate

DocumentFormat = Literal["json", "markdown", "text"]
Hash = Annotated[str, StringConstraints(pattern="^[0-9A-Fa-f]{64}$", to_lower=True)]
_AMOUNT = TypeAdapter[Decimal](Amount)


class Query(BaseModel):
    model_config = ConfigDict(extra="forbid")


class ListRequest(FieldLimits):
    """The query of a list. `sha256` is that of the file, in hexadecimal; `sort` is a column, with `-` before it for the
    highest first."""

    types: list[ShortText] | None = Field(default=None, max_length=30, alias="type")
    date_from: date | None = Field(default=None, alias="from")
    date_to: date | None = Field(default=None, alias="to")
    owner: UUID | None = None
    status: list[Status] | None = Field(default=None, max_length=4)
    needs_review: bool | None = None
    language: ShortText | None = None
    sha256: Hash | None = None
    sort: str = Field(default="-document_date", pattern=f"^-?({'|'.join(get_args(SortColumn))})$")
    after: Text | None = Field(default=None, min_length=1, max_length=200)
    limit: int = Field(default=50, ge=1, le=100)

    def to_state(self) -> StateFilter:
        return StateFilter(self.owner, self.status, self.needs_review, self.language, self.sha256)

    @property
    def order(self) -> Order:
        return Order(cast(SortColumn, self.sort.removeprefix("-")), descending=self.sort.startswith("-"))

    @property
    def key(self) -> Key | None:
        return None if self.after is None else _parse_key(self.after, self.order.column)


class DocumentQuery(Query):
    """`pages` false leaves out text, Markdown and pages, of which a book has many."""

    format: DocumentFormat = "json"
    pages: bool = True


class UploadQuery(Query):
    """`name` is that of a file whose body comes bare; `wait` answers with the finished document. `duplicates` is what
    becomes of a file whose bytes the owner has already. `owner` is for servers."""

    name: ShortText | None = None
    wait: bool = False
    priority: int | None = Field(default=None, ge=1, le=10)
    force_ocr: bool = False
    duplicates: Literal["allow", "refuse"] = "allow"
    owner: UUID | None = None


class ResubmitQuery(Query):
    """`force` reads the document again from its first page."""

    force: bool = False


class PictureQuery(Query):
    """In pixels."""

    width: int = Field(default=800, ge=64, le=2400)


class FileQuery(Query):
    """`inline` is for pictures and PDFs, which a browser shows; everything else is a download."""

    inline: bool = False


class SimilarQuery(Query):
    limit: int = Field(default=10, ge=1, le=100)


class ReviewQuery(Query):
    after: Text | None = Field(default=None, min_length=1, max_length=200)
    limit: int = Field(default=10, ge=1, le=50)

    @property
    def key(self) -> Key | None:
        return None if self.after is None else _parse_key(self.after, "created_at")


def parse_query(model: type[Body], request: Request, *, lists: frozenset[str] = frozenset()) -> Body:
    """Parse the query; parameters in `lists` may be given several times, everything else once. Raises RequestError."""
    query = request.query_params
    values: dict[str, Any] = dict(query)
    if repeated := sorted({name for name in query if name not in lists and len(query.getlist(name)) > 1}):
        raise RequestError(
            f"The query is invalid: {', '.join(repr(name[:63]) for name in repeated)} is given more than once."
        )
    values |= {name: query.getlist(name) for name in lists if name in query}
    return validate(model, values, "query")


def parse_list_request(request: Request) -> ListRequest:
    return parse_query(ListRequest, request, lists=frozenset(("type", "status")))


def write_key(key: Key) -> str:
    """Write a key as `after` takes it."""
    return f"{key.value or ''},{key.document_id}"


def _parse_key(text: str, column: SortColumn) -> Key:
    value, _, document_id = text.rpartition(",")
    try:
        if value and column == "total_amount":
            value = str(_AMOUNT.validate_python(value))
        elif value:
            value = datetime.fromisoformat(value).isoformat()
        return Key(value or None, UUID(document_id))
    except ValueError:
        raise RequestError(
            "The query is invalid: after is no place in this order; send the `next` of the page before."
        ) from None


def parse_page_number(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= 7 and 1 <= int(text) <= 1_000_000):
        raise RequestError("The page in the path is not a number from 1.")
    return int(text)
