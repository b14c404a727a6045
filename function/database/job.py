"""A document's job as callers see it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from function.database.listing import Status


@dataclass(frozen=True, slots=True)
class Failure:
    """Why and after how many seconds an attempt ended without a result. `media_type` is the file's, if it was seen."""

    code: str
    message: str
    seconds: float
    retryable: bool = True
    media_type: str | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """A document's current job, with the result from the document's row.

    Without a job (it was deleted after keep_jobs_days, or never existed) only `document_id` and the columns of
    `documents` have values; `status` is then the document's, or None if it was never queued.
    """

    job_id: UUID | None
    document_id: UUID
    status: Status | None
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
