"""Opens files of known types as documents whose pages are read one at a time."""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

import msgspec

from function.document.pages import Box, Page
from function.errors import EncryptedFileError, UnreadableFileError
from function.reading.ahead import PageAndPixels, PagesAhead, SeenPage
from function.reading.files.messages import (
    Arranged,
    ArrangeRequest,
    CopyRequest,
    FileRequest,
    PageContents,
    PageRequest,
    TextLayer,
)
from function.reading.files.process import FileProcess
from function.reading.layout.fragments import Fragment
from function.reading.layout.plain import arrange_plainly
from function.reading.layout.ruling import Ruling
from function.reading.page import page_from_blocks, page_from_ocr, page_from_text_layer
from function.reading.passwords import Passwords, no_passwords
from function.reading.proofreading import add_untold, agrees
from function.reading.recognition.engine import turn
from function.reading.recognition.strips import Pixels
from function.reading.searchable.page_text import PageText
from function.reading.sheets import Recognise, Sheets, read_sheets
from function.settings import Settings

Answer = TypeVar("Answer")


class Reader:
    """Opens files. A separate process handles them (`files/child.py`); only recognition is done here.

    Used by one thread at a time. `recognise` is called on a thread of its own; it may hand the work to another one.
    """

    def __init__(self, settings: Settings, recognise: Recognise) -> None:
        self._settings = settings
        self._recognise = recognise
        self._process = FileProcess()
        # For all requests to the process, and for all that is seen on pictures.
        self._asks = ThreadPoolExecutor(max_workers=1, thread_name_prefix="ask")
        self._sees = ThreadPoolExecutor(max_workers=1, thread_name_prefix="see")
        self.is_abandoned = False

    def start(self) -> None:
        """Starts the process that opens files, if it is not running."""
        self._process.start()

    def open(
        self,
        path: Path,
        media_type: str,
        document_id: str,
        *,
        force_ocr: bool = False,
        passwords: Passwords = no_passwords,
    ) -> "OpenDocument":
        """Open the file at `path`; `media_type` is its MIME type, as `MediaType` has it.

        With `force_ocr` every page is recognised, whatever text the file contains. `passwords` is called when the
        file is encrypted. Raises an InputError that says what a person must do: EncryptedFileError,
        CorruptFileError, NoPagesError, TooManyPagesError, TooManyPixelsError, UnreadableFileError.
        """

        def open_file(file: FileRequest) -> OpenDocument:
            threads = self._asks, self._sees
            return OpenDocument(
                self._process, threads, file, self._settings, self._recognise, force_ocr=force_ocr
            )

        return _ask(open_file, self._request(path, media_type, document_id), passwords)

    def make_searchable(
        self,
        source: Path,
        media_type: str,
        document_id: str,
        pages: Sequence[Page],
        target: Path,
        *,
        passwords: Passwords = no_passwords,
    ) -> int:
        """Write a searchable PDF that looks like `source`, and return how many pages got a text layer.

        If none did, `target` may not exist. Raises an InputError.
        """
        texts = tuple(PageText.from_page(page) for page in pages)

        def copy(file: FileRequest) -> int:
            return self._process.copy(CopyRequest(file, texts, str(target.resolve())))

        return _ask(copy, self._request(source, media_type, document_id), passwords)

    def _request(self, path: Path, media_type: str, document_id: str) -> FileRequest:
        return FileRequest(str(path.resolve()), str(media_type), document_id, self._settings.max_pages)

    def abandon(self) -> None:
        """Gives up the page that another thread is reading, and the reader with it: what opens files is ended."""
        self.is_abandoned = True
        self._process.abandon()
        for thread in (self._asks, self._sees):
            thread.shutdown(wait=False, cancel_futures=True)

    def rest(self) -> None:
        """End the process that opens files; the next file starts it again."""
        self._process.close()

    def close(self) -> None:
        """Stop the reader and the process that opens files."""
        for thread in (self._asks, self._sees):
            thread.shutdown()
        self._process.close()


def _ask(question: Callable[[FileRequest], Answer], file: FileRequest, passwords: Passwords) -> Answer:
    """The answer about `file`; its passwords are looked up only when it turns out to be encrypted."""
    try:
        return question(file)
    except EncryptedFileError:
        known = tuple(passwords())
        if not known:
            raise
    return question(msgspec.structs.replace(file, passwords=known))


class OpenDocument:
    """An open file. A context manager; `close` may be called more than once.

    Memory does not grow with the number of pages: a page is released once it has been read. While one page is
    recognised, the next is opened, and while it is put in order, the next is recognised. `threads` are one for requests
    to the file's process, which handles one at a time, and one for what is seen on pictures.
    """

    def __init__(
        self,
        process: FileProcess,
        threads: tuple[Executor, Executor],
        file: FileRequest,
        settings: Settings,
        recognise: Recognise,
        *,
        force_ocr: bool,
    ) -> None:
        self._process = process
        self._asks, sees = threads
        self._ahead = PagesAhead(self._asks, sees, self._ask_for, self._see)
        self._file = file
        self._languages = settings.ocr_language
        self._recognise = recognise
        self._force_ocr = force_ocr
        self._closed = False
        opened = process.open(file)
        self.page_count = opened.page_count
        # A sentence for a person about what is damaged or left out.
        self.note = opened.note

    def read_page(self, number: int, following: int | None = None, *, ahead: bool = True) -> Page:
        """Read page `number`, from 1; `following` is the page that will be read next, and is recognised `ahead` or only
        opened.

        An InputError concerns this page only; others can still be read. Raises CorruptFileError,
        TooManyPixelsError, UnreadableFileError.
        """
        if not 1 <= number <= self.page_count:
            raise IndexError(
                f"Document {self._file.document_id} has pages 1 to {self.page_count}, not {number}."
            )
        seeing = self._ahead.take(number)
        if following is not None:
            self._ahead.begin(following, see=ahead)
        seen = seeing.result()
        page = self._tell(number, seen, time.monotonic() - seen.seconds)
        return replace(page, note=seen.contents.note)

    def _tell(self, number: int, seen: SeenPage, started: float) -> Page:
        """Return the page with its text in order."""
        contents, layer = seen.contents, seen.layer
        if contents.laid_out is not None:
            return page_from_blocks(
                contents.laid_out.blocks,
                number=number,
                size=contents.laid_out.size,
                languages=self._languages,
                started=started,
            )
        if layer is not None:
            return page_from_text_layer(
                layer.fragments,
                partial(self._arrange, number),
                rulings=layer.rulings,
                figures=layer.figures,
                number=number,
                size=layer.size,
                rotation=layer.rotation,
                languages=self._languages,
                started=started,
                codes=contents.codes,
            )
        assert seen.sheets is not None  # noqa: S101  a page without a layer has a picture
        assert contents.picture is not None  # noqa: S101
        return page_from_ocr(
            seen.sheets,
            partial(self._arrange, number),
            number=number,
            dpi=contents.picture.dpi,
            languages=self._languages,
            started=started,
            codes=contents.codes,
        )

    def _ask_for(self, number: int) -> PageAndPixels:
        return self._process.read_page(PageRequest(self._file, number, self._force_ocr))

    def _see(self, contents: PageContents, pixels: Pixels | None) -> tuple[TextLayer | None, Sheets | None]:
        """Return the text layer of a page, or its papers where there is none to be believed."""
        layer = self._proofread(contents, pixels)
        if layer is not None or contents.laid_out is not None:
            return layer, None
        assert pixels is not None  # noqa: S101  a page without a layer has a picture
        return None, read_sheets(pixels, self._recognise)

    def _arrange(
        self,
        number: int,
        fragments: Sequence[Fragment],
        rulings: Sequence[Ruling],
        figures: Sequence[Box],
        language: str | None,
    ) -> Arranged:
        """Put text in order in the file's process, which can be killed: the file controls what is on a page,
        too.

        A page that takes too long is put in plain order here.
        """
        request = ArrangeRequest(
            self._file.document_id, number, tuple(fragments), tuple(rulings), tuple(figures), language
        )
        try:
            return self._asks.submit(self._process.arrange, request).result()
        except UnreadableFileError:
            return Arranged(arrange_plainly(fragments), crowded=True)

    def _proofread(self, contents: PageContents, pixels: Pixels | None) -> TextLayer | None:
        """Return the layer if it is to be believed, with the text of printed pictures added."""
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
            self._ahead.close()
            self._process.close_file()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
