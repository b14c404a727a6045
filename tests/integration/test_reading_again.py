"""A forced request is never answered with an earlier result."""

import asyncio
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from uuid import UUID

import psycopg
import pytest

from function.database.job import Job
from function.database.pool import Database as Pool
from function.database.queue import Queue
from function.jobs.waiting_room import WaitingRoom
from tests.support.jobs import Claimed, Jobs, make_queue
from tests.support.services import Database
from tests.support.waiting import until

pytestmark = pytest.mark.integration


@pytest.fixture
def jobs(connection: psycopg.Connection) -> Jobs:
    jobs = Jobs(connection)
    jobs.configure()
    return jobs


class Reader:
    """A stand-in for the pipeline that reads nothing; each run waits for `may_read`, then for `may_leave`."""

    def __init__(self, queue: Queue, jobs: Jobs) -> None:
        self.completed = threading.Semaphore(0)
        self.may_read = threading.Semaphore(0)
        self.may_leave = threading.Semaphore(0)
        self._queue = queue
        self._jobs = jobs

    def run(self, document_id: UUID) -> Job:
        attempt = self._queue.claim(document_id)
        assert self.may_read.acquire(timeout=30)
        if attempt is not None:
            # The database refuses this if the attempt has been superseded.
            self._jobs.complete(Claimed("claimed", attempt.job_id, attempt.number))
        self.completed.release()
        assert self.may_leave.acquire(timeout=30)
        return self._queue.read_job(document_id)

    def let_through(self, runs: int) -> None:
        self.may_read.release(runs)
        self.may_leave.release(runs)


@contextmanager
def open_room(database: Database, *, size: int = 1) -> Iterator[tuple[WaitingRoom, Reader]]:
    """Open a room that processes two documents at a time and lets `size` more wait."""
    pool = Pool(database.dsn)
    pool.open()
    queue = make_queue(pool)
    with psycopg.connect(database.dsn, autocommit=True) as connection:
        reader = Reader(queue, Jobs(connection))
        yield WaitingRoom(reader.run, queue, at_once=2, size=size), reader
    pool.close()


async def wait_for(semaphore: threading.Semaphore) -> None:
    assert await asyncio.to_thread(semaphore.acquire, timeout=30)


@pytest.mark.parametrize("in_background", [True, False])
def test_a_forced_request_while_the_earlier_run_is_ending_reads_again(
    database: Database, jobs: Jobs, in_background: bool
) -> None:
    document = jobs.insert()

    async def force_at_the_end() -> Job:
        with open_room(database) as (room, reader):
            await room.process(document, force=False, in_background=True)
            reader.may_read.release()
            await wait_for(reader.completed)
            assert jobs.job(document, "status") == "completed"
            # The row is completed, but the run has not left the room yet.
            forced = asyncio.create_task(room.process(document, force=True, in_background=in_background))
            if in_background:
                job = await forced
                reader.let_through(2)
            else:
                reader.let_through(2)
                job = await forced
            await room.close()
            return job

    job = asyncio.run(force_at_the_end())
    assert (job.status, job.attempt) in (
        [("queued", 1), ("processing", 2)] if in_background else [("completed", 2)]
    )
    assert (jobs.job(document, "status"), jobs.job(document, "attempt")) == ("completed", 2)


def test_a_forced_request_in_the_background_is_not_answered_with_the_earlier_result(
    database: Database, jobs: Jobs
) -> None:
    document = jobs.insert()
    jobs.complete(jobs.claim(document))

    async def force() -> Job:
        with open_room(database) as (room, reader):
            job = await room.process(document, force=True, in_background=True)
            reader.let_through(1)
            await room.close()
            return job

    assert asyncio.run(force()).status in ("queued", "processing")
    assert (jobs.job(document, "status"), jobs.job(document, "attempt")) == ("completed", 2)


def test_forced_requests_while_it_is_read_leave_the_running_attempt_alone(
    database: Database, jobs: Jobs
) -> None:
    document = jobs.insert()

    async def force_twice() -> list[Job]:
        with open_room(database) as (room, reader):
            await room.process(document, force=False, in_background=True)
            await until(lambda: jobs.job(document, "status") == "processing")
            found = [await room.process(document, force=True) for _ in range(2)]
            reader.let_through(1)
            await room.close()
            return found

    assert [(job.status, job.attempt) for job in asyncio.run(force_twice())] == [("processing", 1)] * 2
    assert (jobs.job(document, "status"), jobs.job(document, "attempt")) == ("completed", 1)


def test_a_full_function_keeps_a_forced_request_in_the_queue(database: Database, jobs: Jobs) -> None:
    done = jobs.insert()
    first = jobs.claim(done)
    jobs.begin(first)
    jobs.save_page(first, 1)
    jobs.complete(first)
    others = [jobs.insert() for _ in range(2)]

    async def force_into_a_full_room() -> Job:
        with open_room(database, size=0) as (room, reader):
            for other in others:
                await room.process(other, force=False, in_background=True)
            job = await room.process(done, force=True)
            reader.let_through(2)
            await room.close()
            return job

    assert asyncio.run(force_into_a_full_room()).status == "queued"
    jobs.connection.execute("update ocr_queue set next_attempt_at = now()")
    again = jobs.claim(done)
    assert (again.outcome, again.attempt, jobs.begin(again)) == ("claimed", 2, [])


@pytest.mark.parametrize("ends", [Jobs.complete, partial(Jobs.fail, retryable=False)])
def test_a_document_that_has_ended_is_answered_at_once_while_every_turn_is_taken(
    database: Database, jobs: Jobs, ends: Callable[[Jobs, Claimed], object]
) -> None:
    done = jobs.insert()
    ends(jobs, jobs.claim(done))
    others = [jobs.insert() for _ in range(2)]

    async def ask_again() -> tuple[Job, Sequence[UUID] | None]:
        with open_room(database) as (room, reader):
            for other in others:
                await room.process(other, force=False, in_background=True)
            await until(lambda: room.running == 2)
            try:
                async with asyncio.timeout(10):
                    return await room.process(done, force=False), room.waiting()
            finally:
                reader.let_through(3)
                await room.close()

    job, waiting = asyncio.run(ask_again())
    assert job.status == jobs.job(done, "status")
    assert waiting == (), "a place that a letter needs"


def test_a_document_that_is_about_to_be_read_again_is_not_posted_too(jobs: Jobs) -> None:
    document = jobs.insert()
    jobs.complete(jobs.claim(document))
    posted = len(jobs.requests())
    assert jobs.read_again(document)
    jobs.value("select ocr.dispatch()")
    assert len(jobs.requests()) == posted


def test_a_document_that_is_posted_while_its_lost_attempt_is_still_here_is_read(
    database: Database, jobs: Jobs
) -> None:
    document = jobs.insert()

    async def change_the_file() -> Job:
        with open_room(database) as (room, reader):
            await room.process(document, force=False, in_background=True)
            await until(lambda: jobs.job(document, "status") == "processing")
            jobs.connection.execute(
                "update documents set file_url = 'documents/b.pdf' where id = %s", [document]
            )
            job = await room.process(document, force=False, in_background=True)
            await until(lambda: jobs.job(document, "status") == "processing")
            reader.let_through(2)
            await room.close()
            return job

    assert asyncio.run(change_the_file()).status in ("queued", "processing")
    assert jobs.job(document, "status") == "completed"
