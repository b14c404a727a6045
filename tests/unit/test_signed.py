"""A token signed by the database opens only what it was signed for, and only for ten minutes."""

import hmac
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from function.errors import KairoError
from function.http import signed
from function.http.access import WRONG_TOKENS, BearerAuthentication
from function.http.problems import answer_error
from function.http.requests import read_process_request
from function.http.signed import VALID_SECONDS, SignedTokens

OLD, NEW = "the-token-of-yesterday", "the-token-of-tomorrow"
NOW = 1_800_000_000
DOCUMENT, OTHER = str(UUID(int=1)), str(UUID(int=2))


def sign(subject: str, *, at: float = NOW, key: str = OLD) -> str:
    text = f"kairo1.{at:.0f}.{subject}"
    return f"{text}.{hmac.digest(key.encode(), text.encode(), 'sha256').hex()}"


async def process(request: Request) -> Response:
    wanted = await read_process_request(request)
    return JSONResponse(wanted and wanted.model_dump(mode="json"))


async def answer(_: Request) -> Response:
    return JSONResponse("ok")


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setattr(SignedTokens.__init__, "__defaults__", (lambda: NOW,))
    app = Starlette(
        routes=[
            Route("/api/process-document", process, methods=["POST"]),
            Route("/api/callbacks/deliver", answer, methods=["POST"]),
            Route("/api/{rest:path}", answer, methods=["GET", "POST"]),
        ],
        middleware=[Middleware(BearerAuthentication, tokens=(OLD, NEW))],
        exception_handlers={KairoError: answer_error},
    )
    with TestClient(app) as client:
        yield client


def ask(client: TestClient, token: str, body: Any = None, path: str = "/api/process-document") -> Response:
    headers = {"Authorization": f"Bearer {token}"}
    method = "GET" if body is None else "POST"
    return client.request(method, path, json=body, headers=headers)  # type: ignore[return-value]


@pytest.mark.parametrize("key", [OLD, NEW])
def test_a_dispatch_opens_its_document_while_a_token_is_changed(client: TestClient, key: str) -> None:
    body = {"document_id": DOCUMENT, "priority": 10}
    answered: Any = ask(client, sign(DOCUMENT, key=key), body)
    assert answered.status_code == 200
    # The database knows the priority; replaying the request cannot change it.
    assert answered.json() == {"document_id": DOCUMENT, "priority": None, "force": False, "wait": False}


@pytest.mark.parametrize(
    "body",
    [
        {"document_id": OTHER},
        {"document_id": DOCUMENT, "force": True},
        {"document_id": DOCUMENT, "wait": True},
        {"type": "UPDATE", "table": "documents", "record": {"id": OTHER}},
    ],
)
def test_it_opens_no_other_document_and_no_more_than_a_dispatch_does(client: TestClient, body: Any) -> None:
    refused: Any = ask(client, sign(DOCUMENT), body)
    assert (refused.status_code, refused.json()["code"]) == (401, "unauthorized")


@pytest.mark.parametrize(
    "path", [f"/api/documents/{DOCUMENT}", f"/api/jobs/{DOCUMENT}", "/api/queue/stats", "/api/x"]
)
def test_it_opens_no_other_path(client: TestClient, path: str) -> None:
    assert ask(client, sign(DOCUMENT), path=path).status_code == 401
    assert ask(client, sign(DOCUMENT), {}, path=path).status_code == 401


def test_what_is_no_document_has_a_subject_of_its_own(client: TestClient) -> None:
    assert ask(client, sign("queue-stats"), path="/api/queue/stats").status_code == 200
    assert ask(client, sign("queue-stats"), {}, path="/api/queue/stats").status_code == 401
    assert ask(client, sign("deliver-callbacks"), {}, path="/api/callbacks/deliver").status_code == 200
    assert ask(client, sign("queue-stats"), {}, path="/api/callbacks/deliver").status_code == 401
    assert ask(client, sign("queue-stats"), {"document_id": DOCUMENT}).status_code == 401


@pytest.mark.parametrize(
    ("late", "status"), [(0, 200), (VALID_SECONDS, 200), (VALID_SECONDS + 1, 401), (-VALID_SECONDS - 1, 401)]
)
def test_it_is_valid_for_ten_minutes(client: TestClient, late: float, status: int) -> None:
    assert ask(client, sign(DOCUMENT, at=NOW - late), {"document_id": DOCUMENT}).status_code == status


@pytest.mark.parametrize(
    "token",
    [
        sign(DOCUMENT, key="a-token-of-somebody-else"),
        sign(DOCUMENT)[:-1] + "g",
        sign(DOCUMENT).upper(),
        sign(DOCUMENT) + " ",
        sign(DOCUMENT).replace(DOCUMENT, OTHER),
        sign(DOCUMENT).replace(str(NOW), str(NOW + 1)),
        sign(DOCUMENT).replace("kairo1", "kairo2"),
        sign(DOCUMENT).rpartition(".")[0] + ".",
        sign("x" * 41),
    ],
)
def test_a_changed_one_is_a_wrong_token_and_counts_as_one(client: TestClient, token: str) -> None:
    for _ in range(WRONG_TOKENS):
        assert ask(client, token, {"document_id": DOCUMENT}).status_code == 401
    assert ask(client, token, {"document_id": DOCUMENT}).status_code == 429


def test_each_key_is_compared_in_constant_time(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[bytes] = []

    def compare(given: bytes, expected: bytes) -> bool:
        compared.append(expected)
        return hmac.compare_digest(given, expected)

    functions = {"compare_digest": staticmethod(compare), "digest": staticmethod(hmac.digest)}
    monkeypatch.setattr(signed, "hmac", type("Hmac", (), functions))
    tokens = SignedTokens((OLD, NEW), clock=lambda: NOW)
    scope = {"method": "POST", "path": "/api/process-document"}
    for key, admitted in [(OLD, True), (NEW, True), ("another-token-of-nobody", False)]:
        compared.clear()
        assert tokens.admits(f"Bearer {sign(DOCUMENT, key=key)}".encode(), dict(scope)) is admitted
        expected = [sign(DOCUMENT, key=token).rpartition(".")[2].encode() for token in (OLD, NEW)]
        assert compared == expected
