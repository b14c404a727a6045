"""An attempt from the function's side: its lease, how it ends, and how it survives losing the database."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from function.database.pool import Database as Pool
from function.database.queue import Attempt, Queue
from function.errors import DatabaseUnavailableError, DocumentNotFoundError, FenceLostError, JobTimeoutError
from function.jobs.lease import Lease
from tests.support.jobs import Jobs, make_queue
from tests.support.services import Database

pytestmark = pytest.mark.integration


@pytest.fixture
def jobs(connection: psycopg.Connection) -> Jobs:
    jobs = Jobs(connection)
    jobs.configure()
    return jobs


@pytest.fixture
def queue(database: Database) -> Iterator[Queue]:
    pool = Pool(database.dsn)
    pool.open()
    yield make_queue(pool, lease=timedelta(seconds=1), job_timeout=timedelta(minutes=1))
    pool.close()


def claim(queue: Queue, jobs: Jobs) -> Attempt:
    attempt = queue.claim(jobs.insert())
    assert attempt is not None
    return attempt


def test_the_lease_is_extended_while_the_attempt_works(
    queue: Queue, jobs: Jobs, eventually: Callable[..., Any]
) -> None:
    attempt = claim(queue, jobs)
    first = jobs.job(attempt.document_id, "lease_expires_at")
    with Lease(queue, attempt, lease_seconds=1, timeout_seconds=60) as lease:
        eventually(lambda: jobs.job(attempt.document_id, "lease_expires_at") > first)
        lease.check()


def test_an_attempt_that_was_taken_over_stops(
    queue: Queue, jobs: Jobs, eventually: Callable[..., Any]
) -> None:
    attempt = claim(queue, jobs)

    def stopped(lease: Lease) -> bool:
        try:
            lease.check()
        except FenceLostError:
            return True
        return False

    with Lease(queue, attempt, lease_seconds=1, timeout_seconds=60) as lease:
        jobs.value("select ocr.resubmit(%s, force => true)", attempt.document_id)
        eventually(lambda: stopped(lease))


def test_an_attempt_ends_with_the_job_timeout(queue: Queue, jobs: Jobs) -> None:
    attempt = claim(queue, jobs)
    with (
        Lease(queue, attempt, lease_seconds=1, timeout_seconds=0) as lease,
        pytest.raises(JobTimeoutError, match=str(attempt.document_id)),
    ):
        lease.check()


def test_a_restart_of_postgres_is_lived_through(queue: Queue, jobs: Jobs, database: Database) -> None:
    attempt = claim(queue, jobs)
    with psycopg.connect(database.admin_dsn, autocommit=True) as admin:
        admin.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = %s and application_name = 'kairo-ocr'",
            [database.name],
        )
    assert queue.heartbeat(attempt)


def test_a_database_that_is_away_is_a_clear_error_without_its_password(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("function.database.pool.CONNECT_SECONDS", 1)
    pool = Pool("postgresql://postgres:very-secret@127.0.0.1:9/postgres?connect_timeout=1")
    pool.open()
    with pytest.raises(DatabaseUnavailableError) as caught:
        pool.fetch_one("read_load")
    pool.close()
    assert "very-secret" not in str(caught.value)


def test_a_document_that_is_not_there_is_named_in_the_error(queue: Queue) -> None:
    document = uuid4()
    questions: tuple[Callable[[], object], ...] = (
        lambda: queue.claim(document),
        lambda: queue.turn_away(document),
        lambda: queue.read_again(document),
        lambda: queue.read_job(document),
    )
    for ask in questions:
        with pytest.raises(DocumentNotFoundError, match=str(document)):
            ask()


def test_a_document_outlives_its_job(queue: Queue, jobs: Jobs) -> None:
    attempt = claim(queue, jobs)
    job = queue.read_job(attempt.document_id)
    assert (job.job_id, job.status, job.attempt) == (attempt.job_id, "processing", 1)
    assert job.started_at is not None
    jobs.connection.execute("delete from ocr_queue where id = %s", [attempt.job_id])
    job = queue.read_job(attempt.document_id)
    assert (job.document_id, job.job_id, job.status) == (attempt.document_id, None, "processing")


def test_a_save_is_repeated_over_a_short_loss_of_the_database(queue: Queue, jobs: Jobs) -> None:
    attempt = claim(queue, jobs)
    calls: list[str] = []

    def save(name: str) -> int:
        calls.append(name)
        if len(calls) == 1:
            raise DatabaseUnavailableError
        return len(calls)

    with Lease(queue, attempt, lease_seconds=1, timeout_seconds=60) as lease:
        assert lease.retry(save, "page") == 2
    assert calls == ["page", "page"]
