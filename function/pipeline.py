"""How a document is processed: claim, download, read pages, assemble, make a searchable copy, extract fields, embed, ask
the language model if there is one, complete.

Each document runs on its own thread; all use of a model goes through the model's thread, one page or one batch at a
time, so that searches and other documents get their turn in between. Where nobody waits, passages are embedded ahead while
pages are read and fields extracted.
"""

import time
from functools import partial
from itertools import zip_longest
from pathlib import Path
from uuid import UUID

import structlog

from function.database.completion import FileFacts, Reading
from function.database.job import Failure, Job
from function.database.pool import retry_when_unavailable
from function.database.queue import Attempt
from function.document.chunks import EmbeddedChunk
from function.document.pages import WholeDocument
from function.document.reviewed_fields import ReviewedFields
from function.errors import (
    CorruptFileError,
    DatabaseUnavailableError,
    FenceLostError,
    FileMissingError,
    FileUrlError,
    InputError,
    KairoError,
    MachineError,
)
from function.intake.declared import note_declared_types
from function.intake.sniff import sniff
from function.intake.source_file import SourceFile
from function.jobs.embed_step import EmbedStep
from function.jobs.failures import explain_failure
from function.jobs.fields_step import find_fields
from function.jobs.lease import Lease
from function.jobs.model_step import ask_model
from function.jobs.page_step import PageStep
from function.jobs.readers import Readers
from function.jobs.searchable_step import SearchableCopy, store_searchable_copy
from function.jobs.tools import Tools
from function.jobs.turns import GaveWay, Turn
from function.machine.scratch import open_scratch, remove_abandoned
from function.observability.steps import Steps
from function.reading.assembly import assemble
from function.reading.language import load_language_model
from function.reading.notes import note_pages
from function.reading.reader import Reader

log = structlog.get_logger()

# The kind of the folders that documents are downloaded to.
SCRATCH = "document"


class Pipeline:
    """Runs documents, `documents_at_once` at a time."""

    def __init__(self, tools: Tools, readers: Readers) -> None:
        self._tools = tools
        self._readers = readers

    def start(self) -> None:
        """Remove the files of killed workers. Start and load what the first documents would have to wait for."""
        if removed := remove_abandoned(SCRATCH):
            log.info("abandoned_files_removed", folders=removed)
        self._readers.start()
        load_language_model()

    def close(self) -> None:
        """Close the readers. Call once no document is running."""
        self._readers.close()

    def run(self, document_id: UUID) -> Job:
        """Run every step for the document, unless it is done or claimed elsewhere, and return its job.

        Raises a KairoError, which is also saved in the job, or MustBeAlone.
        """
        attempt = self._tools.queue.claim(document_id)
        if attempt is not None:
            self.run_attempt(attempt)
        return self._tools.queue.read_job(document_id)

    def run_attempt(self, attempt: Attempt) -> None:
        """Run a claimed attempt to its end. Raises the same errors as `run`."""
        ids: dict[str, str | int] = {
            "document": str(attempt.document_id),
            "job": str(attempt.job_id),
            "attempt": attempt.number,
        }
        with structlog.contextvars.bound_contextvars(**ids), self._tools.tracing.span("attempt", **ids):
            AttemptRun(self._tools, attempt, self._readers).run()


class AttemptRun:
    """Runs one claimed attempt. Its steps are its methods, in the order in which they happen."""

    def __init__(self, tools: Tools, attempt: Attempt, readers: Readers) -> None:
        self._started = time.monotonic()
        self._tools = tools
        self._attempt = attempt
        self._readers = readers
        self._model = tools.inference.names["embeddings"]
        # Known once the file is there.
        self._media_type: str | None = None
        self._lease = Lease(
            tools.queue,
            attempt,
            lease_seconds=tools.settings.lease_seconds,
            timeout_seconds=tools.settings.job_timeout_minutes * 60,
        )
        self._steps = Steps(tools.metrics, tools.tracing, tools.clock, attempt, deadline=self._lease.deadline)
        self._turn = Turn(tools.queue, attempt, tools.waiting, model=self._model)

    def run(self) -> None:
        """Run every step, unless the attempt gives way to another document.

        Raises a KairoError if it fails, which is saved in the job unless another attempt owns it.
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
        except Exception as error:
            failure = explain_failure(error, self._attempt, self._tools.faults)
            self.fail(failure)
            if failure is error:
                raise
            raise failure from error

    def _read(self) -> Reading:
        with EmbedStep(self._tools, self._attempt, self._lease, self._turn) as embedding:
            if self._attempt.embed_only:
                whole, facts = self.assemble(), None
                self.renew_searchable_copy(whole)
            else:
                whole, facts = self._read_file(embedding)
            embedding.begin(whole)
            fields = self.extract(whole)
            chunks = None if self._attempt.extract_only else self.embed(whole, embedding)
        # Last: an attempt that gives way while it embeds would be followed by one that asks again.
        fields = ask_model(self._tools, self._attempt, self._lease, self._steps, whole, fields)
        seconds = time.monotonic() - self._started
        return Reading(whole, facts, fields, chunks, model=self._model, seconds=seconds)

    def _read_file(self, embedding: EmbedStep) -> tuple[WholeDocument, FileFacts]:
        with self._readers.lend() as reader, open_scratch(SCRATCH) as directory:
            file = self.download(directory)
            note = self.read_pages(reader, file, embedding)
            whole = self.assemble()
            copy = self.make_searchable_copy(reader, file, whole)
        notes = (
            *note_declared_types(self._attempt.mime_type, self._attempt.file_url, file.media_type),
            *note,
            *note_pages(whole.pages),
            *copy.notes,
        )
        return whole, FileFacts(file.media_type, notes, copy.file_url)

    def download(self, directory: Path) -> SourceFile:
        name = str(self._attempt.document_id)
        path = directory / "document"
        with self._steps.time("download"):
            download = self._tools.storage.download(self._attempt.file_url, path, name)
        self._media_type = sniff(path, name)
        return SourceFile(path, self._media_type, download.sha256)

    def read_pages(self, reader: Reader, file: SourceFile, embedding: EmbedStep) -> tuple[str, ...]:
        """Read and save the pages that no earlier attempt has read. Return notes for a person about the file.

        Raises GaveWay.
        """
        attempt = self._attempt
        with reader.open(
            file.path,
            file.media_type,
            str(attempt.document_id),
            force_ocr=attempt.force_ocr,
            passwords=self._read_passwords,
        ) as document:
            done = self._tools.queue.begin_reading(
                attempt, fingerprint=file.fingerprint, pages_total=document.page_count
            )
            missing = [number for number in range(1, document.page_count + 1) if number not in done]
            with PageStep(self._tools, attempt, self._lease, self._steps, reader) as pages:
                for count, (number, following) in enumerate(zip_longest(missing, missing[1:])):
                    self._lease.check()
                    self._turn.check(pages_read=count)
                    # Where this one may have to give way, a page ahead might be recognised for nothing.
                    embedding.add(pages.read(document, number, following, ahead=self._turn.is_safe()))
            return (document.note,) if document.note else ()

    def assemble(self) -> WholeDocument:
        """Assemble the document from its saved pages, whichever attempt read them."""
        with self._steps.watch("assemble"):
            pages = self._lease.retry(self._tools.queue.read_pages, self._attempt.document_id)
            if all(page.error for page in pages):
                raise CorruptFileError(
                    f"Document {self._attempt.document_id}: none of its {len(pages)} pages could be read. "
                    "Save it again with the program that made it and upload that."
                )
            return assemble(
                pages,
                default_language=self._tools.settings.ocr_language[0],
                corrections=self._lease.retry(
                    self._tools.queue.read_line_corrections, self._attempt.document_id
                ),
            )

    def make_searchable_copy(self, reader: Reader, file: SourceFile, whole: WholeDocument) -> SearchableCopy:
        if not self._tools.settings.searchable_pdf:
            return SearchableCopy(None)
        self._lease.check()
        with self._steps.time("searchable_copy"):
            copy = store_searchable_copy(
                reader,
                self._tools.storage,
                self._attempt,
                file,
                whole,
                passwords=self._read_passwords,
            )

        # The process that writes the copy cannot report that the disk is full.
        if copy.notes and (fault := self._tools.faults.probe()):
            raise fault
        return copy

    def renew_searchable_copy(self, whole: WholeDocument) -> None:
        """Make it again with what people said since; without its file, the one that there is stays."""
        tools = self._tools
        if not tools.settings.searchable_pdf or not self._lease.retry(
            tools.queue.wants_copy, self._attempt.document_id
        ):
            return
        with self._readers.lend() as reader, open_scratch(SCRATCH) as directory:
            try:
                file = self.download(directory)
            except (FileMissingError, FileUrlError, InputError) as error:
                log.warning("searchable_copy_failed", code=error.code)
                return
            self.make_searchable_copy(reader, file, whole)

    def _read_passwords(self) -> tuple[str, ...]:
        return self._lease.retry(self._tools.queue.read_passwords, self._attempt.document_id)

    def extract(self, whole: WholeDocument) -> ReviewedFields:
        with self._steps.time("extract"):
            known = self._lease.retry(self._tools.queue.read_known_issuers, self._attempt.document_id)
            return find_fields(whole.pages, known)

    def embed(self, whole: WholeDocument, embedding: EmbedStep) -> tuple[EmbeddedChunk, ...]:
        """Embed the document. Raises GaveWay."""
        with self._steps.time("embed"):
            return embedding.embed(whole)

    def complete(self, reading: Reading) -> None:
        self._lease.check()
        with self._steps.time("complete"):
            self._lease.retry(self._tools.queue.complete, self._attempt, reading)
        pages = reading.whole.pages
        self._tools.metrics.count_completed(pages)
        log.info(
            "attempt_completed",
            pages=len(pages),
            chunks=None if reading.chunks is None else len(reading.chunks),
            language=reading.whole.language,
            seconds=round(reading.seconds, 3),
        )

    def fail(self, error: KairoError) -> None:
        """Save the error in the job, which is retried if that may help."""
        seconds = time.monotonic() - self._started
        self._tools.metrics.count_failed(error)
        log.warning("attempt_failed", code=error.code, retryable=error.retryable, seconds=round(seconds, 3))
        failure = Failure(error.code, str(error), seconds, error.retryable, self._media_type)
        queue = self._tools.queue
        end = queue.give_back if isinstance(error, MachineError) else queue.fail
        try:
            retry_when_unavailable(partial(end, self._attempt, failure), wait=time.sleep)
        except DatabaseUnavailableError:
            # The lease expires by itself and pg_cron requeues the job.
            log.warning("failure_not_saved")
