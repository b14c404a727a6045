"""Opens a file of any supported type as a sequence of pages. Runs in the process that opens files."""

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from PIL import Image

from function.document.media_type import MediaType, recognise
from function.errors import InputError, TooManyPagesError
from function.reading.files.flow import Flow
from function.reading.files.images import ImageDocument
from function.reading.files.mail import Attachment, read_mail
from function.reading.files.messages import FileRequest, LaidOut, PageContents
from function.reading.files.opendocument import read_opendocument
from function.reading.files.pdf import open_pdf
from function.reading.files.plain_text import decode, read_text
from function.reading.files.slides import read_slides
from function.reading.files.spreadsheet import read_spreadsheet
from function.reading.files.typesetting import Typesetter, least_pages
from function.reading.files.typewriter import draw_laid_out
from function.reading.files.web_page import read_html
from function.reading.files.word import read_word

# Attachments of a mail, or pictures in a text.
MAX_ENCLOSED = 50
# People forward mails no deeper than a mail in a mail in a mail.
MAX_DEPTH = 2
# Smaller pictures are logos and icons; legible print is larger.
MIN_PICTURE_BYTES = 8 * 1024
MIN_PICTURE_SIDE = 300


class OpenFile(Protocol):
    """An open file. Pages are numbered from 1; `note` is a sentence for a person about what is damaged or
    left out."""

    page_count: int
    note: str | None

    def read_page(self, number: int, *, force_ocr: bool) -> tuple[PageContents, bytes | None]: ...

    def draw_page(self, number: int, width: int, *, turned: bool) -> Image.Image:
        """Return page `number`, from 1, as displayed and as wide as that, about; if it is to be `turned` by a quarter, as
        high."""
        ...

    def close(self) -> None: ...


def open_file(request: FileRequest, depth: int = 0) -> OpenFile:
    """Open a file of any type; `depth` is how many mails enclose it. Raises an InputError."""
    match request.media_type:
        case MediaType.PDF:
            return open_pdf(request)
        case MediaType.EML:
            return _open_mail(request, depth)
        case kind if kind in _FLOWS:
            flow = _FLOWS[MediaType(kind)](request)
            pictures = [Attachment("picture", picture) for picture in flow.pictures]
            return _enclose(request, flow, pictures, depth)
    return ImageDocument(request)


_FLOWS: dict[MediaType, Callable[[FileRequest], Flow]] = {
    MediaType.DOCX: read_word,
    MediaType.XLSX: read_spreadsheet,
    MediaType.PPTX: read_slides,
    **dict.fromkeys((MediaType.ODT, MediaType.ODS, MediaType.ODP), read_opendocument),
    MediaType.HTML: lambda request: read_html(Path(request.path).read_bytes()),
    MediaType.TXT: lambda request: read_text(decode(Path(request.path).read_bytes())),
}


class FlowFile:
    """A text that was typeset on pages."""

    def __init__(self, pages: Sequence[LaidOut], note: str | None) -> None:
        self._pages = pages
        self.page_count = len(pages)
        self.note = note

    def close(self) -> None:
        """Nothing is open."""

    def read_page(self, number: int, *, force_ocr: bool) -> tuple[PageContents, bytes | None]:  # noqa: ARG002
        return PageContents(None, "believe", None, laid_out=self._pages[number - 1]), None

    def draw_page(self, number: int, width: int, *, turned: bool) -> Image.Image:  # noqa: ARG002  it is upright
        return draw_laid_out(self._pages[number - 1], width)


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file enclosed in another one, written to disk beside it."""

    request: FileRequest
    depth: int
    page_count: int


class EnclosingFile:
    """A text and the files enclosed in it, as one sequence of pages. One enclosed file is open at a time."""

    def __init__(self, text: FlowFile, enclosed: Sequence[Enclosed], notes: Sequence[str]) -> None:
        self._text = text
        self._enclosed = enclosed
        self._open: tuple[Enclosed, OpenFile] | None = None
        self.page_count = text.page_count + sum(file.page_count for file in enclosed)
        self.note: str | None = " ".join(filter(None, (text.note, *notes))) or None

    def close(self) -> None:
        self._close_enclosed()
        for file in self._enclosed:
            Path(file.request.path).unlink(missing_ok=True)

    def read_page(self, number: int, *, force_ocr: bool) -> tuple[PageContents, bytes | None]:
        file, number = self._find(number)
        return file.read_page(number, force_ocr=force_ocr)

    def draw_page(self, number: int, width: int, *, turned: bool) -> Image.Image:
        file, number = self._find(number)
        return file.draw_page(number, width, turned=turned)

    def _find(self, number: int) -> tuple[OpenFile, int]:
        """Return the file that has page `number`, and its number there."""
        if number <= self._text.page_count:
            return self._text, number
        number -= self._text.page_count
        for file in self._enclosed:
            if number <= file.page_count:
                return self._reopen(file), number
            number -= file.page_count
        raise IndexError(number)

    def _reopen(self, file: Enclosed) -> OpenFile:
        if self._open is None or self._open[0] != file:
            self._close_enclosed()
            self._open = file, open_file(file.request, file.depth)
        return self._open[1]

    def _close_enclosed(self) -> None:
        if self._open is not None:
            self._open[1].close()
            self._open = None


def _open_mail(request: FileRequest, depth: int) -> OpenFile:
    mail = read_mail(request.path)
    return _enclose(request, mail.flow, mail.attachments, depth)


def _enclose(request: FileRequest, flow: Flow, attachments: Sequence[Attachment], depth: int) -> OpenFile:
    """Return the text followed by each enclosed file that can be read; notes name those that cannot."""
    text = _set(request, flow)
    enclosed: list[Enclosed] = []
    notes: list[str] = []
    if len(attachments) > MAX_ENCLOSED:
        notes.append(f"Only the first {MAX_ENCLOSED} of {len(attachments)} enclosed files were read.")
    for number, attachment in enumerate(attachments[:MAX_ENCLOSED]):
        path = Path(f"{request.path}.{number + 1}")
        try:
            file, note = _write_enclosed(request, attachment, path, depth)
        except InputError as error:
            file, note = None, f"The enclosed file {attachment.name!r} could not be read ({error.code})."
        if file is not None:
            enclosed.append(file)
        else:
            path.unlink(missing_ok=True)
        if note is not None:
            notes.append(note)
    whole = EnclosingFile(text, enclosed, notes)
    try:
        _check_pages(request, whole.page_count)
    except InputError:
        whole.close()
        raise
    return whole


def _write_enclosed(
    request: FileRequest, attachment: Attachment, path: Path, depth: int
) -> tuple[Enclosed | None, str | None]:
    """Return the file if it can be read, and a note if there is one; neither for a logo."""
    path.write_bytes(attachment.content)
    kind = recognise(path)
    if not attachment.content or (kind and kind.is_image and len(attachment.content) < MIN_PICTURE_BYTES):
        return None, None
    if kind is None or (kind == MediaType.EML and depth >= MAX_DEPTH):
        return None, f"The enclosed file {attachment.name!r} was not read."
    inner = FileRequest(str(path), str(kind), request.document_id, request.max_pages)
    with closing(open_file(inner, depth + 1)) as opened:
        if isinstance(opened, ImageDocument) and opened.short_side < MIN_PICTURE_SIDE:
            return None, None
        return Enclosed(inner, depth + 1, opened.page_count), opened.note


def _set(request: FileRequest, flow: Flow) -> FlowFile:
    # Checked before typesetting, which takes a while.
    _check_pages(request, least_pages(flow.blocks))
    pages: list[LaidOut] = []
    for page in Typesetter().set(flow.blocks):
        pages.append(page)
        _check_pages(request, len(pages))
    return FlowFile(pages, " ".join(dict.fromkeys(flow.notes)) or None)


def _check_pages(request: FileRequest, pages: int) -> None:
    if pages > request.max_pages:
        raise TooManyPagesError(
            f"Document {request.document_id}: it has more than the {request.max_pages} pages that MAX_PAGES "
            "allows. Split it or raise the limit."
        )
