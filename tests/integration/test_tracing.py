"""Traces reach the collector, span threads and contain no text; without a collector, nothing is imported."""

import asyncio
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from contextvars import copy_context

import pytest
import structlog
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from function.errors import CorruptFileError, SettingsError
from function.http.middleware import TracedRequests
from function.observability.tracing import Tracing, check_tracing
from tests.support.settings import settings
from tests.support.trace_collector import Collector, Span, collect_traces

pytestmark = pytest.mark.integration

TRACE, CALLER = "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"
QUOTED = "text of a document"


def ask(collector: Collector, path: str, headers: dict[str, str] | None = None) -> dict[str, Span]:
    """Send one request to a small application and return its spans by name."""
    tracing = Tracing(settings(otel_exporter_otlp_endpoint=collector.url))

    def read_document() -> str:
        with tracing.span("attempt", document="id"):
            with tracing.span("read_page", page=1) as note:
                note(source="ocr", code=None)
            with suppress(CorruptFileError), tracing.span("embed"):
                raise CorruptFileError(QUOTED)
            return str(structlog.contextvars.get_contextvars()["trace_id"])

    async def process(_: Request) -> Response:
        with ThreadPoolExecutor(1) as executor:
            run = copy_context().run
            return JSONResponse(
                await asyncio.get_running_loop().run_in_executor(executor, run, read_document)
            )

    async def break_down(_: Request) -> Response:
        raise RuntimeError(QUOTED)

    routes = [Route("/api/jobs/{id}", process), Route("/api/broken", break_down), Route("/health", process)]
    tracing.open()
    with TestClient(
        TracedRequests(Starlette(routes=routes), tracing), raise_server_exceptions=False
    ) as client:
        client.get(path, headers=headers)
    tracing.close()
    return {span.name: span for span in collector.spans()}


def test_a_request_and_the_steps_of_its_document_are_one_trace_below_the_callers() -> None:
    with collect_traces() as collector:
        spans = ask(collector, "/api/jobs/7f", {"traceparent": f"00-{TRACE}-{CALLER}-01"})
    assert collector.paths == {"/v1/traces"}
    assert set(spans) == {"GET /api/jobs/{id}", "attempt", "read_page", "embed"}
    assert {span.trace_id for span in spans.values()} == {TRACE}
    request, attempt = spans["GET /api/jobs/{id}"], spans["attempt"]
    assert (request.parent_id, attempt.parent_id) == (CALLER, request.span_id)
    assert {spans["read_page"].parent_id, spans["embed"].parent_id} == {attempt.span_id}
    assert request.attributes == {
        "http.request.method": "GET",
        "http.route": "/api/jobs/{id}",
        "http.response.status_code": 200,
    }
    assert spans["read_page"].attributes == {"page": 1, "source": "ocr"}
    assert request.resource["service.name"] == "kairo-ocr"
    assert request.resource["service.instance.id"] == "vps-1"


def test_a_span_names_an_error_by_its_code_and_never_by_its_message() -> None:
    with collect_traces() as collector:
        spans = ask(collector, "/api/jobs/7f")
        assert spans["embed"].failed
        assert spans["embed"].attributes == {"error.type": "file_corrupt"}
        assert not spans["attempt"].failed
        broken = ask(collector, "/api/broken")["GET /api/broken"]
        assert (broken.failed, broken.attributes["error.type"]) == (True, "RuntimeError")
    assert not any(QUOTED.encode() in body for body in collector.bodies)


@pytest.mark.parametrize(
    "headers", [{}, {"traceparent": f"00-{'0' * 32}-{CALLER}-01"}, {"traceparent": "nonsense"}]
)
def test_without_a_callers_trace_a_new_one_begins(headers: dict[str, str]) -> None:
    with collect_traces() as collector:
        request = ask(collector, "/api/jobs/7f", headers)["GET /api/jobs/{id}"]
    assert request.parent_id == ""
    assert request.trace_id not in (TRACE, "0" * 32)


def test_probes_are_no_requests() -> None:
    with collect_traces() as collector:
        assert "GET /health" not in ask(collector, "/health")


def test_a_collector_that_is_away_disturbs_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_TIMEOUT", "1")
    tracing = Tracing(settings(otel_exporter_otlp_endpoint="http://127.0.0.1:9"))
    tracing.open()
    with tracing.span("attempt"):
        pass
    tracing.close()


def test_traces_are_sent_only_where_somebody_asks() -> None:
    assert not settings().wants_traces
    assert settings(otel_traces_exporter="otlp").wants_traces
    assert settings(otel_exporter_otlp_endpoint="http://collector:4318").wants_traces
    assert not settings(
        otel_exporter_otlp_endpoint="http://collector:4318", otel_traces_exporter="none"
    ).wants_traces


USE_WITHOUT = """
import sys
from function.app import create_app
from function.settings import load_settings
from function.observability.tracing import Tracing
settings = load_settings(
    database_url="x", supabase_url="http://x", supabase_service_role_key="k", function_token="t" * 16
)
create_app(settings)
tracing = Tracing(settings)
tracing.open()
with tracing.span("attempt") as note:
    note(page=1)
print([name for name in sys.modules if name.startswith("opentelemetry")])
"""


def test_without_the_variable_nothing_of_opentelemetry_is_imported() -> None:
    result = subprocess.run(
        [sys.executable, "-c", USE_WITHOUT], capture_output=True, text=True, check=True, env={}
    )
    assert result.stdout.splitlines()[-1] == "[]"


def test_a_start_without_the_packages_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    def find_nothing(name: str) -> None:
        raise ModuleNotFoundError(name)

    monkeypatch.setattr("importlib.util.find_spec", find_nothing)
    check_tracing(settings())
    with pytest.raises(SettingsError, match="pip install opentelemetry-sdk"):
        check_tracing(settings(otel_traces_exporter="otlp"))
