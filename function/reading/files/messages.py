"""What crosses between the function and the process that opens files: small frozen data, and pixels beside it.

Neither side needs the other's libraries for it.
"""

import io
import pickle
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from function.document.pages import Block, Box, Cell, Line, Table
from function.errors import InputError, UnreadableFileError
from function.reading.layout.fragments import Fragment
from function.reading.layout.ruling import Ruling
from function.reading.searchable.page_text import PageText

# Ordinary files open in milliseconds and ordinary pages in a tenth of a second; a page of 24 million pixels or a map
# of a city takes two seconds beside a busy recogniser. Nobody waits longer than 10 s to hear that a file is bad.
REQUEST_SECONDS = 8.0
# Laying its text over a page takes 60 ms on a busy machine.
COPY_SECONDS_PER_PAGE = 0.5

# believe: the layer is the page's text. check: compare it with the picture. reject: recognise the picture.
Verdict = Literal["believe", "check", "reject"]


@dataclass(frozen=True, slots=True)
class FileRequest:
    """Opens the file at the absolute `path`, of a type as `sniff` gives it. Answered by `Opened`."""

    path: str
    media_type: str
    document_id: str
    max_pages: int


@dataclass(frozen=True, slots=True)
class PageRequest:
    """Reads page `number`, from 1, of `file`, which is opened if it is not. Answered by `PageContents`."""

    file: FileRequest
    number: int
    force_ocr: bool


@dataclass(frozen=True, slots=True)
class CloseRequest:
    """Closes the open file. Answered by `Closed`."""


@dataclass(frozen=True, slots=True)
class CopyRequest:
    """Writes a searchable copy of `file` to the absolute path `target`. Answered by `Copied`."""

    file: FileRequest
    pages: tuple[PageText, ...]
    target: str


Request = FileRequest | PageRequest | CloseRequest | CopyRequest


def allowed_seconds(request: Request) -> float:
    """How long an answer may take."""
    pages = len(request.pages) if isinstance(request, CopyRequest) else 0
    return REQUEST_SECONDS + pages * COPY_SECONDS_PER_PAGE


@dataclass(frozen=True, slots=True)
class Opened:
    """`note` is a sentence for a person about what is damaged or left out."""

    page_count: int
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Closed:
    pass


@dataclass(frozen=True, slots=True)
class Copied:
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

    width: int
    height: int
    dpi: float


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A page whose blocks the file itself names, as office files do; `size` is width and height in points."""

    blocks: tuple[Block, ...]
    size: tuple[float, float]


@dataclass(frozen=True, slots=True)
class PageContents:
    """One page as the file holds it.

    `layer` is None where there is nothing to believe. `picture` is there when the page must be looked at: to
    recognise it, to check the layer, or to read the `untold` pictures (boxes in points of the upright page) on
    which the layer says nothing. Where there is `laid_out`, nothing else is needed. `note` is a sentence for a person
    about what of the page is damaged.
    """

    layer: TextLayer | None
    verdict: Verdict
    picture: PixelSize | None
    untold: tuple[Box, ...] = ()
    note: str | None = None
    laid_out: LaidOut | None = None


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


def pack(message: object) -> bytes:
    return pickle.dumps(message, protocol=5)


def unpack(message: bytes) -> Any:
    """Raises pickle.UnpicklingError when the message holds anything but the data above and our errors."""
    return _Unpickler(io.BytesIO(message)).load()


class _Unpickler(pickle.Unpickler):
    """A file that takes over the process which reads it must not get any further."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in _ALLOWED:
            raise pickle.UnpicklingError(f"{module}.{name} does not cross between processes.")
        return super().find_class(module, name)


_REQUESTS = (FileRequest, PageRequest, CloseRequest, CopyRequest, PageText)
_REPLIES = (Opened, Closed, Copied, TextLayer, PixelSize, LaidOut, PageContents)
_ALLOWED = {
    (kind.__module__, kind.__name__)
    for kind in (
        *_REQUESTS,
        *_REPLIES,
        Block,
        Cell,
        Table,
        Line,
        Fragment,
        Ruling,
        InputError,
        *InputError.__subclasses__(),
    )
}
