"""Holds documents at a step until the test lets them go on, so that no test depends on how fast they are read."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import psutil
import psycopg

from function.jobs.turns import ASK_SECONDS
from tests.support.running import Running
from tests.support.waiting import wait_until

# Whoever goes through holds the lock as a reader until its transaction ends; the closed gate is the writer's.
KEY = 815
PASS = """
    create schema held;
    grant usage on schema held to public;
    create function held.pass(job_id uuid) returns void language plpgsql as $$
    begin
        if (select pages_total > 1 from public.ocr_queue q where q.id = job_id) then
            perform pg_advisory_xact_lock_shared(815);
        end if;
    end $$
"""
FIND = """
    select pg_get_function_arguments(oid), pg_get_function_result(oid), proargnames, oid::regprocedure::text
    from pg_proc where oid = %s::regproc
"""
# In front of the function, which keeps its name, because it qualifies its parameters with it.
IN_FRONT = """
    create function ocr.{name}({arguments}) returns {result} language plpgsql as $$
    begin
        perform held.pass(job_id);
        return held.{name}({names});
    end $$
"""
WAITING = """
    select count(*) from pg_locks l join pg_stat_activity a using (pid)
    where l.locktype = 'advisory' and l.objid = %s and not l.granted
        and a.query_start < clock_timestamp() - make_interval(secs => %s)
"""


@dataclass(frozen=True)
class Gate:
    """Closed from the beginning."""

    _admin: psycopg.Connection

    def holds(self, documents: int) -> bool:
        """Whether so many are held, for so long that they ask at the next occasion whether to give way."""
        row = self._admin.execute(WAITING, [KEY, ASK_SECONDS]).fetchone()
        return row == (documents,)

    def wait_for(self, documents: int) -> None:
        wait_until(lambda: self.holds(documents), 300)

    def let_through(self) -> None:
        """Let go on those that are held, and hold them again the next time."""
        self._admin.execute("select pg_advisory_unlock(%s), pg_advisory_lock(%s)", [KEY, KEY])

    def open(self) -> None:
        self._admin.execute("select pg_advisory_unlock(%s)", [KEY])


@contextmanager
def storage_held_up(running: Running) -> Iterator[None]:
    """Stop Storage in the middle of its work, so that no document gets its file, and none ends, meanwhile."""
    storage = psutil.Process(running.stack.storage_pid)
    storage.suspend()
    try:
        yield
    finally:
        storage.resume()


@contextmanager
def books_held(running: Running, *functions: str) -> Iterator[Gate]:
    """Hold every document of more than one page where the function calls one of these SQL functions of `ocr`.

    Open the gate and wait for the documents before the end.
    """
    busy = "select from ocr_queue where status in ('queued', 'processing')"
    wait_until(lambda: not running.rows(busy))
    with psycopg.connect(running.stack.postgres.admin_dsn, autocommit=True) as admin:
        signatures = _put_in_front(admin, functions)
        try:
            admin.execute("select pg_advisory_lock(%s)", [KEY])
            yield Gate(admin)
        finally:
            admin.execute("select pg_advisory_unlock_all()")
            with admin.transaction():
                for signature in signatures:
                    admin.execute(f"drop function {signature}".encode())
                    moved = signature.replace("ocr.", "held.", 1)
                    admin.execute(f"alter function {moved} set schema ocr".encode())
                admin.execute("drop schema held cascade")


def _put_in_front(admin: psycopg.Connection, functions: Sequence[str]) -> list[str]:
    signatures = []
    with admin.transaction():
        admin.execute(PASS.encode())
        for name in functions:
            ((arguments, result, names, signature),) = admin.execute(FIND, [f"ocr.{name}"])
            admin.execute(f"alter function {signature} set schema held".encode())
            text = IN_FRONT.format(name=name, arguments=arguments, result=result, names=", ".join(names))
            admin.execute(text.encode())
            signatures.append(signature)
    return signatures
