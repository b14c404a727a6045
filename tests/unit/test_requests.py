"""Every request body is either understood or refused, whatever its form."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date
from decimal import Decimal
from urllib.parse import quote

import pytest
from starlette.requests import Request
from starlette.types import Message

from function.database.field_filter import FieldFilter
from function.database.listing import Order
from function.errors import RequestError
from function.http.queries import ListRequest, parse_list_request, write_key
from function.http.requests import (
    read_correction_request,
    read_embed_request,
    read_line_request,
    read_process_request,
    read_search_request,
)

FORMS = [
    "%s",
    '{"document_id": %s}',
    '{"query": %s}',
    '{"query": "a", "document_ids": %s}',
    '{"query": "a", "types": [%s]}',
    '{"field": "total", "value": %s}',
    '{"page": 1, "block": 0, "line": 0, "text": %s}',
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


@pytest.mark.parametrize(
    "read",
    [
        read_process_request,
        read_search_request,
        read_correction_request,
        read_line_request,
        read_embed_request,
    ],
)
@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ('{"a":', "}")])
def test_a_body_nested_beyond_reason_is_the_callers_mistake(
    read: Callable[[Request], Awaitable[object]], opening: str, closing: str, subtests: pytest.Subtests
) -> None:
    for form in FORMS:
        for depth in (2, 100, 300, 480, 500, 900, 1000, 5000):
            with subtests.test(form, depth=depth), pytest.raises(RequestError) as refused:
                send(read, form % nest(opening, closing, depth))
            assert len(str(refused.value)) < 1000


ID = "3fa85f64-5717-4562-b3fc-2c963f66afa6"


def ask_for_list(query: str) -> ListRequest:
    return parse_list_request(
        Request({"type": "http", "method": "GET", "headers": [], "query_string": query.encode()})
    )


@pytest.mark.parametrize(
    "query",
    [
        *(
            "types=invoice",
            "date_from=2026-01-01",
            "colour=red",
            "issuer=",
            "issuer=a&issuer=b",
            "issuer=%00",
        ),
        *("limit=0", "limit=101", "limit=ten", "from=yesterday", "to=2026-02-30", "owner=me", "sort=issuer"),
        *(
            "sort=--due_date",
            "sort=document_date%20desc",
            "total_from=NaN",
            "total_from=1e400",
            "total_to=many",
        ),
        *("after=", "after=1", f"after=x,{ID}", f"after=2026-02-30,{ID}", f"after={'1' * 201}"),
        *(f"sort=total_amount&after=2026-01-01,{ID}", f"sort=total_amount&after=1e400,{ID}"),
        *(f"sort=total_amount&after=Infinity,{ID}", "&".join(["type=invoice"] * 31), f"issuer={'a' * 501}"),
    ],
)
def test_a_list_that_cannot_be_is_refused(query: str) -> None:
    with pytest.raises(RequestError, match="The query is invalid") as refused:
        _ = ask_for_list(query).key
    assert len(str(refused.value)) < 1000


@pytest.mark.parametrize(
    ("sort", "value"),
    [
        *(
            ("due_date", "2026-03-12"),
            ("-document_date", ""),
            ("-total_amount", "-107.30"),
            ("total_amount", "20"),
        ),
        *(("created_at", "2026-11-29 15:30:58.361+00"), ("created_at", "2026-11-29"), ("created_at", "")),
    ],
)
def test_the_key_of_a_page_is_understood_again(sort: str, value: str) -> None:
    key = ask_for_list(f"sort={sort}&after={quote(value + ',' + ID)}").key
    assert key is not None
    assert ask_for_list(f"sort={sort}&after={quote(write_key(key))}").key == key


def test_a_list_has_several_types_and_a_first_order() -> None:
    wanted = ask_for_list("type=invoice&type=receipt&issuer=Aguas&from=2026-01-01&total_to=20")
    assert wanted.to_filter() == FieldFilter(
        types=["invoice", "receipt"], issuer="Aguas", date_from=date(2026, 1, 1), total_to=Decimal(20)
    )
    assert (wanted.order, wanted.key, wanted.limit) == (Order("document_date", descending=True), None, 50)
