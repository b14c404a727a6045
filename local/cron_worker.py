"""Stand-in for pg_cron's background worker that behaves like it: `python -m local.cron_worker --dsn …`.

Each run has its own connection as the job's user. A job never runs twice at the same time: a minute that
comes due during a run is run afterwards, and an interval counts from the start of the last run.
"""

import asyncio
import logging
from dataclasses import dataclass
from datetime import UTC, datetime

import psycopg
from psycopg import sql
from psycopg.rows import class_row

from function.database.queries import load_queries
from local import SQL
from local.schedule import Schedule
from local.worker import keep_connected, run_worker

TICK_SECONDS = 0.25
APPLICATION_NAME = "pg_cron scheduler"
RUN_APPLICATION_NAME = "pg_cron"

QUERIES = load_queries(SQL / "cron_worker.sql")

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Job:
    """An active row of cron.job."""

    id: int
    schedule: str
    command: str
    database: str
    username: str


class Plan:
    """The state of one job: when it is due next, how many runs are pending, and the current run."""

    def __init__(self, schedule: str, now: datetime) -> None:
        self.text = schedule
        self.schedule = Schedule.parse(schedule)
        self.next = self.schedule.next_after(now)
        self.pending = 0
        self.run: asyncio.Task[None] | None = None

    def is_due(self, now: datetime) -> bool:
        """Count runs that have come due; return whether one can start now."""
        if self.next <= now and (self.is_idle() or not self.schedule.is_interval):
            self.pending += 1
            self.next = self.schedule.next_after(now)
        return self.pending > 0 and self.is_idle()

    def is_idle(self) -> bool:
        return self.run is None or self.run.done()

    def begin(self, run: asyncio.Task[None]) -> None:
        self.pending -= 1
        self.run = run


async def work(dsn: str) -> None:
    """Run the jobs of the database at `dsn` until cancelled."""
    await keep_connected(lambda: serve(dsn))


async def serve(dsn: str) -> None:
    connection = await psycopg.AsyncConnection.connect(
        dsn, autocommit=True, application_name=APPLICATION_NAME
    )
    plans: dict[int, Plan] = {}
    async with connection:
        await connection.execute(QUERIES["fail_interrupted_runs"])
        while True:
            start_due_runs(dsn, await read_jobs(connection), plans)
            await asyncio.sleep(TICK_SECONDS)


async def read_jobs(connection: psycopg.AsyncConnection) -> list[Job]:
    async with connection.cursor(row_factory=class_row(Job)) as cursor:
        await cursor.execute(QUERIES["find_jobs"])
        return await cursor.fetchall()


def start_due_runs(dsn: str, jobs: list[Job], plans: dict[int, Plan]) -> None:
    now = datetime.now(UTC)
    for gone in plans.keys() - {job.id for job in jobs}:
        # A running task must finish, and would be garbage-collected without this reference.
        if plans[gone].is_idle():
            del plans[gone]
    for job in jobs:
        plan = plans.get(job.id)
        if plan is None or plan.text != job.schedule:
            plan = plans[job.id] = Plan(job.schedule, now)
        if plan.is_due(now):
            plan.begin(asyncio.create_task(run(dsn, job)))


async def run(dsn: str, job: Job) -> None:
    """Run `job` once, and record it in cron.job_run_details."""
    try:
        async with await psycopg.AsyncConnection.connect(dsn, autocommit=True) as records:
            cursor = await records.execute(
                QUERIES["start_run"], [job.id, job.database, job.username, job.command]
            )
            row = await cursor.fetchone()
            runid = row[0] if row else None
            status, message = await execute(dsn, job, records, runid)
            await records.execute(QUERIES["end_run"], [status, message, runid])
    except (psycopg.OperationalError, psycopg.InterfaceError) as error:
        # Postgres stopped; the run is marked as failed after the restart.
        log.warning("job %s was interrupted: %s", job.id, str(error).strip())


async def execute(dsn: str, job: Job, records: psycopg.AsyncConnection, runid: int | None) -> tuple[str, str]:
    """Run the command as the job's user; return status and message."""
    try:
        connection = await psycopg.AsyncConnection.connect(
            dsn, dbname=job.database, autocommit=True, application_name=RUN_APPLICATION_NAME
        )
        async with connection:
            await records.execute(QUERIES["mark_running"], [connection.info.backend_pid, runid])
            authorization = sql.SQL("set session authorization {}").format(sql.Identifier(job.username))
            await connection.execute(authorization)
            return "succeeded", describe(await connection.execute(job.command.encode()))
    except psycopg.Error as error:
        return "failed", f"ERROR:  {str(error).strip()}"


def describe(cursor: psycopg.AsyncCursor[tuple[object, ...]]) -> str:
    """Describe the result of the last statement as pg_cron does."""
    while cursor.nextset():
        pass
    if cursor.description is None:
        return cursor.statusmessage or ""
    return f"{cursor.rowcount} row{'' if cursor.rowcount == 1 else 's'}"


if __name__ == "__main__":
    run_worker("Stand-in for pg_cron's background worker.", work)
