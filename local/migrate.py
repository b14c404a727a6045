"""Applies `supabase/migrations` to a database, and records them as `supabase db push` does."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg

from local import SQL
from local.errors import MigrationError
from local.statements import split_statements

MIGRATIONS = Path(__file__).parent.parent / "supabase" / "migrations"
FILE_NAME = re.compile(r"(?P<version>[0-9]+)_(?P<name>.*)\.sql")


@dataclass(frozen=True)
class Migration:
    version: str
    name: str
    file: Path

    def read_statements(self) -> list[str]:
        return split_statements(self.file.read_text(encoding="utf-8"))


def migrate(admin_dsn: str, owner_dsn: str, folder: Path = MIGRATIONS) -> list[Migration]:
    """Apply the bootstrap as the superuser, then new migrations as the owner; return the new ones."""
    bootstrap(admin_dsn)
    with psycopg.connect(owner_dsn, autocommit=True) as connection:
        connection.execute((SQL / "history.sql").read_bytes())
        done = {
            row[0] for row in connection.execute("select version from supabase_migrations.schema_migrations")
        }
        new = [migration for migration in find_migrations(folder) if migration.version not in done]
        for migration in new:
            apply(connection, migration)
    return new


def bootstrap(admin_dsn: str) -> None:
    """Set the database up like a Supabase project before its first migration; safe to run again."""
    with psycopg.connect(admin_dsn, autocommit=True) as connection:
        connection.execute((SQL / "bootstrap.sql").read_bytes())


def find_migrations(folder: Path) -> Iterator[Migration]:
    """Yield migrations in the order of the Supabase CLI, skipping the files that it skips."""
    for file in sorted(folder.glob("*.sql")):
        if match := FILE_NAME.fullmatch(file.name):
            yield Migration(match["version"], match["name"], file)


def apply(connection: psycopg.Connection, migration: Migration) -> None:
    """Apply one migration in one transaction, and record it in the history."""
    statements = migration.read_statements()
    with connection.transaction():
        for number, statement in enumerate(statements, 1):
            execute(connection, migration, number, statement)
        connection.execute(
            "insert into supabase_migrations.schema_migrations (version, statements, name) "
            "values (%s, %s, %s)",
            [migration.version, statements, migration.name],
        )


def execute(connection: psycopg.Connection, migration: Migration, number: int, statement: str) -> None:
    try:
        connection.execute(statement.encode())
    except psycopg.Error as error:
        raise MigrationError(
            f"Statement {number} of {migration.file.name} failed, so the migration was rolled back: {error}"
        ) from error
