"""The process that opens files: reads text layers, renders pages, decodes images. Started by `process.py`.

What people upload reaches native libraries here and nowhere else: a file that crashes, hangs or inflates them ends
this process, and the function starts another. It has no secrets, since its environment is empty, and a file that takes
it over finds none: see sandbox.py.
"""

import os
import resource
import signal
import sys
import traceback
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path

import function
from function.errors import InputError
from function.reading.files.images import ImageDocument
from function.reading.files.landlock import confine
from function.reading.files.messages import (
    LONGEST,
    READY,
    Closed,
    CloseRequest,
    Copied,
    CopyRequest,
    FileRequest,
    Opened,
    PageRequest,
    Reply,
    Request,
    allowed_seconds,
    pack,
    unpack_request,
    unreadable,
)
from function.reading.files.pdf import PdfFile
from function.reading.searchable.copy import PDF, make_searchable


class Desk:
    """The one file that is open, if any."""

    def __init__(self) -> None:
        self._request: FileRequest | None = None
        self._file: PdfFile | ImageDocument | None = None

    def answer(self, request: Request) -> tuple[Reply, bytes | None]:
        if isinstance(request, PageRequest):
            return self._reopen(request.file).read_page(request.number, force_ocr=request.force_ocr)
        self.close()
        if isinstance(request, CloseRequest):
            return Closed(), None
        if isinstance(request, CopyRequest):
            source, target = Path(request.file.path), Path(request.target)
            return Copied(make_searchable(source, request.file.media_type, request.pages, target)), None
        return Opened(self._reopen(request).page_count), None

    def close(self) -> None:
        if self._file:
            self._file.close()
        self._request = self._file = None

    def _reopen(self, request: FileRequest) -> PdfFile | ImageDocument:
        """The file, which is open unless this process is new or another document came in between."""
        if self._file is None or self._request != request:
            self.close()
            self._file = PdfFile(request) if request.media_type == PDF else ImageDocument(request)
            self._request = request
        return self._file


def serve(pipe: Connection) -> None:
    """Answers until the function hangs up; dies by SIGALRM over a request that takes too long."""
    desk = Desk()
    while True:
        _converse(desk, pipe)


def _converse(desk: Desk, pipe: Connection) -> None:
    request = unpack_request(pipe.recv_bytes())
    # The function's own watch comes first, if the function is still there.
    signal.setitimer(signal.ITIMER_REAL, LONGEST * allowed_seconds(request) + 2)
    reply, pixels = _answer(desk, request)
    pipe.send_bytes(reply)
    if pixels is not None:
        pipe.send_bytes(pixels)
    signal.setitimer(signal.ITIMER_REAL, 0)


def _answer(desk: Desk, request: Request) -> tuple[bytes, bytes | None]:
    """The reply as it is sent, and the pixels after it."""
    try:
        reply, pixels = desk.answer(request)
        return pack(reply), pixels
    except InputError as error:
        return pack(error), None
    except MemoryError:
        return pack(unreadable(request, "it needs far more memory than a page should")), None
    except Exception as error:  # a library's surprise over one file, which the next file must not feel
        return pack(unreadable(request, f"it led to {_describe(error)}")), None


def _describe(error: Exception) -> str:
    """The error's type and place: its message may quote the document."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in {Path(place.filename).name}, line {place.lineno}"


def _limit_memory(room: int) -> None:
    """At most `room` bytes more than now. Where the kernel does not do it (macOS), the function's watch does."""
    statm = Path("/proc/self/statm")
    if statm.exists():
        now = int(statm.read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (now + room, now + room))


def _confine(folder: Path) -> None:
    """To Python, its packages and the system's libraries, and to `folder`, where the files are and copies are put."""
    if sys.platform == "linux":
        libraries = [Path(name) for name in ("/usr", "/lib", "/lib64", sys.prefix, sys.base_prefix)]
        confine(readable=[*libraries, Path(function.__file__).parent.parent], writable=[folder])


def main(descriptor: int, room: int, folder: Path) -> None:
    # Ctrl-C is for the function, which then closes the pipe.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # A crash is an expected end of this process; its memory image would fill the disk with people's documents.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _limit_memory(room)
    # Last: it closes /proc, too.
    _confine(folder)
    # Libraries print about files what is no JSON and may quote the document. Standard output is /dev/null; until here
    # standard error was open, for what keeps this process from starting.
    os.dup2(1, 2)
    # The other end of the pipe closes when the function ends, however it ends.
    with Connection(descriptor) as pipe, suppress(EOFError, BrokenPipeError, ConnectionResetError):
        pipe.send_bytes(READY)
        serve(pipe)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
