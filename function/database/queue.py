"""Jobs as the function sees them: claim, heartbeat, save pages, complete, fail.

Every write carries the attempt number (the fence); the database refuses it once another attempt has
claimed the job, and FenceLostError says so here.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any, Literal
from uuid import UUID

import numpy as np
import numpy.typing as npt
import psycopg

from function.database.pool import Connection, Database, Row
from function.database.queries import QUERIES
from function.embedding.chunking import Chunk
from function.errors import FenceLostError
from function.reading.document import Page

ClaimOutcome = Literal["claimed", "processing", "completed", "failed", "not_found"]
Vectors = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Attempt:
    """One claimed try at a job; `number` is the fence."""

    document_id: UUID
    job_id: UUID
    number: int
    file_url: str


@dataclass(frozen=True, slots=True)
class Claim:
    """What `claim` answered; `attempt` is there only when the outcome is `claimed`."""

    outcome: ClaimOutcome
    job_id: UUID | None
    attempt: Attempt | None


@dataclass(frozen=True, slots=True)
class SavedPage:
    number: int
    text: str
    language: str
    confidence: float | None
    source: str


@dataclass(frozen=True, slots=True)
class EmbeddedChunk:
    """A chunk with the vectors of its passages, shape (passages, 384), normalised."""

    chunk: Chunk
    vectors: Vectors


@dataclass(frozen=True, slots=True)
class Reading:
    """What a finished attempt found out about a document."""

    text: str
    page_count: int
    language: str
    confidence: float | None
    chunks: tuple[EmbeddedChunk, ...]
    model: str
    seconds: float


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
        self._instance = instance
        self._lease = lease
        self._job_timeout = job_timeout
        self._max_retries = max_retries
        self._wants_callback = wants_callback

    def claim(self, document_id: UUID, *, force: bool) -> Claim:
        row = self._database.fetch_one(
            "claim",
            {
                "document_id": document_id,
                "instance": self._instance,
                "lease": self._lease,
                "job_timeout": self._job_timeout,
                "max_retries": self._max_retries,
                "force": force,
                "wants_callback": self._wants_callback,
            },
        )
        assert row is not None  # noqa: S101  the SQL function always returns a row
        claimed = row["outcome"] == "claimed"
        attempt = (
            Attempt(document_id, row["job_id"], row["attempt"], row["file_url"] or "") if claimed else None
        )
        return Claim(row["outcome"], row["job_id"], attempt)

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
            {
                **_fence(attempt),
                "page_number": page.number,
                "text": _storable(page.text),
                "blocks": _storable(json.dumps([asdict(block) for block in page.blocks], ensure_ascii=False)),
                "width": page.width,
                "height": page.height,
                "rotation": page.rotation,
                "source": page.source,
                "language": page.language,
                "confidence": page.confidence,
                "seconds": page.seconds,
                "lease": self._lease,
            },
        )
        if not saved:
            raise _fence_lost(attempt)

    def read_pages(self, document_id: UUID) -> list[SavedPage]:
        rows = self._database.fetch_all("read_pages", {"document_id": document_id})
        return [
            SavedPage(row["page_number"], row["text"], row["language"], row["confidence"], row["source"])
            for row in rows
        ]

    def complete(self, attempt: Attempt, reading: Reading) -> None:
        """Swaps text and chunks and ends the job, in one transaction under the fence."""
        with self._database.transaction() as connection:
            if _value(connection, "begin_completion", _fence(attempt)) is None:
                raise _fence_lost(attempt)
            for embedded in reading.chunks:
                _insert_chunk(connection, attempt.document_id, reading, embedded)
            completed = _value(
                connection,
                "complete",
                {
                    **_fence(attempt),
                    "ocr_text": reading.text,
                    "page_count": reading.page_count,
                    "language": reading.language,
                    "confidence": reading.confidence,
                    "chunk_count": len(reading.chunks),
                    "seconds": reading.seconds,
                },
            )
            if not completed:
                raise _fence_lost(attempt)

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
        with self._database.transaction() as connection:
            connection.execute(QUERIES["set_priority"], {"document_id": document_id, "priority": priority})

    def read_job(self, document_id: UUID) -> Row | None:
        return self._database.fetch_one("read_job", {"document_id": document_id})

    def read_stats(self) -> Row:
        row = self._database.fetch_one("read_stats")
        assert row is not None  # noqa: S101  an aggregate always returns a row
        return row

    def size(self) -> int:
        """Jobs that wait."""
        return int(self._database.fetch_value("queue_size"))


def _insert_chunk(
    connection: Connection, document_id: UUID, reading: Reading, embedded: EmbeddedChunk
) -> None:
    chunk = embedded.chunk
    chunk_id = _value(
        connection,
        "insert_chunk",
        {
            "document_id": document_id,
            "chunk_index": chunk.index,
            "chunk_text": chunk.text,
            "chunk_length": len(chunk.text),
            "token_count": chunk.token_count,
            "start_offset": chunk.start,
            "end_offset": chunk.end,
            "pages": list(chunk.pages),
            "language": reading.language,
            "content_hash": chunk.content_hash,
            "model": reading.model,
            "embedding": as_vector_text(_mean_vector(embedded.vectors)),
        },
    )
    with connection.cursor() as cursor, cursor.copy(QUERIES["copy_passages"]) as copy:
        for passage, vector in zip(chunk.passages, embedded.vectors, strict=True):
            copy.write_row(
                (
                    chunk_id,
                    document_id,
                    passage.index,
                    passage.start,
                    passage.end,
                    reading.model,
                    as_vector_text(vector),
                )
            )


def as_vector_text(vector: npt.NDArray[np.float32]) -> str:
    """pgvector's text form of a vector of shape (384,)."""
    return "[" + ",".join(f"{component:.7g}" for component in vector.tolist()) + "]"


def _mean_vector(vectors: Vectors) -> Vectors:
    mean = vectors.mean(axis=0)
    return np.asarray(mean / np.linalg.norm(mean), dtype=np.float32)


def _fence(attempt: Attempt) -> dict[str, Any]:
    return {"job_id": attempt.job_id, "attempt": attempt.number}


def _value(connection: psycopg.Connection[Row], query: str, parameters: dict[str, Any]) -> Any:
    row = connection.execute(QUERIES[query], parameters).fetchone()
    return next(iter(row.values())) if row else None


def _storable(text: str) -> str:
    # Postgres text has no NUL, and JSON's escape of it is refused by jsonb.
    return text.replace("\\u0000", "").replace("\x00", "")


def _fence_lost(attempt: Attempt) -> FenceLostError:
    return FenceLostError(
        f"Document {attempt.document_id}: attempt {attempt.number} has ended (another one took over, or its time is up)."
    )


def mean_confidence(pages: Sequence[SavedPage]) -> float | None:
    """Mean over pages weighted by characters, 0..1; None without text."""
    weighted = [
        (page.confidence, len(page.text)) for page in pages if page.confidence is not None and page.text
    ]
    total = sum(weight for _, weight in weighted)
    return sum(confidence * weight for confidence, weight in weighted) / total if total else None
