"""Hears from Postgres which documents have changed: one listening connection for everybody who follows them."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from uuid import UUID, uuid4

import psycopg
import structlog

from function.database.pool import CONNECT_SECONDS, Database

log = structlog.get_logger()

CHANNEL = "kairo_documents"
# A notification takes milliseconds. Through a pooler in transaction mode none comes, and changes are looked for instead.
PROOF_SECONDS = 3.0
TRY_AGAIN_SECONDS = 10.0
# What nobody has fetched yet; beyond it everything is looked at again.
MAX_PENDING = 1000


@dataclass(eq=False, slots=True)
class Follower:
    """What has changed since somebody last looked. `everything` is set when something may have been missed."""

    woken: asyncio.Event = field(default_factory=asyncio.Event)
    changed: set[UUID] = field(default_factory=set)
    deleted: dict[UUID, UUID | None] = field(default_factory=dict)
    everything: bool = False

    def tell(self, document_id: UUID) -> None:
        if len(self.changed) < MAX_PENDING:
            self.changed.add(document_id)
        else:
            self.tell_all()
        self.woken.set()

    def tell_deleted(self, document_id: UUID, owner: UUID | None) -> None:
        if len(self.deleted) < MAX_PENDING:
            self.deleted[document_id] = owner
        self.woken.set()

    def tell_all(self) -> None:
        self.everything = True
        self.changed.clear()
        self.woken.set()

    def take(self) -> "Follower":
        """Return what has changed, and begin again."""
        taken = replace(self)
        self.woken.clear()
        self.changed, self.deleted, self.everything = set(), {}, False
        return taken


class Changes:
    """Used on the event loop. `hears` is whether notifications come; without them followers look themselves."""

    def __init__(self, url: str, database: Database) -> None:
        self._url = url
        self._database = database
        self._followers: set[Follower] = set()
        self._task: asyncio.Task[None] | None = None
        self.hears = False

    def start(self) -> None:
        self._task = asyncio.create_task(self._listen_always(), name="changes")

    async def stop(self) -> None:
        if self._task:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task

    def count(self) -> int:
        return len(self._followers)

    @contextmanager
    def follow(self) -> Iterator[Follower]:
        follower = Follower()
        self._followers.add(follower)
        try:
            yield follower
        finally:
            self._followers.discard(follower)

    async def _listen_always(self) -> None:
        while True:
            try:
                await self._listen()
            except (psycopg.Error, OSError, TimeoutError) as error:
                log.warning("changes_not_heard", error=type(error).__name__)
            self.hears = False
            self._tell_all()
            await asyncio.sleep(TRY_AGAIN_SECONDS)

    async def _listen(self) -> None:
        connection = await psycopg.AsyncConnection.connect(
            self._url,
            autocommit=True,
            prepare_threshold=None,
            connect_timeout=CONNECT_SECONDS,
            application_name="kairo-ocr changes",
        )
        async with connection:
            await connection.execute(f"listen {CHANNEL}".encode())
            proof = f"proof {uuid4()}"
            await asyncio.to_thread(self._database.execute, "prove_listening", {"proof": proof})
            async for notice in connection.notifies(timeout=PROOF_SECONDS):
                self._take(notice.payload, proof)
                if self.hears:
                    break
            if not self.hears:
                log.info("changes_are_polled")
                # A pooler in transaction mode stays one.
                await asyncio.sleep(30 * TRY_AGAIN_SECONDS)
                return
            self._tell_all()
            async for notice in connection.notifies():
                self._take(notice.payload, proof)

    def _take(self, payload: str, proof: str) -> None:
        if payload == proof:
            self.hears = True
            return
        first, space, owner = payload.partition(" ")
        with suppress(ValueError):
            document_id = UUID(first)
            for follower in self._followers:
                if space:
                    follower.tell_deleted(document_id, UUID(owner) if owner else None)
                else:
                    follower.tell(document_id)

    def _tell_all(self) -> None:
        for follower in self._followers:
            follower.tell_all()
