"""The way of one document: claim, download, read pages, chunk, embed, save.

Runs on a thread of its own; every touch of a model goes through the inference thread, one page or one
batch at a time, so that searches get their turn in between.
"""

import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

import structlog

from function.database.pool import Row, retry_when_unavailable
from function.database.queue import Attempt, EmbeddedChunk, Queue, Reading, SavedPage, mean_confidence
from function.embedding.chunking import Chunk, chunk_document
from function.errors import (
    DatabaseUnavailableError,
    DocumentNotFoundError,
    FenceLostError,
    JobTimeoutError,
    KairoError,
    StoredFailureError,
)
from function.inference import Inference, Models
from function.intake.sniff import sniff
from function.intake.storage import Storage
from function.reading.reader import OpenDocument
from function.settings import Settings
from function.telemetry import describe_exception

log = structlog.get_logger()

PAGE_SEPARATOR = "\n\n"
# Chunks embedded in one step of the inference thread: a search waits for one such step at most.
CHUNKS_PER_STEP = 4


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a request for a document ended: `completed` with the job's figures, or who has it now."""

    status: str
    job: Row


class Pulse:
    """Keeps an attempt's lease alive beside the work, and says when the attempt must stop."""

    def __init__(
        self, queue: Queue, attempt: Attempt, *, lease_seconds: float, timeout_seconds: float
    ) -> None:
        self._interval = lease_seconds / 6
        self._queue = queue
        self._attempt = attempt
        self._deadline = time.monotonic() + timeout_seconds
        self._lost = threading.Event()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._beat, name="heartbeat", daemon=True)

    def __enter__(self) -> "Pulse":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def check(self) -> None:
        """Raises JobTimeoutError or FenceLostError once the attempt may not go on."""
        if time.monotonic() > self._deadline:
            raise JobTimeoutError(
                f"Document {self._attempt.document_id}: the attempt took longer than JOB_TIMEOUT_MINUTES. "
                "The next attempt goes on from the last page; raise the limit if documents are that long."
            )
        if self._lost.is_set():
            raise FenceLostError(
                f"Document {self._attempt.document_id}: attempt {self._attempt.number} was taken over by another one."
            )

    def wait(self, seconds: float) -> None:
        """Sleeps, but not past the end of the attempt."""
        self._lost.wait(seconds)

    def _beat(self) -> None:
        while not self._ended.wait(self._interval):
            try:
                if not self._queue.heartbeat(self._attempt):
                    self._lost.set()
                    return
            except DatabaseUnavailableError:
                # The lease is longer than a restart of Postgres; the next beat tries again.
                log.warning("heartbeat_missed")


class Pipeline:
    def __init__(self, settings: Settings, queue: Queue, storage: Storage, inference: Inference) -> None:
        self._settings = settings
        self._queue = queue
        self._storage = storage
        self._inference = inference

    def run(self, document_id: UUID, *, force: bool) -> Outcome:
        """Runs the document through every step, unless it is done or someone else has it.

        Raises a KairoError that is also kept in the job: the database knows as much as the caller.
        """
        claim = self._queue.claim(document_id, force=force)
        if claim.attempt is None:
            return self._report_unclaimed(document_id, claim.outcome)
        with structlog.contextvars.bound_contextvars(
            document=str(document_id), job=str(claim.job_id), attempt=claim.attempt.number
        ):
            self._run_attempt(claim.attempt)
        return self._report(document_id)

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
            with self._pulse(attempt) as pulse:
                reading = self._read(attempt, pulse, started)
                pulse.check()
                retry_when_unavailable(lambda: self._queue.complete(attempt, reading), wait=pulse.wait)
        except FenceLostError:
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
        log.info(
            "attempt_completed",
            pages=reading.page_count,
            chunks=len(reading.chunks),
            language=reading.language,
            seconds=round(reading.seconds, 3),
        )

    def _pulse(self, attempt: Attempt) -> Pulse:
        timeout = self._settings.job_timeout_minutes * 60
        return Pulse(
            self._queue, attempt, lease_seconds=self._settings.lease_seconds, timeout_seconds=timeout
        )

    def _fail(self, attempt: Attempt, error: KairoError, started: float) -> None:
        seconds = time.monotonic() - started
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

    def _read(self, attempt: Attempt, pulse: Pulse, started: float) -> Reading:
        with tempfile.TemporaryDirectory(prefix="kairo-") as directory:
            self._read_pages(attempt, pulse, Path(directory) / "document")
        pages = retry_when_unavailable(lambda: self._queue.read_pages(attempt.document_id), wait=pulse.wait)
        text, page_starts = join_pages(pages)
        with _timed("embed"):
            chunks = self._embed(text, page_starts, pulse)
        return Reading(
            text=text,
            page_count=len(pages),
            language=main_language(pages, default=self._settings.ocr_language[0]),
            confidence=mean_confidence(pages),
            chunks=chunks,
            model=self._inference.call(lambda models: models.encoder.model_id),
            seconds=time.monotonic() - started,
        )

    def _read_pages(self, attempt: Attempt, pulse: Pulse, path: Path) -> None:
        name = str(attempt.document_id)
        with _timed("download"):
            download = self._storage.download(attempt.file_url, path, name)
        media_type = sniff(path, name)
        document = self._inference.call(lambda models: models.reader.open(path, media_type, name))
        try:
            done = self._queue.begin_reading(
                attempt, fingerprint=download.sha256, pages_total=document.page_count
            )
            for number in range(1, document.page_count + 1):
                if number not in done:
                    pulse.check()
                    self._read_page(attempt, document, number, pulse)
        finally:
            self._inference.call(lambda _: document.close())

    def _read_page(self, attempt: Attempt, document: OpenDocument, number: int, pulse: Pulse) -> None:
        page = self._inference.call(lambda _: document.read_page(number))
        retry_when_unavailable(lambda: self._queue.save_page(attempt, page), wait=pulse.wait)
        log.info(
            "page_read",
            page=number,
            pages=document.page_count,
            source=page.source,
            seconds=round(page.seconds, 3),
        )

    def _embed(self, text: str, page_starts: Sequence[int], pulse: Pulse) -> tuple[EmbeddedChunk, ...]:
        size, overlap = self._settings.embeddings_chunk_size, self._settings.embeddings_chunk_overlap
        chunks = self._inference.call(
            lambda models: chunk_document(
                text,
                page_starts,
                models.encoder,
                size=size,
                overlap=overlap,
                passage_size=models.encoder.window,
            )
        )
        embedded: list[EmbeddedChunk] = []
        for first in range(0, len(chunks), CHUNKS_PER_STEP):
            pulse.check()
            group = chunks[first : first + CHUNKS_PER_STEP]
            embedded += self._inference.call(partial(embed_chunks, text=text, chunks=group))
        return tuple(embedded)


def no_such_document(document_id: UUID) -> DocumentNotFoundError:
    return DocumentNotFoundError(f"There is no document {document_id} in the documents table.")


def embed_chunks(models: Models, text: str, chunks: Sequence[Chunk]) -> list[EmbeddedChunk]:
    """Vectors of all passages of the chunks, in one batch."""
    passages = [text[passage.start : passage.end] for chunk in chunks for passage in chunk.passages]
    vectors = models.encoder.encode_passages(passages)
    embedded, first = [], 0
    for chunk in chunks:
        embedded.append(EmbeddedChunk(chunk, vectors[first : first + len(chunk.passages)]))
        first += len(chunk.passages)
    return embedded


def join_pages(pages: Sequence[SavedPage]) -> tuple[str, list[int]]:
    """The document's text and where in it each page begins."""
    starts, parts, length = [], [], 0
    for page in pages:
        starts.append(length)
        parts.append(page.text)
        length += len(page.text) + len(PAGE_SEPARATOR)
    return PAGE_SEPARATOR.join(parts), starts


def main_language(pages: Sequence[SavedPage], *, default: str) -> str:
    """The language with most characters over all pages."""
    counts: Counter[str] = Counter()
    for page in pages:
        counts[page.language] += len(page.text)
    return counts.most_common(1)[0][0] if counts and counts.total() else default


@contextmanager
def _timed(step: str) -> Iterator[None]:
    started = time.monotonic()
    yield
    log.info("step_done", step=step, seconds=round(time.monotonic() - started, 3))


def job_figures(job: Row) -> dict[str, Any]:
    """A finished job as callers see it."""
    return {
        "job_id": job["job_id"] and str(job["job_id"]),
        "document_id": str(job["document_id"]),
        "status": job["status"],
        "attempt": job["attempt"],
        "page_count": job["page_count"],
        "language": job["language"],
        "chunk_count": job["chunk_count"],
        "confidence": job["confidence"],
        "seconds": job["seconds"],
    }
