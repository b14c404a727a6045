"""Who may call the function, how many wrong tokens are tolerated, and how much is accepted at once."""

import asyncio
import hmac
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient
from starlette.types import Message, Scope

from function.errors import KairoError
from function.http import access
from function.http.access import (
    ADDRESSES,
    DRAINED_BYTES,
    SECONDS_A_WRONG_TOKEN,
    WRONG_TOKENS,
    BearerAuthentication,
    BoundedBodies,
    RequestsAtOnce,
    WrongTokens,
)
from function.http.problems import answer_error

OLD, NEW = "the-token-of-yesterday", "the-token-of-tomorrow"


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


async def answer(request: Request) -> Response:
    return JSONResponse(len(await request.body()))


def make_client(clock: Clock, address: str = "192.0.2.7") -> TestClient:
    app = Starlette(
        routes=[Route("/api/x", answer, methods=["GET", "POST"]), Route("/health", answer)],
        middleware=[
            Middleware(BoundedBodies),
            Middleware(BearerAuthentication, tokens=(OLD, NEW), wrong=WrongTokens(clock)),
        ],
    )
    return TestClient(app, client=(address, 1234))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def client(clock: Clock) -> Iterator[TestClient]:
    with make_client(clock) as client:
        yield client


def ask(client: TestClient, token: str) -> int:
    return client.get("/api/x", headers={"Authorization": f"Bearer {token}"}).status_code


def test_while_a_token_is_changed_the_old_and_the_new_one_are_valid(client: TestClient) -> None:
    assert [ask(client, OLD), ask(client, NEW), ask(client, "the-token-of-nobody")] == [200, 200, 401]
    # The setting's raw value is not a token itself.
    assert ask(client, f"{OLD} {NEW}") == 401


@pytest.mark.parametrize(
    "headers",
    [
        [],
        [("Authorization", "")],
        [("Authorization", f"Bearer {OLD[:-1]}")],
        [("Authorization", f"Bearer {OLD} ")],
        [("Authorization", f"Basic {OLD}")],
        [("Authorization", OLD)],
        [(b"Authorization", "Bearer ñandú".encode())],
        [("Authorization", f"Bearer {OLD}"), ("Authorization", "Bearer another")],
        [("Authorization", "Bearer another"), ("Authorization", f"Bearer {OLD}")],
        [("Authorization", f"Bearer {OLD}"), ("Authorization", f"Bearer {OLD}")],
        [("X-Forwarded-Authorization", f"Bearer {OLD}"), ("Cookie", f"Authorization=Bearer {OLD}")],
    ],
)
def test_nothing_but_one_right_token_opens(client: TestClient, headers: Any) -> None:
    refused = client.get("/api/x", headers=headers)
    assert (refused.status_code, refused.json()["code"]) == (401, "unauthorized")


def test_each_token_is_compared_in_constant_time(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[tuple[bytes, bytes]] = []

    def compare(given: bytes, expected: bytes) -> bool:
        compared.append((given, expected))
        return hmac.compare_digest(given, expected)

    monkeypatch.setattr(access, "hmac", type("Hmac", (), {"compare_digest": staticmethod(compare)}))
    tokens = [f"Bearer {OLD}".encode(), f"Bearer {NEW}".encode()]
    for token in (OLD, NEW, "x"):
        compared.clear()
        ask(client, token)
        # Every token is compared, even after a match, so the time taken does not reveal which one matched.
        assert compared == [(f"Bearer {token}".encode(), expected) for expected in tokens]


def test_an_address_that_is_often_wrong_has_to_wait(clock: Clock, client: TestClient) -> None:
    assert {ask(client, "wrong") for _ in range(WRONG_TOKENS)} == {401}
    refused = client.get("/api/x", headers={"Authorization": f"Bearer {OLD}"})
    assert (refused.status_code, refused.json()["code"]) == (429, "too_many_requests")
    assert refused.headers["retry-after"] == str(round(SECONDS_A_WRONG_TOKEN))
    clock.now += SECONDS_A_WRONG_TOKEN
    assert [ask(client, "wrong"), ask(client, "wrong")] == [401, 429]
    clock.now += SECONDS_A_WRONG_TOKEN
    assert ask(client, OLD) == 200


def test_open_endpoints_do_not_wait(client: TestClient) -> None:
    for _ in range(WRONG_TOKENS + 1):
        ask(client, "wrong")
    assert client.get("/health").status_code == 200


def test_a_client_that_has_shown_a_right_token_is_never_locked_out(client: TestClient) -> None:
    """Behind an undeclared proxy, the database and a stranger share one address."""
    assert ask(client, NEW) == 200
    assert {ask(client, "wrong") for _ in range(3 * WRONG_TOKENS)} == {401}
    assert ask(client, NEW) == 200


def test_one_address_does_not_lock_out_another(clock: Clock) -> None:
    wrong = WrongTokens(clock)
    for number in range(WRONG_TOKENS):
        wrong.count(f"2001:db8::{number:x}")
    assert wrong.seconds_to_wait("2001:db8::ffff") > 0
    assert wrong.seconds_to_wait("2001:db8:0:1::1") == 0
    assert wrong.seconds_to_wait("192.0.2.7") == 0


def test_strangers_do_not_fill_the_memory(clock: Clock) -> None:
    wrong = WrongTokens(clock)
    for number in range(ADDRESSES + 10):
        wrong.count(f"address {number}")
    assert len(wrong._left) == ADDRESSES


SCOPE: Scope = {"type": "http", "path": "/api/x", "method": "POST", "query_string": b"", "headers": []}


async def collect(app: object, scope: Scope, receive: object) -> list[Message]:
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    await app(scope, receive, send)  # type: ignore[operator]
    return sent


def test_a_caller_over_the_limit_learns_when_to_come_back() -> None:
    async def run() -> tuple[list[Message], list[Message]]:
        begun, end = asyncio.Event(), asyncio.Event()

        async def work(scope: Scope, receive: object, send: object) -> None:
            begun.set()
            await end.wait()
            await JSONResponse("done")(scope, receive, send)  # type: ignore[arg-type]

        app = RequestsAtOnce(work, limit=1)
        first = asyncio.create_task(collect(app, SCOPE, None))
        await begun.wait()
        refused = await collect(app, SCOPE, None)
        end.set()
        await first
        return refused, await collect(app, SCOPE, None)

    refused, later = asyncio.run(run())
    assert (refused[0]["status"], later[0]["status"]) == (429, 200)
    assert (b"retry-after", b"1") in refused[0]["headers"]


def send_body(pieces: list[bytes], *, stall: bool = False, wanted: bool = True) -> tuple[list[Message], int]:
    """The messages sent and the number of bytes read; the endpoint reads its body only if `wanted`."""

    async def run() -> tuple[list[Message], int]:
        waiting, taken = iter(pieces), 0

        async def receive() -> Message:
            nonlocal taken
            piece = next(waiting, None)
            if piece is None and stall:
                await asyncio.Event().wait()
            taken += len(piece or b"")
            return {"type": "http.request", "body": piece or b"", "more_body": piece is not None}

        async def refuse(_: Request) -> Response:
            return JSONResponse("no", 401)

        app = Starlette(
            routes=[Route("/api/x", answer if wanted else refuse, methods=["POST"])],
            middleware=[Middleware(BoundedBodies, seconds=0.1)],
            exception_handlers={KairoError: answer_error},
        )
        scope = {**SCOPE, "headers": [(b"transfer-encoding", b"chunked")]}
        return await collect(app, scope, receive), taken

    return asyncio.run(run())


def test_a_body_that_does_not_arrive_is_not_waited_for() -> None:
    sent, _ = send_body([b"{", b'"a"'], stall=True)
    assert sent[0]["status"] == 408
    assert b'"code":"body_too_slow"' in sent[1]["body"]
    assert (b"connection", b"close") in sent[0]["headers"]


def test_an_answer_that_does_not_need_the_body_does_not_wait_for_it() -> None:
    sent, _ = send_body([b"{"], stall=True, wanted=False)
    assert sent[0]["status"] == 401
    assert (b"connection", b"close") in sent[0]["headers"]


def test_an_answer_before_the_end_of_a_small_body_is_not_lost_with_its_connection() -> None:
    sent, taken = send_body([b"x" * 1000] * 3, wanted=False)
    assert (sent[0]["status"], taken) == (401, 3000)
    assert (b"connection", b"close") not in sent[0]["headers"]


def test_a_body_without_end_is_cut_off() -> None:
    sent, taken = send_body([b"x" * 65536] * 10_000, wanted=False)
    assert taken < DRAINED_BYTES + 2 * 65536
    assert (b"connection", b"close") in sent[0]["headers"]
