"""Every request body is either understood or refused, whatever its form."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from starlette.requests import Request
from starlette.types import Message

from function.errors import RequestError
from function.http.requests import read_embed_request, read_process_request, read_search_request

FORMS = [
    "%s",
    '{"document_id": %s}',
    '{"query": %s}',
    '{"query": "a", "document_ids": %s}',
    '{"texts": [%s]}',
    '{"type": %s, "table": "documents", "record": {}}',
    '{"type": "INSERT", "table": %s, "record": {}}',
    '{"type": "INSERT", "table": "documents", "record": {"id": %s}}',
]


def nest(opening: str, closing: str, depth: int) -> str:
    return opening * depth + "1" + closing * depth


def send(read: Callable[[Request], Awaitable[object]], body: str) -> None:
    async def receive() -> Message:
        return {"type": "http.request", "body": body.encode(), "more_body": False}

    async def ask() -> None:
        await read(Request({"type": "http", "method": "POST", "headers": []}, receive))

    asyncio.run(ask())


@pytest.mark.parametrize("read", [read_process_request, read_search_request, read_embed_request])
@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ('{"a":', "}")])
def test_a_body_nested_beyond_reason_is_the_callers_mistake(
    read: Callable[[Request], Awaitable[object]], opening: str, closing: str, subtests: pytest.Subtests
) -> None:
    for form in FORMS:
        for depth in (2, 100, 300, 480, 500, 900, 1000, 5000):
            with subtests.test(form, depth=depth), pytest.raises(RequestError) as refused:
                send(read, form % nest(opening, closing, depth))
            assert len(str(refused.value)) < 1000
