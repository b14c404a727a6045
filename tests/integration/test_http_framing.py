"""Badly framed requests on real sockets, against gunicorn with the function's worker."""

import json
import random
import socket
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from function.http.worker import HEAD_BYTES
from tests.integration.gunicorn_process import TOKEN, Gunicorn, read_to_end, running_gunicorn
from tests.integration.malformed_requests import make_request
from tests.support.waiting import wait_until

pytestmark = pytest.mark.integration

LIVE = b"GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n"
CLOSE = b"Connection: close\r\n"
LAST_LIVE = LIVE[:-2] + CLOSE + b"\r\n"
SEARCH = b"POST /api/search HTTP/1.1\r\nHost: x\r\n"
AUTHORIZED = b"Authorization: Bearer " + TOKEN.encode() + b"\r\n"
# More than socket buffers can hold once the function has stopped reading.
SENT_AT_MOST = 32 * 1024**2
CHUNKED = b"Transfer-Encoding: chunked\r\n\r\n"


@pytest.fixture(scope="module")
def function(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gunicorn]:
    with running_gunicorn(tmp_path_factory.mktemp("http")) as running:
        yield running


def statuses(answers: bytes) -> list[int]:
    return [int(part[:3]) for part in answers.split(b"HTTP/1.1 ")[1:]]


def read_problem(answer: bytes) -> dict[str, Any]:
    """The body of a problem details answer, which must be the last on its connection."""
    head, _, body = answer.partition(b"\r\n\r\n")
    status_line, *fields = head.decode().lower().split("\r\n")
    headers = dict(field.split(": ", 1) for field in fields)
    assert headers["content-type"] == "application/problem+json"
    assert headers["connection"] == "close"
    assert headers["x-request-id"]
    problem = json.loads(body)
    assert problem["status"] == int(status_line.split(" ")[1])
    assert {"type", "title", "code", "detail", "retryable"} <= problem.keys()
    return dict(problem)


def head_of(size: int, *, fields: int = 1) -> bytes:
    """A GET request whose head is exactly `size` bytes long."""
    start = (LIVE[:-2] + CLOSE).replace(b": ", b":")
    each, rest = divmod(size - len(start) - 2, fields)
    lines = [b"X:" + b"a" * (each + (rest if number == 0 else 0) - 4) + b"\r\n" for number in range(fields)]
    head = start + b"".join(lines) + b"\r\n"
    assert len(head) == size
    return head


def test_a_token_in_a_trailer_opens_nothing(function: Gunicorn) -> None:
    trailer = b"2\r\n{}\r\n0\r\n" + AUTHORIZED + b"\r\n"
    assert statuses(function.ask(SEARCH + CLOSE + CHUNKED + trailer)) == [401]


def test_a_trailer_takes_nothing_from_the_token_in_the_head(function: Gunicorn) -> None:
    trailer = b"2\r\n{}\r\n0\r\nAuthorization: Bearer wrong\r\n\r\n"
    # 400 means that the body was read: the token was accepted, but the query is missing.
    assert statuses(function.ask(SEARCH + CLOSE + AUTHORIZED + CHUNKED + trailer)) == [400]


def test_an_address_in_a_trailer_gives_no_further_tries(function: Gunicorn) -> None:
    head = SEARCH + CLOSE + b"X-Forwarded-For: 192.0.2.77\r\nAuthorization: Bearer wrong\r\n" + CHUNKED
    answers = [
        function.ask(head + f"0\r\nX-Forwarded-For: 198.51.100.{number}\r\n\r\n".encode())
        for number in range(15)
    ]
    assert statuses(answers[-1]) == [429]


def test_a_trailer_without_end_is_refused(function: Gunicorn) -> None:
    with function.connect() as caller:
        caller.sendall(SEARCH + AUTHORIZED + CHUNKED + b"0\r\nX: ")
        sent = 0
        try:
            while sent < SENT_AT_MOST:
                sent += caller.send(b"a" * HEAD_BYTES)
        except (BrokenPipeError, ConnectionResetError):
            pass
        assert sent < SENT_AT_MOST
        assert read_to_end(caller)[:12] in (b"", b"HTTP/1.1 431")
    fields = b"".join(b"X-%d: %s\r\n" % (number, b"a" * 1000) for number in range(80))
    answer = function.ask(SEARCH + AUTHORIZED + CHUNKED + b"0\r\n" + fields + b"\r\n")
    assert read_problem(answer)["code"] == "head_too_large"


@pytest.mark.parametrize("fields", [1, 7, 500])
def test_a_head_may_have_64_kb_and_not_a_byte_more(function: Gunicorn, fields: int) -> None:
    assert statuses(function.ask(head_of(HEAD_BYTES, fields=fields))) == [200]
    for size in (HEAD_BYTES + 1, 120 * 1024):
        assert read_problem(function.ask(head_of(size, fields=fields)))["code"] == "head_too_large"


def test_white_space_in_a_head_counts(function: Gunicorn) -> None:
    for size in (HEAD_BYTES + 1, 120 * 1024):
        padded = head_of(size, fields=1).replace(b"aaaa", b"    ")
        assert read_problem(function.ask(padded))["code"] == "head_too_large"


def test_a_body_in_pieces_counts_like_a_whole_one(function: Gunicorn) -> None:
    for size, status in ((HEAD_BYTES, 200), (HEAD_BYTES + 1, 431)):
        with function.connect() as caller:
            caller.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            head = head_of(size)
            for start in range(0, size, 1000):
                caller.sendall(head[start : start + 1000])
            assert statuses(read_to_end(caller)) == [status]


def test_a_head_behind_another_request_has_the_same_bound(function: Gunicorn) -> None:
    body = b"[" * 60_000
    post = SEARCH + AUTHORIZED + b"Content-Length: 60000\r\n\r\n" + body
    # The body does not count: it has been read before the next head begins.
    assert statuses(function.ask(post + head_of(HEAD_BYTES))) == [400, 200]
    assert statuses(function.ask(LIVE + head_of(HEAD_BYTES))) == [200, 200]
    # An answer in progress is sent in full, and the connection closes after it.
    assert statuses(function.ask(post + head_of(HEAD_BYTES + 1))) == [400]
    assert statuses(function.ask(LIVE + head_of(120 * 1024, fields=9) + LAST_LIVE)) == [200]


def test_a_body_is_no_head(function: Gunicorn) -> None:
    body = b"[" * (500 * 1024)
    head = b"POST /api/embed HTTP/1.1\r\nHost: x\r\n" + CLOSE + AUTHORIZED
    length = b"Content-Length: %d\r\n\r\n" % len(body)
    assert statuses(function.ask(head + length + body)) == [400]
    pieces = b"".join(b"1000\r\n" + body[:4096] + b"\r\n" for _ in range(120))
    assert statuses(function.ask(head + CHUNKED + pieces + b"0\r\n\r\n")) == [400]
    small = b"".join(b"1\r\n[\r\n" for _ in range(30_000))
    assert statuses(function.ask(head + CHUNKED + small + b"0\r\n\r\n")) == [400]


@pytest.mark.parametrize("path", ["/health/", "/health/live/", "/api/queue/stats/", "/metrics/", "/health//"])
def test_no_path_leads_elsewhere(function: Gunicorn, path: str) -> None:
    request = f"GET {path} HTTP/1.1\r\nHost: evil.example.com\r\nConnection: close\r\n"
    answer = function.ask(request.encode() + AUTHORIZED + b"\r\n")
    assert b"evil.example.com" not in answer
    assert read_problem(answer)["status"] == 404


@pytest.mark.parametrize(
    ("head", "status"),
    [
        (b"GET /health/live HTTP/1.1\r\n\r\n", 400),
        (b"GET /health/live HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400),
        (b"GET /health/live HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", 400),
        (b"GET /health/live HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n", 400),
        (b"GET /health/live\r\n\r\n", 400),
        (b"GET /health/live HTTP/2.0\r\nHost: a\r\n\r\n", 400),
        (b"GET /health/live HTTP/1.0\r\n\r\n", 200),
        (b"GET /health/live HTTP/1.1\r\nHost:\r\nConnection: close\r\n\r\n", 200),
        (b"GET /nowhere HTTP/1.1\r\nHost: [\r\nConnection: close\r\n\r\n", 404),
        (b"GET /nowhere?%ff HTTP/1.1\r\nHost: x/?#@:y\r\nConnection: close\r\n\r\n", 404),
    ],
)
def test_a_request_of_http_1_1_names_its_host_once(function: Gunicorn, head: bytes, status: int) -> None:
    answer = function.ask(head)
    assert statuses(answer) == [status]
    if status == 400:
        assert read_problem(answer)["code"] == "invalid_request"


@pytest.mark.parametrize(
    "request_",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"SSH-2.0-OpenSSH_9.6\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"nonsense\r\n\r\n",
        b"GET / HTTP/1.1\nHost: x\n\n",
        b"GET /\xff HTTP/1.1\r\nHost: x\r\n\r\n",
        b"CONNECT example.com:443 HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost : x\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nX: a\x00b\r\n\r\n",
        SEARCH + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        SEARCH + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcde",
        SEARCH + b"Content-Length: -1\r\n\r\n",
        SEARCH + b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        SEARCH + AUTHORIZED + CHUNKED + b"zz\r\n",
        SEARCH + AUTHORIZED + CHUNKED + b"5\r\nabcdefgh\r\n",
        SEARCH + AUTHORIZED + CHUNKED + b"ffffffffffffffffff\r\n",
    ],
)
def test_a_request_that_is_not_http_gets_the_same_kind_of_error(function: Gunicorn, request_: bytes) -> None:
    answer = function.ask(request_)
    assert statuses(answer) == [400]
    assert read_problem(answer)["code"] == "invalid_request"


def test_a_bad_chunk_is_answered_while_its_body_is_waited_for(function: Gunicorn) -> None:
    with function.connect() as caller:
        caller.sendall(SEARCH + AUTHORIZED + b"Expect: 100-continue\r\n" + CHUNKED)
        assert caller.recv(100) == b"HTTP/1.1 100 Continue\r\n\r\n"
        caller.sendall(b"3\r\nabc\r\nnonsense\r\n")
        assert read_problem(read_to_end(caller))["code"] == "invalid_request"


def test_the_callers_request_id_comes_back(function: Gunicorn) -> None:
    answer = function.ask(b"GET / HTTP/1.1\r\nX-Request-ID: order-7\r\n\r\n")
    assert b"x-request-id: order-7\r\n" in answer


def test_nonsense_behind_a_request_does_not_answer_it(function: Gunicorn) -> None:
    bad_chunk = SEARCH + AUTHORIZED + CHUNKED + b"zz\r\n"
    for nonsense in (b"nonsense\r\n\r\n", bad_chunk):
        answers = function.ask(LIVE + nonsense + LAST_LIVE)
        assert statuses(answers) == [200]
        assert b"connection: close" in answers
        assert statuses(function.ask(LIVE + LIVE + nonsense + LAST_LIVE)) == [200, 200]


def test_an_upgrade_that_nobody_speaks_is_ignored(function: Gunicorn) -> None:
    upgrade = LIVE[:-2] + b"Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n"
    assert statuses(function.ask(upgrade + LAST_LIVE)) == [200, 200]


@pytest.mark.parametrize("framing", [b"Content-Length: 100\r\n\r\n{", CHUNKED + b"64\r\n{"])
def test_a_caller_that_hangs_up_is_no_error(function: Gunicorn, framing: bytes) -> None:
    request_id = uuid.uuid4().hex
    function.ask_and_hang_up(SEARCH + AUTHORIZED + f"X-Request-ID: {request_id}\r\n".encode() + framing)
    lines = wait_until(
        lambda: [line for line in function.log_lines() if line.get("request_id") == request_id]
    )
    assert statuses(function.ask(LAST_LIVE)) == [200]
    assert [(line["event"], line["level"]) for line in lines] == [("caller_hung_up", "info")]
    assert [line for line in function.log_lines() if line["level"] in ("error", "critical")] == []


def test_a_caller_that_does_not_wait_for_answers_is_no_error(function: Gunicorn) -> None:
    # This route is answered on a thread, so the caller can leave in the meantime.
    request = b"GET /api/documents/x HTTP/1.1\r\nHost: x\r\n" + AUTHORIZED + b"\r\n"
    for _ in range(100):
        with function.connect() as caller:
            caller.sendall(request * 3)
            caller.shutdown(socket.SHUT_WR)
            read_to_end(caller)
    assert statuses(function.ask(LAST_LIVE)) == [200]
    assert [line for line in function.log_lines() if line["level"] in ("error", "critical")] == []


def test_no_request_breaks_the_function(function: Gunicorn) -> None:
    """A few hundred malformed requests, the same in every run."""
    chance = random.Random(15)
    for number in range(400):
        request = make_request(chance)
        answered = statuses(function.ask_and_hang_up(request))
        assert not [status for status in answered if status >= 500], (number, request)
    assert statuses(function.ask(LAST_LIVE)) == [200]
    assert [line for line in function.log_lines() if line["level"] in ("error", "critical")] == []


def test_an_unexpected_error_is_logged_as_json_without_its_message(tmp_path: Path) -> None:
    with running_gunicorn(tmp_path) as function:
        # /health asks the service, which this app does not have.
        answer = function.ask(b"GET /health HTTP/1.1\r\nHost: x\r\n" + CLOSE + b"\r\n")
        assert read_problem(answer)["code"] == "internal_error"
        errors = [line for line in function.log_lines() if line["level"] == "error"]
    assert {line["error_type"] for line in errors} == {"AttributeError"}
    assert "has no attribute" not in function.log.read_text()


def test_a_stop_does_not_wait_for_those_who_follow_events(tmp_path: Path) -> None:
    with running_gunicorn(tmp_path, "tests.integration.endless_app:app") as running:
        follower = running.connect()
        follower.sendall(b"GET /api/events HTTP/1.1\r\nHost: x\r\n\r\n")
        assert follower.recv(65536).startswith(b"HTTP/1.1 200")
    # gunicorn has ended, long before it would have cut the follower off.
    with follower:
        read_to_end(follower)
