"""Migrations are applied once, entirely or not at all, and recorded as the Supabase CLI would record them."""

from pathlib import Path

import psycopg
import pytest

from local.errors import MigrationError
from local.migrate import MIGRATIONS, find_migrations, migrate
from tests.support.services import Database

pytestmark = pytest.mark.integration

HISTORY = "select version, name, statements from supabase_migrations.schema_migrations where version < '2' order by 1"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "0002_more.sql").write_text("insert into mine values (1);\n\ninsert into mine values (2);\n")
    (tmp_path / "0001_first_one.sql").write_text("-- why\ncreate table mine (id int primary key);\n")
    (tmp_path / "notes.sql").write_text("this is no migration")
    return tmp_path


def test_migrations_run_in_order_and_once(database: Database, folder: Path) -> None:
    assert [new.version for new in migrate(database.admin_dsn, database.dsn, folder)] == ["0001", "0002"]
    assert migrate(database.admin_dsn, database.dsn, folder) == []
    with psycopg.connect(database.dsn) as connection:
        assert connection.execute(HISTORY).fetchall() == [
            ("0001", "first_one", ["-- why\ncreate table mine (id int primary key)"]),
            ("0002", "more", ["insert into mine values (1)", "insert into mine values (2)"]),
        ]
        owner = connection.execute("select tableowner from pg_tables where tablename = 'mine'").fetchone()
        assert owner == ("postgres",)


def test_a_migration_that_fails_leaves_nothing_behind(database: Database, folder: Path) -> None:
    (folder / "0003_broken.sql").write_text("create table half (); insert into mine values (1);")
    with pytest.raises(MigrationError, match=r"Statement 2 of 0003_broken\.sql failed"):
        migrate(database.admin_dsn, database.dsn, folder)
    with psycopg.connect(database.dsn) as connection:
        assert connection.execute("select to_regclass('half')").fetchone() == (None,)
        assert [row[0] for row in connection.execute(HISTORY)] == ["0001", "0002"]


def test_the_projects_own_migrations_are_already_there(database: Database) -> None:
    assert migrate(database.admin_dsn, database.dsn) == []
    with psycopg.connect(database.dsn) as connection:
        applied = connection.execute("select version from supabase_migrations.schema_migrations order by 1")
        assert [row[0] for row in applied] == [migration.version for migration in find_migrations(MIGRATIONS)]
