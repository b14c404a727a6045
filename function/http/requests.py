"""Request bodies of the API, validated and limited in size."""

import json
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal, Self, TypeVar
from uuid import UUID

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    model_validator,
)
from starlette.requests import Request

from function.database.field_filter import FieldFilter
from function.errors import BodyTooLargeError, RequestError, UnauthorizedError
from function.http.signed import SIGNED_DOCUMENT

MAX_BODY_BYTES = 64 * 1024
MAX_EMBED_BYTES = 512 * 1024

Body = TypeVar("Body", bound=BaseModel)


def check_text(text: str) -> str:
    if "\x00" in text or any("\ud800" <= character <= "\udfff" for character in text):
        raise ValueError("must not contain NUL or half a surrogate pair, which Postgres cannot store")
    return text


def check_secret(secret: SecretStr) -> SecretStr:
    check_text(secret.get_secret_value())
    return secret


# Text that is passed to a query.
Text = Annotated[str, AfterValidator(check_text)]
ShortText = Annotated[Text, Field(min_length=1, max_length=500)]
Amount = Annotated[Decimal, Field(ge=-(10**12), le=10**12, max_digits=20)]


class ProcessRequest(BaseModel):
    """`priority` is 1 to 10 (10 first); `force` starts over; `wait` also waits for a run that is already under way."""

    model_config = ConfigDict(extra="forbid")

    document_id: UUID
    priority: int | None = Field(default=None, ge=1, le=10)
    force: bool = False
    wait: bool = False


class FieldLimits(BaseModel):
    """Limits documents by their fields; both ends of a range are included."""

    model_config = ConfigDict(extra="forbid")

    types: list[ShortText] | None = Field(default=None, max_length=30)
    issuer: ShortText | None = None
    date_from: date | None = None
    date_to: date | None = None
    due_from: date | None = None
    due_to: date | None = None
    total_from: Amount | None = None
    total_to: Amount | None = None

    def to_filter(self) -> FieldFilter:
        return FieldFilter(**{name: getattr(self, name) for name in FieldFilter.__slots__})


class SearchRequest(FieldLimits):
    """`literal` searches for the words only: no date, amount or slip of the hand is understood. `explain` asks what each
    score is made of."""

    query: Text = Field(min_length=1, max_length=2000)
    limit: int = Field(default=10, ge=1, le=100)
    literal: bool = False
    explain: bool = False
    document_ids: list[UUID] | None = Field(default=None, max_length=1000)
    owner: UUID | None = None
    languages: list[Text] | None = Field(default=None, max_length=20)
    created_from: AwareDatetime | None = None
    created_before: AwareDatetime | None = None


class CorrectionRequest(BaseModel):
    """`value` None takes back what was said; an empty text says that the document has no such value."""

    model_config = ConfigDict(extra="forbid")

    field: Text = Field(min_length=1, max_length=40)
    value: Text | None = Field(max_length=500)


class LineRequest(BaseModel):
    """What a person says about a line: its page, from 1, its block on the page and its own place there, from 0; or, with
    `cell` instead of `line`, about a cell of the block's table.

    `text` None takes back what was said, or with `accepted` says that it was read right.
    """

    model_config = ConfigDict(extra="forbid")

    page: int = Field(ge=1, le=1_000_000)
    block: int = Field(ge=0, le=1_000_000)
    line: int | None = Field(default=None, ge=0, le=1_000_000)
    cell: int | None = Field(default=None, ge=0, le=1_000_000)
    text: Text | None = Field(default=None, max_length=2000)
    accepted: bool = False

    @model_validator(mode="after")
    def check_place(self) -> Self:
        if (self.line is None) == (self.cell is None):
            raise ValueError("give either line or cell")
        return self


class PasswordRequest(BaseModel):
    """What a document's file opens with; `password` None forgets it."""

    model_config = ConfigDict(extra="forbid")

    password: Annotated[SecretStr, AfterValidator(check_secret)] | None = Field(min_length=1, max_length=128)


class EmbedRequest(BaseModel):
    """`kind` selects the model's prompt: for a search query, or for a passage to be found."""

    model_config = ConfigDict(extra="forbid")

    texts: list[Annotated[str, Field(min_length=1, max_length=8000)]] = Field(min_length=1, max_length=64)
    kind: Literal["query", "passage"] = "passage"


async def read_process_request(request: Request) -> ProcessRequest | None:
    """Parse an API request or a Supabase database webhook. Return None for a webhook that needs no work (DELETE)."""
    body = await _read_json(request)
    if {"type", "table", "record"} <= body.keys():
        if body["table"] != "documents":
            raise RequestError(f"The webhook is for table {_name(body['table'])}; point it at documents.")
        if body["type"] == "DELETE":
            return None
        record = body["record"]
        body = {"document_id": record.get("id") if isinstance(record, dict) else None}
    wanted = validate(ProcessRequest, body)
    signed_document = request.scope.get(SIGNED_DOCUMENT)
    return wanted if signed_document is None else _confine(wanted, signed_document)


async def read_search_request(request: Request) -> SearchRequest:
    return validate(SearchRequest, await _read_json(request))


async def read_embed_request(request: Request) -> EmbedRequest:
    return validate(EmbedRequest, await _read_json(request, MAX_EMBED_BYTES))


async def read_line_request(request: Request) -> LineRequest:
    return validate(LineRequest, await _read_json(request))


async def read_password_request(request: Request) -> PasswordRequest:
    return validate(PasswordRequest, await _read_json(request))


async def read_correction_request(request: Request) -> CorrectionRequest:
    return validate(CorrectionRequest, await _read_json(request))


def parse_document_id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise RequestError("The document id in the path is not a UUID.") from None


def _confine(wanted: ProcessRequest, signed_document: UUID) -> ProcessRequest:
    """Reject what a token signed for one document does not allow.

    Drop the priority, which the database already has.
    """
    if wanted.document_id != signed_document or wanted.force or wanted.wait:
        raise UnauthorizedError(
            "This token is for another document, or does not allow force or wait; send FUNCTION_TOKEN."
        )
    return ProcessRequest(document_id=signed_document)


def parse_arguments(model: type[Body], arguments: dict[str, Any]) -> Body:
    """Parse the arguments of a tool."""
    return validate(model, arguments, "call")


async def read_body(request: Request, max_bytes: int) -> bytes:
    content = bytearray()
    async for piece in request.stream():
        content += piece
        if len(content) > max_bytes:
            raise BodyTooLargeError(f"The body is larger than {max_bytes // 1024} KB.")
    return bytes(content)


async def _read_json(request: Request, max_bytes: int = MAX_BODY_BYTES) -> dict[str, Any]:
    content = await read_body(request, max_bytes)
    try:
        body = json.loads(content)
    except (ValueError, RecursionError):
        raise RequestError('The body is not JSON; send, for example, {"document_id": "…"}.') from None
    if not isinstance(body, dict):
        raise RequestError("The body is not a JSON object.")
    return body


def _name(table: object) -> str:
    return repr(table[:63]) if isinstance(table, str) else "without a name"


def validate(model: type[Body], body: dict[str, Any], part: str = "body") -> Body:
    try:
        return model.model_validate(body)
    except ValidationError as error:
        complaints = "; ".join(
            f"{'.'.join(str(name) for name in item['loc']) or part}: {item['msg']}"
            for item in error.errors(include_input=False, include_url=False, include_context=False)
        )
        raise RequestError(f"The {part} is invalid: {complaints}.") from None
