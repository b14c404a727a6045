"""An attempt as the function runs it: its lease, its end, and what it makes of the pages."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import psycopg
import pytest

from function.database.pool import Database as Pool
from function.database.queue import Attempt, Queue
from function.errors import DatabaseUnavailableError, FenceLostError, JobTimeoutError
from function.jobs.lease import Pulse
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
    attempt = queue.claim(jobs.insert(), force=False).attempt
    assert attempt is not None
    return attempt


def test_the_lease_is_extended_while_the_attempt_works(
    queue: Queue, jobs: Jobs, eventually: Callable[..., Any]
) -> None:
    attempt = claim(queue, jobs)
    first = jobs.job(attempt.document_id, "lease_expires_at")
    with Pulse(queue, attempt, lease_seconds=1, timeout_seconds=60) as pulse:
        eventually(lambda: jobs.job(attempt.document_id, "lease_expires_at") > first)
        pulse.check()


def test_an_attempt_that_was_taken_over_stops(
    queue: Queue, jobs: Jobs, eventually: Callable[..., Any]
) -> None:
    attempt = claim(queue, jobs)

    def stopped(pulse: Pulse) -> bool:
        try:
            pulse.check()
        except FenceLostError:
            return True
        return False

    with Pulse(queue, attempt, lease_seconds=1, timeout_seconds=60) as pulse:
        jobs.value("select ocr.resubmit(%s, force => true)", attempt.document_id)
        eventually(lambda: stopped(pulse))


def test_an_attempt_ends_with_the_job_timeout(queue: Queue, jobs: Jobs) -> None:
    attempt = claim(queue, jobs)
    with (
        Pulse(queue, attempt, lease_seconds=1, timeout_seconds=0) as pulse,
        pytest.raises(JobTimeoutError, match=str(attempt.document_id)),
    ):
        pulse.check()


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
