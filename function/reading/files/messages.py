"""What crosses between the function and the process that opens files: small frozen data, and pixels beside it.

Neither side needs the other's libraries for it. Requests and replies are tagged structs, so that one decoder knows
which of them arrived.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Literal

import msgspec

from function.document.pages import Box
from function.errors import InputError, UnreadableFileError
from function.reading.layout.fragments import Fragment
from function.reading.layout.ruling import Ruling
from function.reading.searchable.page_text import PageText

# Ordinary files open in milliseconds and ordinary pages in a tenth of a second; a page of 24 million pixels or a map
# of a city takes two seconds beside a busy recogniser. Nobody waits longer than 10 s to hear that a file is bad.
REQUEST_SECONDS = 8.0
# Times as long for a process that hardly ran, and had a second chance already.
LONGEST = 2
# Laying its text over a page takes 60 ms on a busy machine.
COPY_SECONDS_PER_PAGE = 0.5

# believe: the layer is the page's text. check: compare it with the picture. reject: recognise the picture.
Verdict = Literal["believe", "check", "reject"]


class _Message(msgspec.Struct, frozen=True, tag=True, forbid_unknown_fields=True):
    """A request or a reply."""


class FileRequest(_Message, frozen=True):
    """Opens the file at the absolute `path`, of a type as `sniff` gives it. Answered by `Opened`."""

    path: str
    media_type: str
    document_id: str
    max_pages: int


class PageRequest(_Message, frozen=True):
    """Reads page `number`, from 1, of `file`, which is opened if it is not. Answered by `PageContents`."""

    file: FileRequest
    number: int
    force_ocr: bool


class CloseRequest(_Message, frozen=True):
    """Closes the open file. Answered by `Closed`."""


class CopyRequest(_Message, frozen=True):
    """Writes a searchable copy of `file` to the absolute path `target`. Answered by `Copied`."""

    file: FileRequest
    pages: tuple[PageText, ...]
    target: str


Request = FileRequest | PageRequest | CloseRequest | CopyRequest


def allowed_seconds(request: Request) -> float:
    """How long an answer may take."""
    pages = len(request.pages) if isinstance(request, CopyRequest) else 0
    return REQUEST_SECONDS + pages * COPY_SECONDS_PER_PAGE


class Opened(_Message, frozen=True):
    page_count: int


class Closed(_Message, frozen=True):
    pass


class Copied(_Message, frozen=True):
    """`pages` got a text layer; if none did, there need not be a copy."""

    pages: int


@dataclass(frozen=True)
class TextLayer:
    """`fragments` in points of the upright page, `rotation` the clockwise turn from the page as it is shown
    to upright text, `size` width and height after it. `hidden` is the share of characters that are not painted,
    `pictures` the share of the page under images, `paths` the number of drawn shapes; `rulings` and `figures`
    are what is drawn, in points of the upright page."""

    fragments: tuple[Fragment, ...]
    rotation: int
    size: tuple[float, float]
    hidden: float
    pictures: float
    paths: int
    rulings: tuple[Ruling, ...] = ()
    figures: tuple[Box, ...] = ()

    @cached_property
    def text(self) -> str:
        return " ".join(fragment.text for fragment in self.fragments)

    @cached_property
    def letters(self) -> int:
        """Letters and digits, without watermarks and what runs up the margin."""
        return sum(
            character.isalnum() for piece in self.fragments if not piece.aside for character in piece.text
        )


@dataclass(frozen=True, slots=True)
class PixelSize:
    """Announces `height` x `width` x 3 bytes, BGR, of the page as it is shown, at `dpi`."""

    width: Annotated[int, msgspec.Meta(ge=1)]
    height: Annotated[int, msgspec.Meta(ge=1)]
    dpi: float


class PageContents(_Message, frozen=True):
    """One page as the file holds it.

    `layer` is None where there is nothing to believe. `picture` is there when the page must be looked at: to
    recognise it, to check the layer, or to read the `untold` pictures (boxes in points of the upright page) on
    which the layer says nothing.
    """

    layer: TextLayer | None
    verdict: Verdict
    picture: PixelSize | None
    untold: tuple[Box, ...] = ()


Reply = Opened | PageContents | Closed | Copied | InputError
READY = b"ready"


def unreadable(request: Request, reason: str) -> UnreadableFileError:
    """`reason` goes on after "cannot be read: "."""
    file = request.file if isinstance(request, PageRequest | CopyRequest) else request
    document = file.document_id if isinstance(file, FileRequest) else "unknown"
    what = f"page {request.number} of the file" if isinstance(request, PageRequest) else "the file"
    return UnreadableFileError(
        f"Document {document}: {what} cannot be read: {reason}. "
        "Print it to a new PDF, or scan it again, and upload that."
    )


def pack(message: Request | Reply) -> bytes:
    if isinstance(message, InputError):
        return _ENCODER.encode(_Refusal(message.code, str(message)))
    return _ENCODER.encode(message)


def unpack_request(message: bytes) -> Request:
    return _REQUESTS.decode(message)


def unpack_reply(message: bytes) -> Reply:
    """Raises msgspec.DecodeError for anything but a reply: a file that takes over the process which reads it must not
    get any further."""
    try:
        reply = _REPLIES.decode(message)
    except RecursionError:
        raise msgspec.DecodeError("It is nested too deeply.") from None
    if not isinstance(reply, _Refusal):
        return reply
    if reply.code not in _ERRORS:
        raise msgspec.DecodeError("It names an error that does not cross between processes.")
    return _ERRORS[reply.code](reply.message)


class _Refusal(_Message, frozen=True):
    """An InputError: its code, which names its class, and its message."""

    code: str
    message: str


_KINDS: tuple[type[InputError], ...] = (InputError, *InputError.__subclasses__())
_ERRORS = {kind.code: kind for kind in _KINDS}
_ENCODER = msgspec.msgpack.Encoder()
# Strict: no text is taken for a number. An array never gets more room than the bytes that follow could fill.
_REQUESTS: msgspec.msgpack.Decoder[Request] = msgspec.msgpack.Decoder(Request)
_REPLIES: msgspec.msgpack.Decoder[Opened | PageContents | Closed | Copied | _Refusal] = (
    msgspec.msgpack.Decoder(Opened | PageContents | Closed | Copied | _Refusal)
)
