"""What fixtures provide: a database for each test, a Storage server, a worker on a thread."""

import asyncio
import queue
import threading
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg


@dataclass(frozen=True)
class Database:
    """One test's own database; the DSNs are for `postgres` and `supabase_admin`."""

    name: str
    dsn: str
    admin_dsn: str


@dataclass(frozen=True)
class StorageServer:
    """A running Storage; `url` is what a project would set as SUPABASE_URL."""

    url: str
    service_key: str
    root: Path


def close_vault(database: Database) -> None:
    """Take all rights from `postgres`, which may still read every table (pg_read_all_data)."""
    with psycopg.connect(database.admin_dsn, autocommit=True) as admin:
        for what in ("schema vault", "all tables in schema vault", "all functions in schema vault"):
            admin.execute(f"revoke all on {what} from postgres, service_role".encode())


@contextmanager
def run_in_thread(work: Coroutine[Any, Any, None]) -> Iterator[None]:
    running: queue.Queue[tuple[asyncio.AbstractEventLoop, asyncio.Task[None]]] = queue.Queue()

    async def supervise() -> None:
        task = asyncio.create_task(work)
        running.put((asyncio.get_running_loop(), task))
        with suppress(asyncio.CancelledError):
            await task

    thread = threading.Thread(target=asyncio.run, args=[supervise()])
    thread.start()
    loop, task = running.get()
    try:
        yield
    finally:
        loop.call_soon_threadsafe(task.cancel)
        thread.join()


def is_connected(database: Database, application_name: str) -> bool:
    statement = "select from pg_stat_activity where application_name = %s and datname = %s"
    with psycopg.connect(database.admin_dsn) as connection:
        return connection.execute(statement, [application_name, database.name]).fetchone() is not None
