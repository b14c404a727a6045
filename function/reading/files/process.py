"""The function's side of the process that opens files: starts, queries, watches and replaces it."""

import signal
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import Pipe, ProcessError
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Self

import cv2
import msgspec
import numpy as np
import psutil
import structlog

import function
from function.errors import InputError
from function.reading.files.messages import (
    LONGEST,
    READY,
    UNCONFINED,
    Arranged,
    ArrangeRequest,
    CloseRequest,
    Copied,
    CopyRequest,
    FileRequest,
    Opened,
    PageContents,
    PageRequest,
    Picture,
    PictureRequest,
    PixelSize,
    Reply,
    Request,
    allowed_seconds,
    pack,
    unpack_reply,
    unreadable,
)
from function.reading.files.resolution import MAX_PIXELS
from function.reading.recognition.strips import Pixels

log = structlog.get_logger()

# Its imports take about 0.7 s on an idle core; a slow machine gets more time, since no document is to blame.
START_SECONDS = 60.0
# A page of 24 million pixels with a scan of 100 million behind it needs 400 MB; what needs more is a bomb.
ROOM = 450 * 2**20
# Memory held between two requests is lost to fragmentation, or leaked.
MAX_KEPT = 150 * 2**20
WATCH_INTERVAL = 0.1
DYING_SECONDS = 1.0
# A child that had less of a processor than this share of its time was slowed by the machine (frozen, swapped out),
# not by the file.
FAIR_SHARE = 0.5
# The text of five hundred dense pages.
MAX_REPLY = 32 * 2**20


@dataclass(frozen=True, slots=True)
class _Child:
    """A running process; `idle` is its resident memory in bytes before it has opened anything."""

    process: subprocess.Popen[bytes]
    pipe: Connection
    idle: int

    def memory(self) -> int:
        """Return the bytes above the idle level; 0 when it has ended."""
        with suppress(psutil.NoSuchProcess):
            return int(psutil.Process(self.process.pid).memory_info().rss) - self.idle
        return 0

    def processor_seconds(self) -> float:
        """How long it has worked; 0 when it has ended."""
        with suppress(psutil.NoSuchProcess):
            times = psutil.Process(self.process.pid).cpu_times()
            return float(times.user + times.system)
        return 0.0

    def end(self) -> int:
        """End it and return its exit code, or minus the signal that ended it."""
        self.pipe.close()
        with suppress(subprocess.TimeoutExpired):
            # A process that is already exiting gets time to report its own exit code.
            return self.process.wait(DYING_SECONDS)
        self.process.kill()
        return self.process.wait()


class FileProcess:
    """The process that opens files: started on first use, kept between documents, used by one thread at a
    time."""

    def __init__(self) -> None:
        self._child: _Child | None = None
        self._abandoned = False

    def start(self) -> None:
        """Start it now if it is not running, so that the first file does not wait."""
        self._running()

    def open(self, file: FileRequest) -> Opened:
        """Open a file. Raises an InputError."""
        reply, _ = self._ask(file)
        assert isinstance(reply, Opened)  # noqa: S101  the protocol
        return reply

    def read_page(self, request: PageRequest) -> tuple[PageContents, Pixels | None]:
        """Return the page, and its picture of shape (height, width, 3), BGR, if it must be looked at.

        Raises an InputError; the next page can still be read.
        """
        reply, pixels = self._ask(request)
        assert isinstance(reply, PageContents)  # noqa: S101
        return reply, pixels

    def draw(self, request: PictureRequest) -> bytes:
        """Return a picture of a page, as WebP. Raises an InputError."""
        reply, _ = self._ask(request)
        assert isinstance(reply, Picture)  # noqa: S101
        return reply.webp

    def arrange(self, request: ArrangeRequest) -> Arranged:
        """Put the text of a page in order. Raises UnreadableFileError when it takes too long."""
        reply, _ = self._ask(request)
        assert isinstance(reply, Arranged)  # noqa: S101
        return reply

    def copy(self, request: CopyRequest) -> int:
        """Write a searchable copy and return how many pages got a text layer. Raises an InputError."""
        reply, _ = self._ask(request)
        assert isinstance(reply, Copied)  # noqa: S101
        return reply.pages

    def close_file(self) -> None:
        """Free the resources of the open file."""
        if self._child and not self._abandoned:
            with suppress(InputError):
                self._ask(CloseRequest())

    def close(self) -> None:
        """End the process; the next request starts another."""
        if self._child:
            self._child.end()
            self._child = None

    def abandon(self) -> None:
        """Ends the process under a question of another thread, which gets an InputError. No more can be asked."""
        self._abandoned = True
        if child := self._child:
            child.process.kill()

    def _ask(self, request: Request) -> tuple[Reply, Pixels | None]:
        answer = self._exchange(request, last=False) or self._exchange(request, last=True)
        assert answer is not None  # noqa: S101  the last exchange answers or raises
        if isinstance(answer[0], InputError):
            raise answer[0]
        return answer

    def _exchange(self, request: Request, *, last: bool) -> tuple[Reply, Pixels | None] | None:
        """Send a request and return the answer; the process is then ready for the next request, or gone.

        Returns None, unless this is the `last` attempt, when the file need not be the cause: the process was killed
        from outside (a kernel that is short of memory picks a victim), or its time passed while it did not run.
        """
        child = self._running()
        with _Watch(child, allowed_seconds(request), last=last) as watch:
            answer = _converse(child.pipe, request)
        if answer is None:
            self._child = None
            code = child.end()
            if (
                not last
                and not self._abandoned
                and (watch.was_starved or (code == -signal.SIGKILL and not watch.reason))
            ):
                return None
            raise unreadable(
                request, watch.reason or f"it ended the program that opens files ({_name(code)})"
            )
        if watch.reason or child.memory() > MAX_KEPT:
            self.close()
        return answer

    def _running(self) -> _Child:
        if self._child and self._child.process.poll() is not None:
            self.close()
        if not self._child:
            self._child = _start()
        if self._abandoned:
            self._child.process.kill()
        return self._child


def _start() -> _Child:
    """Start a clean process that shares only a pipe with this one. Raises RuntimeError if it does not
    start."""
    pipe, theirs = Pipe()
    process = subprocess.Popen(
        [
            *(sys.executable, "-X", "utf8", "-m", "function.reading.files.child"),
            *(str(theirs.fileno()), str(ROOM), tempfile.gettempdir()),
        ],
        # The directory of the package, whether it is installed or not.
        cwd=Path(function.__file__).parent.parent,
        env={},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        pass_fds=[theirs.fileno()],
        # The process must not get signals for the function's group: it ends when the pipe closes.
        start_new_session=True,
    )
    theirs.close()
    with suppress(EOFError, OSError):
        if pipe.poll(START_SECONDS) and (word := pipe.recv_bytes()) in {READY, UNCONFINED}:
            if word == UNCONFINED:
                # Files are read all the same; the doctor says what to do.
                log.warning("files_unconfined")
            return _Child(process, pipe, int(psutil.Process(process.pid).memory_info().rss))
    code = _Child(process, pipe, 0).end()
    raise RuntimeError(f"The process that opens files does not start ({_name(code)}); see standard error.")


def _converse(pipe: Connection, request: Request) -> tuple[Reply, Pixels | None] | None:
    """Return the reply; None when the other side closes the pipe or breaks the protocol."""
    try:
        pipe.send_bytes(pack(request))
        reply = unpack_reply(pipe.recv_bytes(MAX_REPLY))
        if not isinstance(reply, PageContents) or reply.picture is None:
            return reply, None
        pixels = _receive(pipe, reply.picture)
    except (EOFError, OSError, ProcessError, msgspec.DecodeError):
        return None
    return None if pixels is None else (reply, pixels)


def _receive(pipe: Connection, size: PixelSize) -> Pixels | None:
    """Return pixels in colour, whatever is sent; None for more than there may be."""
    width, height = size.width, size.height
    if width * height > MAX_PIXELS + width + height:
        return None
    pixels = np.empty((height, width, 1 if size.are_grey else 3), np.uint8)
    pipe.recv_bytes_into(pixels.reshape(-1))
    return np.asarray(cv2.cvtColor(pixels, cv2.COLOR_GRAY2BGR), np.uint8) if size.are_grey else pixels


class _Watch:
    """Kills a child that exceeds its time or memory; `reason` says which, `was_starved` that it hardly ran meanwhile.

    For the `last` time a starved child has LONGEST times as long.
    """

    def __init__(self, child: _Child, seconds: float, *, last: bool) -> None:
        self.reason: str | None = None
        self.was_starved = False
        self._child = child
        self._worked = child.processor_seconds()
        self._seconds = seconds
        self._last = last
        self._started = time.monotonic()
        self._answered = threading.Event()
        self._thread = threading.Thread(target=self._look, name="file-watch", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._answered.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._answered.wait(WATCH_INTERVAL):
            if self._is_over():
                self.reason = f"it takes longer than {self._seconds:g} seconds"
            elif self._child.memory() > ROOM:
                self.reason = f"it needs more than {ROOM >> 20} MB of memory"
            if self.reason:
                self._child.process.kill()
                return

    def _is_over(self) -> bool:
        taken = time.monotonic() - self._started
        if taken <= self._seconds:
            return False
        self.was_starved = self._child.processor_seconds() - self._worked < FAIR_SHARE * self._seconds
        return not (self._last and self.was_starved) or taken > LONGEST * self._seconds


def _name(code: int) -> str:
    return signal.Signals(-code).name if code < 0 else f"exit code {code}"
