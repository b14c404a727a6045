"""Jobs as the function sees them: claim, heartbeat, save pages, complete, fail.

Every write carries the attempt number (the fence); the database refuses it once another attempt has
claimed the job, and FenceLostError says so here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from function.database.completion import Reading, read_vectors, storable_json, write_reading
from function.database.documents import page_row, read_pages
from function.database.instances import Instance
from function.database.pool import Connection, Database, Row
from function.database.queries import QUERIES
from function.document.chunks import ChunkKey, Vectors
from function.document.pages import Page
from function.errors import DocumentNotFoundError, FenceLostError


@dataclass(frozen=True, slots=True)
class Job:
    """A document's job as it is now, with what the document's row says about its result.

    Without a job (jobs are deleted after keep_jobs_days, or there never was one) only `document_id` and the columns of
    `documents` have values; `status` is then the document's, None if it was never queued.
    """

    job_id: UUID | None
    document_id: UUID
    status: str | None
    attempt: int | None
    priority: int | None
    pages_done: int | None
    pages_total: int | None
    retryable: bool | None
    error_code: str | None
    error_message: str | None
    instance: str | None
    queued_at: datetime | None
    started_at: datetime | None
    finished_at: datetime | None
    next_attempt_at: datetime | None
    page_count: int | None
    language: str | None
    confidence: float | None
    chunk_count: int | None
    seconds: float | None


@dataclass(frozen=True, slots=True)
class Attempt:
    """One claimed try at a job; `number` is the fence. `mime_type` is what the row says the file is. With `embed_only`
    its pages have already been read."""

    document_id: UUID
    job_id: UUID
    number: int
    file_url: str
    mime_type: str | None
    force_ocr: bool
    embed_only: bool


@dataclass(frozen=True, slots=True)
class Load:
    """Waiting jobs and running instances."""

    queue_size: int
    instances: int


class Queue:
    def __init__(
        self,
        database: Database,
        instance: Instance,
        *,
        lease: timedelta,
        job_timeout: timedelta,
        max_retries: int,
        wants_callback: bool,
    ) -> None:
        self._database = database
        self._lease = lease
        self._holder = {"instance_id": instance.id, "generation": instance.generation}
        # Of every claim.
        self._terms = {
            **self._holder,
            "instance": instance.name,
            "lease": lease,
            "job_timeout": job_timeout,
            "max_retries": max_retries,
            "wants_callback": wants_callback,
        }

    def claim(self, document_id: UUID) -> Attempt | None:
        """None when the document is done, has failed for good, or someone else has it. Raises DocumentNotFoundError."""
        row = self._database.fetch_one("claim", {**self._terms, "document_id": document_id})
        assert row is not None  # noqa: S101  the SQL function always returns a row
        if row["outcome"] == "not_found":
            raise DocumentNotFoundError(document_id)
        return _attempt(document_id, row) if row["outcome"] == "claimed" else None

    def claim_next(self) -> Attempt | None:
        """Takes the first waiting job that has not been posted to an instance; None when there is none."""
        return self._claim_first("claim_next")

    def claim_into_place(self) -> Attempt | None:
        """Takes the first waiting job in place of one that was posted here; None when there is none, or no place."""
        return self._claim_first("claim_into_place")

    def give_way(self, attempt: Attempt, pages_read: int, waiting_here: Sequence[UUID]) -> bool:
        """Between two pages: True when another document goes first. Then the attempt is over, and no try is spent.

        `pages_read` counts those of this attempt, `waiting_here` the documents in this instance's waiting room.
        """
        parameters = {**_fence(attempt), "pages_read": pages_read, "waiting_here": list(waiting_here)}
        return bool(self._database.fetch_value("give_way", parameters))

    def _claim_first(self, query: str) -> Attempt | None:
        row = self._database.fetch_one(query, self._terms)
        return _attempt(row["document_id"], row) if row else None

    def read_again(self, document_id: UUID) -> None:
        """Queues the document from its first page, for a claim by this instance, unless it is being read already.

        Raises DocumentNotFoundError.
        """
        if not self._database.fetch_value("read_again", {**self._holder, "document_id": document_id}):
            raise DocumentNotFoundError(document_id)

    def resubmit(self) -> None:
        """Queues stale jobs and due retries again."""
        self._database.fetch_value("resubmit")

    def take_over(self) -> int:
        """Queues again what earlier workers of this instance held; returns how many attempts they had left running."""
        left: int = self._database.fetch_value("take_over", self._holder)
        # In a transaction of its own: it locks documents before jobs.
        self.resubmit()
        return left

    def begin_reading(self, attempt: Attempt, *, fingerprint: str, pages_total: int) -> frozenset[int]:
        """Numbers of the pages that an earlier attempt has read from the same file."""
        pages = self._database.fetch_value(
            "begin_reading", {**_fence(attempt), "file_fingerprint": fingerprint, "pages_total": pages_total}
        )
        if pages is None:
            raise _fence_lost(attempt)
        return frozenset(pages)

    def read_passwords(self, document_id: UUID) -> tuple[str, ...]:
        """What may open an encrypted file: the document's own password, then those of its owner."""
        rows = self._database.fetch_all("read_passwords", {"document_id": document_id})
        return tuple(row["password"] for row in rows)

    def heartbeat(self, attempt: Attempt) -> bool:
        """Extends the lease; False when the fence or the deadline is lost."""
        return bool(self._database.fetch_value("heartbeat", {**_fence(attempt), "lease": self._lease}))

    def save_page(self, attempt: Attempt, page: Page) -> None:
        saved = self._database.fetch_value(
            "save_page",
            {**_fence(attempt), "page": storable_json(page_row(page)), "lease": self._lease},
        )
        if not saved:
            raise _fence_lost(attempt)

    def read_pages(self, document_id: UUID) -> list[Page]:
        return read_pages(self._database, document_id)

    def read_vectors(self, document_id: UUID, model: str) -> dict[ChunkKey, Vectors]:
        """The given model's vectors of the chunks that the document has now."""
        return read_vectors(self._database, document_id, model)

    def complete(self, attempt: Attempt, reading: Reading) -> None:
        """Replaces text and chunks and ends the job, in one transaction under the fence."""

        def write(connection: Connection) -> None:
            if not write_reading(connection, attempt.document_id, _fence(attempt), reading):
                raise _fence_lost(attempt)

        self._database.run(write)

    def fail(self, attempt: Attempt, *, code: str, message: str, retryable: bool, seconds: float) -> bool:
        """Ends the attempt without a result; False when another attempt already has the job."""
        parameters = {
            **_fence(attempt),
            "error_code": code,
            "error_message": message,
            "retryable": retryable,
            "seconds": seconds,
        }
        return bool(self._database.fetch_value("fail", parameters))

    def give_back(self, attempt: Attempt, *, code: str, message: str, seconds: float) -> bool:
        """Ends an attempt that failed through the machine and spends no try; False when another attempt owns the job."""
        parameters = {**_fence(attempt), "error_code": code, "error_message": message, "seconds": seconds}
        return bool(self._database.fetch_value("give_back", parameters))

    def keep_waiting(self, document_id: UUID) -> None:
        """The document is in this instance's waiting room; it is not posted to another one for a while."""
        self._database.fetch_value("keep_waiting", {**self._holder, "document_id": document_id})

    def turn_away(self, document_id: UUID) -> None:
        """Gives the dispatch's slot back; the job stays queued. Raises DocumentNotFoundError."""
        if not self._database.fetch_value("turn_away", {"document_id": document_id}):
            raise DocumentNotFoundError(document_id)

    def set_priority(self, document_id: UUID, priority: int) -> None:
        parameters = {"document_id": document_id, "priority": priority}
        self._database.run(lambda connection: connection.execute(QUERIES["set_priority"], parameters))

    def read_job(self, document_id: UUID) -> Job:
        """Raises DocumentNotFoundError."""
        row = self._database.fetch_one("read_job", {"document_id": document_id})
        if row is None:
            raise DocumentNotFoundError(document_id)
        return Job(**row)

    def read_stats(self) -> Row:
        row = self._database.fetch_one("read_stats")
        assert row is not None  # noqa: S101  an aggregate always returns a row
        return row

    def read_load(self) -> Load:
        row = self._database.fetch_one("read_load")
        assert row is not None  # noqa: S101  two counts always return a row
        return Load(**row)


def _attempt(document_id: UUID, row: Row) -> Attempt:
    return Attempt(
        document_id,
        row["job_id"],
        row["attempt"],
        row["file_url"] or "",
        mime_type=row["mime_type"],
        force_ocr=row["force_ocr"],
        embed_only=row["embed_only"],
    )


def _fence(attempt: Attempt) -> dict[str, Any]:
    return {"job_id": attempt.job_id, "attempt": attempt.number}


def _fence_lost(attempt: Attempt) -> FenceLostError:
    return FenceLostError(
        f"Document {attempt.document_id}: attempt {attempt.number} has ended (another one took over, or its time is up)."
    )
