"""Every answer has its request's id and is counted, and what is logged for a request carries its id across threads."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context

import structlog
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from function.http.middleware import CountedResponses, RequestIds
from function.observability.metrics import Metrics

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"


async def tell_context(request: Request) -> Response:
    """What a log line would carry: on a task of the request, and on another thread."""
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
    routes = [Route("/", tell_context), Route("/broken", break_down), Route("/health", tell_context)]
    app = Starlette(routes=routes, exception_handlers={Exception: explain})
    return TestClient(RequestIds(CountedResponses(app, metrics)), raise_server_exceptions=False)


def count(metrics: Metrics, code: str) -> float | None:
    return metrics.registry.get_sample_value("kairo_http_responses_total", {"code": code})


def test_what_is_logged_for_a_request_carries_its_id_on_every_thread() -> None:
    headers = {"X-Request-ID": "mine", "traceparent": f"00-{TRACE}-00f067aa0ba902b7-01"}
    with make_client(Metrics()) as client:
        answer = client.get("/", headers=headers)
    assert answer.headers.get_list("x-request-id") == ["mine"]
    assert answer.json() == [{"request_id": "mine", "trace_id": TRACE}] * 2


def test_nothing_of_a_request_is_left_for_the_next_one() -> None:
    with make_client(Metrics()) as client:
        client.get("/", headers={"X-Request-ID": "mine", "traceparent": f"00-{TRACE}-00f067aa0ba902b7-01"})
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
