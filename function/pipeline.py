"""The way of one document: claim, download, read pages, assemble, make a searchable copy, embed, complete.

Each document runs on a thread of its own; every touch of a model goes through the model's thread, one page or one
batch at a time, so that searches and the other documents get their turn in between.
"""

import tempfile
import time
from dataclasses import dataclass
from functools import partial
from itertools import zip_longest
from pathlib import Path
from queue import SimpleQueue
from uuid import UUID

import structlog

from function.database.completion import FileFacts, Reading
from function.database.pool import retry_when_unavailable
from function.database.queue import Attempt, Job, Queue
from function.document.chunks import EmbeddedChunk
from function.document.pages import Page, WholeDocument
from function.errors import (
    CorruptFileError,
    DatabaseUnavailableError,
    FenceLostError,
    InferenceStuckError,
    InputError,
    KairoError,
    UnreadableFileError,
)
from function.inference import Inference
from function.intake.declared import note_declared_types
from function.intake.sniff import sniff
from function.intake.source_file import SourceFile
from function.intake.storage import Storage
from function.jobs.embed_step import embed_document
from function.jobs.lease import Lease
from function.jobs.searchable_step import SearchableCopy, store_searchable_copy
from function.jobs.turns import GaveWay, Turn, Waiting
from function.observability.logs import describe_exception
from function.observability.metrics import Metrics
from function.observability.steps import Steps
from function.observability.tracing import Tracing
from function.reading.assembly import assemble
from function.reading.page import unreadable_page
from function.reading.reader import OpenDocument, Reader
from function.settings import Settings

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Tools:
    """What all runs share."""

    settings: Settings
    queue: Queue
    storage: Storage
    inference: Inference
    metrics: Metrics
    tracing: Tracing
    waiting: Waiting


class Pipeline:
    """Runs documents, `documents_at_once` at a time."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        # A reader serves one document at a time.
        self._readers = SimpleQueue[Reader]()
        for _ in range(tools.settings.documents_at_once):
            self._readers.put(Reader(tools.settings, tools.inference.recognise))

    def close(self) -> None:
        """Nothing may run any more."""
        for _ in range(self._tools.settings.documents_at_once):
            self._readers.get().close()

    def run(self, document_id: UUID, *, force: bool) -> Job:
        """Runs the document through every step, unless it is done or someone else has it; returns its job after that.

        Raises a KairoError that is also kept in the job: the database knows as much as the caller.
        """
        attempt = self._tools.queue.claim(document_id, force=force)
        if attempt is not None:
            self.run_attempt(attempt)
        return self._tools.queue.read_job(document_id)

    def run_attempt(self, attempt: Attempt) -> None:
        """Runs a claimed attempt to its end. Raises as `run` does."""
        ids: dict[str, str | int] = {
            "document": str(attempt.document_id),
            "job": str(attempt.job_id),
            "attempt": attempt.number,
        }
        reader = self._readers.get()
        try:
            with structlog.contextvars.bound_contextvars(**ids), self._tools.tracing.span("attempt", **ids):
                AttemptRun(self._tools, attempt, reader).run()
        finally:
            self._readers.put(reader)


class AttemptRun:
    """One claimed attempt on its way. The steps are its methods, in the order in which they happen."""

    def __init__(self, tools: Tools, attempt: Attempt, reader: Reader) -> None:
        self._started = time.monotonic()
        self._tools = tools
        self._attempt = attempt
        self._reader = reader
        self._model = tools.inference.names["embeddings"]
        self._steps = Steps(tools.metrics, tools.tracing)
        self._lease = Lease(
            tools.queue,
            attempt,
            lease_seconds=tools.settings.lease_seconds,
            timeout_seconds=tools.settings.job_timeout_minutes * 60,
        )
        self._turn = Turn(tools.queue, attempt, tools.waiting)

    def run(self) -> None:
        """Every step, unless it gives way to another document.

        Raises a KairoError when it ends early; its job keeps it, unless another attempt has the job.
        """
        log.info("attempt_started")
        try:
            with self._lease:
                reading = self._read()
                self.complete(reading)
        except GaveWay:
            self._tools.metrics.count_gave_way()
            log.info("attempt_gave_way")
        except FenceLostError:
            self._tools.metrics.count_lost()
            log.warning("attempt_lost")
            raise
        except KairoError as error:
            self.fail(error)
            raise
        except Exception as error:
            log.error("attempt_broke", **describe_exception(error))
            failure = _internal_error(self._attempt, error)
            self.fail(failure)
            raise failure from error

    def _read(self) -> Reading:
        if self._attempt.embed_only:
            whole, facts = self.assemble(), None
        else:
            whole, facts = self._read_file()
        chunks = self.embed(whole)
        seconds = time.monotonic() - self._started
        return Reading(whole, facts, chunks, model=self._model, seconds=seconds)

    def _read_file(self) -> tuple[WholeDocument, FileFacts]:
        with tempfile.TemporaryDirectory(prefix="kairo-") as directory:
            file = self.download(Path(directory))
            self.read_pages(file)
            whole = self.assemble()
            copy = self.make_searchable_copy(file, whole)
        notes = (
            *note_declared_types(self._attempt.mime_type, self._attempt.file_url, file.media_type),
            *(f"Page {page.number} could not be read. {page.error}" for page in whole.pages if page.error),
            *copy.notes,
        )
        return whole, FileFacts(file.media_type, notes, copy.file_url)

    def download(self, directory: Path) -> SourceFile:
        name = str(self._attempt.document_id)
        path = directory / "document"
        with self._steps.time("download"):
            download = self._tools.storage.download(self._attempt.file_url, path, name)
        return SourceFile(path, sniff(path, name), download.sha256)

    def read_pages(self, file: SourceFile) -> None:
        """Reads and saves the pages that no earlier attempt has read. Raises GaveWay."""
        attempt = self._attempt
        with self._reader.open(
            file.path, file.media_type, str(attempt.document_id), force_ocr=attempt.force_ocr
        ) as document:
            done = self._tools.queue.begin_reading(
                attempt, fingerprint=file.fingerprint, pages_total=document.page_count
            )
            missing = [number for number in range(1, document.page_count + 1) if number not in done]
            for count, (number, following) in enumerate(zip_longest(missing, missing[1:])):
                self._lease.check()
                self._turn.check(pages_read=count)
                self._read_page(document, number, following)

    def _read_page(self, document: OpenDocument, number: int, following: int | None) -> None:
        with self._tools.tracing.span("read_page", page=number) as note:
            page = self._try_page(document, number, following)
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
                f"Document {self._attempt.document_id}: recognition hangs, so the function starts anew. "
                "The next attempt goes on behind this page."
            )

    def _try_page(self, document: OpenDocument, number: int, following: int | None) -> Page:
        """The page; one that cannot be read costs a longer document that page, and is not tried again."""
        started = time.monotonic()
        try:
            try:
                return document.read_page(number, following)
            except InferenceStuckError as error:
                raise UnreadableFileError(
                    f"Document {self._attempt.document_id}: recognising page {number} did not end. "
                    "Save the page in another way (for example as a JPEG of 300 dpi) and upload it again."
                ) from error
        except InputError as error:
            self._tools.metrics.count_unreadable_page()
            log.warning("page_unreadable", page=number, code=error.code)
            if document.page_count == 1:
                raise
            language = self._tools.settings.ocr_language[0]
            return unreadable_page(number, error, language=language, started=started)

    def assemble(self) -> WholeDocument:
        """The document out of its saved pages, whichever attempt has read them."""
        pages = self._lease.retry(self._tools.queue.read_pages, self._attempt.document_id)
        if all(page.error for page in pages):
            raise CorruptFileError(
                f"Document {self._attempt.document_id}: none of its {len(pages)} pages could be read. "
                "Save it again with the program that made it and upload that."
            )
        return assemble(pages, default_language=self._tools.settings.ocr_language[0])

    def make_searchable_copy(self, file: SourceFile, whole: WholeDocument) -> SearchableCopy:
        if not self._tools.settings.searchable_pdf:
            return SearchableCopy(None)
        self._lease.check()
        with self._steps.time("searchable_copy"):
            return store_searchable_copy(self._reader, self._tools.storage, self._attempt, file, whole)

    def embed(self, whole: WholeDocument) -> tuple[EmbeddedChunk, ...]:
        tools = self._tools
        with self._steps.time("embed"):
            known = self._lease.retry(tools.queue.read_vectors, self._attempt.document_id, self._model)
            return embed_document(tools.settings, tools.inference, self._lease, whole, known)

    def complete(self, reading: Reading) -> None:
        self._lease.check()
        with self._steps.time("complete"):
            self._lease.retry(self._tools.queue.complete, self._attempt, reading)
        pages = reading.whole.pages
        self._tools.metrics.count_completed(pages)
        log.info(
            "attempt_completed",
            pages=len(pages),
            chunks=len(reading.chunks),
            language=reading.whole.language,
            seconds=round(reading.seconds, 3),
        )

    def fail(self, error: KairoError) -> None:
        """Keeps the error in the job, which is retried if that may help."""
        seconds = time.monotonic() - self._started
        self._tools.metrics.count_failed(error)
        log.warning("attempt_failed", code=error.code, retryable=error.retryable, seconds=round(seconds, 3))
        save = partial(
            self._tools.queue.fail,
            self._attempt,
            code=error.code,
            message=str(error),
            retryable=error.retryable,
            seconds=seconds,
        )
        try:
            retry_when_unavailable(save, wait=time.sleep)
        except DatabaseUnavailableError:
            # The lease runs out by itself and pg_cron queues the job again.
            log.warning("failure_not_saved")


def _internal_error(attempt: Attempt, error: Exception) -> KairoError:
    return KairoError(
        f"Document {attempt.document_id} could not be processed because of an internal error "
        f"({type(error).__name__}). It is retried; the function's log says where it happened."
    )
