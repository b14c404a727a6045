"""The pg_net stand-in behaves as pg_net was measured to behave."""

import asyncio
import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import psycopg
import pytest

from local import net_worker
from local.ports import find_free_port
from local.postgres import Postgres
from tests.support.services import Database

pytestmark = [pytest.mark.integration, pytest.mark.usefixtures("endless_idling", "net_worker")]

Eventually = Callable[..., Any]


@dataclass(frozen=True)
class Received:
    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Receiver:
    """A web server that records requests; it answers `/slow` only once `released` is set."""

    url: str = ""
    requests: list[Received] = field(default_factory=list)
    released: threading.Event = field(default_factory=threading.Event)

    def paths(self) -> list[str]:
        return [request.path for request in self.requests]


class Server(ThreadingHTTPServer):
    daemon_threads = True
    # A whole batch connects at once.
    request_queue_size = 200

    def handle_error(self, *_: object) -> None:
        """Stay quiet when a client has given up waiting."""


@dataclass
class Pauses:
    """Records the worker's pauses in seconds; each one lasts until `over` is set, whatever its length."""

    seconds: list[float] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)
        while not self.over.is_set():
            await asyncio.sleep(0.01)


@pytest.fixture
def endless_idling(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leaves notifications as the only thing that wakes the worker."""
    monkeypatch.setattr(net_worker, "IDLE_SECONDS", 3600)


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> Iterator[Pauses]:
    pauses = Pauses()
    monkeypatch.setattr(net_worker, "pause", pauses)
    yield pauses
    pauses.over.set()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    memory = Receiver()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", 0)))
            request = Received(self.command, self.path, dict(self.headers), body)
            memory.requests.append(request)
            if self.path == "/slow":
                memory.released.wait()
            self.send_response(201)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"{}")

        do_GET = do_POST = do_DELETE = answer

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    server = Server(("127.0.0.1", 0), Handler)
    memory.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield memory
    memory.released.set()
    server.shutdown()
    thread.join()
    server.server_close()


def post(connection: psycopg.Connection, url: str, timeout_milliseconds: int = 5000) -> int:
    statement = "select net.http_post(url => %s, body => %s, timeout_milliseconds => %s)"
    row = connection.execute(statement, [url, json.dumps({"a": 1}), timeout_milliseconds]).fetchone()
    assert row is not None
    return int(row[0])


def response(connection: psycopg.Connection, request: int) -> tuple[Any, ...] | None:
    statement = "select status_code, timed_out, error_msg, content from net._http_response where id = %s"
    return connection.execute(statement, [request]).fetchone()


def test_the_commit_of_a_request_wakes_the_worker(
    connection: psycopg.Connection, receiver: Receiver, eventually: Eventually
) -> None:
    with connection.transaction():
        request = post(connection, receiver.url + "/a")
        assert not receiver.requests
    assert eventually(lambda: response(connection, request)) == (201, False, None, "{}")
    sent = receiver.requests[0]
    assert (sent.method, sent.path, json.loads(sent.body)) == ("POST", "/a", {"a": 1})
    assert sent.headers["Content-Type"] == "application/json"
    assert connection.execute("select count(*) from net.http_request_queue").fetchone() == (0,)


def test_a_rolled_back_transaction_sends_nothing(
    connection: psycopg.Connection, receiver: Receiver, eventually: Eventually
) -> None:
    with connection.transaction(force_rollback=True):
        post(connection, receiver.url + "/never")
    after = post(connection, receiver.url + "/after")
    eventually(lambda: response(connection, after))
    assert receiver.paths() == ["/after"]


def test_a_slow_request_holds_back_the_whole_batch(
    connection: psycopg.Connection, receiver: Receiver, pauses: Pauses, eventually: Eventually
) -> None:
    with connection.transaction():
        slow = post(connection, receiver.url + "/slow")
        quick = post(connection, receiver.url + "/quick")
    eventually(lambda: len(receiver.requests) == 2)
    late = post(connection, receiver.url + "/late")
    assert response(connection, quick) is None, "one transaction: nobody sees the quick answer yet"
    receiver.released.set()
    eventually(lambda: response(connection, slow))
    assert response(connection, quick) is not None
    eventually(lambda: pauses.seconds)
    assert pauses.seconds == [1]
    assert "/late" not in receiver.paths(), "neither beside the slow request nor before the pause is over"
    pauses.over.set()
    eventually(lambda: response(connection, late))


def test_a_short_timeout_frees_the_queue(
    connection: psycopg.Connection, receiver: Receiver, eventually: Eventually
) -> None:
    request = post(connection, receiver.url + "/slow", timeout_milliseconds=1000)
    status, timed_out, message, content = eventually(lambda: response(connection, request))
    assert (status, timed_out, content) == (None, True, None)
    assert message.startswith("Timeout of 1000 ms reached")
    # The request was sent, so most of the time went by without an answer.
    assert float(message.partition("HTTP Request/Response time: ")[2].split()[0]) > 0


def test_a_refused_connection_is_an_error_without_status(
    connection: psycopg.Connection, eventually: Eventually
) -> None:
    request = post(connection, f"http://127.0.0.1:{find_free_port()}/")
    assert eventually(lambda: response(connection, request)) == (
        None,
        None,
        "Couldn't connect to server",
        None,
    )


@pytest.mark.parametrize("url", ["nonsense", "ftp://127.0.0.1/", "http://[::bad", "http://127.0.0.1:99999/"])
def test_a_wrong_url_ends_in_an_error_and_not_in_the_worker(
    connection: psycopg.Connection, receiver: Receiver, eventually: Eventually, url: str
) -> None:
    wrong = post(connection, url)
    right = post(connection, receiver.url)
    answer = eventually(lambda: response(connection, wrong))
    assert answer[0] is None
    assert answer[2]
    eventually(lambda: response(connection, right))


def test_a_batch_has_at_most_200_requests_and_keeps_their_order(
    connection: psycopg.Connection, receiver: Receiver, pauses: Pauses, eventually: Eventually
) -> None:
    statement = """
        select count(net.http_get(%s || '/' || n, timeout_milliseconds => 60000)) from generate_series(1, 230) as n
    """
    connection.execute(statement, [receiver.url])
    eventually(lambda: pauses.seconds)
    assert sorted(int(path[1:]) for path in receiver.paths()) == list(range(1, 201))
    pauses.over.set()
    eventually(lambda: len(receiver.requests) == 230)
    assert sorted(int(path[1:]) for path in receiver.paths()[200:]) == list(range(201, 231))


def test_parameters_and_headers_reach_the_server(
    connection: psycopg.Connection, receiver: Receiver, eventually: Eventually
) -> None:
    connection.execute(
        "select net.http_get(%s, params => %s, headers => %s)",
        [receiver.url + "/?x=1", json.dumps({"año": "1&2 é"}), json.dumps({"X-Count": 3})],
    )
    eventually(lambda: receiver.requests)
    assert receiver.paths() == ["/?x=1&a%C3%B1o=1%262%20%C3%A9"]
    assert receiver.requests[0].headers["X-Count"] == "3"


def test_another_content_type_is_refused(connection: psycopg.Connection) -> None:
    with pytest.raises(psycopg.errors.RaiseException, match="Content-Type header must be"):
        connection.execute(
            """select net.http_post('http://x', headers => '{"content-type": "text/plain"}')"""
        )


def test_old_responses_are_forgotten(
    connection: psycopg.Connection, receiver: Receiver, eventually: Eventually
) -> None:
    connection.execute(
        "insert into net._http_response (id, created) values (-1, now() - interval '7 hours'), (-2, now())"
    )
    request = post(connection, receiver.url)
    eventually(lambda: response(connection, request))
    assert response(connection, -1) is None
    assert response(connection, -2) is not None


def test_the_worker_survives_a_restart_of_postgres(
    postgres: Postgres, database: Database, receiver: Receiver, eventually: Eventually
) -> None:
    postgres.restart()
    with psycopg.connect(database.dsn, autocommit=True) as connection:
        request = post(connection, receiver.url)
        eventually(lambda: response(connection, request))
        connection.execute("select net.worker_restart()")
        request = post(connection, receiver.url)
        eventually(lambda: response(connection, request))
        connection.execute("select net.check_worker_is_up()")


def test_the_interface_has_the_real_defaults(connection: psycopg.Connection) -> None:
    rows = connection.execute(
        "select proname, pg_get_function_arguments(oid) from pg_proc "
        "where pronamespace = 'net'::regnamespace and proname like 'http%' order by 1"
    ).fetchall()
    empty = "'{}'::jsonb"
    assert dict(rows) == {
        "http_collect_response": "request_id bigint, async boolean DEFAULT true",
        "http_delete": f"url text, params jsonb DEFAULT {empty}, headers jsonb DEFAULT {empty}, "
        "timeout_milliseconds integer DEFAULT 5000, body jsonb DEFAULT NULL::jsonb",
        "http_get": f"url text, params jsonb DEFAULT {empty}, headers jsonb DEFAULT {empty}, "
        "timeout_milliseconds integer DEFAULT 5000",
        "http_post": f"url text, body jsonb DEFAULT {empty}, params jsonb DEFAULT {empty}, headers jsonb DEFAULT "
        '\'{"Content-Type": "application/json"}\'::jsonb, timeout_milliseconds integer DEFAULT 5000',
    }
