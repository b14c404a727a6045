"""What callers may send: bodies of the API, checked and bounded."""

import json
from typing import Any, TypeVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.requests import Request

from function.errors import RequestError

MAX_BODY_BYTES = 64 * 1024

Body = TypeVar("Body", bound=BaseModel)


class ProcessRequest(BaseModel):
    """`priority` 1 to 10 (first); `force` starts over; `wait` waits for a run that someone else has begun."""

    model_config = ConfigDict(extra="forbid")

    document_id: UUID
    priority: int | None = Field(default=None, ge=1, le=10)
    force: bool = False
    wait: bool = False


class SearchRequest(BaseModel):
    model_config = ConfigDict(extra="forbid")

    query: str = Field(min_length=1, max_length=2000)
    limit: int = Field(default=10, ge=1, le=100)
    document_ids: list[UUID] | None = Field(default=None, max_length=1000)
    owner: UUID | None = None
    languages: list[str] | None = Field(default=None, max_length=20)


async def read_process_request(request: Request) -> ProcessRequest | None:
    """A request of ours, or Supabase's database webhook; None for a webhook that needs no work (DELETE)."""
    body = await _read_json(request)
    if {"type", "table", "record"} <= body.keys():
        if body["table"] != "documents":
            raise RequestError(f"The webhook is for table {body['table']!r}; point it at documents.")
        if body["type"] == "DELETE":
            return None
        record = body["record"]
        body = {"document_id": record.get("id") if isinstance(record, dict) else None}
    return _validate(ProcessRequest, body)


async def read_search_request(request: Request) -> SearchRequest:
    return _validate(SearchRequest, await _read_json(request))


def parse_document_id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise RequestError("The document id in the path is not a UUID.") from None


async def _read_json(request: Request) -> dict[str, Any]:
    content = bytearray()
    async for piece in request.stream():
        content += piece
        if len(content) > MAX_BODY_BYTES:
            raise RequestError(f"The body is larger than {MAX_BODY_BYTES // 1024} KB.")
    try:
        body = json.loads(bytes(content))
    except (ValueError, RecursionError):
        raise RequestError('The body is not JSON; send for example {"document_id": "…"}.') from None
    if not isinstance(body, dict):
        raise RequestError("The body is not a JSON object.")
    return body


def _validate(model: type[Body], body: dict[str, Any]) -> Body:
    try:
        return model.model_validate(body)
    except ValidationError as error:
        complaints = "; ".join(
            f"{'.'.join(str(part) for part in item['loc']) or 'body'}: {item['msg']}"
            for item in error.errors(include_input=False, include_url=False, include_context=False)
        )
        raise RequestError(f"The body does not fit: {complaints}.") from None
