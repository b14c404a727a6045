"""Applies what a database lacks."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

import psycopg
from psycopg import sql

from function.errors import MigrationError
from function.migrations.files import Migration, find_missing, find_newer
from function.migrations.history import NAME, ask, has_history, read_checksums, record

# Whoever waits for a table's lock holds up everything behind it, the application too; so it gives up and tries again.
# A minute in all is longer than a page's query and another run's longest file.
LOCK_PATIENCE = "2s"
TRIES = 30
# Locked before a file that changes tables, in the order in which the application and the queue lock them; otherwise
# Postgres would end one of their transactions for each deadlock: 5 in 900 documents while everything was applied 4 times,
# and none in 2,000 documents since.
TABLES = (
    *(
        "documents",
        "ocr_queue",
        "document_pages",
        "document_embeddings",
        "document_passages",
        "document_corrections",
    ),
)
_CHANGES_TABLES = re.compile(
    r"^\s*(alter table|(create|drop) (unique )?(index|trigger|policy))\b", re.MULTILINE | re.IGNORECASE
)


def check(connection: psycopg.Connection[Any], migrations: Sequence[Migration]) -> None:
    """Raises MigrationError with everything that is in the way. Changes nothing."""
    obstacles = [f"{row['complaint']}. {row['remedy']}" for row in ask(connection, "obstacles")]
    if newer := find_newer(migrations, read_checksums(connection)):
        obstacles.append(
            f"the database was migrated by a newer version ({newer[-1]}). Use that version of the function for it."
        )
    if not obstacles and (refusal := _try_first(connection, migrations)):
        obstacles.append(refusal)
    if obstacles:
        raise MigrationError("\n".join(("Nothing was changed:", *(f"- {line}" for line in obstacles))))


def apply_missing(
    connection: psycopg.Connection[Any], migrations: Sequence[Migration]
) -> Iterator[Migration]:
    """Apply what `connection`, in autocommit mode, lacks; yield each migration once it is committed.

    Each is applied in one transaction with its row in the history. Two runs at once share the work. Raises MigrationError
    when one fails; those before it stay.
    """
    while step := _apply_next(connection, migrations):
        yield from step


def _apply_next(connection: psycopg.Connection[Any], migrations: Sequence[Migration]) -> Sequence[Migration]:
    for _ in range(TRIES):
        try:
            with connection.transaction():
                return _apply_step(connection, migrations)
        except (psycopg.errors.LockNotAvailable, psycopg.errors.DeadlockDetected):
            continue
    raise MigrationError(
        "Another session has held a lock for a minute: another `migrate`, or a long transaction on public.documents "
        "(select pid, query from pg_stat_activity where state <> 'idle'). End it, or try again later. What is applied so "
        "far works, and the next run continues after it."
    )


def _apply_step(connection: psycopg.Connection[Any], migrations: Sequence[Migration]) -> Sequence[Migration]:
    """Apply the next migration; before there is a history, all that come until there is one."""
    ask(connection, "begin", patience=LOCK_PATIENCE)
    ask(connection, "lock")
    missing = find_missing(migrations, read_checksums(connection))
    step = missing[:1] if has_history(connection) else _until_history(missing)
    if any(_CHANGES_TABLES.search(migration.script) for migration in step):
        _lock_tables(connection)
    for migration in step:
        _execute(connection, migration)
    if step:
        record(connection, step)
    return step


def _lock_tables(connection: psycopg.Connection[Any]) -> None:
    for row in ask(connection, "tables", names=list(TABLES)):
        table = sql.Identifier("public", row["name"])
        connection.execute(sql.SQL("lock table {} in access exclusive mode").format(table))


def _until_history(migrations: Sequence[Migration]) -> Sequence[Migration]:
    place = next(place for place, migration in enumerate(migrations) if migration.name == NAME)
    return migrations[: place + 1]


def _execute(connection: psycopg.Connection[Any], migration: Migration) -> None:
    try:
        connection.execute(migration.script.encode())
    except (psycopg.errors.LockNotAvailable, psycopg.errors.DeadlockDetected):
        raise
    except psycopg.Error as error:
        raise MigrationError(
            f"{migration.file_name}{_line(migration, error)} failed and was rolled back: {_explain(error)}"
        ) from error


def _try_first(connection: psycopg.Connection[Any], migrations: Sequence[Migration]) -> str | None:
    """The first file only checks the table `documents`."""
    try:
        with connection.transaction(force_rollback=True):
            connection.execute(migrations[0].script.encode())
    except psycopg.Error as error:
        return _explain(error)
    return None


def _line(migration: Migration, error: psycopg.Error) -> str:
    position = error.diag.statement_position
    return f", line {migration.script[: int(position)].count(chr(10)) + 1}," if position else ""


def _explain(error: psycopg.Error) -> str:
    told = (error.diag.message_primary or type(error).__name__, error.diag.message_hint)
    return " ".join(sentence for sentence in told if sentence)
