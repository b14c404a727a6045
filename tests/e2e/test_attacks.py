"""Hostile requests, with and without a valid token, against the running function."""

import json
import socket
from collections.abc import Callable, Iterator
from uuid import UUID, uuid4

import httpx
import psutil
import pytest

from tests.support.running import Running
from tests.support.small_documents import short_pdf

pytestmark = pytest.mark.e2e

GIGABYTE = 1024**3
# Upper bound for socket buffers plus the megabyte the function discards before it stops reading.
SENT_AT_MOST = 32 * 1024**2
PIECE = b"x" * 65536

INJECTIONS = [
    "'; drop table documents; --",
    "' or '1'='1",
    "') union select decrypted_secret from vault.decrypted_secrets --",
    "\\'; select pg_sleep(60); --",
    "$$; drop table ocr_queue; $$",
    "%s %(query)s {0} {}",
    "a & b | !c <-> (d :* ' \"",
    "x' || (select value from ocr.settings limit 1) || '",
    "\u0000",
    "\ud800",
    "\u202e\ufeff\u200b",
    "𝟙𝟚" * 500,
]


@pytest.fixture
def knock(running: Running) -> Iterator[Callable[[bytes], socket.socket]]:
    """Raw sockets, for requests that no HTTP library would send."""
    opened: list[socket.socket] = []
    function = running.stack.functions["vps-1"]

    def connect(first: bytes) -> socket.socket:
        opened.append(socket.create_connection(("127.0.0.1", function.port), timeout=30))
        opened[-1].sendall(first)
        return opened[-1]

    yield connect
    for connection in opened:
        connection.close()


def read_status(connection: socket.socket) -> int:
    """Return the status of the response, or 0 if the connection was closed before it arrived."""
    try:
        answer = connection.recv(65536)
    except ConnectionResetError:
        return 0
    return int(answer.split(b" ")[1]) if answer else 0


def pour(connection: socket.socket, piece: bytes, total: int) -> int:
    """Send until the peer stops accepting; return the number of bytes sent."""
    sent = 0
    try:
        while sent < total:
            connection.sendall(piece)
            sent += len(piece)
    except (BrokenPipeError, ConnectionResetError):
        pass
    return sent


@pytest.mark.parametrize("with_token", [True, False])
@pytest.mark.parametrize("path", ["/api/process-document", "/api/embed", "/health", "/nowhere"])
@pytest.mark.parametrize("chunked", [True, False])
def test_a_gigabyte_is_refused_early(
    running: Running, knock: Callable[[bytes], socket.socket], chunked: bool, path: str, with_token: bool
) -> None:
    worker = psutil.Process(running.worker_pid())
    before = worker.memory_info().rss
    token = running.stack.secrets.function_token if with_token else "the-wrong-one"
    length = "Transfer-Encoding: chunked" if chunked else f"Content-Length: {GIGABYTE}"
    head = f"POST {path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\n{length}\r\n\r\n"
    connection = knock(head.encode())
    sent = pour(connection, b"10000\r\n" + PIECE + b"\r\n" if chunked else PIECE, GIGABYTE)
    assert sent < SENT_AT_MOST
    # The response can be lost when the connection is reset while the caller is still sending.
    assert read_status(connection) in (0, 401, 404, 405, 413)
    assert worker.memory_info().rss - before < 50 * 1024**2
    running.api.get("/api/queue/stats").raise_for_status()


def test_a_body_that_is_slightly_too_large_is_answered(running: Running) -> None:
    answer = running.api.post("/api/search", content=b"x" * 500_000)
    assert (answer.status_code, answer.json()["code"]) == (413, "body_too_large")


def test_no_way_of_writing_the_path_leads_around_the_token(running: Running) -> None:
    url, document = running.stack.function_url, uuid4()
    paths = [
        *(
            "/api/queue/stats",
            "/%61pi/queue/stats",
            "//api/queue/stats",
            "/./api/queue/stats",
            "/API/queue/stats",
        ),
        *("/health/../api/queue/stats", "/health/..%2fapi/queue/stats", "/health;/api/queue/stats"),
        *("/api%2fqueue/stats", "/api/queue/stats/", "/api/../api/queue/stats", "/%2e/api/queue/stats"),
        *(f"/api/jobs/{document}", f"/api/documents/{document}?format=text", "/metrics/../api/queue/stats"),
        "http://other.example.com/api/queue/stats",
    ]
    for path in paths:
        with socket.create_connection(
            ("127.0.0.1", running.stack.functions["vps-1"].port), timeout=30
        ) as raw:
            raw.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
            assert read_status(raw) in (401, 404), path
        if path.startswith("/"):
            assert httpx.get(f"{url}{path}").status_code in (401, 404), path


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ("Authorization: Bearer {token}\r\nAuthorization: Bearer {token}", 401),
        ("Authorization: Bearer wrong\r\nAuthorization: Bearer {token}", 401),
        ("X-Forwarded-For: 127.0.0.1\r\nX-Forwarded-User: postgres\r\nX-Real-IP: 127.0.0.1", 401),
        ("X-Original-URL: /health\r\nX-Rewrite-URL: /health\r\nX-HTTP-Method-Override: GET", 401),
        ("Authorization: Bearer {token}\r\nX-Forwarded-For: ñ, ;drop, 999.1.1.1", 200),
        ("Authorization: Bearer {token}\r\nX-Request-ID: a\x0b\x7fb", 400),
        ("Authorization: Bearer {token}\r\nX-Request-ID: {token}{{}}<script>", 200),
        ("Authorization: Bearer {token}\r\nHost: evil.example.com", 400),
        ("Authorization: Bearer {token}\r\nUpgrade: websocket\r\nConnection: Upgrade", 200),
        ("Authorization: Bearer {token}\r\nContent-Length: 5\r\nTransfer-Encoding: chunked", 400),
        ("Authorization: Bearer {token}\r\nContent-Length: 5\r\nContent-Length: 0", 400),
        ("Authorization: Bearer {token}\r\n folded: x", 400),
        ("Authorization : Bearer {token}", 400),
    ],
)
def test_headers_open_and_confuse_nothing(
    running: Running, knock: Callable[[bytes], socket.socket], headers: str, status: int
) -> None:
    token = running.stack.secrets.function_token
    head = f"GET /api/queue/stats HTTP/1.1\r\nHost: x\r\n{headers.format(token=token)}\r\n\r\n"
    connection = knock(head.encode("latin-1"))
    answer = connection.recv(65536)
    assert int(answer.split(b" ")[1]) == status
    # A request id is echoed only if it is valid.
    assert token.encode() not in answer
    assert b"<script>" not in answer


def test_a_head_without_end_is_refused(running: Running, knock: Callable[[bytes], socket.socket]) -> None:
    worker = psutil.Process(running.worker_pid())
    before = worker.memory_info().rss
    connection = knock(b"GET /health/live HTTP/1.1\r\nHost: x\r\nX-Endless: ")
    assert pour(connection, PIECE, GIGABYTE) < SENT_AT_MOST
    assert worker.memory_info().rss - before < 50 * 1024**2


def test_text_fields_are_text(running: Running, sample_documents: dict[str, UUID]) -> None:
    """They are never run as SQL, and text that Postgres cannot store breaks nothing."""
    document = str(sample_documents["contrato"])
    rows = running.rows("select count(*) from documents")
    for text in INJECTIONS:
        bodies: list[tuple[str, dict[str, object]]] = [
            ("/api/search", {"query": text}),
            ("/api/search", {"query": "caldera", "languages": [text]}),
            ("/api/search", {"query": "caldera", "owner": text}),
            ("/api/search", {"query": "caldera", "document_ids": [text]}),
            ("/api/search", {"query": "caldera", "created_from": text}),
            ("/api/search", {"query": "caldera", "limit": text}),
            ("/api/process-document", {"document_id": text}),
            ("/api/process-document", {"document_id": document, "priority": text}),
            ("/api/process-document", {"type": "INSERT", "table": text, "record": {"id": document}}),
            ("/api/process-document", {"type": text, "table": "documents", "record": {"id": text}}),
            ("/api/embed", {"texts": [text]}),
            ("/api/embed", {"texts": ["x"], "kind": text}),
        ]
        for path, body in bodies:
            answer = running.api.post(
                path, content=json.dumps(body), headers={"Content-Type": "application/json"}
            )
            assert answer.status_code in (200, 400), (path, body, answer.text)
            assert "pg_sleep" not in answer.text or answer.status_code == 400
        for path in ("/api/jobs/", "/api/documents/"):
            if text != "\ud800":
                assert running.api.get(f"{path}{httpx.QueryParams({'x': text})}").status_code in (400, 404)
    assert running.rows("select count(*) from documents") == rows
    assert running.rows("select count(*) from ocr_queue")


def test_what_a_row_says_is_text(running: Running) -> None:
    """File names end up in Storage URLs, notes, logs and search."""
    running.upload("hostil.pdf", short_pdf())
    statement = "insert into documents (file_url, file_name, mime_type) values (%s, %s, %s) returning id"
    texts = [text for text in INJECTIONS if text not in ("\u0000", "\ud800")]
    read = [
        running.rows(statement, "documents/hostil.pdf", text, text)[0]["id"] for text in (texts[0], texts[2])
    ]
    refused = [running.rows(statement, f"documents/{text}", text, text)[0]["id"] for text in texts]
    for document in read:
        running.wait_for(document, "completed")
    for document in refused:
        assert running.wait_for(document, "failed")["error_code"] in ("file_missing", "invalid_file_url")
    found = running.rows("select file_name from documents where id = %s", read[0])
    assert found == [{"file_name": texts[0]}]
    related = "select ocr.relate_terms(%s)"
    for text in texts:
        running.rows(related, f"{text} | {text}x")
    assert running.rows("select count(*) from documents where id = any(%s)", read) == [{"count": 2}]


def test_wrong_tokens_do_not_lock_out_the_database(running: Running) -> None:
    """Every request comes from the same address here, as behind a proxy that is not configured."""
    running.api.get("/api/queue/stats").raise_for_status()
    url = f"{running.stack.function_url}/api/queue/stats"
    for _ in range(30):
        assert httpx.get(url, headers={"Authorization": "Bearer the-wrong-one"}).status_code == 401
    document = running.insert(running.upload("a-pesar-de-todo.pdf", short_pdf()))
    running.wait_for(document, "completed")
