"""The way of one document: claim, download, read pages, chunk, embed, save.

Each document runs on a thread of its own; every touch of a model goes through the model's thread, one page or one
batch at a time, so that searches and the other documents get their turn in between.
"""

import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import zip_longest
from pathlib import Path
from queue import SimpleQueue
from uuid import UUID

import structlog

from function.database.completion import FileFacts, Reading
from function.database.outcome import Outcome, no_such_document
from function.database.pool import retry_when_unavailable
from function.database.queue import Attempt, Queue
from function.document.pages import Page, WholeDocument
from function.errors import (
    CorruptFileError,
    DatabaseUnavailableError,
    FenceLostError,
    InferenceStuckError,
    InputError,
    KairoError,
    StoredFailureError,
    UnreadableFileError,
)
from function.inference import Inference
from function.intake.declared import note_declared_types
from function.intake.sniff import sniff
from function.intake.storage import Storage
from function.jobs.embed_step import embed_document
from function.jobs.lease import Pulse
from function.jobs.searchable_step import SearchableCopy, store_searchable_copy
from function.observability.logs import describe_exception
from function.observability.metrics import Metrics, Step
from function.observability.tracing import Tracing
from function.reading.assembly import assemble
from function.reading.page import unreadable_page
from function.reading.passwords import Passwords
from function.reading.reader import OpenDocument, Reader
from function.reading.recognition.engine import Recognised
from function.reading.recognition.strips import Pixels
from function.settings import Settings

log = structlog.get_logger()


class Pipeline:
    def __init__(
        self,
        settings: Settings,
        queue: Queue,
        storage: Storage,
        inference: Inference,
        metrics: Metrics,
        tracing: Tracing,
    ) -> None:
        self._settings = settings
        self._queue = queue
        self._storage = storage
        self._inference = inference
        self._model = inference.names["embeddings"]
        self._metrics = metrics
        self._tracing = tracing
        # A reader serves one document at a time.
        self._readers = SimpleQueue[Reader]()
        for _ in range(settings.documents_at_once):
            self._readers.put(Reader(settings, self._recognise))

    def close(self) -> None:
        """Nothing may run any more."""
        for _ in range(self._settings.documents_at_once):
            self._readers.get().close()

    def _recognise(self, pixels: Pixels) -> Recognised:
        return self._inference.ocr.call(lambda ocr: ocr.recognise(pixels))

    def run(self, document_id: UUID, *, force: bool) -> Outcome:
        """Runs the document through every step, unless it is done or someone else has it.

        Raises a KairoError that is also kept in the job: the database knows as much as the caller.
        """
        claim = self._queue.claim(document_id, force=force)
        if claim.attempt is None:
            return self._report_unclaimed(document_id, claim.outcome)
        self.run_attempt(claim.attempt)
        return self._report(document_id)

    def run_attempt(self, attempt: Attempt) -> None:
        """Runs a claimed attempt to its end. Raises as `run` does."""
        ids: dict[str, str | int] = {
            "document": str(attempt.document_id),
            "job": str(attempt.job_id),
            "attempt": attempt.number,
        }
        with structlog.contextvars.bound_contextvars(**ids), self._tracing.span("attempt", **ids):
            self._run_attempt(attempt)

    def _report(self, document_id: UUID) -> Outcome:
        job = self._queue.read_job(document_id)
        if job is None:
            raise no_such_document(document_id)
        return Outcome(job["status"], job)

    def _report_unclaimed(self, document_id: UUID, outcome: str) -> Outcome:
        if outcome == "not_found":
            raise no_such_document(document_id)
        report = self._report(document_id)
        if report.status == "failed":
            raise StoredFailureError(report.job["error_code"], report.job["error_message"])
        return report

    def _run_attempt(self, attempt: Attempt) -> None:
        started = time.monotonic()
        log.info("attempt_started")
        try:
            with self._pulse(attempt) as pulse, self._borrow_reader() as reader:
                reading = self._read(attempt, reader, pulse, started)
                pulse.check()
                with self._timed("complete"):
                    retry_when_unavailable(lambda: self._queue.complete(attempt, reading), wait=pulse.wait)
        except FenceLostError:
            self._metrics.count_lost()
            log.warning("attempt_lost")
            raise
        except KairoError as error:
            self._fail(attempt, error, started)
            raise
        except Exception as error:
            log.error("attempt_broke", **describe_exception(error))
            failure = KairoError(
                f"Document {attempt.document_id} could not be processed because of an internal error "
                f"({type(error).__name__}). It is retried; the function's log says where it happened."
            )
            self._fail(attempt, failure, started)
            raise failure from error
        self._metrics.count_completed(reading.whole.pages)
        log.info(
            "attempt_completed",
            pages=len(reading.whole.pages),
            chunks=len(reading.chunks),
            language=reading.whole.language,
            seconds=round(reading.seconds, 3),
        )

    def _pulse(self, attempt: Attempt) -> Pulse:
        timeout = self._settings.job_timeout_minutes * 60
        return Pulse(
            self._queue, attempt, lease_seconds=self._settings.lease_seconds, timeout_seconds=timeout
        )

    def _fail(self, attempt: Attempt, error: KairoError, started: float) -> None:
        seconds = time.monotonic() - started
        self._metrics.count_failed(error)
        log.warning("attempt_failed", code=error.code, retryable=error.retryable, seconds=round(seconds, 3))
        try:
            retry_when_unavailable(
                lambda: self._queue.fail(
                    attempt, code=error.code, message=str(error), retryable=error.retryable, seconds=seconds
                ),
                wait=time.sleep,
            )
        except DatabaseUnavailableError:
            # The lease runs out by itself and pg_cron queues the job again.
            log.warning("failure_not_saved")

    @contextmanager
    def _borrow_reader(self) -> Iterator[Reader]:
        reader = self._readers.get()
        try:
            yield reader
        finally:
            self._readers.put(reader)

    @contextmanager
    def _timed(self, step: Step) -> Iterator[None]:
        started = time.monotonic()
        with self._tracing.span(step):
            yield
        seconds = time.monotonic() - started
        self._metrics.observe_step(step, seconds)
        log.info("step_done", step=step, seconds=round(seconds, 3))

    def _read(self, attempt: Attempt, reader: Reader, pulse: Pulse, started: float) -> Reading:
        if attempt.embed_only:
            whole, file = self._assemble(attempt, pulse), None
        else:
            whole, file = self._read_file(attempt, reader, pulse)
        with self._timed("embed"):
            chunks = embed_document(self._settings, self._inference, self._queue, attempt, whole, pulse)
        return Reading(whole, file, chunks, model=self._model, seconds=time.monotonic() - started)

    def _read_file(self, attempt: Attempt, reader: Reader, pulse: Pulse) -> tuple[WholeDocument, FileFacts]:
        with tempfile.TemporaryDirectory(prefix="kairo-") as directory:
            path = Path(directory) / "document"
            media_type = self._read_pages(attempt, reader, pulse, path)
            whole = self._assemble(attempt, pulse)
            copy = self._store_searchable(attempt, reader, pulse, whole, path, media_type)
        notes = (
            *note_declared_types(attempt.mime_type, attempt.file_url, media_type),
            *(f"Page {page.number} could not be read. {page.error}" for page in whole.pages if page.error),
            *copy.notes,
        )
        return whole, FileFacts(media_type, notes, copy.file_url)

    def _store_searchable(
        self,
        attempt: Attempt,
        reader: Reader,
        pulse: Pulse,
        whole: WholeDocument,
        path: Path,
        media_type: str,
    ) -> SearchableCopy:
        if not self._settings.searchable_pdf:
            return SearchableCopy(None)
        pulse.check()
        with self._timed("searchable_copy"):
            return store_searchable_copy(
                reader,
                self._storage,
                attempt,
                whole,
                path,
                media_type,
                passwords=self._passwords(attempt, pulse),
            )

    def _passwords(self, attempt: Attempt, pulse: Pulse) -> Passwords:
        return lambda: retry_when_unavailable(
            lambda: self._queue.read_passwords(attempt.document_id), wait=pulse.wait
        )

    def _assemble(self, attempt: Attempt, pulse: Pulse) -> WholeDocument:
        pages = retry_when_unavailable(lambda: self._queue.read_pages(attempt.document_id), wait=pulse.wait)
        _check_readable(attempt, pages)
        return assemble(pages, default_language=self._settings.ocr_language[0])

    def _read_pages(self, attempt: Attempt, reader: Reader, pulse: Pulse, path: Path) -> str:
        """Downloads the file to `path` and reads the pages that no earlier attempt has read. Returns its type."""
        name = str(attempt.document_id)
        with self._timed("download"):
            download = self._storage.download(attempt.file_url, path, name)
        media_type = sniff(path, name)
        passwords = self._passwords(attempt, pulse)
        with reader.open(
            path, media_type, name, force_ocr=attempt.force_ocr, passwords=passwords
        ) as document:
            done = self._queue.begin_reading(
                attempt, fingerprint=download.sha256, pages_total=document.page_count
            )
            missing = [number for number in range(1, document.page_count + 1) if number not in done]
            for number, following in zip_longest(missing, missing[1:]):
                pulse.check()
                self._read_page(attempt, document, number, following, pulse)
        return media_type

    def _read_page(
        self, attempt: Attempt, document: OpenDocument, number: int, following: int | None, pulse: Pulse
    ) -> None:
        with self._tracing.span("read_page", page=number) as note:
            page = self._try_page(attempt, document, number, following)
            note(source=page.source, code=page.error_code)
        retry_when_unavailable(lambda: self._queue.save_page(attempt, page), wait=pulse.wait)
        if page.error is None:
            self._metrics.count_page(page)
        log.info(
            "page_read",
            page=number,
            pages=document.page_count,
            source=page.source,
            seconds=round(page.seconds, 3),
        )
        if self._inference.is_stuck:
            raise InferenceStuckError(
                f"Document {attempt.document_id}: recognition hangs, so the function starts anew. "
                "The next attempt goes on behind this page."
            )

    def _try_page(self, attempt: Attempt, document: OpenDocument, number: int, following: int | None) -> Page:
        """The page; one that cannot be read costs a longer document that page, and is not tried again."""
        started = time.monotonic()
        try:
            try:
                return document.read_page(number, following)
            except InferenceStuckError as error:
                raise UnreadableFileError(
                    f"Document {attempt.document_id}: recognising page {number} did not end. "
                    "Save the page in another way (for example as a JPEG of 300 dpi) and upload it again."
                ) from error
        except InputError as error:
            self._metrics.count_unreadable_page()
            log.warning("page_unreadable", page=number, code=error.code)
            if document.page_count == 1:
                raise
            return unreadable_page(number, error, language=self._settings.ocr_language[0], started=started)


def _check_readable(attempt: Attempt, pages: Sequence[Page]) -> None:
    if all(page.error for page in pages):
        raise CorruptFileError(
            f"Document {attempt.document_id}: none of its {len(pages)} pages could be read. "
            "Save it again with the program that made it and upload that."
        )
