"""A database of the last release, with a thousand documents in it, is upgraded."""

from typing import Any

import psycopg
import pytest

from function.migrations.apply import apply_missing, check
from function.migrations.files import find_migrations
from tests.integration.test_migrations import dump_schema, read_tables
from tests.support.earlier_schema import fill, restore
from tests.support.jobs import Jobs
from tests.support.services import Database

pytestmark = pytest.mark.integration

COUNT = 1000
DATA = ("documents", "document_pages", "document_embeddings", "document_passages", "ocr_queue")


@pytest.fixture
def earlier(project: Database) -> Database:
    restore(project.dsn)
    return project


def upgrade(connection: psycopg.Connection) -> int:
    migrations = find_migrations()
    check(connection, migrations)
    return len(list(apply_missing(connection, migrations)))


def read_rows(connection: psycopg.Connection, columns: dict[str, list[str]]) -> dict[str, Any]:
    """A checksum of every table's rows in the given columns."""
    rows = {}
    for table, names in columns.items():
        row = ", ".join(names)
        statement = (
            f"select count(*), md5(string_agg(row ({row})::text, '' order by row ({row})::text)) from {table}"  # noqa: S608
        )
        rows[table] = connection.execute(statement.encode()).fetchone()
    return rows


def find_columns(connection: psycopg.Connection) -> dict[str, list[str]]:
    statement = "select attname::text from pg_attribute where attrelid = %s::regclass and attnum > 0 and not attisdropped"
    return {table: [row[0] for row in connection.execute(statement, [table])] for table in DATA}


def test_an_upgrade_keeps_every_row_and_the_queue_goes_on(earlier: Database) -> None:
    with psycopg.connect(earlier.dsn, autocommit=True) as connection:
        jobs = Jobs(connection)
        jobs.configure()
        fill(connection, COUNT)
        columns = find_columns(connection)
        before = read_rows(connection, columns)
        assert before["documents"][0] == COUNT
        assert before["document_passages"][0] > COUNT / 2

        assert upgrade(connection) == len(find_migrations())
        assert read_rows(connection, columns) == before
        assert upgrade(connection) == 0

        document = jobs.insert()
        claim = jobs.claim(document)
        jobs.begin(claim)
        assert jobs.save_page(claim, 1)
        assert jobs.complete(claim)
        vector = str([0.05] * 384)
        found = "select count(*) from search_documents('factura', %s, 'e5')"
        assert jobs.value(found, vector) > 0
        queued = jobs.value("select id from documents where ocr_status = 'queued' limit 1")
        assert jobs.claim(queued).outcome == "claimed"


def test_an_upgraded_database_is_like_a_new_one(earlier: Database, database: Database) -> None:
    with psycopg.connect(earlier.dsn, autocommit=True) as connection:
        upgrade(connection)
    assert dump_schema(earlier) == dump_schema(database)
    upgraded, new = read_tables(earlier), read_tables(database)
    kept = ("ocr", "added_columns"), ("public", "related_terms")
    assert [upgraded[table][0] for table in kept] == [new[table][0] for table in kept]
