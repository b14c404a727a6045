"""uvicorn's worker and connections, with limits on the head of a request and problem details for refusals.

With httptools, uvicorn limits neither the time nor the size of a head, treats trailer fields as headers, and does not
require a Host header.
"""

import asyncio
import logging
from collections.abc import Iterable
from contextvars import ContextVar
from typing import Any

import httptools
import structlog
from uvicorn._types import ASGI3Application
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol, RequestResponseCycle
from uvicorn_worker import UvicornWorker

from function.errors import HeadTooLargeError, KairoError, RequestError
from function.http.access import EVENTS
from function.http.middleware import take_request_id
from function.http.problems import problem

log = structlog.get_logger()

HEAD_SECONDS = 10.0
# Limit for a head and its trailer together, and for bytes that complete neither a head nor a piece of a body.
# White space around values counts unless the head begins right after another request.
HEAD_BYTES = 64 * 1024
# Of this process among WORKERS, from 0.
PLACE: ContextVar[int] = ContextVar("place", default=0)


class BoundedConnection(HttpToolsProtocol):
    """Closes when the head of a request exceeds HEAD_SECONDS or HEAD_BYTES, or is not valid HTTP/1.1."""

    head_seconds = HEAD_SECONDS

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._head_timer: asyncio.TimerHandle | None = None
        self._head_bytes = 0
        self._unfinished_bytes = 0
        self._answering: RequestResponseCycle = None  # type: ignore[assignment]
        self._refused = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._await_head()

    def connection_lost(self, exc: Exception | None) -> None:
        self._head_ended()
        self._give_up()
        super().connection_lost(exc)

    def eof_received(self) -> None:
        self._give_up()

    def shutdown(self) -> None:
        super().shutdown()
        # Events have no end of their own: their followers ask again, and find the next worker.
        if self.cycle and not self.cycle.response_complete and self.cycle.scope["path"].endswith(EVENTS):
            self._close()

    def data_received(self, data: bytes) -> None:
        if self._refused:
            return
        self._unset_keepalive_if_required()
        # Blank lines between two requests end the keep-alive timeout without starting a message.
        if self.cycle is None or self.cycle.response_complete:
            self._await_head()
        while data and not self._refused:
            room = HEAD_BYTES - self._unfinished_bytes
            piece, data = data[:room], data[room:]
            self._unfinished_bytes += len(piece)
            data = self._parse(piece) + data
            if self._unfinished_bytes >= HEAD_BYTES and not self._refused:
                self._refuse(_head_too_large())

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._head_bytes = len(b"  HTTP/1.1\r\n\r\n")
        self._await_head()

    def on_url(self, url: bytes) -> None:
        self._count(len(url))
        super().on_url(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        self._count(len(name) + len(value) + len(b":\r\n"))
        # After the body this is a trailer field, which must not be added to the headers.
        if self._head_timer:
            super().on_header(name, value)

    def on_headers_complete(self) -> None:
        self._count(len(self.parser.get_method()))
        self._check_head()
        self._unfinished_bytes = 0
        self._head_ended()
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        self._unfinished_bytes = 0
        super().on_body(body)

    def on_message_complete(self) -> None:
        self._unfinished_bytes = 0
        super().on_message_complete()

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: ASGI3Application) -> None:
        self._answering = cycle
        super()._start_asgi_task(cycle, app)

    def _parse(self, data: bytes) -> bytes:
        """Feed the parser. Return the data after an upgrade request, which is answered like any other request."""
        try:
            self.parser.feed_data(data)
        except httptools.HttpParserUpgrade as upgrade:
            return data[upgrade.args[0] :]
        except httptools.HttpParserError as error:
            reason = error.__context__
            self._refuse(
                reason
                if isinstance(reason, KairoError)
                else RequestError(
                    "The request is not valid HTTP: its first line, a header or a chunk is malformed."
                )
            )
        return b""

    def _check_head(self) -> None:
        version = self.parser.get_http_version()
        hosts = sum(name == b"host" for name, _ in self.headers)
        if version not in ("1.0", "1.1"):
            raise RequestError(f"HTTP {version} is not supported; send version 1.1.")
        if hosts > 1 or (version == "1.1" and hosts == 0):
            raise RequestError(f"The request has {hosts} Host headers; send exactly one.")

    def _count(self, size: int) -> None:
        self._head_bytes += size
        if self._head_bytes > HEAD_BYTES:
            raise _head_too_large()

    def _await_head(self) -> None:
        if self._head_timer is None:
            self._head_timer = self.loop.call_later(self.head_seconds, self._close)

    def _head_ended(self) -> None:
        if self._head_timer:
            self._head_timer.cancel()
            self._head_timer = None

    def _refuse(self, error: KairoError) -> None:
        """Respond with `error` and close the connection; ignore further data.

        If an earlier request is still being answered, let its response close the connection instead.
        """
        self._refused = True
        self._head_ended()
        if earlier := self._earlier_request():
            earlier.keep_alive = False
            return
        if self.cycle and not self.cycle.response_complete and self.cycle.response_started:
            self._close()
            return
        self._give_up()
        self.transport.write(self._answer(error))
        self.transport.close()

    def _earlier_request(self) -> RequestResponseCycle | None:
        """Return the last complete request still waiting for its response; drop an incomplete one after it."""
        if self.cycle and self.cycle.more_body and self.pipeline:
            self.pipeline.popleft()
            self.cycle = self.pipeline[0][0] if self.pipeline else self._answering
        waits = self.cycle and not self.cycle.response_complete and not self.cycle.more_body
        return self.cycle if waits else None

    def _close(self) -> None:
        self._give_up()
        self.transport.close()

    def _give_up(self) -> None:
        """Let requests still being answered see a disconnected caller; with uvloop, their writes would raise."""
        for cycle in (self._answering, self.cycle):
            if cycle and not cycle.response_complete:
                cycle.waiting_for_100_continue = False
                cycle.disconnected = True
                cycle.message_event.set()

    def _answer(self, error: KairoError) -> bytes:
        request_id = take_request_id(self.headers or ()).request_id
        log.info("request_refused", code=error.code, detail=str(error), request_id=request_id)
        response = problem(error, {"Connection": "close", "X-Request-ID": request_id})
        headers = [*self.server_state.default_headers, *response.raw_headers]
        fields = (name + b": " + value + b"\r\n" for name, value in headers)
        return b"".join([STATUS_LINE[response.status_code], *fields, b"\r\n", response.body])


class Worker(UvicornWorker):  # type: ignore[misc]
    """gunicorn's worker, without WebSocket. Each of several listens on its own port, and only there."""

    place = 0
    sockets: list[Any]

    CONFIG_KWARGS = {"loop": "auto", "http": BoundedConnection, "ws": "none"}  # noqa: RUF012  as there

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        # gunicorn has no handlers here, so uvicorn's lines would go to stderr unformatted.
        logging.getLogger("uvicorn.error").propagate = True

    def take_place(self, others: Iterable["Worker"], places: int) -> None:
        """Take the first place that the fewest others have: that of the worker that this one replaces."""
        taken = [other.place for other in others]
        self.place = min(range(places), key=taken.count)

    def init_process(self) -> None:
        PLACE.set(self.place)
        self.sockets = self.sockets[self.place : self.place + 1]
        super().init_process()


def _head_too_large() -> HeadTooLargeError:
    return HeadTooLargeError(
        f"The request's head and trailer are larger than {HEAD_BYTES // 1024} KB; send fewer or shorter headers."
    )
