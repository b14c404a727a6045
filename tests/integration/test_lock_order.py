"""An application that deletes documents and a function that works on them never deadlock."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Barrier
from typing import Any
from uuid import UUID

import psycopg
import pytest

from function.database.pool import Connection
from function.database.pool import Database as Pool
from function.errors import DatabaseConflictError
from tests.support.jobs import Claimed, Jobs
from tests.support.services import Database
from tests.support.waiting import wait_until

pytestmark = pytest.mark.integration


@pytest.fixture
def jobs(connection: psycopg.Connection) -> Jobs:
    jobs = Jobs(connection)
    jobs.configure()
    return jobs


CHANGES: dict[str, Callable[[Jobs, Claimed, UUID], object]] = {
    "claim": lambda jobs, _, waiting: jobs.claim(waiting),
    "claim_next": lambda jobs, *_: jobs.value("select document_id from ocr.claim_next('vps-2')"),
    "submit": lambda jobs, _, waiting: jobs.value("select ocr.submit(%s)", waiting),
    "submit a running one": lambda jobs, claim, _: jobs.value(
        "select ocr.submit(document_id) from ocr_queue where id = %s", claim.job_id
    ),
    "begin_reading": lambda jobs, claim, _: jobs.begin(claim, fingerprint="another file"),
    "save_page": lambda jobs, claim, _: jobs.save_page(claim, 2),
    "begin_completion": lambda jobs, claim, _: jobs.value(
        "select ocr.begin_completion(%s, %s)", claim.job_id, claim.attempt
    ),
    "complete": lambda jobs, claim, _: jobs.complete(claim),
    "fail": lambda jobs, claim, _: jobs.fail(claim),
    "correct_field": lambda jobs, _, waiting: jobs.value("select correct_field(%s, 'title', 'x')", waiting),
    "complete_extraction": lambda jobs, claim, _: jobs.value(
        "select ocr.complete_extraction(%s, %s, '{}', 1.0)", claim.job_id, claim.attempt
    ),
    "turn_away": lambda jobs, _, waiting: jobs.value("select ocr.turn_away(%s)", waiting),
    "resubmit": lambda jobs, _, waiting: jobs.value("select ocr.resubmit(%s, force => true)", waiting),
}
# Statements that change many jobs, and the state that makes the jobs eligible.
SWEEPS = {
    "resubmit": (
        "select ocr.resubmit()",
        "update ocr_queue set status = 'processing', lease_expires_at = now() - interval '1 s'",
    ),
    "give_up": (
        "select ocr.resubmit()",
        "update ocr_queue set status = 'processing', tries = 9, lease_expires_at = now() - interval '1 s'",
    ),
    "reextract": (
        "select ocr.reextract()",
        "update ocr_queue set status = 'completed', finished_at = now()",
    ),
    "resubmit_failed": (
        "select ocr.resubmit_failed()",
        "update ocr_queue set status = 'failed', error_code = 'x', finished_at = now()",
    ),
    "clean": (
        "select ocr.clean()",
        "update ocr_queue set status = 'completed', finished_at = now() - interval '1 year'",
    ),
}


def waits_or_ended(jobs: Jobs, pid: int, change: "Future[Any]") -> bool:
    return change.done() or jobs.value("select cardinality(pg_blocking_pids(%s)) > 0", pid)


def delete_meanwhile(database: Database, jobs: Jobs, change: Callable[[Jobs], object]) -> None:
    """Run `change` from another connection in the middle of a transaction that deletes every document."""
    with (
        psycopg.connect(database.dsn) as application,
        psycopg.connect(database.dsn, autocommit=True) as own,
        ThreadPoolExecutor(1) as threads,
    ):
        # Stop in the middle of a large delete: the documents are locked, their jobs not yet.
        application.execute("select from documents for update")
        running = threads.submit(change, Jobs(own))
        wait_until(lambda: waits_or_ended(jobs, own.info.backend_pid, running))
        application.execute("delete from documents")
        application.commit()
        running.result()
    assert jobs.value("select count(*) from ocr_queue") == 0


@pytest.mark.parametrize("change", CHANGES)
def test_a_delete_and_a_change_of_the_same_job_do_not_deadlock(
    database: Database, jobs: Jobs, change: str
) -> None:
    waiting, claim = jobs.insert(), jobs.claim(jobs.insert())
    jobs.connection.execute("update ocr_queue set dispatch_expires_at = null")
    jobs.begin(claim)
    jobs.save_page(claim, 1)

    def make(own: Jobs) -> None:
        try:
            CHANGES[change](own, claim, waiting)
        except psycopg.errors.NoDataFound:
            # Only `resubmit` and `correct_field` raise an error when the document is gone.
            assert change == "resubmit"
        except psycopg.errors.InsufficientPrivilege:
            assert change == "correct_field"

    delete_meanwhile(database, jobs, make)


@pytest.mark.parametrize("sweep", SWEEPS)
def test_a_delete_and_a_sweep_over_many_jobs_do_not_deadlock(
    database: Database, jobs: Jobs, sweep: str
) -> None:
    statement, state = SWEEPS[sweep]
    for _ in range(3):
        jobs.insert()
    jobs.connection.execute(state.encode())
    delete_meanwhile(database, jobs, lambda own: own.value(statement))


def test_cleaning_waits_for_nobody(database: Database, jobs: Jobs) -> None:
    old, busy = jobs.insert(), jobs.insert()
    jobs.connection.execute(SWEEPS["clean"][1].encode())
    jobs.connection.execute("set lock_timeout = '10 s'")
    with psycopg.connect(database.dsn) as application:
        Jobs(application).value("select ocr.submit(%s)", busy)
        jobs.value("select ocr.clean()")
    assert jobs.job(old, "status") is None


def test_two_transactions_that_deadlock_both_succeed(pool: Pool, jobs: Jobs) -> None:
    """Other software in the project can still cause a deadlock."""
    documents = [jobs.insert(), jobs.insert()]
    both_hold_one = Barrier(2)
    begun: list[int] = []

    def lock_both(order: int) -> int:
        def work(connection: Connection) -> None:
            begun.append(order)
            for number, document in enumerate(documents[::order]):
                connection.execute("select from documents where id = %s for update", [document])
                if number == 0 and begun.count(order) == 1:
                    both_hold_one.wait(timeout=30)

        pool.run(work)
        return order

    with ThreadPoolExecutor(2) as threads:
        assert list(threads.map(lock_both, [1, -1])) == [1, -1]
    assert len(begun) == 3


@pytest.mark.parametrize("state", ["deadlock_detected", "serialization_failure"])
def test_a_conflict_that_lasts_is_not_called_a_lost_database(pool: Pool, state: str) -> None:
    tries = []

    def work(connection: Connection) -> None:
        tries.append(connection)
        connection.execute(f"do $$ begin raise {state}; end $$".encode())

    with pytest.raises(DatabaseConflictError, match="Another transaction") as raised:
        pool.run(work)
    assert "reached" not in str(raised.value)
    assert len(tries) > 1
