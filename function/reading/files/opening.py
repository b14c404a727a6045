"""A file of any known type as something with pages. Runs in the process that opens files."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Protocol

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
from function.reading.files.typesetting import Typesetter
from function.reading.files.web_page import read_html
from function.reading.files.word import read_word

# Attachments of a mail, pictures in a text.
MAX_ENCLOSED = 50
# A mail in a mail in a mail is as deep as people forward them.
MAX_DEPTH = 2
# Smaller pictures are logos and signs; print that can be read is larger.
MIN_PICTURE_BYTES = 8 * 1024
MIN_PICTURE_SIDE = 300


class OpenFile(Protocol):
    """Pages are numbered from 1; `note` is a sentence for a person about what is damaged or left out."""

    page_count: int
    note: str | None

    def read_page(self, number: int, *, force_ocr: bool) -> tuple[PageContents, bytes | None]: ...

    def close(self) -> None: ...


def open_file(request: FileRequest, depth: int = 0) -> OpenFile:
    """Raises an InputError. `depth` is that of a mail in a mail."""
    match request.media_type:
        case MediaType.PDF:
            return open_pdf(request)
        case MediaType.EML:
            return _open_mail(request, depth)
        case kind if kind in _FLOWS:
            flow = _FLOWS[MediaType(kind)](request)
            enclosed = [Attachment("picture", picture) for picture in flow.pictures]
            return _enclose(request, flow, enclosed, depth)
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
    """A text that was set on pages."""

    def __init__(self, pages: Sequence[LaidOut], note: str | None) -> None:
        self._pages = pages
        self.page_count = len(pages)
        self.note = note

    def close(self) -> None:
        """Holds nothing open."""

    def read_page(self, number: int, *, force_ocr: bool) -> tuple[PageContents, bytes | None]:  # noqa: ARG002
        return PageContents(None, "believe", None, laid_out=self._pages[number - 1]), None


class EnclosingFile:
    """A file and what is enclosed in it: the pages of all, one after the other."""

    def __init__(self, files: Sequence[OpenFile], paths: Sequence[Path], notes: Sequence[str]) -> None:
        self._files = files
        self._paths = paths
        self.page_count = sum(file.page_count for file in files)
        self.note: str | None = " ".join([*(file.note for file in files if file.note), *notes]) or None

    def close(self) -> None:
        for file in self._files:
            file.close()
        for path in self._paths:
            path.unlink(missing_ok=True)

    def read_page(self, number: int, *, force_ocr: bool) -> tuple[PageContents, bytes | None]:
        for file in self._files:
            if number <= file.page_count:
                return file.read_page(number, force_ocr=force_ocr)
            number -= file.page_count
        raise IndexError(number)


def _open_mail(request: FileRequest, depth: int) -> OpenFile:
    mail = read_mail(request.path)
    return _enclose(request, mail.flow, mail.attachments, depth)


def _enclose(request: FileRequest, flow: Flow, enclosed: Sequence[Attachment], depth: int) -> OpenFile:
    """The text, and behind it each enclosed file that can be read; notes say which cannot."""
    files: list[OpenFile] = [_set(request, flow)]
    paths: list[Path] = []
    notes: list[str] = []
    if len(enclosed) > MAX_ENCLOSED:
        notes.append(f"Of {len(enclosed)} enclosed files only the first {MAX_ENCLOSED} were read.")
    for number, attachment in enumerate(enclosed[:MAX_ENCLOSED]):
        path = Path(f"{request.path}.{number + 1}")
        try:
            opened = _open_enclosed(request, attachment, path, depth)
        except InputError as error:
            notes.append(f"The enclosed file {attachment.name!r} could not be read ({error.code}).")
            continue
        if isinstance(opened, str):
            notes.append(opened)
        elif opened is not None:
            files.append(opened)
            paths.append(path)
    whole = EnclosingFile(files, paths, notes) if len(files) > 1 or notes else files[0]
    try:
        _check_pages(request, whole.page_count)
    except InputError:
        whole.close()
        raise
    return whole


def _open_enclosed(
    request: FileRequest, attachment: Attachment, path: Path, depth: int
) -> OpenFile | str | None:
    """The opened file, a note on why it is not, or nothing for a logo. It is written beside the file that has it."""
    if not attachment.content:
        return None
    path.write_bytes(attachment.content)
    opened: OpenFile | None = None
    try:
        kind = recognise(path)
        if kind is None or (kind == MediaType.EML and depth >= MAX_DEPTH):
            return f"The enclosed file {attachment.name!r} was not read."
        if kind.is_image and len(attachment.content) < MIN_PICTURE_BYTES:
            return None
        inner = FileRequest(str(path), str(kind), request.document_id, request.max_pages)
        opened = open_file(inner, depth + 1)
        if isinstance(opened, ImageDocument) and opened.short_side < MIN_PICTURE_SIDE:
            opened.close()
            opened = None
        return opened
    finally:
        if opened is None:
            with suppress(OSError):
                path.unlink()


def _set(request: FileRequest, flow: Flow) -> FlowFile:
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
