"""A file that makes a native library crash, hang or exhaust memory takes down only a separate process."""

import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import Pipe
from pathlib import Path

import msgspec
import psutil
import pytest

from function.errors import InputError, TooManyPixelsError, UnreadableFileError
from function.intake.sniff import sniff
from function.reading.files import process
from function.reading.files.messages import CloseRequest, pack, unpack_reply
from function.reading.files.process import _converse
from function.reading.reader import OpenDocument, Reader
from function.reading.recognition.engine import Recognised
from function.reading.recognition.strips import Pixels
from tests.support.letter import draw_image, draw_pdf
from tests.support.reading import make_settings
from tests.support.zoo import bombs

pytestmark = pytest.mark.integration

TEXT = "Una carta que se lee"
HEAVY = ("torch", "paddle", "paddleocr", "cv2", "structlog", "sentence_transformers", "numpy")


def recognise_nothing(pixels: Pixels) -> Recognised:
    return Recognised((), 0, (pixels.shape[1], pixels.shape[0]))


@pytest.fixture
def reader() -> Iterator[Reader]:
    reader = Reader(make_settings(), recognise_nothing)
    yield reader
    reader.close()


@pytest.fixture
def bomb(tmp_path: Path) -> Path:
    """A PDF with a second page that takes forever."""
    path = tmp_path / "bomba.pdf"
    path.write_bytes(bombs.bomb_between(TEXT))
    return path


@pytest.fixture
def short_requests(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("function.reading.files.messages.REQUEST_SECONDS", 2.0)


def open_with(reader: Reader, path: Path) -> OpenDocument:
    return reader.open(path, sniff(path, "doc-1"), "doc-1")


def read_while(
    document: OpenDocument, disturb: Callable[[psutil.Process], None], eventually: Callable[..., object]
) -> str:
    """Read the slow page, disturb its process in the middle, and return the error message."""
    child = document_process(document)
    before = child.cpu_times().user
    with ThreadPoolExecutor(1) as pool:
        page = pool.submit(document.read_page, 2)
        eventually(lambda: child.cpu_times().user > before + 0.2)
        disturb(child)
        with pytest.raises(UnreadableFileError) as caught:
            page.result()
    return str(caught.value)


def document_process(document: OpenDocument) -> psutil.Process:
    child = document._process._child
    assert child is not None
    return psutil.Process(child.process.pid)


def test_a_crash_costs_one_page(reader: Reader, bomb: Path, eventually: Callable[..., object]) -> None:
    with open_with(reader, bomb) as document:
        assert document.read_page(1).text == TEXT
        message = read_while(document, lambda child: child.send_signal(signal.SIGSEGV), eventually)
        assert "page 2" in message
        assert "SIGSEGV" in message
        assert document.read_page(3).text == TEXT


@pytest.mark.usefixtures("short_requests")
def test_a_process_that_hangs_is_replaced(
    reader: Reader, bomb: Path, eventually: Callable[..., object]
) -> None:
    with open_with(reader, bomb) as document:
        message = read_while(document, lambda child: child.suspend(), eventually)
        assert "longer than 2 seconds" in message
        assert document.read_page(3).text == TEXT


@pytest.mark.usefixtures("short_requests")
def test_a_page_is_not_to_blame_for_a_clock_that_ran_while_its_process_did_not(
    reader: Reader, bomb: Path
) -> None:
    """As after the machine was frozen: a new process is asked for the page."""
    with open_with(reader, bomb) as document:
        document.read_page(1)
        frozen = document_process(document)
        frozen.suspend()
        assert document.read_page(3).text == TEXT
        assert document_process(document).pid != frozen.pid


@pytest.mark.usefixtures("short_requests")
def test_waiting_for_a_process_that_never_runs_ends(
    reader: Reader, bomb: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = process._start

    def start_frozen() -> process._Child:
        child = started()
        psutil.Process(child.process.pid).suspend()
        return child

    with open_with(reader, bomb) as document:
        monkeypatch.setattr(process, "_start", start_frozen)
        document_process(document).suspend()
        with pytest.raises(UnreadableFileError, match="longer than 2 seconds"):
            document.read_page(3)


@pytest.mark.usefixtures("short_requests")
def test_a_process_that_is_killed_from_outside_is_asked_again(
    reader: Reader, bomb: Path, eventually: Callable[..., object]
) -> None:
    """The page is not to blame. Here the second attempt then runs into its own time limit."""
    with open_with(reader, bomb) as document:
        message = read_while(document, lambda child: child.kill(), eventually)
        assert "longer than 2 seconds" in message
        assert document.read_page(1).text == TEXT


def test_a_process_that_died_between_two_pages_costs_none(reader: Reader, bomb: Path) -> None:
    with open_with(reader, bomb) as document:
        document.read_page(1)
        child = document_process(document)
        child.kill()
        child.wait()
        assert document.read_page(3).text == TEXT


def test_one_process_serves_document_after_document(reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "carta.pdf"
    draw_pdf((TEXT,)).save(path)
    processes = set()
    for _ in range(3):
        with open_with(reader, path) as document:
            processes.add(document_process(document).pid)
            assert document.read_page(1).text == TEXT
    assert len(processes) == 1


def test_two_open_documents_do_not_mix(reader: Reader, tmp_path: Path) -> None:
    documents = []
    for name in ("primera", "segunda"):
        draw_pdf((name, TEXT)).save(tmp_path / f"{name}.pdf")
        documents.append((name, open_with(reader, tmp_path / f"{name}.pdf")))
    for _ in range(2):
        for name, document in documents:
            assert document.read_page(1).text.startswith(name)


def test_memory_is_bounded_while_a_picture_inflates(reader: Reader, tmp_path: Path) -> None:
    small, path = tmp_path / "foto.png", tmp_path / "bomba.png"
    draw_image().save(small)
    path.write_bytes(bombs.large_png())
    with open_with(reader, small) as document:
        child = document_process(document)
        idle = child.memory_info().rss
    with open_with(reader, path) as document, pytest.raises(TooManyPixelsError):
        document.read_page(1)
    assert peak_memory(child) - idle < 500 * 2**20
    with open_with(reader, small) as document:
        assert document.read_page(1).source == "ocr"


def peak_memory(process: psutil.Process) -> int:
    """The peak resident size in bytes."""
    status = Path(f"/proc/{process.pid}/status")
    if not status.exists():
        pytest.skip("the peak is known on Linux only")
    row = next(row for row in status.read_text().splitlines() if row.startswith("VmHWM"))
    return int(row.split()[1]) * 1024


def test_the_process_knows_no_secret_and_loads_no_model(reader: Reader, bomb: Path) -> None:
    with open_with(reader, bomb) as document:
        environment = document_process(document).environ()
    assert not {"DATABASE_URL", "SUPABASE_SERVICE_ROLE_KEY", "FUNCTION_TOKEN", "HOME"} & set(environment)
    program = "import sys, function.reading.files.child; print(*sys.modules)"
    modules = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert not set(HEAVY) & set(modules.stdout.split())


def say(**fields: object) -> bytes:
    return msgspec.msgpack.encode(fields)


def say_layer(layer: bytes) -> bytes:
    message = say(type="PageContents", verdict="believe", picture=None, layer=None)
    return message.replace(b"\xa5layer\xc0", b"\xa5layer" + layer)


# What a hijacked process might send instead of a reply.
FOREIGN = {
    "code": pickle.dumps(subprocess.run),
    "nothing": b"",
    "a request": say(type="FileRequest", path="/etc/passwd", media_type="", document_id="", max_pages=1),
    "another type": say(type="Command", arguments=["true"]),
    "no type": say(page_count=1),
    "a text for a number": say(type="Opened", page_count="1"),
    "a number too many": say(type="Opened", page_count=1, pages=1),
    "another error": say(type="_Refusal", code="invalid_settings", message="no"),
    "pixels that are not there": say(
        type="PageContents", verdict="check", layer=None, picture={"width": -1, "height": -1, "dpi": 1.0}
    ),
    "a large array": say_layer(b"\x81\xa9fragments\xdd\xff\xff\xff\xff"),
    "a deep array": say_layer(b"\x81\xa4deep" + b"\x91" * 100_000 + b"\xc0"),
    "bytes that are no text": say_layer(b"\x81\xa2\xff\xff\xc0"),
}


@pytest.mark.parametrize("message", FOREIGN.values(), ids=FOREIGN.keys())
def test_what_a_hijacked_process_says_cannot_run_code(message: bytes) -> None:
    with pytest.raises(msgspec.DecodeError):
        unpack_reply(message)
    function, hijacked = Pipe()
    with function, hijacked:
        hijacked.send_bytes(message)
        assert _converse(function, CloseRequest()) is None


def test_errors_cross_with_their_type_and_message() -> None:
    kinds: list[type[InputError]] = [InputError, *InputError.__subclasses__()]
    for kind in kinds:
        error = unpack_reply(pack(kind("Document doc-1: no")))
        assert type(error) is kind
        assert str(error) == "Document doc-1: no"


ORPHAN = """
import sys
from pathlib import Path
from function.reading.files.messages import FileRequest, PageRequest
from function.reading.files.process import FileProcess
process = FileProcess()
file = FileRequest(sys.argv[1], "application/pdf", "doc-1", 10)
process.open(file)
print(process._child.process.pid, flush=True)
process.read_page(PageRequest(file, int(sys.argv[2]), False))
sys.stdin.read()
"""


@pytest.mark.parametrize("page", [1, 2], ids=["idle", "busy"])
def test_the_process_dies_with_the_function(bomb: Path, page: int, eventually: Callable[..., object]) -> None:
    """At once when it is idle; when it is busy, once the timer of its request expires."""
    parent = subprocess.Popen(
        [sys.executable, "-c", ORPHAN, str(bomb), str(page)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert parent.stdout is not None
    child = psutil.Process(int(parent.stdout.readline()))
    if page == 2:
        eventually(lambda: child.cpu_times().user > 0.5)
    parent.kill()
    parent.communicate()
    eventually(lambda: not child.is_running() or child.status() == psutil.STATUS_ZOMBIE)


def test_threads_take_turns(reader: Reader, tmp_path: Path) -> None:
    """The process outlives the thread that started it, and another thread goes on using it."""
    path = tmp_path / "carta.pdf"
    draw_pdf((TEXT,)).save(path)
    opened: list[OpenDocument] = []
    thread = threading.Thread(target=lambda: opened.append(open_with(reader, path)))
    thread.start()
    thread.join()
    child = document_process(opened[0])
    assert opened[0].read_page(1).text == TEXT
    assert document_process(opened[0]) == child
