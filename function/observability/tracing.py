"""Traces: a span for each request under /api, each attempt at a document, and each of its steps.

OpenTelemetry is imported only when OTEL_EXPORTER_OTLP_ENDPOINT or OTEL_TRACES_EXPORTER enables traces.
Attributes are ids, numbers, codes and types; never text, names, error messages or secrets.
"""

import importlib.util
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

import structlog
from starlette.types import Scope

from function import __version__
from function.errors import KairoError, SettingsError
from function.settings import Settings

if TYPE_CHECKING:
    from opentelemetry.context import Context
    from opentelemetry.sdk.trace import TracerProvider

Attribute = str | int | float | bool

TRACED = ("/api/", "/mcp")


class Note(Protocol):
    """Adds attributes to the open span."""

    def __call__(self, **attributes: Attribute | None) -> None: ...


class Tracing:
    """Creates spans; they are no-ops until `open`, and when traces are off.

    Call `open` after the fork, since it starts the exporter's thread.
    """

    def __init__(self, settings: Settings) -> None:
        check_tracing(settings)
        self._settings = settings
        self._provider: TracerProvider | None = None

    def open(self) -> None:
        if self._settings.wants_traces:
            self._provider = _make_provider(self._settings)

    def close(self) -> None:
        """Send the remaining spans; waits for OTEL_EXPORTER_OTLP_TIMEOUT at most."""
        if self._provider is not None:
            self._provider.shutdown()
            self._provider = None

    @contextmanager
    def span(self, name: str, **attributes: Attribute | None) -> Iterator[Note]:
        """Open a child of the current span; an exception marks it as failed and is raised again."""
        if self._provider is None:
            yield _note_nothing
            return
        from opentelemetry.trace import SpanKind

        with self._begin(name, SpanKind.INTERNAL, None, attributes) as note:
            yield note

    @contextmanager
    def request(self, scope: Scope) -> Iterator[Note]:
        """Open the span of an HTTP request, as a child of the caller's `traceparent`."""
        if self._provider is None or not scope["path"].startswith(TRACED):
            yield _note_nothing
            return
        from opentelemetry.trace import SpanKind

        method = {"http.request.method": scope["method"]}
        with self._begin(scope["method"], SpanKind.SERVER, _caller(scope), method) as note:
            yield note

    @contextmanager
    def _begin(
        self, name: str, kind: object, parent: "Context | None", attributes: dict[str, Attribute | None]
    ) -> Iterator[Note]:
        from opentelemetry.trace import Status, StatusCode, format_trace_id

        assert self._provider is not None  # noqa: S101  the callers check
        tracer = self._provider.get_tracer("kairo-ocr", __version__)
        with tracer.start_as_current_span(
            name,
            parent,
            kind,  # type: ignore[arg-type]
            _present(attributes),
            # They would record the message, which may quote a document.
            record_exception=False,
            set_status_on_exception=False,
        ) as span:

            def note(**more: Attribute | None) -> None:
                if isinstance(route := more.pop("route", None), str):
                    span.update_name(f"{name} {route}")
                    span.set_attribute("http.route", route)
                span.set_attributes(_present(more))

            trace_id = format_trace_id(span.get_span_context().trace_id)
            with structlog.contextvars.bound_contextvars(trace_id=trace_id):
                try:
                    yield note
                except Exception as error:
                    code = error.code if isinstance(error, KairoError) else type(error).__name__
                    span.set_attribute("error.type", code)
                    span.set_status(Status(StatusCode.ERROR))
                    raise


def check_tracing(settings: Settings) -> None:
    """Raise SettingsError when traces are enabled and OpenTelemetry is not installed; imports nothing."""
    if settings.wants_traces and not _is_installed():
        raise SettingsError(
            "OTEL_EXPORTER_OTLP_ENDPOINT or OTEL_TRACES_EXPORTER enables traces, but OpenTelemetry is not installed: "
            "pip install opentelemetry-sdk opentelemetry-exporter-otlp-proto-http. Or set OTEL_TRACES_EXPORTER=none."
        )


def _is_installed() -> bool:
    try:
        return importlib.util.find_spec("opentelemetry.exporter.otlp.proto.http.trace_exporter") is not None
    except ModuleNotFoundError:
        return False


def _make_provider(settings: Settings) -> "TracerProvider":
    """The SDK reads its other variables itself: headers, timeouts, sampler, resource attributes."""
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.resources import OTELResourceDetector, Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    ours = {
        "service.name": "kairo-ocr",
        "service.version": __version__,
        "service.instance.id": settings.vps_instance_id,
    }
    provider = TracerProvider(
        resource=Resource(ours).merge(OTELResourceDetector().detect()), shutdown_on_exit=False
    )
    base = settings.otel_exporter_otlp_endpoint
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(base and f"{base}/v1/traces")))
    return provider


def _caller(scope: Scope) -> "Context":
    """Extract the caller's trace context; headers that occur twice are ignored."""
    from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

    carrier: dict[str, list[str]] = {}
    for name, value in scope["headers"]:
        carrier.setdefault(name.decode("latin-1").lower(), []).append(value.decode("latin-1"))
    single = {name: values[0] for name, values in carrier.items() if len(values) == 1}
    return TraceContextTextMapPropagator().extract(single)


def _present(attributes: dict[str, Attribute | None]) -> dict[str, Attribute]:
    return {name: value for name, value in attributes.items() if value is not None}


def _note_nothing(**attributes: Attribute | None) -> None:
    """No-op used when tracing is off."""
