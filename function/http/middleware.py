"""Request ids, response counts and traces for every request.

They wrap Starlette from outside, because its own middleware does not see the response to an unexpected error.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import uuid4

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from function.observability.metrics import Metrics
from function.observability.tracing import Tracing

Headers = Sequence[tuple[bytes, bytes]]

# Covers what gateways send (UUIDs, hexadecimal, base64, `uuid#1`), without characters that have a special meaning in a
# log, a shell, a spreadsheet or a web page.
_REQUEST_ID = re.compile(rb"[A-Za-z0-9][A-Za-z0-9._:+/=#@-]{0,127}")
# W3C Trace Context, 3.2: version (ff is invalid), trace id, parent id, flags; versions after 00 may append fields.
_TRACEPARENT = re.compile(
    rb"(?!ff|00.{54})[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-.*)?"
)
# Responses to probes would drown out all others.
PROBES = ("/health", "/metrics")


@dataclass(frozen=True, slots=True)
class RequestId:
    """`request_id` has 1 to 128 safe characters; `trace_id` has 32 hexadecimal digits, or is None without a trace."""

    request_id: str
    trace_id: str | None


class RequestIds:
    """Binds the request's id to its log lines and returns it as `X-Request-ID`."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        taken = take_request_id(scope["headers"])
        traced = {"trace_id": taken.trace_id} if taken.trace_id else {}
        # Each request has its own task: what is bound here ends with it, and is inherited by the tasks it starts.
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=taken.request_id, **traced)

        async def send_with_id(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = [*message.get("headers", ()), (b"x-request-id", taken.request_id.encode())]
                message = {**message, "headers": headers}
            await send(message)

        await self._app(scope, receive, send_with_id)


class CountedResponses:
    """Counts responses by status class, except those to probes and scrapes."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].startswith(PROBES):
            await self._app(scope, receive, send)
            return

        async def send_counted(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._metrics.count_response(message["status"])
            await send(message)

        await self._app(scope, receive, send_counted)


class TracedRequests:
    """Creates a span for each request under /api, named after its method and route."""

    def __init__(self, app: ASGIApp, tracing: Tracing) -> None:
        self._app = app
        self._tracing = tracing

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        with self._tracing.request(scope) as note:

            async def send_noted(message: Message) -> None:
                if message["type"] == "http.response.start":
                    note(**{"http.response.status_code": message["status"]}, route=_route(scope))
                await send(message)

            await self._app(scope, receive, send_noted)


def take_request_id(headers: Headers) -> RequestId:
    """Return the caller's `X-Request-ID`, else the trace id of its `traceparent`, else a new id.

    `headers` are ASGI's. A header that is malformed, too long or sent twice is ignored.
    """
    given = _match(_REQUEST_ID, headers, b"x-request-id")
    traced = _match(_TRACEPARENT, headers, b"traceparent")
    trace_id = traced[1].decode() if traced else None
    return RequestId(given[0].decode() if given else trace_id or uuid4().hex, trace_id)


def _match(pattern: re.Pattern[bytes], headers: Headers, name: bytes) -> re.Match[bytes] | None:
    values = [value for key, value in headers if key.lower() == name]
    return pattern.fullmatch(values[0]) if len(values) == 1 else None


def _route(scope: Scope) -> str | None:
    """Return the path with parameter names instead of their values, or None if no route matched."""
    if "endpoint" not in scope:
        return None
    path = str(scope["path"])
    for name, value in scope.get("path_params", {}).items():
        path = path.replace(str(value), f"{{{name}}}")
    return path
