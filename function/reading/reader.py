"""The way in: a file of a known type becomes an open document, whose pages are read one at a time."""

from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from function.reading.document import Page
from function.reading.files.images import ImageDocument
from function.reading.files.pdf import PdfDocument
from function.reading.ocr import OcrEngine
from function.settings import Settings

PDF = "application/pdf"


class _Source(Protocol):
    page_count: int

    def read_page(self, number: int) -> Page: ...
    def close(self) -> None: ...


class OpenDocument:
    """An open file. A context manager; `close` may be called more than once.

    Memory does not grow with the number of pages: a page is forgotten when it has been read.
    """

    def __init__(self, source: _Source, document_id: str) -> None:
        self._source = source
        self._document_id = document_id
        self._closed = False
        self.page_count = source.page_count

    def read_page(self, number: int) -> Page:
        """Page `number`, counted from 1; IndexError outside.

        Raises CorruptFileError or TooManyPixelsError when this page cannot be read.
        """
        if not 1 <= number <= self.page_count:
            raise IndexError(f"Document {self._document_id} has pages 1 to {self.page_count}, not {number}.")
        return self._source.read_page(number)

    def close(self) -> None:
        if not self._closed:
            self._closed = True
            self._source.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class Reader:
    """Opens files; PDFs by PyMuPDF, images by Pillow, both on the thread that owns the models."""

    def __init__(self, settings: Settings, ocr: OcrEngine) -> None:
        self._settings = settings
        self._ocr = ocr

    def open(self, path: Path, media_type: str, document_id: str) -> OpenDocument:
        """Opens the file at `path`; `media_type` is a MIME type as `sniff` gives it.

        Raises an InputError that says what a person must do: EncryptedFileError, CorruptFileError,
        NoPagesError, TooManyPagesError, TooManyPixelsError.
        """
        kind = PdfDocument if media_type == PDF else ImageDocument
        return OpenDocument(kind(path, document_id, self._settings, self._ocr), document_id)
