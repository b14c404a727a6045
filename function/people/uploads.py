"""The file in a request, as it arrives: a form's only file, or the bare body."""

import mimetypes
import re
import unicodedata
from collections.abc import AsyncIterable, AsyncIterator
from dataclasses import dataclass
from pathlib import PurePath
from urllib.parse import unquote

from python_multipart import MultipartParser
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import parse_options_header

from function.errors import RequestError

# A part's head, and what else a form may hold beside the file.
MAX_PARTS = 20
MAX_HEAD = 16 * 1024
MAX_NAME = 255
# What Storage accepts in the name of a file.
_STRANGE = re.compile(r"[^A-Za-z0-9_!\-.*'()$@=;:+,]+")
LONGEST_STORED, LONGEST_SUFFIX = 120, 20
UNNAMED = "document"
_BINARY = "application/octet-stream"
_TYPE = re.compile(r"[\w.+-]{1,100}/[\w.+-]{1,100}", re.ASCII)


@dataclass(frozen=True, slots=True)
class IncomingFile:
    """`name` is None if the request gives none; `pieces` can be read once."""

    name: str | None
    media_type: str
    pieces: AsyncIterator[bytes]


async def receive_file(
    content_type: str, disposition: str | None, pieces: AsyncIterable[bytes]
) -> IncomingFile:
    """Return the file of a request with these headers and body. Raises RequestError, as do its pieces."""
    kind, options = parse_options_header(content_type)
    if kind != b"multipart/form-data":
        name = _file_name((disposition or "").encode("latin-1", "replace"))
        # What curl says of a body is no type.
        media_type = _choose_type(b"" if kind == b"application/x-www-form-urlencoded" else kind, name)
        return IncomingFile(_clean(name), media_type, aiter(pieces))
    if not options.get(b"boundary"):
        raise RequestError("The form has no boundary; let the client make the Content-Type.")
    form = _Form(options[b"boundary"], aiter(pieces))
    return await form.find_file()


def stored_name(name: str) -> str:
    """Return a name that Storage accepts, as much like `name` as its letters allow, with its extension."""
    path = PurePath(unicodedata.normalize("NFKD", name).replace("/", "_"))
    stem, suffix = (
        _STRANGE.sub("_", part.encode("ascii", "ignore").decode()) for part in (path.stem, path.suffix)
    )
    return (stem.strip("._")[:LONGEST_STORED] or UNNAMED) + suffix[:LONGEST_SUFFIX].rstrip(".")


class _Form:
    """Parses multipart/form-data as it arrives. Only the part `file` is kept, piece by piece."""

    def __init__(self, boundary: bytes, pieces: AsyncIterator[bytes]) -> None:
        self._source = pieces
        self._field = self._value = b""
        self._headers: dict[bytes, bytes] = {}
        self._head = self._parts = 0
        self._in_file = self._found = self._ended = False
        self._file = IncomingFile(None, _BINARY, self._pieces())
        self._ready: list[bytes] = []
        self._parser = MultipartParser(
            boundary,
            {
                "on_header_field": self._add_to_field,
                "on_header_value": self._add_to_value,
                "on_header_end": self._end_header,
                "on_headers_finished": self._begin_part,
                "on_part_data": self._add_data,
                "on_part_end": self._end_part,
                "on_end": self._end,
            },
        )

    async def find_file(self) -> IncomingFile:
        while not self._found:
            await self._read()
        return self._file

    async def _pieces(self) -> AsyncIterator[bytes]:
        while True:
            ready, self._ready = self._ready, []
            for piece in ready:
                yield piece
            if self._ended:
                return
            await self._read()

    async def _read(self) -> None:
        piece = await anext(self._source, None)
        if piece is None or self._ended:
            raise RequestError(
                "The form ends too early."
                if self._found or not self._ended
                else "The form has no part of the name file; send one: curl -F file=@factura.pdf."
            )
        try:
            if piece:
                self._parser.write(piece)
        except FormParserError:
            raise RequestError("The form is malformed; let the client make it.") from None

    def _add_to_field(self, data: bytes, start: int, end: int) -> None:
        self._count(end - start)
        self._field += data[start:end]

    def _add_to_value(self, data: bytes, start: int, end: int) -> None:
        self._count(end - start)
        self._value += data[start:end]

    def _count(self, size: int) -> None:
        self._head += size
        if self._head > MAX_HEAD:
            raise RequestError("A part of the form has a head that is too large.")

    def _end_header(self) -> None:
        self._headers[self._field.lower()] = self._value
        self._field = self._value = b""

    def _begin_part(self) -> None:
        headers, self._headers, self._head = self._headers, {}, 0
        self._parts += 1
        if self._parts > MAX_PARTS:
            raise RequestError(f"The form has more than {MAX_PARTS} parts.")
        disposition = headers.get(b"content-disposition", b"")
        _, options = parse_options_header(disposition)
        self._in_file = not self._found and options.get(b"name") == b"file"
        if self._in_file:
            self._found = True
            name = _file_name(disposition)
            kind, _ = parse_options_header(headers.get(b"content-type"))
            media_type = _choose_type(kind, name)
            self._file = IncomingFile(_clean(name), media_type, self._file.pieces)

    def _add_data(self, data: bytes, start: int, end: int) -> None:
        if self._in_file:
            self._ready.append(data[start:end])

    def _end_part(self) -> None:
        self._in_file = False

    def _end(self) -> None:
        self._ended = True


def _file_name(disposition: bytes) -> str | None:
    """Return the name in a Content-Disposition: the one in UTF-8 (RFC 5987) if there is one. Browsers send UTF-8 as it
    is."""
    encoded = re.search(rb"filename\*\s*=\s*utf-8''([^;\s]+)", disposition, re.IGNORECASE)
    if encoded:
        return unquote(encoded[1].decode("latin-1"), errors="replace")
    _, options = parse_options_header(disposition)
    found = options.get(b"filename")
    return found.decode(errors="replace") if found else None


def _choose_type(declared: bytes, name: str | None) -> str:
    """Return what was declared, if it is a type and says anything, else what the name suggests."""
    text = declared.decode("latin-1")
    if _TYPE.fullmatch(text) and text != _BINARY:
        return text
    return mimetypes.guess_type(name or "")[0] or _BINARY


def _clean(name: str | None) -> str | None:
    """Return the last step of a path, without what is not print, and not longer than file systems have it."""
    if name is None:
        return None
    step = name.replace("\\", "/").rpartition("/")[2]
    return "".join(letter for letter in step if letter.isprintable())[:MAX_NAME].strip() or None
