"""Migrations on a project that already has a `documents` table with rows and rules of its own."""

from collections.abc import Iterator

import psycopg
import pytest
from psycopg import sql

from local.migrate import MIGRATIONS, bootstrap, migrate
from local.postgres import OWNER, SUPERUSER, Postgres
from tests.support.jobs import Jobs

pytestmark = pytest.mark.integration

EXISTING = """
    create table documents (id uuid primary key default gen_random_uuid(), user_id uuid, title text, file_url text);
    alter table documents enable row level security;
    create policy mine on documents using (user_id = (select auth.uid()));
    insert into documents (title, file_url) select 'old ' || i, 'files/' || i || '.pdf' from generate_series(1, 1000) i;
"""


@pytest.fixture
def existing(postgres: Postgres) -> Iterator[psycopg.Connection]:
    name = "existing_project"
    with psycopg.connect(postgres.admin_dsn, autocommit=True) as admin:
        admin.execute(sql.SQL("create database {}").format(sql.Identifier(name)))
        bootstrap(postgres.dsn_for(SUPERUSER, name))
        with psycopg.connect(postgres.dsn_for(OWNER, name), autocommit=True) as connection:
            connection.execute(EXISTING)
            yield connection
        admin.execute(sql.SQL("drop database {} with (force)").format(sql.Identifier(name)))


def apply_all(postgres: Postgres) -> int:
    return len(
        migrate(postgres.dsn_for(SUPERUSER, "existing_project"), postgres.dsn_for(OWNER, "existing_project"))
    )


def test_columns_are_added_and_nothing_is_lost_or_queued(
    existing: psycopg.Connection, postgres: Postgres
) -> None:
    assert apply_all(postgres) == len(list(MIGRATIONS.glob("*.sql")))
    jobs = Jobs(existing)
    assert (
        jobs.value("select count(*) from documents where title like 'old %' and ocr_status is null") == 1000
    )
    assert jobs.value("select count(*) from ocr_queue") == 0
    policies = existing.execute("select policyname from pg_policies where tablename = 'documents'").fetchall()
    assert policies == [("mine",)]


def test_new_rows_are_queued_and_old_ones_when_somebody_asks(
    existing: psycopg.Connection, postgres: Postgres
) -> None:
    apply_all(postgres)
    jobs = Jobs(existing)
    jobs.configure()
    new = jobs.insert()
    assert jobs.job(new, "status") == "queued"
    assert jobs.value("select count(*) from ocr_queue") == 1
    existing.execute("select ocr.resubmit(id) from documents where ocr_status is null limit 50")
    assert jobs.value("select count(*) from ocr_queue") == 51
    assert len(jobs.requests()) == 2


def test_a_second_run_changes_nothing(existing: psycopg.Connection, postgres: Postgres) -> None:
    apply_all(postgres)
    assert apply_all(postgres) == 0


def test_pages_follow_the_projects_own_rules(existing: psycopg.Connection, postgres: Postgres) -> None:
    apply_all(postgres)
    jobs = Jobs(existing)
    document = jobs.insert()
    claim = jobs.claim(document)
    jobs.begin(claim)
    jobs.save_page(claim, 1)
    with existing.transaction(force_rollback=True):
        existing.execute("set local role authenticated")
        existing.execute(
            """set local request.jwt.claims = '{"sub": "3fa85f64-5717-4562-b3fc-2c963f66afa6"}'"""
        )
        assert jobs.value("select count(*) from document_pages") == 0
