"""Request heads are limited in time and size, tested on real sockets."""

import socket
import threading
from collections.abc import Iterator

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from function.http.worker import HEAD_BYTES, BoundedConnection, Worker
from local.ports import find_free_port
from tests.support.waiting import wait_until

ANSWER_SECONDS = 20


class Hasty(BoundedConnection):
    head_seconds = 0.3


async def answer(request: Request) -> Response:
    return PlainTextResponse(str(len(await request.body())))


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    port = find_free_port()
    app = Starlette(routes=[Route("/", answer, methods=["GET", "POST"])])
    # A long keep-alive, so that only the time limit on the head can close a connection.
    config = uvicorn.Config(app, port=port, http=Hasty, log_config=None, timeout_keep_alive=600)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        wait_until(lambda: server.started or not thread.is_alive())
        yield port
    finally:
        server.should_exit = True
        thread.join()


@pytest.fixture
def caller(port: int) -> Iterator[socket.socket]:
    with socket.create_connection(("127.0.0.1", port), timeout=ANSWER_SECONDS) as opened:
        yield opened


def read_to_end(caller: socket.socket) -> bytes:
    """Everything received until the other side closes; fails on the socket's timeout if it never does."""
    received = b""
    try:
        while piece := caller.recv(65536):
            received += piece
    except ConnectionResetError:
        pass
    return received


@pytest.mark.parametrize(
    "head", [b"", b"GE", b"GET / HTTP/1.1\r\n", b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: a", b"\r\n\r\n"]
)
def test_a_head_that_does_not_end_is_not_waited_for(caller: socket.socket, head: bytes) -> None:
    caller.sendall(head)
    assert read_to_end(caller) == b""


def test_a_second_head_on_the_same_connection_is_not_waited_for(caller: socket.socket) -> None:
    caller.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
    assert caller.recv(65536).startswith(b"HTTP/1.1 200")
    caller.sendall(b"\r\n")
    assert b"HTTP" not in read_to_end(caller)


def outlast_a_head(port: int) -> None:
    """Returns once a head that began now has timed out."""
    with socket.create_connection(("127.0.0.1", port), timeout=ANSWER_SECONDS) as other:
        assert read_to_end(other) == b""


def test_a_body_and_a_later_request_have_their_own_time(port: int, caller: socket.socket) -> None:
    caller.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nab")
    outlast_a_head(port)
    caller.sendall(b"cd")
    assert caller.recv(65536).endswith(b"4")
    outlast_a_head(port)
    caller.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    assert read_to_end(caller).startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize("lines", [[b"X-Long: " + b"a" * HEAD_BYTES * 2], [b"X-Many: a" * 20] * HEAD_BYTES])
def test_a_head_that_is_too_large_is_refused(caller: socket.socket, lines: list[bytes]) -> None:
    head = b"GET / HTTP/1.1\r\nHost: x\r\n" + b"\r\n".join(lines) + b"\r\n\r\n"
    try:
        caller.sendall(head)
    except (BrokenPipeError, ConnectionResetError):
        return
    # The refusal may be lost when the connection closes; an answer from the application would not be.
    assert read_to_end(caller)[:12] in (b"", b"HTTP/1.1 431")


@pytest.mark.parametrize(
    "head",
    [
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcde",
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost : x\r\n\r\n",
        b"GET / HTTP/1.1\r\nX: a\x00b\r\n\r\n",
    ],
)
def test_a_head_with_two_meanings_is_refused(caller: socket.socket, head: bytes) -> None:
    """Otherwise one server could read as a body what the next reads as a second request."""
    caller.sendall(head)
    answered = read_to_end(caller)
    assert answered.startswith(b"HTTP/1.1 400")
    assert answered.count(b"HTTP/1.1") == 1


def worker_beside(*others: Worker, places: int) -> Worker:
    worker = Worker.__new__(Worker)
    worker.take_place(others, places)
    return worker


def test_each_worker_has_its_own_place_and_one_that_replaces_another_takes_over_that_one() -> None:
    first = worker_beside(places=3)
    second = worker_beside(first, places=3)
    third = worker_beside(first, second, places=3)
    assert [worker.place for worker in (first, second, third)] == [0, 1, 2]
    assert worker_beside(first, third, places=3).place == 1
    # gunicorn's reload starts all anew before it ends the old ones.
    renewed = worker_beside(first, second, third, places=3)
    assert worker_beside(first, second, third, renewed, places=3).place == 1
