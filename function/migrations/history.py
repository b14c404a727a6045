"""The history of our migrations in a database, `ocr.migrations`."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg
from psycopg.rows import DictRow, dict_row

from function.database.queries import load_queries
from function.migrations.files import Migration

QUERIES = load_queries(Path(__file__).with_name("queries.sql"))
# Of the file that makes the table.
NAME = "history"


def ask(connection: psycopg.Connection[Any], query: str, **parameters: str | list[str]) -> Sequence[DictRow]:
    """Return the rows of a query of queries.sql; none for a statement without rows."""
    with connection.cursor(row_factory=dict_row) as cursor:
        # Without parameters, %% would stay as it is.
        cursor.execute(QUERIES[query].encode(), parameters)
        return cursor.fetchall() if cursor.description else ()


def has_history(connection: psycopg.Connection[Any]) -> bool:
    return bool(ask(connection, "history_exists")[0]["found"])


def read_checksums(connection: psycopg.Connection[Any]) -> Mapping[str, str]:
    """Return the checksum of each installed version; empty before the first installation, or when others applied them."""
    rows = ask(connection, "history") if has_history(connection) else ()
    return {row["version"]: row["checksum"] for row in rows}


def read_times(connection: psycopg.Connection[Any]) -> Mapping[str, datetime]:
    """Return when each installed version was applied."""
    rows = ask(connection, "history") if has_history(connection) else ()
    return {row["version"]: row["applied_at"] for row in rows}


def forget(connection: psycopg.Connection[Any], version: str = "") -> None:
    """Forget that this version and all later ones are installed; they are applied again then."""
    ask(connection, "forget", version=version)


def record(connection: psycopg.Connection[Any], migrations: Sequence[Migration]) -> None:
    """Record these as installed, and forget all that come after the first of them."""
    forget(connection, migrations[0].version)
    for migration in migrations:
        ask(
            connection,
            "record",
            version=migration.version,
            name=migration.name,
            checksum=migration.checksum,
        )
