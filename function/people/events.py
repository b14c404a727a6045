"""Server-sent events of what becomes of documents, for whoever may see them."""

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import contextmanager
from uuid import UUID

from pydantic_core import to_json
from sse_starlette import ServerSentEvent

from function.database.pool import Database, Row
from function.document.file_name import choose_file_name
from function.document.person import Person
from function.errors import DatabaseUnavailableError, DocumentNotFoundError, TooManyRequestsError
from function.people.changes import Changes, Follower

# Of one follower: pages come in faster, and nobody sees more.
SECONDS_BETWEEN_LOOKS = 1.0
# Where changes are not heard. Each look is two queries.
POLL_SECONDS = 2.0
PING_SECONDS = 15
# Each has a connection and a task; a family has a few pages open.
MAX_STREAMS = 500
MAX_STREAMS_EACH = 20
# The documents of a follower that are looked at in one query.
MAX_KNOWN = 1000


class Events:
    """Makes streams of events. Used on the event loop."""

    def __init__(self, database: Database, changes: Changes) -> None:
        self._database = database
        self._changes = changes
        self._streams: Counter[UUID | None] = Counter()

    async def follow(
        self, person: Person | None, document_id: UUID | None = None
    ) -> AsyncIterator[ServerSentEvent]:
        """Return the events of one document, or of all that the person sees.

        Raises DocumentNotFoundError and TooManyRequestsError, before the first event.
        """
        if self._streams.total() >= MAX_STREAMS or (
            person is not None and self._streams[person.id] >= MAX_STREAMS_EACH
        ):
            raise TooManyRequestsError("Too many pages follow events already; close some of them.")
        stream = _Stream(self._database.seen_by(person), self._changes, person, document_id)
        first = await stream.look()
        if document_id is not None and not stream.known:
            raise DocumentNotFoundError(document_id)
        return self._run(stream, first, person)

    async def _run(
        self, stream: "_Stream", first: Sequence[ServerSentEvent], person: Person | None
    ) -> AsyncIterator[ServerSentEvent]:
        with self._counted(person), self._changes.follow() as follower:
            for event in first:
                yield event
            # Between the first look and now something may have happened.
            follower.tell_all()
            while person is None or time.time() < person.expires_at:
                for event in await stream.next_events(follower):
                    yield event

    @contextmanager
    def _counted(self, person: Person | None) -> Iterator[None]:
        key = None if person is None else person.id
        self._streams[key] += 1
        try:
            yield
        finally:
            self._streams[key] -= 1
            if not self._streams[key]:
                del self._streams[key]


class _Stream:
    """What one follower has been told; `known` are the latest events by document, the oldest first."""

    def __init__(
        self, database: Database, changes: Changes, person: Person | None, document_id: UUID | None
    ) -> None:
        self._database = database
        self._changes = changes
        self._person = person
        self._only = document_id
        self._looked = 0.0
        self.known: dict[UUID, bytes] = {}

    async def next_events(self, follower: Follower) -> list[ServerSentEvent]:
        """Wait for changes, or for the time to look for them, and return what is new."""
        await asyncio.sleep(self._looked + SECONDS_BETWEEN_LOOKS - time.monotonic())
        try:
            async with asyncio.timeout(PING_SECONDS if self._changes.hears else POLL_SECONDS):
                await follower.woken.wait()
        except TimeoutError:
            if self._changes.hears:
                return []
            follower.everything = True
        changes = follower.take()
        events = [event for id_, owner in changes.deleted.items() for event in self._tell_deleted(id_, owner)]
        changed = [id_ for id_ in changes.changed if self._only in (None, id_)]
        try:
            if changes.everything:
                events += await self.look()
            elif changed:
                events += await self._look_at(changed)
        except DatabaseUnavailableError:
            follower.tell_all()
        return events

    async def look(self) -> list[ServerSentEvent]:
        """Look at everything that may have changed, in at most two queries."""
        known = [self._only] if self._only else list(self.known)
        events = await self._look_at(known) if known else []
        if self._only is None:
            rows = await self._read(None)
            events += [event for row in rows for event in self._tell(row)]
        return events

    async def _look_at(self, ids: Sequence[UUID]) -> list[ServerSentEvent]:
        rows = await self._read(list(ids)[-MAX_KNOWN:])
        seen = {row["document_id"] for row in rows}
        gone = [id_ for id_ in ids if id_ in self.known and id_ not in seen]
        return [event for row in rows for event in self._tell(row)] + [
            event for id_ in gone for event in self._tell_deleted(id_, None)
        ]

    async def _read(self, ids: list[UUID] | None) -> list[Row]:
        self._looked = time.monotonic()
        return await asyncio.to_thread(self._database.fetch_all, "read_progress", {"document_ids": ids})

    def _tell(self, row: Row) -> list[ServerSentEvent]:
        row["file_name"] = choose_file_name(row["file_name"], row.pop("file_url"))
        data = to_json(row)
        if self.known.get(row["document_id"]) == data:
            return []
        self.known.pop(row["document_id"], None)
        self.known[row["document_id"]] = data
        if len(self.known) > MAX_KNOWN:
            del self.known[next(iter(self.known))]
        return [ServerSentEvent(data=data.decode(), event="document")]

    def _tell_deleted(self, document_id: UUID, owner: UUID | None) -> list[ServerSentEvent]:
        """Tell those who have seen the document, and its owner."""
        was_known = self.known.pop(document_id, None) is not None
        is_own = self._only is None and (
            self._person is None or (owner is not None and owner == self._person.id)
        )
        if not (was_known or is_own):
            return []
        return [ServerSentEvent(data=to_json({"document_id": document_id}).decode(), event="deleted")]
