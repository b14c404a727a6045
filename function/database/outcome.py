"""How a request for a document ends, as callers hear of it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from function.database.pool import Row
from function.errors import DocumentNotFoundError


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a request for a document ended: `completed` with the job's figures, or who has it now."""

    status: str
    job: Row


def no_such_document(document_id: UUID) -> DocumentNotFoundError:
    return DocumentNotFoundError(f"There is no document {document_id} in the documents table.")


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
