"""Reads and saves the pages of a document, on a separate thread so that the deadline is checked meanwhile."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from functools import partial
from typing import Self

import structlog

from function.database.queue import Attempt
from function.document.pages import Page
from function.errors import InferenceStuckError, InputError, UnreadableFileError
from function.jobs.lease import Lease
from function.jobs.tools import Tools
from function.observability.steps import Steps
from function.reading.page import unreadable_page
from function.reading.reader import OpenDocument, Reader

log = structlog.get_logger()


class PageStep:
    """A context manager for the pages of one attempt, whose document `reader` has opened."""

    def __init__(self, tools: Tools, attempt: Attempt, lease: Lease, steps: Steps, reader: Reader) -> None:
        self._tools = tools
        self._attempt = attempt
        self._lease = lease
        self._steps = steps
        self._reader = reader
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="page")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        # A page that was given up occupies the thread until it ends.
        self._thread.shutdown(wait=False)

    def read(self, document: OpenDocument, number: int, following: int | None, *, ahead: bool) -> Page:
        """Read, save and return page `number`; `following` is the page to be read next, recognised `ahead` or only
        opened.

        Raises the errors of `Lease.check` when the attempt must stop, an InputError if the only page of a document
        cannot be read, and InferenceStuckError if no further page can be recognised.
        """
        read = partial(document.read_page, number, following, ahead=ahead)
        with self._tools.tracing.span("read_page", page=number) as note:
            page = self._try(document, number, read)
            note(source=page.source, code=page.error_code)
        self._lease.retry(self._tools.queue.save_page, self._attempt, page)
        if page.error is None:
            self._tools.metrics.count_page(page)
        log.info(
            "page_read",
            page=number,
            pages=document.page_count,
            source=page.source,
            seconds=round(page.seconds, 3),
        )
        if self._tools.inference.is_stuck:
            raise InferenceStuckError(
                f"Document {self._attempt.document_id}: recognition hangs, so the worker is replaced. "
                "The next attempt continues after this page."
            )
        return page

    def _try(self, document: OpenDocument, number: int, read: Callable[[], Page]) -> Page:
        """Return the page, or in a longer document an unreadable page in its place, which is not retried."""
        started = time.monotonic()
        try:
            try:
                return self._await(read)
            except InferenceStuckError as error:
                raise UnreadableFileError(
                    f"Document {self._attempt.document_id}: recognising page {number} did not finish. "
                    "Save the page in another format (for example a JPEG at 300 dpi) and upload it again."
                ) from error
        except InputError as error:
            self._tools.metrics.count_unreadable_page()
            log.warning("page_unreadable", page=number, code=error.code)
            if document.page_count == 1:
                raise
            language = self._tools.settings.ocr_language[0]
            return unreadable_page(number, error, language=language, started=started)

    def _await(self, read: Callable[[], Page]) -> Page:
        def watch() -> Page:
            with self._steps.watch("read_page"):
                return read()

        reading = self._thread.submit(copy_context().run, watch)
        try:
            return self._lease.wait(reading)
        finally:
            if not reading.done():
                self._reader.abandon()
