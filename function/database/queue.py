"""Jobs as the function sees them: claim, heartbeat, save pages, complete, fail.

Every write carries the attempt number (the fence); the database refuses it once another attempt has
claimed the job, and FenceLostError says so here.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Literal
from uuid import UUID

from function.database.completion import Reading, read_vectors, storable_json, write_reading
from function.database.documents import page_row, read_pages
from function.database.pool import Connection, Database, Row
from function.database.queries import QUERIES
from function.document.chunks import ChunkKey, Vectors
from function.document.pages import Page
from function.errors import FenceLostError

ClaimOutcome = Literal["claimed", "processing", "completed", "failed", "not_found"]


@dataclass(frozen=True, slots=True)
class Attempt:
    """One claimed try at a job; `number` is the fence. `mime_type` is what the row says of the file. With `embed_only`
    its pages are read already."""

    document_id: UUID
    job_id: UUID
    number: int
    file_url: str
    mime_type: str | None
    force_ocr: bool
    embed_only: bool


@dataclass(frozen=True, slots=True)
class Claim:
    """What `claim` answered; `attempt` is there only when the outcome is `claimed`."""

    outcome: ClaimOutcome
    job_id: UUID | None
    attempt: Attempt | None


@dataclass(frozen=True, slots=True)
class Load:
    """Jobs that wait, and instances that live."""

    queue_size: int
    instances: int


class Queue:
    def __init__(
        self,
        database: Database,
        instance: str,
        *,
        lease: timedelta,
        job_timeout: timedelta,
        max_retries: int,
        wants_callback: bool,
    ) -> None:
        self._database = database
        self._lease = lease
        # Of every claim.
        self._terms = {
            "instance": instance,
            "lease": lease,
            "job_timeout": job_timeout,
            "max_retries": max_retries,
            "wants_callback": wants_callback,
        }

    def claim(self, document_id: UUID, *, force: bool) -> Claim:
        row = self._database.fetch_one("claim", {**self._terms, "document_id": document_id, "force": force})
        assert row is not None  # noqa: S101  the SQL function always returns a row
        return Claim(
            row["outcome"],
            row["job_id"],
            _attempt(document_id, row) if row["outcome"] == "claimed" else None,
        )

    def claim_next(self) -> Attempt | None:
        """Takes the first job that waits and is not posted to anybody; None when there is none."""
        row = self._database.fetch_one("claim_next", self._terms)
        return _attempt(row["document_id"], row) if row else None

    def resubmit(self) -> None:
        """Queues stale jobs and due retries again."""
        self._database.fetch_value("resubmit")

    def begin_reading(self, attempt: Attempt, *, fingerprint: str, pages_total: int) -> frozenset[int]:
        """Page numbers already read from this very file by an earlier attempt."""
        pages = self._database.fetch_value(
            "begin_reading", {**_fence(attempt), "file_fingerprint": fingerprint, "pages_total": pages_total}
        )
        if pages is None:
            raise _fence_lost(attempt)
        return frozenset(pages)

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
        """Vectors by the given model of the document's present chunks."""
        return read_vectors(self._database, document_id, model)

    def complete(self, attempt: Attempt, reading: Reading) -> None:
        """Swaps text, pages and chunks and ends the job, in one transaction under the fence."""

        def write(connection: Connection) -> None:
            if not write_reading(connection, attempt.document_id, _fence(attempt), reading):
                raise _fence_lost(attempt)

        self._database.run(write)

    def fail(self, attempt: Attempt, *, code: str, message: str, retryable: bool, seconds: float) -> bool:
        """Ends the attempt without a result; False when another attempt owns the job already."""
        parameters = {
            **_fence(attempt),
            "error_code": code,
            "error_message": message,
            "retryable": retryable,
            "seconds": seconds,
        }
        return bool(self._database.fetch_value("fail", parameters))

    def keep_waiting(self, document_id: UUID) -> None:
        self._database.fetch_value("keep_waiting", {"document_id": document_id})

    def turn_away(self, document_id: UUID, *, force: bool) -> bool:
        """Gives the dispatch's slot back, the job is queued; False when there is no such document."""
        parameters = {"document_id": document_id, "force": force}
        return bool(self._database.fetch_value("turn_away", parameters))

    def set_priority(self, document_id: UUID, priority: int) -> None:
        parameters = {"document_id": document_id, "priority": priority}
        self._database.run(lambda connection: connection.execute(QUERIES["set_priority"], parameters))

    def read_job(self, document_id: UUID) -> Row | None:
        return self._database.fetch_one("read_job", {"document_id": document_id})

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
