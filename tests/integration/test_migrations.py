"""Applying the migrations again changes nothing."""

import subprocess
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql

from function.migrations.files import MIGRATIONS
from local.postgres import BINARIES
from tests.support.jobs import Jobs
from tests.support.services import Database

pytestmark = pytest.mark.integration

TABLES = """
    select n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema')
    order by 1, 2
"""


def dump_schema(database: Database) -> str:
    # A fixed key makes dumps of the same schema equal; by default pg_dump picks a random one.
    command = [str(BINARIES / "pg_dump"), "--schema-only", "--restrict-key=same", database.admin_dsn]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def read_tables(database: Database) -> dict[tuple[str, str], Any]:
    """The number of rows in every table, and a checksum of them."""
    statement = sql.SQL("select count(*), md5(string_agg(t::text, chr(10) order by t::text)) from {} t")
    with psycopg.connect(database.admin_dsn) as connection:
        tables = connection.execute(TABLES).fetchall()
        return {
            (schema, name): connection.execute(statement.format(sql.Identifier(schema, name))).fetchone()
            for schema, name in tables
        }


def test_migrations_applied_twice_change_nothing(database: Database, connection: psycopg.Connection) -> None:
    jobs = Jobs(connection)
    jobs.configure()
    document = jobs.insert()
    claim = jobs.claim(jobs.insert())
    jobs.begin(claim)
    jobs.save_page(claim, 1)
    connection.execute("select ocr.relate_terms('boletín, notas, calificaciones | school report, grades')")
    schema, tables = dump_schema(database), read_tables(database)
    for file in sorted(MIGRATIONS.glob("*.sql")):
        connection.execute(file.read_bytes())
    assert read_tables(database) == tables
    assert dump_schema(database) == schema
    assert tables["public", "related_terms"][0] > 10_000
    assert jobs.job(document, "status") == "queued"
    assert jobs.value("select count(*) from cron.job") == 3


def test_a_concept_is_added_once_and_again_with_a_new_term(connection: psycopg.Connection) -> None:
    jobs = Jobs(connection)
    added = [
        jobs.value("select ocr.relate_terms(%s)", lines)
        for lines in (
            "cacharro, trasto | contraption",
            "trasto , cacharro | contraption\n\nchisme raro | oddity",
            "cacharro, trasto, artilugio | contraption",
        )
    ]
    assert added == [1, 1, 1]


def test_a_restored_database_is_as_closed_as_the_saved_one(database: Database, tmp_path: Path) -> None:
    saved = read_grants(database)
    dump = str(tmp_path / "dump")
    options = ["-d", database.admin_dsn]
    subprocess.run([str(BINARIES / "pg_dump"), *options, "-Fc", "-n", "public", "-f", dump], check=True)
    # As deploy/local/restore.sh does.
    grants = MIGRATIONS.parents[1] / "deploy/local/grants.sql"
    psql = [str(BINARIES / "psql"), *options, "--quiet", "--set=ON_ERROR_STOP=1", "-f", str(grants)]
    subprocess.run(psql, check=True)
    subprocess.run([str(BINARIES / "pg_restore"), *options, "--clean", "--if-exists", dump], check=False)
    assert read_grants(database) == saved


def read_grants(database: Database) -> list[tuple[Any, ...]]:
    """What each role may do with the tables of the schema public, and what it may with new ones by default."""
    statement = """
        select relname, entry::text from pg_class, unnest(relacl) entry
        where relnamespace = 'public'::regnamespace and relkind = 'r'
        union all
        select defaclobjtype::text || defaclrole::regrole::text, entry::text from pg_default_acl, unnest(defaclacl) entry
        order by 1, 2
    """
    with psycopg.connect(database.admin_dsn) as connection:
        return connection.execute(statement).fetchall()
