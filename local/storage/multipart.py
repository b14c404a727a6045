"""Reads multipart/form-data as it arrives, so that an upload never has to fit into memory."""

from collections.abc import AsyncIterable, AsyncIterator
from dataclasses import dataclass
from email.message import Message
from email.parser import BytesHeaderParser

from local.storage.errors import invalid_request

LONGEST_HEADER = 64 * 1024


@dataclass(frozen=True)
class Part:
    name: str
    filename: str | None
    content_type: str | None

    @property
    def is_file(self) -> bool:
        return self.filename is not None or not self.name


def read_boundary(content_type: str) -> bytes:
    message = Message()
    message["content-type"] = content_type
    boundary = message.get_boundary()
    if not boundary:
        raise invalid_request("The multipart body has no boundary")
    return boundary.encode()


async def read_parts(stream: AsyncIterable[bytes], boundary: bytes) -> AsyncIterator[tuple[Part, bytes]]:
    """Yields each part with a piece of its content, an empty part once with no bytes."""
    delimiter = b"\r\n--" + boundary
    # The first delimiter has no line break before it.
    buffer, part, in_header = b"\r\n", None, False
    async for chunk in stream:
        buffer += chunk
        while True:
            if in_header:
                end = buffer.find(b"\r\n\r\n")
                if end < 0:
                    break
                part, buffer, in_header = parse_part(buffer[:end]), buffer[end + 4 :], False
                yield part, b""
            end = buffer.find(delimiter)
            if end < 0:
                # The last bytes may be the beginning of a delimiter.
                cut = max(0, len(buffer) - len(delimiter) + 1)
                if part is not None and cut:
                    yield part, buffer[:cut]
                buffer = buffer[cut:]
                break
            if part is not None and end:
                yield part, buffer[:end]
            part, buffer, in_header = None, buffer[end + len(delimiter) :], True
        if in_header and len(buffer) > LONGEST_HEADER:
            raise invalid_request("A part's header is too long")
    if not (in_header and buffer.startswith(b"--")):
        raise invalid_request("The multipart body ends too early")


def parse_part(header: bytes) -> Part:
    message = BytesHeaderParser().parsebytes(header.lstrip(b"\r\n"))
    name = message.get_param("name", header="content-disposition")
    content_type = message.get_content_type() if message["content-type"] else None
    return Part(name if isinstance(name, str) else "", message.get_filename(), content_type)
