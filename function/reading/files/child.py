"""The process that opens files: it reads text layers, renders pages, decodes images and puts text in order.

Started by `process.py`. Uploaded files reach native libraries here and nowhere else: a file that crashes,
hangs or inflates them ends this process, and the function starts another. It has no secrets, since its
environment is empty, and a file that takes it over finds none (see landlock.py).
"""

import os
import resource
import signal
import sys
import traceback
from contextlib import suppress
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path

import function
from function.errors import InputError
from function.reading.files.landlock import confine
from function.reading.files.messages import (
    LONGEST,
    READY,
    UNCONFINED,
    Arranged,
    ArrangeRequest,
    Closed,
    CloseRequest,
    Copied,
    CopyRequest,
    FileRequest,
    Opened,
    PageRequest,
    Picture,
    PictureRequest,
    Reply,
    Request,
    allowed_seconds,
    pack,
    unpack_request,
    unreadable,
)
from function.reading.files.opening import OpenFile, open_file
from function.reading.files.pictures import draw_picture
from function.reading.layout.effort import Efforts
from function.reading.layout.order import arrange
from function.reading.repair.repair import repair
from function.reading.searchable.copy import make_searchable


class Desk:
    """Answers requests about the one file that is open, if any."""

    def __init__(self) -> None:
        self._request: FileRequest | None = None
        self._file: OpenFile | None = None

    def answer(self, request: Request) -> tuple[Reply, bytes | None]:
        if isinstance(request, PageRequest):
            return self._reopen(request.file).read_page(request.number, force_ocr=request.force_ocr)
        if isinstance(request, PictureRequest):
            return Picture(draw_picture(self._reopen(request.file), request)), None
        if isinstance(request, ArrangeRequest):
            return _arrange(request), None
        self.close()
        if isinstance(request, CloseRequest):
            return Closed(), None
        if isinstance(request, CopyRequest):
            return self._copy(request), None
        file = self._reopen(request)
        return Opened(file.page_count, file.note), None

    def close(self) -> None:
        if self._file:
            self._file.close()
        self._request = self._file = None

    @staticmethod
    def _copy(request: CopyRequest) -> Copied:
        file = request.file
        written = make_searchable(
            Path(file.path),
            file.media_type,
            request.pages,
            Path(request.target),
            passwords=file.passwords,
            document_id=file.document_id,
        )
        return Copied(written)

    def _reopen(self, request: FileRequest) -> OpenFile:
        """Return the file; it is open unless this process is new or another document came in between."""
        if self._file is None or self._request != request:
            self.close()
            self._file = open_file(request)
            self._request = request
        return self._file


def _arrange(request: ArrangeRequest) -> Arranged:
    efforts = Efforts()
    blocks = arrange(
        request.fragments,
        str if request.language is None else partial(repair, language=request.language),
        rulings=request.rulings,
        figures=request.figures,
        efforts=efforts,
    )
    return Arranged(blocks, efforts.exhausted)


def serve(pipe: Connection) -> None:
    """Answer requests until the function closes the pipe; SIGALRM kills a request that takes too long."""
    desk = Desk()
    while True:
        _converse(desk, pipe)


def _converse(desk: Desk, pipe: Connection) -> None:
    request = unpack_request(pipe.recv_bytes())
    # The function's own time limit comes first, if the function is still running.
    signal.setitimer(signal.ITIMER_REAL, LONGEST * allowed_seconds(request) + 2)
    reply, pixels = _answer(desk, request)
    pipe.send_bytes(reply)
    if pixels is not None:
        pipe.send_bytes(pixels)
    signal.setitimer(signal.ITIMER_REAL, 0)


def _answer(desk: Desk, request: Request) -> tuple[bytes, bytes | None]:
    """Return the packed reply, and the pixels to send after it."""
    try:
        reply, pixels = desk.answer(request)
        return pack(reply), pixels
    except InputError as error:
        return pack(error), None
    except MemoryError:
        return pack(unreadable(request, "it needs far more memory than a page should")), None
    except RecursionError:
        return pack(unreadable(request, "it is nested too deeply")), None
    except Exception as error:  # an unforeseen error over one file must not affect the next
        return pack(unreadable(request, f"it caused {_describe(error)}")), None


def _describe(error: Exception) -> str:
    """Return the error's type and place; its message may quote the document."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in {Path(place.filename).name}, line {place.lineno}"


def _limit_memory(room: int) -> None:
    """Allow at most `room` bytes more than now. Where the kernel has no such limit (macOS), the function
    watches."""
    statm = Path("/proc/self/statm")
    if statm.exists():
        now = int(statm.read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (now + room, now + room))


def _confine(folder: Path) -> bool:
    """Restrict access to Python, its packages, the system's libraries, and `folder`, for files and copies."""
    if sys.platform != "linux":
        return False
    libraries = [Path(name) for name in ("/usr", "/lib", "/lib64", sys.prefix, sys.base_prefix)]
    return confine(readable=[*libraries, Path(function.__file__).parent.parent], writable=[folder])


def main(descriptor: int, room: int, folder: Path) -> None:
    # Ctrl-C is for the function, which then closes the pipe.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Crashes are expected here; core dumps would fill the disk with people's documents.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _limit_memory(room)
    # This comes last, since it also closes /proc.
    confined = _confine(folder)
    # Libraries print text that is not JSON and may quote the document. Standard output is /dev/null; standard
    # error stays open until here for errors during startup.
    os.dup2(1, 2)
    # The other end of the pipe closes when the function ends, however it ends.
    with Connection(descriptor) as pipe, suppress(EOFError, BrokenPipeError, ConnectionResetError):
        pipe.send_bytes(READY if confined else UNCONFINED)
        serve(pipe)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
