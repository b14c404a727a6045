"""Parses multipart/form-data as it arrives, so that an upload never has to fit into memory.

Starlette's `form()` would write each file twice, and does not notice a body that breaks off.
"""

from collections.abc import AsyncIterable, AsyncIterator
from dataclasses import dataclass

from python_multipart import MultipartParser
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import parse_options_header

from local.storage.errors import invalid_request


@dataclass(frozen=True)
class Part:
    name: str
    filename: str | None
    content_type: str | None

    @property
    def is_file(self) -> bool:
        return self.filename is not None or not self.name


def read_boundary(content_type: str) -> bytes:
    _, options = parse_options_header(content_type)
    if not options.get(b"boundary"):
        raise invalid_request("The multipart body has no boundary")
    return options[b"boundary"]


async def read_parts(stream: AsyncIterable[bytes], boundary: bytes) -> AsyncIterator[tuple[Part, bytes]]:
    """Yield each part with pieces of its content; the first piece of a part is empty."""
    try:
        form = _Form(boundary)
        async for chunk in stream:
            for piece in form.read(chunk):
                yield piece
    except FormParserError:
        raise invalid_request("The multipart body is malformed") from None
    if not form.ended:
        raise invalid_request("The multipart body ends too early")


class _Form:
    """Collects what the parser's callbacks report."""

    def __init__(self, boundary: bytes) -> None:
        self.ended = False
        self._field = self._value = b""
        self._headers: dict[bytes, bytes] = {}
        self._part = Part("", None, None)
        self._pieces: list[tuple[Part, bytes]] = []
        self._parser = MultipartParser(
            boundary,
            {
                "on_header_field": self._add_to_field,
                "on_header_value": self._add_to_value,
                "on_header_end": self._end_header,
                "on_headers_finished": self._begin_part,
                "on_part_data": self._add_data,
                "on_end": self._end,
            },
        )

    def read(self, chunk: bytes) -> list[tuple[Part, bytes]]:
        self._pieces = []
        self._parser.write(chunk)
        return self._pieces

    def _add_to_field(self, data: bytes, start: int, end: int) -> None:
        self._field += data[start:end]

    def _add_to_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _end_header(self) -> None:
        self._headers[self._field.lower()] = self._value
        self._field = self._value = b""

    def _begin_part(self) -> None:
        self._part = parse_part(self._headers)
        self._pieces.append((self._part, b""))
        self._headers = {}

    def _add_data(self, data: bytes, start: int, end: int) -> None:
        self._pieces.append((self._part, data[start:end]))

    def _end(self) -> None:
        self.ended = True


def parse_part(headers: dict[bytes, bytes]) -> Part:
    _, options = parse_options_header(headers.get(b"content-disposition"))
    filename = options.get(b"filename")
    content_type, _ = parse_options_header(headers.get(b"content-type"))
    return Part(
        options.get(b"name", b"").decode(errors="replace"),
        None if filename is None else filename.decode(errors="replace"),
        content_type.decode("latin-1") or None,
    )
