"""Who follows documents hears of changes at once, and where notifications do not come, changes are looked for."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from function.database.pool import Database as Pool
from function.document.person import Person
from function.errors import DocumentNotFoundError, TooManyRequestsError
from function.people import changes as changes_module
from function.people import events as events_module
from function.people.changes import Changes
from function.people.events import MAX_STREAMS_EACH, Events
from tests.support.jobs import Jobs
from tests.support.services import Database
from tests.support.waiting import until

pytestmark = pytest.mark.integration

# Shorter than people's, and still one after the other.
BETWEEN_LOOKS, POLL = 0.05, 0.1
ANA_ID = uuid4()
ANA = Person(ANA_ID, 4e9, json.dumps({"sub": str(ANA_ID), "role": "authenticated"}), "token")


class Following:
    """A stream of events that is read in the background."""

    def __init__(self) -> None:
        self.told: list[tuple[str, dict[str, Any]]] = []

    async def read(self, events: Events, person: Person | None, document: UUID | None = None) -> None:
        async for event in await events.follow(person, document):
            self.told.append((str(event.event), json.loads(str(event.data))))

    def statuses(self, document: UUID) -> list[str]:
        return [
            data["status"]
            for _, data in self.told
            if data.get("document_id") == str(document) and "status" in data
        ]


def run(pool: Pool, url: str, work: Callable[[Events, Changes], Awaitable[None]]) -> None:
    async def all_of_it() -> None:
        changes = Changes(url, pool)
        changes.start()
        try:
            await work(Events(pool, changes), changes)
        finally:
            await changes.stop()

    asyncio.run(all_of_it())


def own_document(connection: psycopg.Connection) -> UUID:
    document = Jobs(connection).insert()
    connection.execute("update documents set owner_id = %s where id = %s", [ANA.id, document])
    return document


async def follow_to_the_end(
    events: Events, connection: psycopg.Connection, other: UUID, person: Person | None
) -> None:
    jobs, following = Jobs(connection), Following()
    document = own_document(connection)
    task = asyncio.create_task(following.read(events, person))
    await until(lambda: following.statuses(document) == ["queued"])
    claim = jobs.claim(document)
    jobs.begin(claim)
    jobs.save_page(claim, 1)
    await until(lambda: following.statuses(document)[-1] == "processing")
    jobs.complete(claim)
    await until(lambda: following.statuses(document)[-1] == "completed")
    connection.execute("delete from documents where id = %s", [document])
    await until(lambda: ("deleted", {"document_id": str(document)}) in following.told)
    task.cancel()
    if person is not None:
        assert following.statuses(other) == []


@pytest.mark.parametrize("person", [ANA, None], ids=["a person", "a server"])
@pytest.mark.parametrize("hears", [True, False], ids=["heard", "polled"])
def test_a_document_is_followed_to_its_end(
    database: Database,
    connection: psycopg.Connection,
    pool: Pool,
    monkeypatch: pytest.MonkeyPatch,
    person: Person | None,
    hears: bool,
) -> None:
    monkeypatch.setattr(events_module, "SECONDS_BETWEEN_LOOKS", BETWEEN_LOOKS)
    monkeypatch.setattr(events_module, "POLL_SECONDS", POLL)
    if not hears:
        # As through a pooler in transaction mode: nothing comes on the listening connection.
        monkeypatch.setattr(changes_module, "CHANNEL", "another_channel")
        monkeypatch.setattr(changes_module, "PROOF_SECONDS", 0.1)

    async def work(events: Events, changes: Changes) -> None:
        if hears:
            await until(lambda: changes.hears)
        await follow_to_the_end(events, connection, other, person)
        assert changes.hears is hears
        await until(lambda: changes.count() == 0)

    other = Jobs(connection).insert()
    run(pool, database.dsn, work)


def test_a_follower_that_does_not_see_a_document_cannot_follow_it(
    database: Database, connection: psycopg.Connection, pool: Pool
) -> None:
    document = Jobs(connection).insert()

    async def work(events: Events, _: Changes) -> None:
        with pytest.raises(DocumentNotFoundError):
            await events.follow(ANA, document)

    run(pool, database.dsn, work)


def test_a_stream_ends_with_the_session(database: Database, pool: Pool) -> None:
    async def work(events: Events, _: Changes) -> None:
        over = Person(ANA.id, 0.0, ANA.claims, ANA.token)
        assert [event async for event in await events.follow(over)] == []

    run(pool, database.dsn, work)


def test_one_person_does_not_take_all_streams(database: Database, pool: Pool) -> None:
    async def work(events: Events, changes: Changes) -> None:
        tasks = [asyncio.create_task(Following().read(events, ANA)) for _ in range(MAX_STREAMS_EACH)]
        await until(lambda: changes.count() == MAX_STREAMS_EACH)
        with pytest.raises(TooManyRequestsError):
            await events.follow(ANA)
        await (await events.follow(None)).aclose()  # type: ignore[attr-defined]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await events.follow(ANA)

    run(pool, database.dsn, work)
