"""Documents like one, and those that are the same paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal
from uuid import UUID

from function.database.pool import Connection, Database, Row
from function.database.queries import QUERIES
from function.document.file_name import choose_file_name
from function.errors import DocumentNotFoundError


@dataclass(frozen=True, slots=True)
class Similar:
    """A document of the same owner; `similarity` is the cosine of the two documents' mean vectors."""

    document_id: UUID
    file_name: str | None
    document_type: str | None
    issuer: str | None
    document_date: date | None
    total_amount: Decimal | None
    currency: str | None
    similarity: float


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A document that is another once more: with the bytes of the same file, or another scan with the same text."""

    document_id: UUID
    file_name: str | None
    document_date: date | None
    created_at: datetime
    same: Literal["file", "text"]


def find_similar(database: Database, document_id: UUID, *, limit: int) -> Sequence[Similar]:
    """Return the most similar documents first; none before the document is read. Raises DocumentNotFoundError."""
    if database.fetch_one("read_status", {"document_id": document_id}) is None:
        raise DocumentNotFoundError(document_id)
    rows = database.fetch_all("similar", {"document_id": document_id, "match_count": limit})
    return [Similar(**_values(row, Similar)) for row in rows]


def find_duplicates(connection: Connection, document_id: UUID) -> Sequence[Duplicate]:
    """Return the other documents of the owner that are this one once more, the oldest first."""
    rows = connection.execute(QUERIES["duplicates"], {"document_id": document_id}).fetchall()
    return [Duplicate(**_values(row, Duplicate)) for row in rows]


def _values(row: Row, kind: type[Similar] | type[Duplicate]) -> dict[str, Any]:
    named = {"file_name": choose_file_name(row["file_name"], row["file_url"])}
    return {name: row[name] for name in kind.__slots__} | named
