"""`python -m benchmarks.database`: what the queue and the completing transaction cost in Postgres.

Runs on the embedded PostgreSQL with `fsync` on, as in a project; times are measured by a client on the same machine.
"""

import argparse
import re
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

import psycopg

from benchmarks.command import run_command
from benchmarks.completion import Completions, measure_completions
from benchmarks.report import describe_machine, describe_times, draw_table, judge, write_result
from local.migrate import migrate
from local.postgres import OWNER, SUPERUSER, Postgres

MAX_DISPATCH_MS = 5.0
# In % of the completing transaction.
MAX_KEYS_SHARE = 2.0
INSERTED_ROWS = 1000
CONFIGURE = (
    "select ocr.configure(function_url => 'http://127.0.0.1:9', function_token => 'a-token-of-the-benchmark')"
)
# Twenty instances run throughout; dispatch can reach one.
INSTANCES = """
    insert into ocr.instances (id, name, slots, pulls, version, model, seen_at)
    select gen_random_uuid(), 'vps-' || number, 3, number > 1, '1', 'e5', 'infinity'
    from generate_series(1, 20) number
"""
INSERT_ONE = "insert into documents (file_url) values ('documents/a.pdf')"
INSERT_MANY = """
    insert into documents (file_url)
    select 'documents/' || number || '.pdf' from generate_series(1, 1000) number
"""
FILL_DOCUMENTS = """
    insert into documents (file_url, ocr_status)
    select 'documents/' || number || '.pdf', 'queued' from generate_series(1, %s) number
"""
# All priorities, and the ages of an archive collected over a year.
FILL_QUEUE = """
    insert into ocr_queue (document_id, status, priority, queued_at, next_attempt_at, finished_at)
    select drawn.id, status, 1 + floor(10 * random()), queued_at, queued_at,
        case when status = 'completed' then queued_at + interval '1 minute' end
    from (
        select id, case when random() < %s then 'queued' else 'completed' end as status,
            now() - random() * interval '1 year' as queued_at
        from documents
    ) drawn
"""
# The state in which claiming and completing leave a dispatched or pulled job.
SETTLE = """
    update ocr_queue set status = 'completed', finished_at = now(), dispatch_expires_at = null
    where status = 'queued' and dispatch_expires_at is not null or status = 'processing'
"""
# Taken from the SQL function, so that its plan can be shown.
SELECTION = re.compile(r"(select [^;]*is distinct from oldest\.id[^;]*);", re.DOTALL)
# Besides `dispatch`: what workers call, what pg_cron runs every few seconds, and what monitors ask for.
CALLS = {
    "ocr.dispatch()": "select ocr.dispatch()",
    "ocr.claim_next()": "select * from ocr.claim_next('worker-1')",
    "ocr.in_flight()": "select ocr.in_flight()",
    "ocr.max_in_flight()": "select ocr.max_in_flight()",
    "ocr.backlog()": "select ocr.backlog()",
    "ocr.resubmit(), nothing due": "select ocr.resubmit()",
    "ocr.stats()": "select * from ocr.stats()",
}


@dataclass(frozen=True, slots=True)
class Waiting:
    """Seconds of each call in CALLS with `jobs` in the queue, of which `share` wait, and the plan of the dispatch query."""

    jobs: int
    share: float
    seconds: dict[str, list[float]]
    plan: str


def main() -> None:
    arguments = _parse()
    with (
        tempfile.TemporaryDirectory(prefix="kairo-database-", ignore_cleanup_errors=True) as root,
        Postgres(Path(root)) as cluster,
    ):
        print("completing …", flush=True)
        with _open(cluster, "completing") as connection:
            dsn = cluster.dsn_for(OWNER, connection.info.dbname)
            completions = [
                measure_completions(dsn, pages=pages, repeats=arguments.repeats)
                for pages in (1, arguments.pages)
            ]
        print("inserting …", flush=True)
        with _open(cluster, "inserting") as connection:
            inserts = _measure_inserts(connection, arguments.repeats)
        waiting = []
        for share in (0.01, 1.0):
            print(f"dispatching, {share:.0%} of {arguments.jobs:,} wait …", flush=True)
            with _open(cluster, f"dispatching_{100 * share:.0f}") as connection:
                waiting.append(_measure_waiting(connection, arguments.jobs, share, arguments.calls))
    print(write_result("database.md", _report(completions, inserts, waiting)))


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--jobs", type=int, default=1_000_000)
    parser.add_argument("--calls", type=int, default=500, help="of each function of the queue")
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--repeats", type=int, default=7)
    return parser.parse_args()


@contextmanager
def _open(cluster: Postgres, name: str) -> Iterator[psycopg.Connection]:
    """A migrated database with the address of a function that is not running, opened as superuser; dropped at the end."""
    with psycopg.connect(cluster.admin_dsn, autocommit=True) as admin:
        admin.execute(f"create database {name}".encode())
        migrate(cluster.dsn_for(SUPERUSER, name), cluster.dsn_for(OWNER, name))
        with psycopg.connect(cluster.dsn_for(SUPERUSER, name), autocommit=True) as connection:
            connection.execute(CONFIGURE)
            connection.execute(INSTANCES)
            yield connection
        admin.execute(f"drop database {name} with (force)".encode())


def _measure_inserts(connection: psycopg.Connection, repeats: int) -> dict[str, list[float]]:
    """Seconds to insert 1,000 rows in one statement and in one each, alternately with and without triggers."""
    found: dict[str, list[float]] = {}
    for _ in range(repeats + 1):
        for triggers, role in (("with", "origin"), ("without", "replica")):
            connection.execute(f"set session_replication_role = {role}".encode())
            for title, statement, count in (("one", INSERT_MANY, 1), ("each", INSERT_ONE, INSERTED_ROWS)):
                started = time.perf_counter()
                for _ in range(count):
                    connection.execute(statement.encode())
                found.setdefault(f"{title} {triggers}", []).append(time.perf_counter() - started)
    return {title: seconds[1:] for title, seconds in found.items()}


def _measure_waiting(connection: psycopg.Connection, jobs: int, share: float, calls: int) -> Waiting:
    _fill(connection, jobs, share)
    selection = _selection(connection)
    seconds = {
        title: [_time(connection, statement) for _ in range(calls if title != "ocr.stats()" else 10)]
        for title, statement in CALLS.items()
    }
    with connection.transaction(force_rollback=True):
        rows = connection.execute(f"explain (analyze, buffers) {selection}".encode()).fetchall()
    return Waiting(jobs, share, seconds, "\n".join(row[0] for row in rows))


def _fill(connection: psycopg.Connection, jobs: int, share: float) -> None:
    with connection.transaction():
        connection.execute("set local session_replication_role = replica")
        connection.execute(FILL_DOCUMENTS, [jobs])
        connection.execute(FILL_QUEUE, [share])
    connection.execute("vacuum analyze documents")
    connection.execute("vacuum analyze ocr_queue")


def _selection(connection: psycopg.Connection) -> str:
    row = connection.execute(
        "select prosrc from pg_proc where oid = 'ocr.next_jobs(integer)'::regprocedure"
    ).fetchone()
    assert row is not None
    found = SELECTION.search(row[0])
    assert found is not None
    return re.sub(r"limit \S+ - \(.*?\)::integer", "limit 2", found[1]).replace("oldest.id", "null::uuid")


def _time(connection: psycopg.Connection, statement: str) -> float:
    """Seconds of one call; the slots it filled are freed afterwards."""
    started = time.perf_counter()
    connection.execute(statement.encode()).fetchall()
    seconds = time.perf_counter() - started
    connection.execute(SETTLE)
    return seconds


def _report(
    completions: Sequence[Completions], inserts: dict[str, list[float]], waiting: Sequence[Waiting]
) -> Iterator[str]:
    yield "# Database"
    yield ""
    yield f"{describe_machine()} Embedded PostgreSQL 18, fsync on. Milliseconds."
    yield ""
    for found in completions:
        yield from _report_completions(found)
        yield ""
    yield from _report_inserts(inserts)
    yield ""
    yield from _report_waiting(waiting)


def _report_completions(found: Completions) -> Iterator[str]:
    yield f"## A document of {found.pages} pages, {found.chunks} chunks, {found.passages} passages"
    yield ""
    rows = (
        ["saving a page", *describe_times(found.saving)],
        ["completing transaction, new document", *describe_times(found.first)],
        ["completing transaction, read again", *describe_times(found.again)],
        ["of these, the keys that search finds it by", *describe_times(found.keys)],
    )
    yield from draw_table(["", "median", "p95", "longest"], rows)
    yield ""
    share = 100 * median(found.keys) / median(found.first)
    yield judge(f"the keys' share of completing {found.pages} pages", share, MAX_KEYS_SHARE, unit=" %")


def _report_inserts(found: dict[str, list[float]]) -> Iterator[str]:
    yield f"## Inserting {INSERTED_ROWS:,} documents: a row"
    yield ""
    rows = []
    for title, name in (("one", "one statement"), ("each", "a transaction each")):
        with_triggers, without = (
            1000 * median(found[f"{title} {word}"]) / INSERTED_ROWS for word in ("with", "without")
        )
        rows.append(
            [name, f"{with_triggers:.3f}", f"{without:.3f}", f"{with_triggers - without:.3f}"],
        )
    yield from draw_table(["", "with triggers", "without", "overhead"], rows)


def _report_waiting(waiting: Sequence[Waiting]) -> Iterator[str]:
    for found in waiting:
        yield f"## {found.jobs:,} jobs, {found.share:.0%} of them wait"
        yield ""
        rows = ([title, *describe_times(seconds)] for title, seconds in found.seconds.items())
        yield from draw_table(["", "median", "p95", "longest"], rows)
        yield ""
        yield "```"
        yield found.plan
        yield "```"
        yield ""
    for found in waiting:
        high = 1000 * quantiles(found.seconds["ocr.dispatch()"], n=20, method="inclusive")[-1]
        title = f"dispatch with {found.jobs:,} jobs, {found.share:.0%} waiting, p95"
        yield judge(title, high, MAX_DISPATCH_MS, unit=" ms")


if __name__ == "__main__":
    run_command(main)
