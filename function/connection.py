"""Requests to other servers: each on a connection of its own, with an end, and with an answer of bounded size."""

import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any

import httpx

# Of a connect, and of each single read and write; `deadline` bounds the whole.
_TIMEOUT = httpx.Timeout(30, connect=10)
# What Storage says about a file or a bucket, or why it refuses; or a few fields from a language model.
MAX_ANSWER = 64 * 1024
_CONNECTED = "connection.connect_tcp.complete"


def open_client(base_url: str, headers: Mapping[str, str]) -> httpx.Client:
    """Asks the server at `base_url`, with `headers` in each request, and follows no redirect.

    Raises httpx.ReadError for an answer that is larger than its request expects.
    """
    # HTTP/1.1 on purpose: over HTTP/2 storage answers are buffered whole by common clients.
    return httpx.Client(
        base_url=base_url,
        headers={
            **headers,
            # The bytes as they are: a proxy's compression would escape the byte cap.
            "Accept-Encoding": "identity",
            # `deadline` ends only connections that were made under it. And Storage may refuse an upload before it has
            # read it, and keeps the connection open: the next request there would be taken for the rest of the file.
            "Connection": "close",
        },
        timeout=_TIMEOUT,
        follow_redirects=False,
        event_hooks={"request": [_watch], "response": [_bound]},
    )


def expecting(max_bytes: int) -> dict[str, Any]:
    """Extensions of a request whose answer, if it is 200, may be larger than usual."""
    return {"kairo_max_bytes": max_bytes}


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Ends what this thread asks of others in the block, when it takes longer. Raises httpx.ReadTimeout then.

    Timeouts of a client begin again with every byte.
    """
    watch = _Watch(seconds)
    _current.watch = watch
    try:
        yield
    except Exception:
        if watch.expired:
            raise httpx.ReadTimeout(f"It takes longer than {seconds:g} s.") from None
        raise
    finally:
        _current.watch = None
        watch.end()
    # An answer without a length ends where its connection does.
    if watch.expired:
        raise httpx.ReadTimeout(f"It takes longer than {seconds:g} s.")


class _Watch:
    """Shuts the connections that were made under it down when their time is over."""

    def __init__(self, seconds: float) -> None:
        self._lock = threading.Lock()
        self._expired = False
        self._sockets: list[socket.socket] = []
        self._timer = threading.Timer(seconds, self._expire)
        self._timer.daemon = True
        self._timer.start()

    @property
    def expired(self) -> bool:
        return self._expired

    def trace(self, event: str, info: Mapping[str, Any]) -> None:
        """What httpcore reports of a request."""
        if event != _CONNECTED:
            return
        # A duplicate is the same connection; the original moves into TLS or is closed.
        connection = info["return_value"].get_extra_info("socket").dup()
        with self._lock:
            self._sockets.append(connection)
        if self._expired:
            self._shut_down()

    def end(self) -> None:
        self._timer.cancel()
        with self._lock:
            for connection in self._sockets:
                connection.close()
            self._sockets.clear()

    def _expire(self) -> None:
        self._expired = True
        self._shut_down()

    def _shut_down(self) -> None:
        with self._lock:
            for connection in self._sockets:
                with suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)


class _Current(threading.local):
    watch: _Watch | None = None


_current = _Current()


def _watch(request: httpx.Request) -> None:
    if _current.watch is not None:
        request.extensions["trace"] = _current.watch.trace


def _bound(response: httpx.Response) -> None:
    expected = response.request.extensions.get("kairo_max_bytes") if response.status_code == 200 else None
    assert isinstance(response.stream, httpx.SyncByteStream)  # noqa: S101  a synchronous client's
    response.stream = _BoundedStream(response.stream, expected or MAX_ANSWER)


class _BoundedStream(httpx.SyncByteStream):
    def __init__(self, stream: httpx.SyncByteStream, max_bytes: int) -> None:
        self._stream = stream
        self._max_bytes = max_bytes

    def __iter__(self) -> Iterator[bytes]:
        left = self._max_bytes
        for piece in self._stream:
            left -= len(piece)
            if left < 0:
                raise httpx.ReadError(f"The answer is larger than {self._max_bytes} bytes.")
            yield piece

    def close(self) -> None:
        self._stream.close()
