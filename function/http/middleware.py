"""What happens to every request, whatever it asks: it gets its id, and its answer is counted.

Both stand outside of Starlette, whose own middleware does not see the answer to an unexpected error.
"""

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from function.http.request_id import take_request_id
from function.observability.metrics import Metrics

# Probes would bury the answers to those who want something.
PROBES = ("/health", "/metrics")


class RequestIds:
    """Binds the request's id to all that is logged for it, and returns it as `X-Request-ID`."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        taken = take_request_id(scope["headers"])
        traced = {"trace_id": taken.trace_id} if taken.trace_id else {}
        # Each request has a task of its own: what is bound here ends with it, and goes along into tasks that it starts.
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=taken.request_id, **traced)

        async def send_with_id(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = [*message.get("headers", ()), (b"x-request-id", taken.request_id.encode())]
                message = {**message, "headers": headers}
            await send(message)

        await self._app(scope, receive, send_with_id)


class CountedResponses:
    """Counts answers by the class of their status, but for those to probes and scrapes."""

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
