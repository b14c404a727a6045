"""Lists documents by their fields, in pages that a key begins."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal
from uuid import UUID

from function.database.field_filter import FieldFilter
from function.database.pool import Database, Row
from function.document.file_name import choose_file_name

# More are no list to choose from.
MAX_ISSUERS = 500

Status = Literal["queued", "processing", "completed", "failed"]
SortColumn = Literal["document_date", "due_date", "total_amount", "created_at"]


@dataclass(frozen=True, slots=True)
class Order:
    """Documents without a value come last, whatever the direction."""

    column: SortColumn
    descending: bool


@dataclass(frozen=True, slots=True)
class Key:
    """The place of a document in an order: its value, as Postgres writes it, and its id."""

    value: str | None
    document_id: UUID


@dataclass(frozen=True, slots=True)
class Listed:
    """A document in a list."""

    document_id: UUID
    file_name: str | None
    status: str | None
    document_type: str | None
    issuer: str | None
    document_date: date | None
    due_date: date | None
    total_amount: Decimal | None
    currency: str | None
    needs_review: bool | None
    created_at: datetime | date | None
    page_count: int | None
    pages_done: int | None
    error_code: str | None
    error: str | None
    confidence: float | None
    media_type: str | None
    priority: int | None


@dataclass(frozen=True, slots=True)
class StateFilter:
    """None means no limit. `language` is an ISO 639-1 code; a document that was never read needs no review. `sha256` is
    that of its file, in small hexadecimal digits."""

    owner: UUID | None = None
    statuses: Sequence[Status] | None = None
    needs_review: bool | None = None
    language: str | None = None
    sha256: str | None = None


def list_documents(
    database: Database, only: FieldFilter, state: StateFilter, order: Order, *, after: Key | None, limit: int
) -> tuple[list[Listed], Key | None]:
    """Return the documents that follow `after`, and the key that continues the list, None at its end."""
    parameters = {
        **asdict(only),
        **asdict(state),
        "sort": order.column,
        "descending": order.descending,
        "after_id": after and after.document_id,
        "after_value": after and after.value,
        # One more shows whether there is a next page.
        "match_count": limit + 1,
    }
    rows = database.fetch_all("list_documents", parameters)
    shown = rows[:limit]
    following = Key(shown[-1]["sort_value"], shown[-1]["document_id"]) if len(rows) > limit else None
    return [_listed(row) for row in shown], following


def list_issuers(database: Database) -> list[str]:
    """Return who made the documents, those of the latest first."""
    return [row["issuer"] for row in database.fetch_all("list_issuers", {"match_count": MAX_ISSUERS})]


def _listed(row: Row) -> Listed:
    values = {name: row[name] for name in Listed.__slots__}
    values["file_name"] = choose_file_name(row["file_name"], row["file_url"])
    # A document outlives its job.
    if row["pages_done"] is None:
        values["pages_done"] = row["page_count"]
    return Listed(**values)
