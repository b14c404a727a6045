"""The SQL of the queue's tests, as short methods."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg
from psycopg import sql
from psycopg.types.json import Jsonb

from function.database.instances import Instance
from function.database.pool import Database
from function.database.queue import Queue

PAGE = {
    "text": "hola",
    "blocks": [],
    "width": 595,
    "height": 842,
    "rotation": 0,
    "source": "ocr",
    "language": "es",
    "confidence": 0.9,
    "review_reasons": [],
    "seconds": 1.2,
}
DOCUMENT = {
    "ocr_text": "hola",
    "page_count": 1,
    "language": "es",
    "ocr_confidence": 0.9,
    "review_reasons": [],
}


def make_instance(name: str = "vps-1", *, pulls: bool = False) -> Instance:
    return Instance(uuid4(), uuid4(), name, pulls=pulls, version="1", model="e5")


def make_queue(pool: Database, instance: str | Instance = "vps-1", **others: Any) -> Queue:
    """A queue with the usual settings; `others` override them or are passed along."""
    if isinstance(instance, str):
        instance = make_instance(instance)
    usual = {
        "lease": timedelta(minutes=2),
        "job_timeout": timedelta(minutes=15),
        "max_retries": 3,
        "wants_callback": False,
    }
    return Queue(pool, instance, **{**usual, **others})


@dataclass(frozen=True)
class Claimed:
    outcome: str
    job_id: UUID
    attempt: int


class Jobs:
    """Drives the queue through one connection as `postgres`."""

    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection

    def value(self, statement: str, *parameters: Any) -> Any:
        row = self.connection.execute(statement, parameters or None).fetchone()
        return row[0] if row else None

    def configure(self, **values: Any) -> None:
        self.value(
            "select ocr.configure(function_url => %s, function_token => 'test-token', max_in_flight => %s)",
            values.get("url", "http://127.0.0.1:9"),
            values.get("max_in_flight", 2),
        )

    def insert(self, file_url: str = "documents/a.pdf", *, priority: int = 5) -> UUID:
        found = self.value(
            "insert into documents (file_url, ocr_priority) values (%s, %s) returning id", file_url, priority
        )
        assert isinstance(found, UUID)
        return found

    def claim(self, document_id: UUID, instance: str = "vps-1", *, retries: int = 3) -> Claimed:
        row = self.connection.execute(
            "select outcome, job_id, attempt from ocr.claim(%s, %s, max_retries => %s)",
            [document_id, instance, retries],
        ).fetchone()
        assert row is not None
        return Claimed(*row)

    def read_again(self, document_id: UUID) -> bool:
        return bool(self.value("select ocr.read_again(%s)", document_id))

    def begin(self, claim: Claimed, *, fingerprint: str = "abc", pages: int = 3) -> list[int] | None:
        found = self.value(
            "select ocr.begin_reading(%s, %s, %s, %s)", claim.job_id, claim.attempt, fingerprint, pages
        )
        return None if found is None else list(found)

    def save_page(self, claim: Claimed, number: int) -> bool:
        return bool(
            self.value(
                "select ocr.save_page(%s, %s, %s)",
                claim.job_id,
                claim.attempt,
                Jsonb({**PAGE, "page_number": number}),
            )
        )

    def heartbeat(self, claim: Claimed) -> bool:
        return bool(self.value("select ocr.heartbeat(%s, %s)", claim.job_id, claim.attempt))

    def complete(self, claim: Claimed) -> bool:
        return bool(
            self.value(
                "select ocr.complete(%s, %s, %s, 0, 1.0)", claim.job_id, claim.attempt, Jsonb(DOCUMENT)
            )
        )

    def fail(self, claim: Claimed, *, retryable: bool = True, code: str = "storage_unavailable") -> bool:
        return bool(
            self.value("select ocr.fail(%s, %s, %s, 'why', %s)", claim.job_id, claim.attempt, code, retryable)
        )

    def expire_lease(self, document_id: UUID) -> None:
        self.connection.execute(
            "update ocr_queue set lease_expires_at = now() - interval '1 s' where document_id = %s",
            [document_id],
        )

    def job(self, document_id: UUID, column: str) -> Any:
        query = sql.SQL("select {} from ocr_queue where document_id = %s").format(sql.Identifier(column))
        row = self.connection.execute(query, [document_id]).fetchone()
        return row[0] if row else None

    def document(self, document_id: UUID, column: str) -> Any:
        query = sql.SQL("select {} from documents where id = %s").format(sql.Identifier(column))
        row = self.connection.execute(query, [document_id]).fetchone()
        return row[0] if row else None

    def requests(self) -> list[dict[str, Any]]:
        """Request bodies waiting in pg_net's queue, oldest first."""
        rows = self.connection.execute(
            "select convert_from(body, 'utf8')::jsonb from net.http_request_queue order by id"
        ).fetchall()
        return [row[0] for row in rows]
