"""Real services: one embedded cluster and embedding model per session; a fresh database, and what runs against it, per test.

`database` is cloned from a template that has the bootstrap and every migration. Roles belong to the whole
cluster.
"""

import itertools
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
import uvicorn
from psycopg import sql

from function.database.pool import Database as Pool
from function.database.queue import Queue
from function.embedding.encoder import Encoder
from function.machine.scratch import open_scratch, remove_abandoned
from local import cron_worker as cron
from local import net_worker as net
from local.migrate import bootstrap, migrate
from local.ports import find_free_port
from local.postgres import OWNER, SUPERUSER, Postgres
from local.storage.app import make_app
from tests.support.jobs import make_queue
from tests.support.reading import make_settings
from tests.support.running import SCRATCH
from tests.support.search_set.archive import Scribe
from tests.support.services import Database, StorageServer, is_connected, run_in_thread
from tests.support.waiting import wait_until

TEMPLATE = "kairo_template"
SERVICE_KEY = "service-key-of-the-tests"


@pytest.fixture(scope="session")
def eventually() -> Callable[..., Any]:
    return wait_until


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    remove_abandoned(SCRATCH)
    # Not in pytest's own folder: when we are root, Postgres runs as another user, which cannot enter it.
    # Tests kill processes, never the machine. Without fsync a clone takes a tenth of the time.
    with open_scratch(SCRATCH) as root, Postgres(root, settings={"fsync": "off"}) as cluster:
        make_template(cluster)
        yield cluster


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
def project(postgres: Postgres) -> Iterator[Database]:
    """A Supabase project without the function."""
    name = f"project_{next(NUMBERS)}"
    found = Database(name, postgres.dsn_for(OWNER, name), postgres.dsn_for(SUPERUSER, name))
    with psycopg.connect(postgres.admin_dsn, autocommit=True) as admin:
        admin.execute(sql.SQL("create database {}").format(sql.Identifier(name)))
        bootstrap(found.admin_dsn)
        yield found
        admin.execute(sql.SQL("drop database {} with (force)").format(sql.Identifier(name)))


@pytest.fixture
def connection(database: Database) -> Iterator[psycopg.Connection]:
    """Connected as `postgres`, in autocommit mode."""
    with psycopg.connect(database.dsn, autocommit=True) as opened:
        yield opened


@pytest.fixture
def pool(database: Database) -> Iterator[Pool]:
    pool = Pool(database.dsn)
    pool.open()
    yield pool
    pool.close()


@pytest.fixture
def queue(pool: Pool) -> Queue:
    return make_queue(pool)


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    return Encoder(make_settings())


@pytest.fixture(scope="session")
def scribe(encoder: Encoder) -> Scribe:
    """Embeds each text once for all tests of a process."""
    return Scribe(encoder, make_settings())


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
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_config=None, timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        wait_until(lambda: server.started or not thread.is_alive())
        yield StorageServer(f"http://127.0.0.1:{port}", SERVICE_KEY, tmp_path / "storage")
    finally:
        server.should_exit = True
        thread.join()
