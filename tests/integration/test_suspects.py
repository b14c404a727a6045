"""A document whose worker died may be the cause: it is read alone, and only then do deaths count against it."""

import asyncio
import dataclasses
import threading
from contextlib import suppress
from uuid import UUID, uuid4

import psycopg
import pytest
import structlog

from function.database.instances import Instance, beat
from function.database.job import Job
from function.database.pool import Database as Pool
from function.database.queue import Attempt, MustBeAlone, Queue
from function.jobs.waiting_room import WaitingRoom
from tests.support.jobs import Claimed, Jobs, make_instance, make_queue
from tests.support.services import Database
from tests.support.waiting import until, wait_until

pytestmark = pytest.mark.integration

MAX_TRIES = 4


@pytest.fixture
def jobs(connection: psycopg.Connection) -> Jobs:
    jobs = Jobs(connection)
    jobs.configure(max_in_flight=4)
    return jobs


class Worker:
    """One worker after another of the same instance."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._instance: Instance = make_instance()
        self.deaths = 0
        self._start()

    def _start(self) -> None:
        beat(self._pool, self._instance, slots=2)
        self.queue: Queue = make_queue(self._pool, self._instance)
        self.queue.take_over()

    def die(self) -> None:
        self.deaths += 1
        self._instance = dataclasses.replace(self._instance, generation=uuid4())
        self._start()

    @property
    def ids(self) -> tuple[UUID, UUID]:
        return self._instance.id, self._instance.generation

    def claim(self, document: UUID) -> Claimed:
        attempt = self.queue.claim(document)
        assert attempt is not None
        return as_claimed(attempt)


def as_claimed(attempt: Attempt) -> Claimed:
    return Claimed("claimed", attempt.job_id, attempt.number)


def test_the_first_death_costs_no_try_and_makes_a_suspect(pool: Pool, jobs: Jobs) -> None:
    worker, documents = Worker(pool), [jobs.insert(), jobs.insert()]
    for document in documents:
        worker.claim(document)
    worker.die()
    for document in documents:
        assert (jobs.job(document, "status"), jobs.job(document, "tries")) == ("queued", 0)
        assert jobs.job(document, "suspect") is True
    assert jobs.connection.execute(
        "select distinct reason from ocr.events where to_status = 'queued'"
    ).fetchall() == [
        ("inserted",),
        ("stale",),
    ]


def test_an_expired_lease_is_a_death_too_whoever_notices_it(jobs: Jobs) -> None:
    resubmitted, reclaimed = jobs.insert(), jobs.insert()
    for document in (resubmitted, reclaimed):
        jobs.claim(document)
        jobs.expire_lease(document)
    assert jobs.claim(reclaimed).attempt == 2
    assert jobs.value("select ocr.resubmit()") == 1
    assert (jobs.job(resubmitted, "tries"), jobs.job(resubmitted, "suspect")) == (0, True)
    # The attempt that is running now.
    assert (jobs.job(reclaimed, "tries"), jobs.job(reclaimed, "suspect")) == (1, True)


def test_a_document_that_kills_every_worker_is_given_up_after_one_death_more_than_tries(
    pool: Pool, jobs: Jobs
) -> None:
    worker, document = Worker(pool), jobs.insert()
    while jobs.job(document, "status") != "failed":
        worker.claim(document)
        worker.die()
        assert worker.deaths <= MAX_TRIES + 1
    assert worker.deaths == MAX_TRIES + 1
    assert jobs.job(document, "error_code") == "attempts_spent"


def test_documents_read_beside_one_that_kills_every_worker_spend_no_try(pool: Pool, jobs: Jobs) -> None:
    worker, guilty = Worker(pool), jobs.insert()
    beside = []
    while jobs.job(guilty, "status") != "failed":
        worker.claim(guilty)
        beside.append(jobs.insert())
        with suppress(MustBeAlone):
            worker.claim(beside[-1])
        worker.die()
    assert [jobs.job(document, "tries") for document in beside] == [0] * (MAX_TRIES + 1)
    # Only the first was there when nobody was suspected.
    assert [jobs.job(document, "suspect") for document in beside] == [True] + [False] * MAX_TRIES


def test_a_suspect_is_read_alone_by_its_worker_only(pool: Pool, jobs: Jobs) -> None:
    worker, other = Worker(pool), Worker(pool)
    suspect, fresh, third = jobs.insert(), jobs.insert(), jobs.insert()
    worker.claim(suspect)
    worker.die()
    attempt = worker.claim(fresh)
    with pytest.raises(MustBeAlone):
        worker.queue.claim(suspect)
    assert jobs.complete(attempt)
    worker.claim(suspect)
    with pytest.raises(MustBeAlone):
        worker.queue.claim(third)
    assert worker.queue.claim_next() is None
    other.claim(third)


def test_two_claims_at_the_same_moment_do_not_miss_each_other(
    database: Database, pool: Pool, jobs: Jobs
) -> None:
    worker = Worker(pool)
    suspect, fresh = jobs.insert(), jobs.insert()
    worker.claim(suspect)
    worker.die()
    claim = "select outcome from ocr.claim(%s, 'vps-1', instance_id => %s, generation => %s)"
    found: list[str] = []
    second = threading.Thread(target=lambda: found.append(claim_now(worker.queue, fresh)))
    with psycopg.connect(database.dsn) as first:
        assert first.execute(claim, [suspect, *worker.ids]).fetchone() == ("claimed",)
        second.start()
        until_blocked(jobs)
    second.join()
    assert found == ["not alone"]


def claim_now(queue: Queue, document: UUID) -> str:
    try:
        queue.claim(document)
    except MustBeAlone:
        return "not alone"
    return "claimed"


def until_blocked(jobs: Jobs) -> None:
    wait_until(
        lambda: jobs.value("select count(*) from pg_locks where locktype = 'advisory' and not granted")
    )


def test_a_saved_page_clears_a_suspect(pool: Pool, jobs: Jobs) -> None:
    worker, book, letter = Worker(pool), jobs.insert(), jobs.insert()
    for page in range(1, 4):
        attempt = worker.claim(book)
        jobs.begin(attempt, pages=9)
        assert jobs.save_page(attempt, page)
        assert jobs.job(book, "suspect") is False
        # Others are read beside it again.
        if page == 1:
            assert jobs.complete(worker.claim(letter))
        worker.die()
        # However often it happens, a document that gets on is not given up.
        assert (jobs.job(book, "tries"), jobs.job(book, "suspect")) == (0, True)


def test_a_resubmitted_document_is_no_suspect_any_more(pool: Pool, jobs: Jobs) -> None:
    worker, document = Worker(pool), jobs.insert()
    worker.claim(document)
    worker.die()
    jobs.value("select ocr.resubmit(%s, force => true)", document)
    assert jobs.job(document, "suspect") is False


class Pipeline:
    """Claims as the pipeline does, and completes what it may."""

    def __init__(self, database: Database, queue: Queue) -> None:
        self.claimed: list[UUID] = []
        self.may_claim = threading.Event()
        self.may_end = threading.Semaphore(0)
        self._database = database
        self._queue = queue

    def run(self, document: UUID) -> Job:
        assert self.may_claim.wait(30)
        attempt = self._queue.claim(document)
        assert attempt is not None
        self.claimed.append(document)
        assert self.may_end.acquire(timeout=30)
        with psycopg.connect(self._database.dsn, autocommit=True) as connection:
            assert Jobs(connection).complete(as_claimed(attempt))
        return self._queue.read_job(document)


def make_suspects(worker: Worker, jobs: Jobs) -> list[UUID]:
    suspects = [jobs.insert(), jobs.insert()]
    for document in suspects:
        worker.claim(document)
    worker.die()
    return suspects


def test_a_suspect_that_is_posted_gets_its_turn_before_what_came_later(
    database: Database, pool: Pool, jobs: Jobs
) -> None:
    worker = Worker(pool)
    suspect, _ = make_suspects(worker, jobs)
    early, late = jobs.insert(), jobs.insert()
    pipeline = Pipeline(database, worker.queue)
    pipeline.may_claim.set()

    async def read_all() -> None:
        room = WaitingRoom(pipeline.run, worker.queue, at_once=2, size=2)
        await room.process(early, force=False, in_background=True)
        await until(lambda: pipeline.claimed == [early])
        with structlog.testing.capture_logs() as lines:
            await room.process(suspect, force=False, in_background=True)
            await until(lambda: "waits_to_be_alone" in [line["event"] for line in lines])
        await room.process(late, force=False, in_background=True)
        for document in (suspect, late):
            pipeline.may_end.release()
            await until(lambda document=document: pipeline.claimed[-1] == document)  # type: ignore[misc]
            assert jobs.value("select count(*) from ocr_queue where status = 'processing'") == 1
        pipeline.may_end.release()
        await room.close()

    asyncio.run(read_all())
    assert pipeline.claimed == [early, suspect, late]


def test_two_suspects_do_not_wait_for_each_other(database: Database, pool: Pool, jobs: Jobs) -> None:
    worker = Worker(pool)
    suspects = make_suspects(worker, jobs)
    early, late = jobs.insert(), jobs.insert()
    pipeline = Pipeline(database, worker.queue)
    pipeline.may_claim.set()

    async def read_all() -> None:
        room = WaitingRoom(pipeline.run, worker.queue, at_once=2, size=2)
        await room.process(early, force=False, in_background=True)
        await until(lambda: pipeline.claimed == [early])
        pipeline.may_claim.clear()
        for document in (*suspects, late):
            await room.process(document, force=False, in_background=True)
        pipeline.may_claim.set()
        # Both suspects have been refused once, and both turns are taken.
        await until(lambda: pipeline.claimed == [early, late])
        pipeline.may_end.release(4)
        await asyncio.wait_for(room.close(), 30)

    asyncio.run(read_all())
    assert jobs.value("select count(*) from ocr_queue where status = 'completed'") == 4


def test_a_suspect_goes_back_to_the_queue_while_an_attempt_that_ended_here_keeps_its_lease(
    database: Database, pool: Pool, jobs: Jobs
) -> None:
    worker = Worker(pool)
    suspect, _ = make_suspects(worker, jobs)
    worker.claim(jobs.insert())
    pipeline = Pipeline(database, worker.queue)
    pipeline.may_claim.set()

    async def read() -> None:
        room = WaitingRoom(pipeline.run, worker.queue, at_once=2, size=2)
        await room.process(suspect, force=False, in_background=True)
        await room.close()

    asyncio.run(read())
    assert jobs.job(suspect, "status") == "queued"
    assert jobs.job(suspect, "dispatch_expires_at") is None
