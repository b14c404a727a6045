"""`python -m function migrate` in a project that has migrations of its own."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from function.errors import MigrationError
from function.migrations import apply
from function.migrations.apply import apply_missing, check
from function.migrations.export import export_missing
from function.migrations.files import MIGRATIONS, find_migrations, find_missing
from function.migrations.history import read_checksums
from tests.integration.test_migrations import dump_schema, read_tables
from tests.support.jobs import Jobs
from tests.support.services import Database

pytestmark = pytest.mark.integration

ALL = find_migrations()
OWN_HISTORY = """
    create schema supabase_migrations;
    create table supabase_migrations.schema_migrations (version text not null primary key, statements text[], name text);
    insert into supabase_migrations.schema_migrations values ('20250101000000', '{select}', 'app');
"""
TOKEN = "token-that-must-not-be-shown"


@pytest.fixture
def owner(project: Database) -> Iterator[psycopg.Connection]:
    with psycopg.connect(project.dsn, autocommit=True) as connection:
        connection.execute(OWN_HISTORY)
        yield connection


def migrate(project: Database, *options: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the command with nothing but the address of the database."""
    environment = {"PATH": os.environ["PATH"], "DATABASE_URL": project.dsn, **variables}
    command = [sys.executable, "-m", "function", "migrate", *options]
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert "Traceback" not in run.stderr
    return run


def test_the_projects_own_history_is_left_alone(project: Database, owner: psycopg.Connection) -> None:
    run = migrate(project)
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.count("applied ") == len(ALL)
    assert f"up to date: {len(ALL)} migrations" in run.stdout
    own = owner.execute("select version from supabase_migrations.schema_migrations").fetchall()
    assert own == [("20250101000000",)]
    assert read_checksums(owner) == {migration.version: migration.checksum for migration in ALL}
    again = migrate(project)
    assert (again.returncode, again.stdout.count("applied ")) == (0, 0)


def test_the_status_tells_what_is_missing_and_a_dry_run_changes_nothing(
    project: Database, owner: psycopg.Connection
) -> None:
    before = dump_schema(project)
    status, rehearsal = migrate(project, "--status"), migrate(project, "--dry-run")
    assert status.returncode == 1
    assert f"{len(ALL)} to apply" in status.stdout
    assert rehearsal.returncode == 0
    assert rehearsal.stdout.count("missing ") == len(ALL)
    assert dump_schema(project) == before
    migrate(project)
    status = migrate(project, "--status")
    assert status.returncode == 0
    assert status.stdout.splitlines()[-1] == "up to date"


def test_the_address_of_the_function_is_set_in_the_same_step(
    project: Database, owner: psycopg.Connection
) -> None:
    others = {"SUPABASE_URL": "http://127.0.0.1:9", "SUPABASE_SERVICE_ROLE_KEY": "k"}
    run = migrate(
        project, "--function-url", "https://ocr.example.com", FUNCTION_TOKEN=f"{TOKEN} {TOKEN}-2", **others
    )
    assert run.returncode == 0, run.stderr
    assert TOKEN not in run.stdout
    jobs = Jobs(owner)
    assert jobs.value("select ocr.setting('function_url')") == "https://ocr.example.com"
    assert jobs.value("select ocr.setting('function_token')") == TOKEN


def test_a_database_that_is_not_there_is_a_sentence(project: Database) -> None:
    run = migrate(project, DATABASE_URL="postgresql://postgres:x@127.0.0.1:9/postgres")
    assert run.returncode == 1
    assert "Nothing listens at that address and port." in run.stderr
    run = migrate(project, DATABASE_URL="")
    assert "DATABASE_URL: Field required" in run.stderr


def test_two_runs_at_once_share_the_work(project: Database) -> None:
    def work() -> list[str]:
        with psycopg.connect(project.dsn, autocommit=True) as connection:
            return [migration.version for migration in apply_missing(connection, ALL)]

    with ThreadPoolExecutor(2) as threads:
        one, other = (future.result() for future in [threads.submit(work) for _ in range(2)])
    assert sorted(one + other) == [migration.version for migration in ALL]


def test_what_others_have_installed_is_adopted(database: Database, connection: psycopg.Connection) -> None:
    """As after `supabase db push` or psql."""
    jobs = Jobs(connection)
    jobs.configure()
    document = jobs.insert()
    connection.execute("delete from ocr.migrations")
    schema, tables = dump_schema(database), read_tables(database)
    assert len(list(apply_missing(connection, ALL))) == len(ALL)
    after = read_tables(database)
    assert after.pop(("ocr", "migrations"))[0] == len(ALL)
    del tables["ocr", "migrations"]
    assert after == tables
    assert dump_schema(database) == schema
    assert jobs.job(document, "status") == "queued"


def test_a_migration_that_fails_is_rolled_back_and_the_next_run_continues(
    owner: psycopg.Connection, tmp_path: Path
) -> None:
    for file in sorted(MIGRATIONS.glob("*.sql"))[:2]:
        (tmp_path / file.name).write_text(file.read_text())
    broken = tmp_path / "20270101000000_broken.sql"
    broken.write_text("create table half ();\n\ncreate tabel whole ();\n")
    with pytest.raises(
        MigrationError, match=r"20270101000000_broken\.sql, line 3, failed and was rolled back: syntax"
    ):
        list(apply_missing(owner, find_migrations(tmp_path)))
    jobs = Jobs(owner)
    assert jobs.value("select to_regclass('half')") is None
    assert len(read_checksums(owner)) == 2
    broken.write_text("create table half ();\n")
    assert [found.name for found in apply_missing(owner, find_migrations(tmp_path))] == ["broken"]


def test_a_held_table_ends_the_run_with_a_sentence(
    database: Database, connection: psycopg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apply, "LOCK_PATIENCE", "20ms")
    monkeypatch.setattr(apply, "TRIES", 2)
    connection.execute("delete from ocr.migrations")
    with psycopg.connect(database.dsn) as application:
        application.execute("lock table documents in access share mode")
        with pytest.raises(MigrationError, match="Another session has held a lock"):
            list(apply_missing(connection, ALL))
    assert len(list(apply_missing(connection, ALL))) > len(ALL) / 2


@pytest.mark.slow
def test_an_upgrade_ends_no_transaction_of_the_application_and_of_the_queue(
    database: Database, connection: psycopg.Connection
) -> None:
    over = threading.Event()

    def work(removes: bool) -> int:
        """Return how many documents were inserted, read, changed, and some removed. Raises what Postgres ends."""
        done = 0
        with psycopg.connect(database.dsn, autocommit=True) as own:
            jobs = Jobs(own)
            while not over.is_set():
                document = jobs.insert()
                claim = jobs.claim(document)
                jobs.begin(claim)
                assert jobs.save_page(claim, 1)
                assert jobs.complete(claim)
                own.execute("update documents set force_ocr = true where id = %s", [document])
                if removes:
                    own.execute("delete from documents where id = %s", [document])
                done += 1
        return done

    with ThreadPoolExecutor(3) as threads:
        workers = [threads.submit(work, removes) for removes in (True, False, False)]
        try:
            for _ in range(3):
                connection.execute("delete from ocr.migrations")
                assert len(list(apply_missing(connection, ALL))) == len(ALL)
        finally:
            over.set()
        assert all(worker.result() > 0 for worker in workers)


def test_what_was_dropped_by_hand_comes_back(database: Database, connection: psycopg.Connection) -> None:
    connection.execute("drop trigger ocr_enqueue_inserted on documents")
    assert migrate(database).stdout.count("applied ") == 0
    assert migrate(database, "--again").stdout.count("applied ") == len(ALL)
    jobs = Jobs(connection)
    assert jobs.job(jobs.insert(), "status") == "queued"


def test_what_was_uninstalled_is_installed_again(connection: psycopg.Connection) -> None:
    connection.execute("select ocr.uninstall()")
    assert len(list(apply_missing(connection, ALL))) == len(ALL)
    jobs = Jobs(connection)
    assert jobs.job(jobs.insert(), "status") == "queued"


OBSTACLES = {
    "create table documents (id bigint primary key); alter table documents owner to postgres": "id is bigint and must"
    " be uuid",
    "create schema ocr authorization supabase_admin": "the schema ocr belongs to supabase_admin, which is not postgres",
    "create table documents (id uuid primary key); alter table documents owner to supabase_admin": "the table"
    " public.documents belongs to supabase_admin",
    "drop extension vector; create extension vector with schema public": "vector is in schema public",
    "drop extension pg_cron": "the server has not loaded pg_cron",
    "alter extension pg_net drop function net.http_post; drop function net.http_post": "this pg_net"
    " has no net.http_post",
    "update pg_extension set extversion = '1.2.1' where extname = 'pg_cron'": "pg_cron is 1.2.1, and 1.3 or later is needed",
    "revoke create on schema public from postgres, public, pg_database_owner": "postgres may not create tables in the schema"
    " public",
    "alter function auth.uid() rename to id": "there is no function auth.uid()",
    "alter database {} set default_transaction_read_only = on": "the database takes no writes",
}


@pytest.mark.parametrize("statement", OBSTACLES)
def test_what_is_in_the_way_is_named_before_anything_changes(project: Database, statement: str) -> None:
    with psycopg.connect(project.admin_dsn, autocommit=True) as admin:
        for part in statement.split("; "):
            admin.execute(sql.SQL(part).format(sql.Identifier(project.name)))
    before = dump_schema(project)
    run = migrate(project)
    assert run.returncode == 1
    assert run.stderr.startswith("Nothing was changed:\n- ")
    assert OBSTACLES[statement] in run.stderr
    assert dump_schema(project) == before


def test_an_older_version_does_not_touch_a_newer_database(connection: psycopg.Connection) -> None:
    with pytest.raises(MigrationError, match="migrated by a newer version"):
        check(connection, ALL[:-1])


def test_exported_migrations_are_pushed_with_the_projects_own(
    project: Database, owner: psycopg.Connection, tmp_path: Path
) -> None:
    (tmp_path / "20250101000000_app.sql").write_text("create table app ();")
    export_missing(ALL, tmp_path, datetime.now(UTC))
    for file in sorted(tmp_path.glob("*.sql")):
        # As `supabase db push` does.
        with owner.transaction():
            owner.execute(file.read_bytes())
    assert find_missing(ALL, read_checksums(owner)) == ()
    run = migrate(project)
    assert (run.returncode, run.stdout.count("applied ")) == (0, 0)
    jobs = Jobs(owner)
    jobs.configure()
    assert jobs.job(jobs.insert(), "status") == "queued"
