"""Direct access to the process that opens files: a file's contents before any recognition."""

import atexit
from functools import cache
from pathlib import Path

from function.intake.sniff import sniff
from function.reading.files.messages import FileRequest, PageContents, PageRequest
from function.reading.files.process import FileProcess
from function.reading.recognition.strips import Pixels

MAX_PAGES = 500


@cache
def file_process() -> FileProcess:
    """Shared by all tests and closed at exit."""
    process = FileProcess()
    atexit.register(process.close)
    return process


def request(path: Path, *, max_pages: int = MAX_PAGES) -> FileRequest:
    return FileRequest(str(path), str(sniff(path, "doc-1")), "doc-1", max_pages)


def look_at(path: Path, number: int = 1) -> tuple[PageContents, Pixels | None]:
    return file_process().read_page(PageRequest(request(path), number, force_ocr=False))
