"""The pg_cron stand-in behaves like pg_cron."""

from collections.abc import Callable
from typing import Any

import psycopg
import pytest

from local.postgres import Postgres
from tests.support.services import Database

pytestmark = [pytest.mark.integration, pytest.mark.usefixtures("cron_worker")]

Eventually = Callable[..., Any]


def runs(connection: psycopg.Connection, jobid: int) -> list[tuple[Any, ...]]:
    statement = """
        select status, return_message, username, start_time, end_time
        from cron.job_run_details where jobid = %s and status in ('succeeded', 'failed') order by runid
    """
    return connection.execute(statement, [jobid]).fetchall()


def schedule(connection: psycopg.Connection, command: str, every: str = "1 second") -> int:
    row = connection.execute("select cron.schedule('job', %s, %s)", [every, command]).fetchone()
    assert row is not None
    return int(row[0])


def test_a_job_runs_as_the_user_who_planned_it(
    connection: psycopg.Connection, eventually: Eventually
) -> None:
    connection.execute("create table seen (session text, role text)")
    job = schedule(connection, "insert into seen values (session_user, current_user)")
    status, message, username, *_ = eventually(lambda: runs(connection, job))[0]
    assert (status, message, username) == ("succeeded", "INSERT 0 1", "postgres")
    assert connection.execute("select distinct * from seen").fetchall() == [("postgres", "postgres")]


def test_a_failing_job_says_why_and_runs_again(
    connection: psycopg.Connection, eventually: Eventually
) -> None:
    job = schedule(connection, "select 1 / 0")
    done = eventually(lambda: [run for run in [runs(connection, job)] if len(run) > 1])[0]
    assert {(status, message) for status, message, *_ in done} == {("failed", "ERROR:  division by zero")}


def test_one_run_of_a_job_at_a_time(connection: psycopg.Connection, eventually: Eventually) -> None:
    job = schedule(connection, "select pg_sleep(1.4)")
    done = eventually(lambda: [run for run in [runs(connection, job)] if len(run) > 1])[0]
    (*_, first_end), (*_, second_start, _) = done[:2]
    assert second_start >= first_end


def test_changes_are_picked_up_by_a_running_worker(
    connection: psycopg.Connection, eventually: Eventually
) -> None:
    job = schedule(connection, "select 'never'", every="0 0 1 1 *")
    assert schedule(connection, "select 'now'") == job, "same name and user: replaced"
    assert eventually(lambda: runs(connection, job))[0][:2] == ("succeeded", "1 row")
    connection.execute("select cron.alter_job(%s, active => false)", [job])
    connection.execute("select cron.unschedule('job')")
    assert connection.execute("select count(*) from cron.job where jobid = %s", [job]).fetchone() == (0,)


def test_the_worker_survives_a_restart_of_postgres(
    postgres: Postgres, database: Database, eventually: Eventually
) -> None:
    with psycopg.connect(database.dsn, autocommit=True) as connection:
        long = schedule(connection, "select pg_sleep(60)")
        running = "select from cron.job_run_details where jobid = %s and status = 'running'"
        eventually(lambda: connection.execute(running, [long]).rowcount)
    postgres.restart()
    with psycopg.connect(database.dsn, autocommit=True) as connection:
        assert eventually(lambda: runs(connection, long))[0][0] == "failed"
        schedule(connection, "select 1")
        eventually(lambda: [run for run in runs(connection, long) if run[0] == "succeeded"])


@pytest.mark.parametrize(
    "text",
    [
        "60 seconds",
        "0 seconds",
        "* * * *",
        "60 * * * *",
        "* 24 * * *",
        "* * 0 * *",
        "* * * 13 *",
        "hello",
        "",
    ],
)
def test_a_schedule_that_pg_cron_refuses_is_refused(connection: psycopg.Connection, text: str) -> None:
    with pytest.raises(psycopg.errors.InvalidParameterValue, match="invalid schedule"):
        schedule(connection, "select 1", every=text)


@pytest.mark.parametrize(
    "text", ["59 seconds", "*/5 * * * *", "0,30 8-18/2 * jan-mar mon-fri", "0 3 $ * *", "@daily"]
)
def test_a_schedule_that_pg_cron_takes_is_taken(connection: psycopg.Connection, text: str) -> None:
    assert schedule(connection, "select 1", every=text)


def test_jobs_are_their_owners_own(connection: psycopg.Connection) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute("insert into cron.job (schedule, command) values ('* * * * *', 'select 1')")
    with pytest.raises(psycopg.errors.RaiseException, match="could not find valid entry for job 'nobody'"):
        connection.execute("select cron.unschedule('nobody')")
    job = schedule(connection, "select 1", every="@yearly")
    with pytest.raises(psycopg.errors.WithCheckOptionViolation):
        connection.execute("select cron.alter_job(%s, username => 'supabase_admin')", [job])
