"""The Supabase CLI itself, on an empty project and on one with migrations of its own.

Not part of a plain `make test`, which needs no network: `make test-cli` fetches the CLI first.
"""

import os
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest

from function.doctor.schema import FORGET
from function.migrations.apply import apply_missing
from function.migrations.export import export_missing
from function.migrations.files import MIGRATIONS, find_migrations, find_missing
from function.migrations.history import read_checksums
from tests.support.jobs import Jobs
from tests.support.services import Database

CLI = os.environ.get("SUPABASE_CLI")
pytestmark = [
    pytest.mark.integration,
    pytest.mark.slow,
    pytest.mark.skipif(CLI is None, reason="make test-cli fetches the CLI and sets SUPABASE_CLI"),
]
ALL = find_migrations()
REFUSAL = "Remote migration versions not found in local migrations directory"


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    assert CLI is not None
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "DO_NOT_TRACK": "1", "NO_COLOR": "1"}
    return subprocess.run(
        [CLI, *arguments],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def push(folder: Path, project: Database, *options: str) -> subprocess.CompletedProcess[str]:
    # The embedded Postgres has no certificate.
    return run(folder, "db", "push", f"--remote={project.dsn}?sslmode=disable", "--yes", *options)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """This repository, as far as the CLI looks at it."""
    shutil.copytree(MIGRATIONS.parent, tmp_path / "kairo-ocr" / "supabase")
    return tmp_path / "kairo-ocr"


@pytest.fixture
def application(tmp_path: Path, project: Database) -> Path:
    """A project whose own migrations are pushed already, and that has another one."""
    folder = tmp_path / "application"
    own = folder / "supabase" / "migrations"
    own.mkdir(parents=True)
    (folder / "supabase" / "config.toml").write_text('project_id = "application"\n')
    (own / "20250101000000_app.sql").write_text("create table app (id int);\n")
    assert push(folder, project).returncode == 0
    (own / "20270101000000_more.sql").write_text("alter table app add column more text;\n")
    return folder


def is_pushed(connection: psycopg.Connection, folder: Path, project: Database) -> bool:
    pushed = push(folder, project)
    more = connection.execute(
        "select from pg_attribute where attrelid = 'app'::regclass and attname = 'more'"
    ).fetchone()
    return pushed.returncode == 0 and more is not None


def test_the_layout_is_taken_on_an_empty_project(checkout: Path, project: Database) -> None:
    rehearsal = push(checkout, project, "--dry-run")
    assert all(migration.file_name in rehearsal.stdout + rehearsal.stderr for migration in ALL)
    assert push(checkout, project).returncode == 0
    with psycopg.connect(project.dsn, autocommit=True) as connection:
        jobs = Jobs(connection)
        assert jobs.job(jobs.insert(), "status") == "queued"
        assert len(list(apply_missing(connection, ALL))) == len(ALL)
    again = push(checkout, project)
    assert "Remote database is up to date" in again.stdout + again.stderr


def test_the_address_of_version_2_is_still_taken(checkout: Path, project: Database) -> None:
    pushed = run(checkout, "db", "push", "--db-url", f"{project.dsn}?sslmode=disable", "--yes")
    assert pushed.returncode == 0
    assert "deprecated" in pushed.stdout + pushed.stderr


def test_a_project_with_migrations_of_its_own_gets_ours_by_migrate_and_keeps_its_push(
    checkout: Path, application: Path, project: Database
) -> None:
    refused = push(checkout, project)
    assert refused.returncode != 0
    assert REFUSAL in refused.stdout + refused.stderr
    with psycopg.connect(project.dsn, autocommit=True) as connection:
        assert len(list(apply_missing(connection, ALL))) == len(ALL)
        assert is_pushed(connection, application, project)


def test_exported_migrations_are_pushed_with_the_projects_own(application: Path, project: Database) -> None:
    export_missing(ALL, application / "supabase" / "migrations", datetime.now(UTC))
    with psycopg.connect(project.dsn, autocommit=True) as connection:
        assert is_pushed(connection, application, project)
        assert find_missing(ALL, read_checksums(connection)) == ()


def test_what_the_doctor_says_frees_a_history_into_which_ours_were_pushed(
    checkout: Path, tmp_path: Path, project: Database
) -> None:
    assert push(checkout, project).returncode == 0
    own = tmp_path / "late" / "supabase" / "migrations"
    own.mkdir(parents=True)
    (own.parent / "config.toml").write_text('project_id = "late"\n')
    (own / "20270101000000_app.sql").write_text("create table app (more text);\n")
    refused = push(tmp_path / "late", project)
    assert REFUSAL in refused.stdout + refused.stderr
    with psycopg.connect(project.dsn, autocommit=True) as connection:
        connection.execute(FORGET.encode())
        assert is_pushed(connection, tmp_path / "late", project)
