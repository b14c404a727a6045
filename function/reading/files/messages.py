"""Messages between the function and the process that opens files: small frozen data, and pixels sent
separately.

Neither side needs the other's libraries. Requests and replies are tagged structs, so that one decoder
recognises all of them.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Literal

import msgspec

from function.document.pages import Block, Box, Code
from function.errors import InputError, UnreadableFileError
from function.reading.layout.fragments import Fragment
from function.reading.layout.ruling import Ruling
from function.reading.searchable.page_text import PageText

# Ordinary files open in milliseconds and ordinary pages in a tenth of a second; a page of 24 million pixels
# or a city map takes two seconds beside a busy recogniser. Nobody waits longer than 10 s to learn that a file
# is bad.
REQUEST_SECONDS = 8.0
# For a process that hardly ran and has had its second chance, this many times as long.
LONGEST = 2
# Writing the text layer of a page takes 60 ms on a busy machine.
COPY_SECONDS_PER_PAGE = 0.5
# Putting the text of a page in order takes 10 ms; the layout's limits (effort.py) allow three to four
# seconds.
ARRANGE_SECONDS = 8.0

# believe: the layer is the page's text. check: compare it with the picture. reject: recognise the picture.
Verdict = Literal["believe", "check", "reject"]


class _Message(msgspec.Struct, frozen=True, tag=True, forbid_unknown_fields=True):
    """A request or a reply."""


class FileRequest(_Message, frozen=True):
    """Open the file at the absolute `path`, whose type was recognised before. Answered by `Opened`.

    If it is encrypted, `passwords` are tried in turn.
    """

    path: str
    media_type: str
    document_id: str
    max_pages: int
    passwords: tuple[str, ...] = ()

    def __repr__(self) -> str:
        """Without the passwords: what is printed may be logged."""
        return f"FileRequest(path={self.path!r}, media_type={self.media_type!r}, document_id={self.document_id!r})"


class PageRequest(_Message, frozen=True):
    """Read page `number`, from 1, of `file`, opening it if necessary. Answered by `PageContents`."""

    file: FileRequest
    number: int
    force_ocr: bool


class CloseRequest(_Message, frozen=True):
    """Close the open file. Answered by `Closed`."""


class CopyRequest(_Message, frozen=True):
    """Write a searchable copy of `file` to the absolute path `target`. Answered by `Copied`."""

    file: FileRequest
    pages: tuple[PageText, ...]
    target: str


class PictureRequest(_Message, frozen=True):
    """Draw page `number`, from 1, of `file`, as a person sees it. Answered by `Picture`.

    `rotation` is the clockwise rotation in degrees that makes it upright, `width` that of the upright picture, in pixels.
    """

    file: FileRequest
    number: int
    width: int
    rotation: int


class ArrangeRequest(_Message, frozen=True):
    """Put the text of page `number` in order. Answered by `Arranged`.

    `fragments`, `rulings` and `figures` are in points. `language` is that of recognised text, which is
    repaired; without it the text stays as its author wrote it.
    """

    document_id: str
    number: int
    fragments: tuple[Fragment, ...]
    rulings: tuple[Ruling, ...]
    figures: tuple[Box, ...]
    language: str | None


Request = FileRequest | PageRequest | PictureRequest | CloseRequest | CopyRequest | ArrangeRequest


def allowed_seconds(request: Request) -> float:
    """Return how long the answer to a request may take."""
    if isinstance(request, ArrangeRequest):
        return ARRANGE_SECONDS
    pages = len(request.pages) if isinstance(request, CopyRequest) else 0
    return REQUEST_SECONDS + pages * COPY_SECONDS_PER_PAGE


class Opened(_Message, frozen=True):
    """`note` is a sentence for a person about what is damaged or left out."""

    page_count: int
    note: str | None = None


class Closed(_Message, frozen=True):
    pass


class Copied(_Message, frozen=True):
    """The number of `pages` that got a text layer; if none did, there may be no copy."""

    pages: int


@dataclass(frozen=True)
class TextLayer:
    """The text that a page contains, and what is drawn around it.

    `fragments`, `rulings`, `figures` (boxes of pictures) and `code_places` (boxes of what can be a code) are in
    points of the upright page. `rotation` is the clockwise rotation from the page as displayed to upright text,
    `size` width and height after it.
    `hidden` is the share of characters that are not painted, `pictures` the share of the page under images,
    `paths` the number of drawn shapes, `vertical` the number of letters set in columns from top to bottom.
    """

    fragments: tuple[Fragment, ...]
    rotation: int
    size: tuple[float, float]
    hidden: float
    pictures: float
    paths: int
    rulings: tuple[Ruling, ...] = ()
    figures: tuple[Box, ...] = ()
    code_places: tuple[Box, ...] = ()
    vertical: int = 0

    @cached_property
    def text(self) -> str:
        return " ".join(fragment.text for fragment in self.fragments)

    @cached_property
    def letters(self) -> int:
        """The number of letters and digits, without watermarks and text in the margin."""
        return self.vertical + sum(
            character.isalnum() for piece in self.fragments if not piece.aside for character in piece.text
        )


@dataclass(frozen=True, slots=True)
class PixelSize:
    """The size of the pixels that follow: `height` x `width` x 3 bytes, BGR, of the page as displayed, at `dpi`; one byte
    each if they `are_grey`."""

    width: Annotated[int, msgspec.Meta(ge=1)]
    height: Annotated[int, msgspec.Meta(ge=1)]
    dpi: float
    are_grey: bool = False


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A page whose blocks are marked in the file, as in office files; `size` is width and height in
    points."""

    blocks: tuple[Block, ...]
    size: tuple[float, float]


class PageContents(_Message, frozen=True):
    """One page as the file has it.

    `layer` is None if there is none to believe. `picture` is set when the page must be looked at: to
    recognise it, to check the layer, or to read the `untold` pictures (boxes in points of the upright page),
    whose print is not in the layer. With `laid_out` nothing else is needed. `note` is a sentence for a person
    about damage to the page. `codes` have their boxes in points of the page as displayed.
    """

    layer: TextLayer | None
    verdict: Verdict
    picture: PixelSize | None
    untold: tuple[Box, ...] = ()
    note: str | None = None
    laid_out: LaidOut | None = None
    codes: tuple[Code, ...] = ()


class Arranged(_Message, frozen=True):
    """The blocks of a page. A `crowded` page contains more than is looked at: its order or tables may be
    wrong."""

    blocks: tuple[Block, ...]
    crowded: bool = False


class Picture(_Message, frozen=True):
    """A picture of a page, as WebP."""

    webp: bytes


Reply = Opened | PageContents | Picture | Closed | Copied | Arranged | InputError
READY = b"ready"
# The same from a process that could not be confined.
UNCONFINED = b"unconfined"


def unreadable(request: Request, reason: str) -> UnreadableFileError:
    """Return the error for a request; `reason` is the text after "cannot be read: "."""
    file = request.file if isinstance(request, PageRequest | PictureRequest | CopyRequest) else request
    document = "unknown" if isinstance(file, CloseRequest) else file.document_id
    what = "the file"
    if isinstance(request, PageRequest | PictureRequest | ArrangeRequest):
        what = f"page {request.number} of the file"
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
    """Decode a reply.

    Raises msgspec.DecodeError for anything else: a file that takes over the process that reads it must not
    get any further.
    """
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
    """An InputError: its code, which identifies its class, and its message."""

    code: str
    message: str


_KINDS: tuple[type[InputError], ...] = (InputError, *InputError.__subclasses__())
_ERRORS = {kind.code: kind for kind in _KINDS}
_ENCODER = msgspec.msgpack.Encoder()
# Strict: text is never converted to a number. An array never gets more room than the bytes that follow could
# fill.
_REQUESTS: msgspec.msgpack.Decoder[Request] = msgspec.msgpack.Decoder(Request)
_REPLIES: msgspec.msgpack.Decoder[Opened | PageContents | Picture | Closed | Copied | Arranged | _Refusal] = (
    msgspec.msgpack.Decoder(Opened | PageContents | Picture | Closed | Copied | Arranged | _Refusal)
)
