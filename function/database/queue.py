"""Jobs as the function sees them: claim, heartbeat, save pages, complete, fail.

Every write carries the attempt number (the fence). Once another attempt has claimed the job, the database rejects the
write: the method raises FenceLostError or returns False.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from function.database.completion import Reading, storable_json, write_reading
from function.database.documents import page_row, read_line_corrections, read_pages
from function.database.instances import Instance
from function.database.job import Failure, Job
from function.database.pool import Connection, Database, Row
from function.database.queries import QUERIES
from function.database.vectors import keep_vectors, read_vectors
from function.document.chunks import ChunkKey, EmbeddedChunk, Vectors
from function.document.corrections import LineCorrection
from function.document.fields import KnownIssuer
from function.document.pages import Page
from function.errors import DocumentNotFoundError, FenceLostError


@dataclass(frozen=True, slots=True)
class Attempt:
    """A claimed attempt at a job; `number` is the fence. `mime_type` is the type declared in the document's row. With
    `embed_only`, the pages have already been read; with `extract_only`, they have been embedded as well."""

    document_id: UUID
    job_id: UUID
    number: int
    file_url: str
    mime_type: str | None
    force_ocr: bool
    embed_only: bool
    extract_only: bool


class MustBeAlone(Exception):  # noqa: N818  not an error
    """This document, or one that this worker is reading, may have killed a worker. Claim it once none is being read."""


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
        # Parameters of every claim.
        self._terms = {
            **self._holder,
            "instance": instance.name,
            "lease": lease,
            "job_timeout": job_timeout,
            "max_retries": max_retries,
            "wants_callback": wants_callback,
        }

    def claim(self, document_id: UUID) -> Attempt | None:
        """Claim the document. Return None if it is done, has failed permanently, or is claimed elsewhere.

        Raises DocumentNotFoundError or MustBeAlone.
        """
        row = self._database.fetch_one("claim", {**self._terms, "document_id": document_id})
        assert row is not None  # noqa: S101  the SQL function always returns a row
        if row["outcome"] == "not_found":
            raise DocumentNotFoundError(document_id)
        if row["outcome"] == "not_alone":
            raise MustBeAlone
        return _attempt(document_id, row) if row["outcome"] == "claimed" else None

    def claim_next(self) -> Attempt | None:
        """Claim the first waiting job that has not been posted to an instance, or return None."""
        return self._claim_first("claim_next")

    def claim_into_place(self) -> Attempt | None:
        """Claim the first waiting job in place of one posted here. Return None without a job or a place."""
        return self._claim_first("claim_into_place")

    def give_way(self, attempt: Attempt, pages_read: int, waiting_here: Sequence[UUID]) -> bool:
        """Return whether another document goes first; the attempt is then over, without using up a retry.

        Call between two pages. `pages_read` counts the pages read by this attempt; `waiting_here` lists the documents
        in this instance's waiting room.
        """
        parameters = {**_fence(attempt), "pages_read": pages_read, "waiting_here": list(waiting_here)}
        return bool(self._database.fetch_value("give_way", parameters))

    def begin_embedding(self, attempt: Attempt, pages: int) -> None:
        """Let a document of that many pages give way while it is embedded. Raises FenceLostError."""
        if not self._database.fetch_value("begin_embedding", {**_fence(attempt), "pages": pages}):
            raise _fence_lost(attempt)

    def give_way_embedding(
        self,
        attempt: Attempt,
        fresh: Sequence[EmbeddedChunk],
        waiting_here: Sequence[UUID],
        *,
        model: str,
        pages_to_embed: int,
    ) -> bool:
        """Like `give_way`, between two steps of embedding. `fresh` are the chunks embedded by this attempt; they are
        kept for the next one. Raises FenceLostError."""
        parameters = {**_fence(attempt), "pages_read": len(fresh), "waiting_here": list(waiting_here)}

        def keep_and_give_way(connection: Connection) -> bool:
            fence = _fence(attempt)
            if not keep_vectors(connection, fence, fresh, model=model, pages_to_embed=pages_to_embed):
                raise _fence_lost(attempt)
            row = connection.execute(QUERIES["give_way"], parameters).fetchone()
            return row is not None and bool(row["give_way"])

        if not self._database.fetch_value("must_give_way", parameters):
            return False
        return self._database.run(keep_and_give_way)

    def _claim_first(self, query: str) -> Attempt | None:
        row = self._database.fetch_one(query, self._terms)
        return _attempt(row["document_id"], row) if row else None

    def read_again(self, document_id: UUID) -> None:
        """Queue the document from its first page, for a claim by this instance, unless it is already being read.

        Raises DocumentNotFoundError.
        """
        if not self._database.fetch_value("read_again", {**self._holder, "document_id": document_id}):
            raise DocumentNotFoundError(document_id)

    def resubmit(self) -> None:
        """Requeue stale jobs and due retries."""
        self._database.fetch_value("resubmit")

    def take_over(self) -> int:
        """Requeue what earlier workers of this instance held. Return how many attempts they left running."""
        left: int = self._database.fetch_value("take_over", self._holder)
        # In its own transaction, because it locks documents before jobs.
        self.resubmit()
        return left

    def begin_reading(self, attempt: Attempt, *, fingerprint: str, pages_total: int) -> frozenset[int]:
        """Start reading. Return the numbers of pages already read from the same file by an earlier attempt.

        Raises FenceLostError.
        """
        pages = self._database.fetch_value(
            "begin_reading", {**_fence(attempt), "file_fingerprint": fingerprint, "pages_total": pages_total}
        )
        if pages is None:
            raise _fence_lost(attempt)
        return frozenset(pages)

    def read_passwords(self, document_id: UUID) -> tuple[str, ...]:
        """Return passwords for an encrypted file: the document's own, then those of its owner."""
        rows = self._database.fetch_all("read_passwords", {"document_id": document_id})
        return tuple(row["password"] for row in rows)

    def heartbeat(self, attempt: Attempt) -> bool:
        """Extend the lease. Return False if the fence is lost or the deadline has passed."""
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

    def read_line_corrections(self, document_id: UUID) -> list[LineCorrection]:
        """Return what people said about the document's lines."""
        return read_line_corrections(self._database, document_id)

    def wants_copy(self, document_id: UUID) -> bool:
        """Whether people have said something that the document's searchable copy does not have yet."""
        return bool(self._database.fetch_value("wants_copy", {"document_id": document_id}))

    def read_known_issuers(self, document_id: UUID) -> list[KnownIssuer]:
        """Return the issuers that the document's owner has named."""
        rows = self._database.fetch_all("read_known_issuers", {"document_id": document_id})
        return [KnownIssuer(**row) for row in rows]

    def read_metadata(self, document_id: UUID) -> Any:
        """Return what was read of the document last, as its stored JSON."""
        return self._database.fetch_value("read_metadata", {"document_id": document_id})

    def reserve_model_request(self, per_day: int) -> bool:
        """Count a request to the language model. Return False, and count nothing, if `per_day` have been made today."""
        return bool(self._database.fetch_value("reserve_model_request", {"per_day": per_day}))

    def read_vectors(self, document_id: UUID, model: str) -> dict[ChunkKey, Vectors]:
        """Return the given model's vectors of the document's current chunks and of chunks kept while it gave way."""
        return read_vectors(self._database, document_id, model)

    def complete(self, attempt: Attempt, reading: Reading) -> None:
        """Replace text, fields and chunks and end the job, in one transaction under the fence. Raises FenceLostError."""

        def write(connection: Connection) -> None:
            if not write_reading(connection, attempt.document_id, _fence(attempt), reading):
                raise _fence_lost(attempt)

        self._database.run(write)

    def fail(self, attempt: Attempt, failure: Failure) -> bool:
        """End the attempt without a result. Return False if another attempt already owns the job."""
        return bool(self._database.fetch_value("fail", {**_fence(attempt), **asdict(failure)}))

    def give_back(self, attempt: Attempt, failure: Failure) -> bool:
        """End an attempt stopped by no fault of its document, without using up a retry.

        Return False if another attempt already owns the job.
        """
        return bool(self._database.fetch_value("give_back", {**_fence(attempt), **asdict(failure)}))

    def keep_waiting(self, document_id: UUID) -> None:
        """Keep a document in this instance's waiting room from being posted to another instance for a while."""
        self._database.fetch_value("keep_waiting", {**self._holder, "document_id": document_id})

    def turn_away(self, document_id: UUID) -> None:
        """Give back the dispatch's slot; the job stays queued. Raises DocumentNotFoundError."""
        if not self._database.fetch_value("turn_away", {"document_id": document_id}):
            raise DocumentNotFoundError(document_id)

    def set_priority(self, document_id: UUID, priority: int) -> None:
        parameters = {"document_id": document_id, "priority": priority}
        self._database.execute("set_priority", parameters)

    def read_job(self, document_id: UUID) -> Job:
        """Return the document's job. Raises DocumentNotFoundError."""
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
        extract_only=bool(row["extract_only"]),
    )


def _fence(attempt: Attempt) -> dict[str, Any]:
    return {"job_id": attempt.job_id, "attempt": attempt.number}


def _fence_lost(attempt: Attempt) -> FenceLostError:
    return FenceLostError(
        f"Document {attempt.document_id}: attempt {attempt.number} has ended (another one took over, or its time is up)."
    )
