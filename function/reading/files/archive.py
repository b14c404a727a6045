"""Opens ZIP files that contain office documents, within limits. Runs in the process that opens files."""

import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from lxml import etree

from function.errors import CorruptFileError, EncryptedFileError, FileTooLargeError
from function.reading.files.flow import Flow
from function.reading.files.messages import FileRequest

MAX_ENTRIES = 5000
MAX_UNPACKED = 512 * 2**20
# Limit for one part that is read as a whole; as a tree it takes ten times the memory.
MAX_PART = 32 * 2**20
ENCRYPTED = 0x1
# A document type would be before the first element; office files have none.
PROLOGUE = 4096
_DOCTYPE = re.compile(rb"<\0?!\0?(?:D\0?O\0?C\0?T\0?Y\0?P\0?E|E\0?N\0?T\0?I\0?T\0?Y)")

# Errors that libraries raise on damaged archives and invalid XML.
DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, etree.LxmlError, EOFError, OSError, NotImplementedError),
    *(ValueError, LookupError, TypeError, AttributeError, ArithmeticError, AssertionError, SyntaxError),
)


@contextmanager
def open_archive(request: FileRequest) -> Iterator[zipfile.ZipFile]:
    """Yield the archive after checking that it unpacks within limits.

    Raises FileTooLargeError, EncryptedFileError, and CorruptFileError for whatever fails inside the `with`
    block.
    """
    try:
        with zipfile.ZipFile(request.path) as archive:
            _check(archive, request.document_id)
            yield archive
    except DAMAGE as error:
        raise CorruptFileError(
            f"Document {request.document_id}: the file is damaged ({type(error).__name__}). "
            "Save it again with the program that made it, or print it to a PDF, and upload that."
        ) from error


def read_xml(archive: zipfile.ZipFile, name: str) -> Any:
    """Return the root element of a part, with what can be read of a damaged one. Raises one of DAMAGE, or
    MemoryError for a part that is too large."""
    if archive.getinfo(name).file_size > MAX_PART:
        raise MemoryError
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, recover=True)
    root = etree.fromstring(archive.read(name), parser)
    if root is None:
        raise ValueError("no element")
    return root


def keep_picture(flow: Flow, read: Callable[[], bytes]) -> None:
    """Add a picture to the flow; a damaged one costs only a note."""
    try:
        flow.pictures.append(read())
    except DAMAGE:
        flow.notes.append("A picture in the file is damaged and was not read.")


def _check(archive: zipfile.ZipFile, document_id: str) -> None:
    entries = archive.infolist()
    # Python does not unpack more than the size in the directory.
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED:
        raise FileTooLargeError(
            f"Document {document_id}: the file unpacks to {len(entries)} parts of {unpacked >> 20} MB in total, "
            f"more than the limit of {MAX_ENTRIES} parts or {MAX_UNPACKED >> 20} MB. Print it to a PDF and upload that."
        )
    if any(entry.flag_bits & ENCRYPTED for entry in entries) or _is_locked(archive):
        raise EncryptedFileError(
            f"Document {document_id}: the file opens only with a password. Save it without one and upload it again."
        )
    for entry in entries:
        if entry.filename.endswith((".xml", ".rels")) and _has_doctype(archive, entry):
            raise ValueError("document type")


def _is_locked(archive: zipfile.ZipFile) -> bool:
    """Whether an OpenDocument file is encrypted: it encrypts each part, and lists that in its manifest."""
    if "META-INF/manifest.xml" not in archive.namelist():
        return False
    with archive.open("META-INF/manifest.xml") as manifest:
        return b"encryption-data" in manifest.read(MAX_PART)


def _has_doctype(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bool:
    with archive.open(entry) as part:
        return _DOCTYPE.search(part.read(PROLOGUE)) is not None
