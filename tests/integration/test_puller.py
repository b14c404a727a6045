"""Instances that pull documents: each document is taken once, in order, and none is left behind."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import psycopg
import pytest
import structlog

from function.database.job import Job
from function.database.pool import Database as Pool
from function.database.queue import Attempt, Queue
from function.jobs.callbacks import Callbacks
from function.jobs.puller import Puller
from function.jobs.waiting_room import WaitingRoom
from function.observability.metrics import Metrics
from function.settings import load_settings
from local.postgres import Postgres
from tests.support.jobs import Claimed, Jobs, make_queue
from tests.support.services import Database
from tests.support.waiting import until

pytestmark = pytest.mark.integration

DOCUMENTS = 40


@pytest.fixture
def jobs(connection: psycopg.Connection) -> Jobs:
    """A queue that is not configured to post to any function."""
    return Jobs(connection)


@contextmanager
def open_queue(database: Database, instance: str = "worker-1") -> Iterator[tuple[Pool, Queue]]:
    pool = Pool(database.dsn)
    pool.open()
    minute = timedelta(minutes=1)
    yield pool, make_queue(pool, instance, lease=minute, job_timeout=minute)
    pool.close()


@pytest.fixture
def queue(database: Database) -> Iterator[Queue]:
    with open_queue(database) as (_, queue):
        yield queue


def claimed(attempt: Attempt | None) -> Claimed:
    assert attempt is not None
    return Claimed("claimed", attempt.job_id, attempt.number)


def test_the_most_urgent_and_oldest_document_is_taken_first_and_each_only_once(
    jobs: Jobs, queue: Queue
) -> None:
    # Without the index, the order cannot be a side effect of the index scan.
    jobs.connection.execute("drop index ocr_queue_turn_idx")
    late, urgent, early = jobs.insert(), jobs.insert("documents/b.pdf", priority=9), jobs.insert()
    jobs.connection.execute(
        "update ocr_queue set queued_at = now() - interval '1 h' where document_id = %s", [early]
    )
    taken = [queue.claim_next() for _ in range(4)]
    assert [attempt and attempt.document_id for attempt in taken] == [urgent, early, late, None]
    first = taken[0]
    assert first is not None
    assert (first.file_url, first.number, first.embed_only) == ("documents/b.pdf", 1, False)
    assert jobs.job(urgent, "claimed_by") == "worker-1"


def test_a_job_that_waits_for_its_next_try_or_is_posted_to_another_instance_is_left_alone(
    jobs: Jobs, queue: Queue
) -> None:
    retried, posted = jobs.insert(), jobs.insert()
    jobs.connection.execute(
        "update ocr_queue set next_attempt_at = now() + interval '1 h' where document_id = %s", [retried]
    )
    jobs.connection.execute(
        "update ocr_queue set dispatch_expires_at = now() + interval '1 min' where document_id = %s", [posted]
    )
    assert queue.claim_next() is None
    jobs.connection.execute(
        "update ocr_queue set dispatch_expires_at = now() where document_id = %s", [posted]
    )
    attempt = queue.claim_next()
    assert attempt is not None
    assert attempt.document_id == posted


def test_due_retries_and_stale_jobs_are_taken_up_without_pg_cron(jobs: Jobs, queue: Queue) -> None:
    failed, stale = jobs.insert(), jobs.insert()
    assert jobs.fail(claimed(queue.claim_next()))
    assert jobs.claim(stale).outcome == "claimed"
    queue.resubmit()
    assert queue.claim_next() is None
    jobs.connection.execute("update ocr_queue set next_attempt_at = now() where document_id = %s", [failed])
    jobs.expire_lease(stale)
    queue.resubmit()
    taken = {}
    # One after the other, because the stale one is read alone.
    while attempt := queue.claim_next():
        taken[attempt.document_id] = attempt.number
        assert jobs.complete(claimed(attempt))
    assert taken == {failed: 2, stale: 2}


def test_a_document_that_was_pulled_fills_no_slot_of_dispatch(jobs: Jobs, queue: Queue) -> None:
    document = jobs.insert()
    attempt = claimed(queue.claim_next())
    assert jobs.job(document, "status") == "processing"
    assert jobs.value("select ocr.in_flight()") == 0
    # The next attempt may be a posted one, which does fill a slot.
    assert jobs.fail(attempt)
    jobs.claim(document)
    assert jobs.value("select ocr.in_flight()") == 1


class Reader:
    """A stand-in for the pipeline: completes each attempt once `gate` is open."""

    def __init__(self, jobs: Jobs, *, closed: bool = False) -> None:
        self.read: list[Attempt] = []
        self.gate = threading.Event()
        self._jobs = jobs
        self._lock = threading.Lock()
        if not closed:
            self.gate.set()

    def run(self, attempt: Attempt) -> None:
        self.read.append(attempt)
        assert self.gate.wait(30)
        with self._lock:
            assert self._jobs.complete(claimed(attempt))


def refuse(document_id: object) -> Job:
    raise AssertionError("nobody posts to an instance that pulls")


@contextmanager
def open_puller(
    database: Database, run: Callable[[Attempt], None], poll_seconds: float = 5
) -> Iterator[tuple[Puller, WaitingRoom]]:
    """Open a puller that reads two documents at once. Needs a running event loop."""
    settings = load_settings(
        database_url=database.dsn,
        supabase_url="http://127.0.0.1:9",
        supabase_service_role_key="key",
        function_token="token-of-the-tests",
    )
    with open_queue(database) as (pool, queue):
        room = WaitingRoom(refuse, queue, at_once=2, size=1)
        callbacks = Callbacks(settings, pool, Metrics())
        yield Puller(queue, room, callbacks, run, poll_seconds=poll_seconds), room
        callbacks.close()


def test_two_workers_pull_forty_documents_with_one_winner_each(database: Database, jobs: Jobs) -> None:
    documents = {jobs.insert() for _ in range(DOCUMENTS)}
    readers = [Reader(jobs, closed=True), Reader(jobs, closed=True)]

    async def read_all() -> None:
        with (
            open_puller(database, readers[0].run) as (first, room_of_first),
            open_puller(database, readers[1].run) as (second, room_of_second),
        ):
            first.start()
            second.start()
            # Hold both until each has a document, so that neither gets a head start while the other connects.
            await until(lambda: all(reader.read for reader in readers))
            for reader in readers:
                reader.gate.set()
            await until(lambda: sum(len(reader.read) for reader in readers) >= DOCUMENTS)
            for puller, room in ((first, room_of_first), (second, room_of_second)):
                await puller.stop()
                await room.close()

    asyncio.run(read_all())
    read = [attempt for reader in readers for attempt in reader.read]
    assert {attempt.document_id for attempt in read} == documents
    assert [attempt.number for attempt in read] == [1] * DOCUMENTS
    assert jobs.value("select count(*) from ocr_queue where status = 'completed'") == DOCUMENTS


def test_an_empty_queue_is_looked_at_as_often_as_the_setting_says(
    database: Database, jobs: Jobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[Attempt | None] = []
    claim_next = Queue.claim_next
    monkeypatch.setattr(Queue, "claim_next", lambda queue: looks.append(claim_next(queue)))

    async def idle() -> None:
        with open_puller(database, Reader(jobs).run, poll_seconds=0.05) as (puller, room):
            puller.start()
            # With 5 seconds, so many would take longer than the test waits.
            await until(lambda: len(looks) >= 20)
            await puller.stop()
            await room.close()

    asyncio.run(idle())
    assert set(looks) == {None}


def test_a_stop_lets_what_runs_end_and_takes_nothing_more(database: Database, jobs: Jobs) -> None:
    for _ in range(4):
        jobs.insert()
    reader = Reader(jobs, closed=True)

    async def stop_amid_two() -> None:
        with open_puller(database, reader.run) as (puller, room):
            puller.start()
            await until(lambda: room.count() >= 2)
            stopping = asyncio.create_task(puller.stop())
            await asyncio.sleep(0)
            reader.gate.set()
            await stopping
            await room.close()

    asyncio.run(stop_amid_two())
    assert len(reader.read) == 2
    statuses = jobs.value("select array_agg(status order by status) from ocr_queue")
    assert statuses == ["completed", "completed", "queued", "queued"]


def test_a_worker_needs_no_pg_cron_for_stale_jobs_and_callbacks_that_are_due(
    database: Database, jobs: Jobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    woken: list[Callbacks] = []
    monkeypatch.setattr(Callbacks, "wake", lambda callbacks: woken.append(callbacks))
    stale = jobs.insert()
    jobs.claim(stale, "dead")
    jobs.expire_lease(stale)
    reader = Reader(jobs)

    async def read_it() -> None:
        with open_puller(database, reader.run) as (puller, room):
            puller.start()
            await until(lambda: reader.read)
            await puller.stop()
            await room.close()

    asyncio.run(read_it())
    assert [(attempt.document_id, attempt.number) for attempt in reader.read] == [(stale, 2)]
    assert woken


def test_a_worker_outlives_a_database_that_is_away(
    database: Database, jobs: Jobs, postgres: Postgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("function.database.pool.CONNECT_SECONDS", 1)
    read: list[Any] = []

    async def outlive_it() -> None:
        def run(attempt: Attempt) -> None:
            read.append(attempt.document_id)

        with open_puller(database, run, poll_seconds=0.1) as (puller, room):
            puller.start()
            postgres.stop()
            await until(lambda: [line for line in lines if line["event"] == "pull_missed"])
            postgres.start()
            with psycopg.connect(database.dsn, autocommit=True) as connection:
                document = Jobs(connection).insert()
            await until(lambda: read)
            await puller.stop()
            await room.close()
            assert read == [document]

    with structlog.testing.capture_logs() as lines:
        asyncio.run(outlive_it())
