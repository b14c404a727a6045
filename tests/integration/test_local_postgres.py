"""The embedded cluster always starts, keeps its data, and grants no more than a Supabase project does."""

import os
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import psycopg
import pytest

from local.migrate import bootstrap
from local.postgres import Postgres
from tests.support.services import Database

pytestmark = pytest.mark.integration

Eventually = Callable[..., Any]


@pytest.fixture(scope="module")
def root() -> Iterator[Path]:
    """A path with spaces and accents, and too long for a Unix socket."""
    top = Path(tempfile.mkdtemp(prefix="kairo-"))
    yield top / "una carpeta añeja" / ("very-long-" * 12)
    shutil.rmtree(top)


@pytest.fixture
def cluster(root: Path) -> Iterator[Postgres]:
    with Postgres(root) as running:
        yield running


def test_data_and_port_survive_a_restart(cluster: Postgres, root: Path) -> None:
    with psycopg.connect(cluster.admin_dsn) as connection:
        connection.execute("create table if not exists kept as select 1 as x")
    cluster.stop()
    with Postgres(root) as later, psycopg.connect(later.admin_dsn) as connection:
        assert later.port == cluster.port
        assert connection.execute("select x from kept").fetchone() == (1,)


def test_a_server_that_was_left_running_is_taken_over(cluster: Postgres, root: Path) -> None:
    with Postgres(root) as later, psycopg.connect(later.admin_dsn) as connection:
        connection.execute("select 1")
        assert not cluster.is_running()


def test_a_trace_of_a_server_with_somebody_elses_process_id_is_no_hindrance(
    root: Path, cluster: Postgres
) -> None:
    cluster.stop()
    lines = [str(os.getpid()), str(cluster.data), "1", str(cluster.port), "", "127.0.0.1", "1 1", "ready"]
    (cluster.data / "postmaster.pid").write_text("\n".join(lines) + "\n")
    with Postgres(root) as later:
        assert later.is_running()


def test_a_power_cut_empties_the_queue_of_pg_net_and_nothing_else(cluster: Postgres) -> None:
    bootstrap(cluster.admin_dsn)
    with psycopg.connect(cluster.dsn, autocommit=True) as connection:
        connection.execute("create table if not exists durable as select 1 as x")
        connection.execute("select net.http_get('http://127.0.0.1:9/')")
    cluster.kill()
    cluster.start()
    with psycopg.connect(cluster.dsn) as connection:
        assert connection.execute("select count(*) from net.http_request_queue").fetchone() == (0,)
        assert connection.execute("select count(*) from durable").fetchone() == (1,)


def test_a_lost_postmaster_is_started_again(cluster: Postgres, root: Path) -> None:
    pid = int((root / "postgres" / "postmaster.pid").read_text().splitlines()[0])
    os.kill(pid, signal.SIGKILL)
    psutil.wait_procs([psutil.Process(pid)] if psutil.pid_exists(pid) else [], timeout=60)
    cluster.start()
    assert cluster.is_running()


def test_no_password_no_entry(cluster: Postgres) -> None:
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(f"postgresql://postgres:guess@127.0.0.1:{cluster.port}/postgres")


def test_the_bootstrap_may_run_again(database: Database) -> None:
    bootstrap(database.admin_dsn)


def test_postgres_owns_the_project_and_is_no_superuser(connection: psycopg.Connection) -> None:
    rights = (
        "select rolsuper, rolcreaterole, rolcreatedb, rolbypassrls from pg_roles where rolname = current_user"
    )
    assert connection.execute(rights).fetchone() == (False, True, True, True)
    connection.execute("create table mine (id int)")
    grants = """
        select bool_and(has_table_privilege(role, 'mine', 'select, insert'))
        from unnest(array['anon', 'authenticated', 'service_role']) as role
    """
    assert connection.execute(grants).fetchone() == (True,)


def test_a_migration_may_create_its_extensions(connection: psycopg.Connection) -> None:
    for extension in ("vector", "pg_net", "pg_cron", "supabase_vault"):
        connection.execute(f"create extension if not exists {extension} with schema extensions".encode())
    nearest = "select '[1,0]'::extensions.vector(2) operator(extensions.<=>) '[0,1]'"
    assert connection.execute(nearest).fetchone() == (1.0,)


def test_auth_knows_who_asks(connection: psycopg.Connection) -> None:
    user = "7c0f4a8e-4a0e-4f6c-9d4c-0d4b1d3f0001"
    with connection.transaction():
        connection.execute("set local role authenticated")
        claims = f'{{"sub": "{user}", "role": "authenticated"}}'
        connection.execute("select set_config('request.jwt.claims', %s, true)", [claims])
        row = connection.execute("select auth.uid()::text, auth.role(), auth.jwt() ->> 'sub'").fetchone()
    assert row == (user, "authenticated", user)
    assert connection.execute("select auth.uid()").fetchone() == (None,)


def test_secrets_are_for_postgres_and_the_service_role_alone(connection: psycopg.Connection) -> None:
    connection.execute("select vault.create_secret('hush', 'name', 'what for')")
    connection.execute("select vault.update_secret(id, 'hush hush') from vault.secrets where name = 'name'")
    read = "select decrypted_secret from vault.decrypted_secrets where name = 'name'"
    for role in ("postgres", "service_role"):
        connection.execute(f"set role {role}".encode())
        assert connection.execute(read).fetchone() == ("hush hush",)
        connection.execute("reset role")
    for role in ("anon", "authenticated"):
        connection.execute(f"set role {role}".encode())
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(read)
        connection.execute("reset role")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute("insert into vault.secrets (secret) values ('plain')")


def test_storage_policies_are_the_projects_own(connection: psycopg.Connection) -> None:
    connection.execute("insert into storage.buckets (id, name) values ('docs', 'docs')")
    connection.execute(
        "insert into storage.objects (bucket_id, name) values ('docs', 'ana/2026/acta.final.pdf')"
    )
    connection.execute(
        "create policy own on storage.objects for select using ((storage.foldername(name))[1] = 'ana')"
    )
    parts = "select storage.foldername(name), storage.filename(name), storage.extension(name) from storage.objects"
    with connection.transaction():
        connection.execute("set local role anon")
        assert connection.execute(parts).fetchall() == [(["ana", "2026"], "acta.final.pdf", "pdf")]
