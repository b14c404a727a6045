"""The way in: a file of a known type becomes an open document, whose pages are read one at a time."""

import time
from collections.abc import Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor, wait
from pathlib import Path
from types import TracebackType
from typing import Self

from function.document.pages import Page
from function.reading.files.messages import CopyRequest, FileRequest, PageContents, PageRequest, TextLayer
from function.reading.files.process import FileProcess
from function.reading.page import page_from_ocr, page_from_text_layer
from function.reading.proofreading import Recognise, add_untold, agrees
from function.reading.recognition.engine import turn
from function.reading.recognition.strips import Pixels
from function.reading.searchable.page_text import PageText
from function.settings import Settings

# What stands on a page, and its picture if it must be looked at.
PageAndPixels = tuple[PageContents, Pixels | None]


class Reader:
    """Opens files. One process of its own touches them (`files/child.py`); only recognition is done here.

    Used by one thread at a time. `recognise` is called on that thread; it may hand the work to another one.
    """

    def __init__(self, settings: Settings, recognise: Recognise) -> None:
        self._settings = settings
        self._recognise = recognise
        self._process = FileProcess()
        self._ahead = ThreadPoolExecutor(max_workers=1, thread_name_prefix="ahead")
        self.is_abandoned = False

    def open(
        self, path: Path, media_type: str, document_id: str, *, force_ocr: bool = False
    ) -> "OpenDocument":
        """Opens the file at `path`; `media_type` is a MIME type as `sniff` gives it.

        With `force_ocr` every page is recognised, whatever text the file carries. Raises an InputError that says
        what a person must do: EncryptedFileError, CorruptFileError, NoPagesError, TooManyPagesError,
        TooManyPixelsError, UnreadableFileError.
        """
        file = self._request(path, media_type, document_id)
        return OpenDocument(
            self._process, self._ahead, file, self._settings, self._recognise, force_ocr=force_ocr
        )

    def make_searchable(
        self, source: Path, media_type: str, document_id: str, pages: Sequence[Page], target: Path
    ) -> int:
        """Writes a PDF that looks like `source` and says what was recognised; how many pages got a text layer.

        `target` need not exist if none did. Raises an InputError.
        """
        file = self._request(source, media_type, document_id)
        texts = tuple(PageText.from_page(page) for page in pages)
        return self._process.copy(CopyRequest(file, texts, str(target.resolve())))

    def _request(self, path: Path, media_type: str, document_id: str) -> FileRequest:
        return FileRequest(str(path.resolve()), str(media_type), document_id, self._settings.max_pages)

    def abandon(self) -> None:
        """Gives up the page that another thread is reading, and the reader with it: what opens files is ended."""
        self.is_abandoned = True
        self._process.abandon()
        self._ahead.shutdown(wait=False, cancel_futures=True)

    def close(self) -> None:
        """Ends the process that opens files, and the reader with it."""
        self._ahead.shutdown()
        self._process.close()


class OpenDocument:
    """An open file. A context manager; `close` may be called more than once.

    Memory does not grow with the number of pages: a page is forgotten when it has been read. The following page is
    opened while one is recognised, on the thread `ahead`: the file's process has one question at a time all the same.
    """

    def __init__(
        self,
        process: FileProcess,
        ahead: Executor,
        file: FileRequest,
        settings: Settings,
        recognise: Recognise,
        *,
        force_ocr: bool,
    ) -> None:
        self._process = process
        self._ahead = ahead
        self._opening: tuple[int, Future[PageAndPixels]] | None = None
        self._file = file
        self._languages = settings.ocr_language
        self._recognise = recognise
        self._force_ocr = force_ocr
        self._closed = False
        self.page_count = process.open(file).page_count

    def read_page(self, number: int, following: int | None = None) -> Page:
        """Page `number`, from 1; `following` is the page that will be asked for next.

        An InputError is about this page alone: others can still be read. Raises CorruptFileError, TooManyPixelsError,
        UnreadableFileError.
        """
        if not 1 <= number <= self.page_count:
            raise IndexError(
                f"Document {self._file.document_id} has pages 1 to {self.page_count}, not {number}."
            )
        started = time.monotonic()
        contents, pixels = self._open_page(number)
        if following is not None:
            self._opening = following, self._ahead.submit(self._ask_for, following)
        layer = self._proofread(contents, pixels)
        if layer is not None:
            return page_from_text_layer(
                layer.fragments,
                rulings=layer.rulings,
                figures=layer.figures,
                number=number,
                size=layer.size,
                rotation=layer.rotation,
                languages=self._languages,
                started=started,
            )
        assert pixels is not None  # noqa: S101  a page without a layer comes as a picture
        assert contents.picture is not None  # noqa: S101
        return page_from_ocr(
            self._recognise(pixels),
            pixels=pixels,
            number=number,
            dpi=contents.picture.dpi,
            languages=self._languages,
            started=started,
        )

    def _open_page(self, number: int) -> PageAndPixels:
        if self._opening is None:
            return self._ask_for(number)
        (opened, opening), self._opening = self._opening, None
        if opened == number:
            return opening.result()
        wait([opening])
        return self._ask_for(number)

    def _ask_for(self, number: int) -> PageAndPixels:
        return self._process.read_page(PageRequest(self._file, number, self._force_ocr))

    def _proofread(self, contents: PageContents, pixels: Pixels | None) -> TextLayer | None:
        """The layer where it is to be believed, with what pictures of print add to it."""
        layer = contents.layer
        if layer is None or contents.picture is None or pixels is None:
            return layer
        dpi, upright = contents.picture.dpi, turn(pixels, layer.rotation)
        if contents.verdict == "check" and not agrees(layer, upright, dpi, self._recognise):
            return None
        if not contents.untold:
            return layer
        return add_untold(layer, contents.untold, upright, dpi, self._recognise)

    def close(self) -> None:
        if not self._closed:
            self._closed = True
            if self._opening is not None:
                wait([self._opening[1]])
            self._process.close_file()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
