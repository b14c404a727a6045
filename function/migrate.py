"""`python -m function migrate`: brings a database up to date, or says what it lacks."""

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg

from function.doctor.connection import check_address, connect
from function.doctor.finding import Verdict
from function.errors import KairoError, MigrationError
from function.migrations.apply import apply_missing, check
from function.migrations.export import export_missing
from function.migrations.files import Migration, find_migrations, find_missing, find_newer
from function.migrations.history import ask, forget, has_history, read_checksums, read_times
from function.settings import load_database_settings, load_settings


def run(*, status: bool, dry_run: bool, again: bool, export: Path | None, function_url: str | None) -> int:
    """Return the exit code: 0 when the database is up to date, or would be."""
    migrations = find_migrations()
    try:
        if export is not None:
            return tell_exported(export_missing(migrations, export, datetime.now(UTC)), export)
        with log_in() as connection:
            if status:
                return tell_status(connection, migrations)
            check(connection, migrations)
            tell_notes(connection)
            if dry_run:
                return tell_missing(find_missing(migrations, read_checksums(connection)))
            if again and has_history(connection):
                forget(connection)
            apply(connection, migrations)
            if function_url is not None:
                configure(connection, function_url)
    except KairoError as error:
        print(error, file=sys.stderr)
        return 1
    except psycopg.Error as error:
        print(f"The database ended the connection ({type(error).__name__}). Run this again.", file=sys.stderr)
        return 1
    return 0


def log_in() -> psycopg.Connection[Any]:
    """Open a connection in autocommit mode. Raises MigrationError with what to do when it cannot be opened."""
    settings = load_database_settings()
    address = check_address(settings)
    if address.level != "ok":
        raise MigrationError(_tell(address))
    verdict, connection = connect(settings)
    if connection is None:
        raise MigrationError(_tell(verdict))
    print(address.found)
    return connection


def apply(connection: psycopg.Connection[Any], migrations: Sequence[Migration]) -> None:
    for migration in apply_missing(connection, migrations):
        print(f"applied  {migration.version} {migration.name}", flush=True)
    print(f"up to date: {len(migrations)} migrations, the last is {migrations[-1].version}")


def configure(connection: psycopg.Connection[Any], function_url: str) -> None:
    """Tell the database where the function is; of several tokens, the first."""
    token = load_settings().function_tokens[0]
    try:
        ask(connection, "configure", url=function_url, token=token)
    except psycopg.errors.RaiseException as error:
        raise MigrationError(f"The address was refused: {error.diag.message_primary}.") from None
    print(f"the database sends documents to {function_url}")


def tell_notes(connection: psycopg.Connection[Any]) -> None:
    for row in ask(connection, "notes"):
        print(f"note: {row['note']}")


def tell_missing(missing: Sequence[Migration]) -> int:
    for migration in missing:
        print(f"missing  {migration.version} {migration.name}")
    print(f"nothing was changed; {len(missing)} migrations would be applied")
    return 0


def tell_status(connection: psycopg.Connection[Any], migrations: Sequence[Migration]) -> int:
    checksums, times = read_checksums(connection), read_times(connection)
    for migration in migrations:
        version = migration.version
        state = "missing"
        if version in checksums:
            current = checksums[version] == migration.checksum
            state = f"{times[version]:%Y-%m-%d %H:%M}" if current else "changed"
        print(f"{state:<16}  {version} {migration.name}")
    for version in find_newer(migrations, checksums):
        print(f"{'newer':<16}  {version}")
    missing = find_missing(migrations, checksums)
    print(f"{len(missing)} to apply" if missing else "up to date")
    return 1 if missing else 0


def tell_exported(written: Sequence[Path], folder: Path) -> int:
    for file in written:
        print(f"written  {file.name}")
    print(f"{len(written)} new files in {folder}")
    return 0


def _tell(verdict: Verdict) -> str:
    return f"{verdict.found[:1].upper()}{verdict.found[1:]}. {verdict.remedy}"
