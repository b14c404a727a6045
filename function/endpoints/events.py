"""Streams of what becomes of documents."""

from sse_starlette import EventSourceResponse
from starlette.requests import Request
from starlette.responses import Response

from function.endpoints.common import service_of
from function.http.callers import caller_of
from function.http.requests import parse_document_id
from function.people.events import PING_SECONDS


async def follow_document(request: Request) -> Response:
    document_id = parse_document_id(request.path_params["document_id"])
    events = await service_of(request).events.follow(caller_of(request).person, document_id)
    return EventSourceResponse(events, ping=PING_SECONDS)


async def follow_documents(request: Request) -> Response:
    events = await service_of(request).events.follow(caller_of(request).person)
    return EventSourceResponse(events, ping=PING_SECONDS)
