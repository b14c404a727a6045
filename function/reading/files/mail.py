"""E-mails: their headers and text as a flow of blocks, and attachments. Runs in the process that opens
files."""

from collections.abc import Iterator
from dataclasses import dataclass
from email import policy
from email.parser import BytesParser
from pathlib import Path
from typing import Any

from function.reading.files.flow import Flow, make_text
from function.reading.files.plain_text import read_text
from function.reading.files.web_page import read_html

FIELDS = ("From", "To", "Cc", "Date", "Subject")
MAX_FIELD = 1000
MAX_PARTS = 200
MAX_NAME = 80
# Errors that Python's parser raises on invalid fields and parts.
DAMAGE = (LookupError, ValueError, TypeError, AttributeError, RecursionError, AssertionError)


@dataclass(frozen=True, slots=True)
class Attachment:
    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Mail:
    flow: Flow
    attachments: tuple[Attachment, ...]


def read_mail(path: str) -> Mail:
    with Path(path).open("rb") as file:
        message = BytesParser(policy=policy.default).parse(file)
    parts = list(_leaves(message))[:MAX_PARTS]
    body = _find_body(parts)
    flow = _read_body(body)
    fields = [f"{name}: {value}" for name in FIELDS if (value := _field(message, name))]
    block = make_text("paragraph", "\n".join(fields))
    flow.blocks[:0] = [block] if block else []
    attachments = tuple(_attach(part) for part in parts if part is not body and _is_attached(part))
    return Mail(flow, attachments)


def _leaves(message: Any) -> Iterator[Any]:
    """Yield the parts with content; a forwarded mail is one part."""
    if message.is_multipart() and message.get_content_type() != "message/rfc822":
        for part in message.get_payload():
            yield from _leaves(part)
    else:
        yield message


def _find_body(parts: list[Any]) -> Any:
    """Return the HTML, which marks lists and tables, or else the plain text."""
    shown = [part for part in parts if part.get_content_disposition() != "attachment"]
    for kind in ("text/html", "text/plain"):
        for part in shown:
            if part.get_content_type() == kind and not _name(part):
                return part
    return None


def _read_body(body: Any) -> Flow:
    if body is None:
        return Flow()
    content = body.get_payload(decode=True) or b""
    try:
        text = content.decode(body.get_content_charset("utf-8"), "replace")
    except DAMAGE:
        text = content.decode("utf-8", "replace")
    return read_html(text.encode()) if body.get_content_type() == "text/html" else read_text(text)


def _is_attached(part: Any) -> bool:
    """Whether a part is an attachment.

    Pictures in the body are, since they may show a document; the body's other form is not.
    """
    if part.get_content_maintype() == "text":
        return part.get_content_disposition() == "attachment" or bool(_name(part))
    return True


def _attach(part: Any) -> Attachment:
    if part.get_content_type() == "message/rfc822":
        (inner,) = part.get_payload()[:1] or [None]
        return Attachment(_name(part) or "mail", inner.as_bytes() if inner is not None else b"")
    return Attachment(_name(part) or part.get_content_type(), part.get_payload(decode=True) or b"")


def _name(part: Any) -> str:
    try:
        name = part.get_filename() or ""
    except DAMAGE:
        return ""
    return "".join(letter for letter in name if letter.isprintable())[:MAX_NAME]


def _field(message: Any, name: str) -> str:
    try:
        return " ".join(str(message.get(name) or "").split())[:MAX_FIELD]
    except DAMAGE:
        return ""
