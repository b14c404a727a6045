"""Real services for the tests: an embedded cluster once, a fresh database and whatever serves it for each test.

`database` is cloned from a template with the bootstrap and every migration; roles belong to the whole cluster.
"""

import asyncio
import itertools
import queue
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest
import uvicorn
from psycopg import sql

from local import cron_worker as cron
from local import net_worker as net
from local.migrate import migrate
from local.ports import find_free_port
from local.postgres import OWNER, SUPERUSER, Postgres
from local.storage.app import make_app

TEMPLATE = "kairo_template"
SERVICE_KEY = "service-key-of-the-tests"


@dataclass(frozen=True)
class Database:
    """A database of its own for one test; dsns as `postgres` and as `supabase_admin`."""

    name: str
    dsn: str
    admin_dsn: str


@dataclass(frozen=True)
class StorageServer:
    """A running Storage; `url` is what SUPABASE_URL is on a project."""

    url: str
    service_key: str
    root: Path


def wait_until(condition: Callable[[], Any], seconds: float = 10) -> Any:
    """The first true value of `condition`; fails the test when there is none in time."""
    deadline = time.monotonic() + seconds
    while not (value := condition()):
        if time.monotonic() > deadline:
            pytest.fail(f"still waiting after {seconds} s")
        time.sleep(0.02)
    return value


@pytest.fixture(scope="session")
def eventually() -> Callable[..., Any]:
    return wait_until


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    # Not below pytest's own folder: that is closed to the user that Postgres runs as when we are root.
    root = Path(tempfile.mkdtemp(prefix="kairo-"))
    try:
        # The tests end processes, never the machine; without fsync a clone takes a tenth of the time.
        with Postgres(root, settings={"fsync": "off"}) as cluster:
            make_template(cluster)
            yield cluster
    finally:
        shutil.rmtree(root, ignore_errors=True)


def make_template(cluster: Postgres) -> None:
    with psycopg.connect(cluster.admin_dsn, autocommit=True) as connection:
        connection.execute(sql.SQL("create database {}").format(sql.Identifier(TEMPLATE)))
    migrate(cluster.dsn_for(SUPERUSER, TEMPLATE), cluster.dsn_for(OWNER, TEMPLATE))


NUMBERS = itertools.count(1)


@pytest.fixture
def database(postgres: Postgres) -> Iterator[Database]:
    name = f"test_{next(NUMBERS)}"
    found = Database(name, postgres.dsn_for(OWNER, name), postgres.dsn_for(SUPERUSER, name))
    create = sql.SQL("create database {} template {} owner {}")
    names = [sql.Identifier(part) for part in (name, TEMPLATE, OWNER)]
    with psycopg.connect(postgres.admin_dsn, autocommit=True) as connection:
        connection.execute(create.format(*names))
    with psycopg.connect(found.admin_dsn) as connection:
        connection.execute("update cron.job set database = current_database()")
    yield found
    postgres.start()
    with psycopg.connect(postgres.admin_dsn, autocommit=True) as connection:
        connection.execute(sql.SQL("drop database {} with (force)").format(sql.Identifier(name)))


@pytest.fixture
def connection(database: Database) -> Iterator[psycopg.Connection]:
    """As `postgres`, each statement in a transaction of its own."""
    with psycopg.connect(database.dsn, autocommit=True) as opened:
        yield opened


@pytest.fixture
def net_worker(database: Database) -> Iterator[None]:
    with run_in_thread(net.work(database.admin_dsn)):
        wait_until(lambda: is_connected(database, net.APPLICATION_NAME))
        yield


@pytest.fixture
def cron_worker(database: Database) -> Iterator[None]:
    with run_in_thread(cron.work(database.admin_dsn)):
        wait_until(lambda: is_connected(database, cron.APPLICATION_NAME))
        yield


@pytest.fixture
def storage(database: Database, tmp_path: Path) -> Iterator[StorageServer]:
    port = find_free_port()
    app = make_app(database.admin_dsn, tmp_path / "storage", SERVICE_KEY)
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="warning", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        wait_until(lambda: server.started or not thread.is_alive())
        yield StorageServer(f"http://127.0.0.1:{port}", SERVICE_KEY, tmp_path / "storage")
    finally:
        server.should_exit = True
        thread.join()


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
