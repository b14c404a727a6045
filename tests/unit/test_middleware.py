"""Every response carries its request's id and is counted, log lines carry the id across threads, and a
caller's own id is used if it is harmless."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from function.http.middleware import CountedResponses, RequestIds, take_request_id
from function.observability.metrics import Metrics

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
TRACEPARENT = f"00-{TRACE}-00f067aa0ba902b7-01"
HARMLESS = set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._:+/=#@-")


async def show_context(request: Request) -> Response:
    """The context of a log line, in the request's own task and on another thread."""
    with ThreadPoolExecutor(1) as executor:
        loop = asyncio.get_running_loop()
        context = copy_context()
        elsewhere = await loop.run_in_executor(executor, context.run, structlog.contextvars.get_contextvars)
    return JSONResponse([structlog.contextvars.get_contextvars(), elsewhere])


async def break_down(request: Request) -> Response:
    raise RuntimeError("secret")


async def explain(request: Request, error: Exception) -> Response:
    return PlainTextResponse(structlog.contextvars.get_contextvars()["request_id"], status_code=500)


def make_client(metrics: Metrics) -> TestClient:
    routes = [Route("/", show_context), Route("/broken", break_down), Route("/health", show_context)]
    app = Starlette(routes=routes, exception_handlers={Exception: explain})
    return TestClient(RequestIds(CountedResponses(app, metrics)), raise_server_exceptions=False)


def count(metrics: Metrics, code: str) -> float | None:
    return metrics.registry.get_sample_value("kairo_http_responses_total", {"code": code})


def test_what_is_logged_for_a_request_carries_its_id_on_every_thread() -> None:
    headers = {"X-Request-ID": "mine", "traceparent": TRACEPARENT}
    with make_client(Metrics()) as client:
        answer = client.get("/", headers=headers)
    assert answer.headers.get_list("x-request-id") == ["mine"]
    assert answer.json() == [{"request_id": "mine", "trace_id": TRACE}] * 2


def test_nothing_of_a_request_is_left_for_the_next_one() -> None:
    with make_client(Metrics()) as client:
        client.get("/", headers={"X-Request-ID": "mine", "traceparent": TRACEPARENT})
        answer = client.get("/")
    assert answer.json()[0] == {"request_id": answer.headers["x-request-id"]}
    assert answer.headers["x-request-id"] not in ("mine", TRACE)


def test_an_unexpected_error_has_an_id_and_counts_too() -> None:
    metrics = Metrics()
    with make_client(metrics) as client:
        answer = client.get("/broken", headers={"X-Request-ID": "mine"})
    assert (answer.status_code, answer.text, answer.headers["x-request-id"]) == (500, "mine", "mine")
    assert count(metrics, "5xx") == 1


def test_probes_have_an_id_and_are_not_counted() -> None:
    metrics = Metrics()
    with make_client(metrics) as client:
        assert client.get("/health").headers["x-request-id"]
        client.get("/")
        client.get("/nowhere")
    assert (count(metrics, "2xx"), count(metrics, "4xx")) == (1, 1)


def take(*headers: tuple[str, str]) -> tuple[str, str | None]:
    taken = take_request_id([(name.encode(), value.encode("latin-1")) for name, value in headers])
    return taken.request_id, taken.trace_id


@pytest.mark.parametrize(
    "given_id",
    ["a", "req-1", "0b1ecb5e-5ab4-4d7f-8f6c-0c3f8c1b7b6a", f"{TRACE}#1", "Root=1-67891233-abcdef", "x" * 128],
)
def test_a_caller_s_id_is_taken_over(given_id: str) -> None:
    assert take(("x-request-id", given_id)) == (given_id, None)


@pytest.mark.parametrize(
    "hostile",
    [
        "",
        " ",
        "x" * 129,
        "a\nb",
        "a\n",
        "a\r\nSet-Cookie: b=c",
        'a","level":"critical',
        "a b",
        "a\tb",
        "a\x00b",
        "a\x1b[31mb",
        "<script>",
        "$(id)",
        "`id`",
        "a;b",
        "a'--",
        "=1+1",
        "-rf",
        "../../etc",
        "%0a",
        "ñandú",
        "a\u00a0b",
        "{{7*7}}",
        "${jndi:ldap://a}",
    ],
)
def test_a_hostile_id_is_replaced(hostile: str) -> None:
    made, trace = take(("x-request-id", hostile))
    assert made != hostile
    assert len(made) == 32
    assert set(made) <= set("0123456789abcdef")
    assert trace is None


@given(st.binary(max_size=200), st.binary(max_size=80))
def test_whatever_comes_only_harmless_characters_are_left(request_id: bytes, traceparent: bytes) -> None:
    taken = take_request_id([(b"x-request-id", request_id), (b"traceparent", traceparent)])
    assert 1 <= len(taken.request_id) <= 128
    assert set(taken.request_id) <= HARMLESS
    assert taken.trace_id is None or set(taken.trace_id) <= set("0123456789abcdef")


def test_each_request_without_an_id_gets_its_own() -> None:
    assert take() != take()


def test_a_trace_names_the_request_unless_the_caller_does() -> None:
    assert take(("traceparent", TRACEPARENT)) == (TRACE, TRACE)
    assert take(("traceparent", TRACEPARENT), ("x-request-id", "mine")) == ("mine", TRACE)
    assert take(("traceparent", f"01{TRACEPARENT[2:]}-more")) == (TRACE, TRACE)


@pytest.mark.parametrize(
    "broken",
    [
        f"00-{'0' * 32}-00f067aa0ba902b7-01",
        f"00-{TRACE}-{'0' * 16}-01",
        f"ff-{TRACE}-00f067aa0ba902b7-01",
        f"00-{TRACE.upper()}-00f067aa0ba902b7-01",
        f"00-{TRACE}-00f067aa0ba902b7",
        f"{TRACEPARENT}x",
        f"{TRACEPARENT}-more",
        TRACE,
    ],
)
def test_a_traceparent_that_breaks_the_standard_is_not_believed(broken: str) -> None:
    made, trace = take(("traceparent", broken))
    assert trace is None
    assert made not in broken


def test_two_ids_are_none() -> None:
    made, _ = take(("x-request-id", "one"), ("x-request-id", "two"))
    assert made not in ("one", "two")
