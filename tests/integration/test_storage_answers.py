"""However slow or broken Storage's responses are, a transfer ends, uses little memory and says what is wrong."""

import threading
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from function.errors import FileUrlError, StorageUnavailableError
from function.intake.file_url import StoredFile
from function.intake.storage import Storage
from tests.support.services import StorageServer
from tests.support.serving import QuietHandler, serving

pytestmark = pytest.mark.integration

FILE = "docs/a.pdf"
PLACE = StoredFile("docs", "a.pdf.searchable.pdf")
MEGABYTE = 1024 * 1024
NESTED = b"[" * 20_000
Answer = Callable[[QuietHandler], None]


@contextmanager
def answering(
    answer: Answer, *, transfer_seconds: float = 20, max_bytes: int = MEGABYTE
) -> Iterator[Storage]:
    """A Storage client whose server leaves every response to `answer`."""

    class Handler(QuietHandler):
        def do_GET(self) -> None:
            with suppress(OSError):
                answer(self)

        do_POST = do_GET

    with serving(Handler) as url:
        storage = Storage(url, "key", max_bytes=max_bytes, transfer_seconds=transfer_seconds)
        try:
            yield storage
        finally:
            storage.close()


def send(handler: QuietHandler, status: int, body: bytes) -> None:
    handler.send_response(status)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


def drip(handler: QuietHandler, piece: bytes) -> None:
    """Send `piece` until the client disconnects, often enough that no single read times out."""
    pause = threading.Event()
    while True:
        handler.wfile.write(piece)
        handler.wfile.flush()
        pause.wait(0.05)


def drip_body(handler: QuietHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    drip(handler, b"x")


def drip_declared_body(handler: QuietHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "1000000")
    handler.end_headers()
    drip(handler, b"x")


def drip_head(handler: QuietHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Name: ")
    drip(handler, b"x")


@pytest.mark.parametrize("answer", [drip_body, drip_declared_body, drip_head])
def test_a_download_that_never_ends_is_ended(answer: Answer, tmp_path: Path) -> None:
    with (
        answering(answer, transfer_seconds=1) as storage,
        pytest.raises(StorageUnavailableError, match=r"Document doc-1: .*ReadTimeout") as failed,
    ):
        storage.download(FILE, tmp_path / "file", "doc-1")
    assert failed.value.retryable


def test_an_upload_that_nobody_reads_is_ended(tmp_path: Path) -> None:
    def read_slowly(handler: QuietHandler) -> None:
        if handler.command == "GET":
            status, body = (200, b"{}") if "/bucket/" in handler.path else (404, b'{"statusCode": "404"}')
            send(handler, status, body)
            return
        pause = threading.Event()
        while handler.rfile.read(4096):
            pause.wait(0.05)

    source = tmp_path / "copy.pdf"
    source.write_bytes(bytes(60 * MEGABYTE))
    with (
        answering(read_slowly, transfer_seconds=2) as storage,
        pytest.raises(StorageUnavailableError, match=r"did not accept the searchable copy \(ReadTimeout"),
    ):
        storage.upload(PLACE, source, "application/pdf", "doc-1")


def test_an_error_without_end_is_not_kept(tmp_path: Path) -> None:
    def send_at_length(handler: QuietHandler) -> None:
        handler.send_response(500)
        handler.send_header("Content-Length", str(300 * MEGABYTE))
        handler.end_headers()
        for _ in range(300):
            handler.wfile.write(bytes(MEGABYTE))

    with answering(send_at_length) as storage:
        tracemalloc.start()
        try:
            with pytest.raises(StorageUnavailableError):
                storage.download(FILE, tmp_path / "file", "doc-1")
            with pytest.raises(StorageUnavailableError):
                storage.upload(PLACE, Path(__file__), "application/pdf", "doc-1")
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    # Includes the test server, which runs in the same process.
    assert peak < 8 * MEGABYTE


@pytest.mark.parametrize("status", [200, 400])
def test_an_answer_nested_beyond_reason_is_no_crash(status: int, tmp_path: Path) -> None:
    with answering(lambda handler: send(handler, status, NESTED)) as storage:
        with pytest.raises(StorageUnavailableError, match="Document doc-1"):
            storage.upload(PLACE, Path(__file__), "application/pdf", "doc-1")
        if status == 400:
            with pytest.raises(StorageUnavailableError, match=r"400 \(no code"):
                storage.download(FILE, tmp_path / "file", "doc-1")


@pytest.mark.parametrize("length", [1100, 5000, 70_000, 1_000_000])
@pytest.mark.parametrize(
    "form", ["docs/{}", "docs/á{}", "storage://docs/{}", "{url}/storage/v1/object/docs/{}"]
)
def test_a_name_longer_than_storage_has_is_refused_for_good(
    storage: StorageServer, tmp_path: Path, form: str, length: int
) -> None:
    intake = Storage(storage.url, storage.service_key, max_bytes=MEGABYTE)
    with pytest.raises(FileUrlError, match="Document doc-1") as refused:
        intake.download(
            form.replace("{url}", storage.url).replace("{}", "a" * length), tmp_path / "file", "doc-1"
        )
    intake.close()
    assert not refused.value.retryable
    assert len(str(refused.value)) < 500
