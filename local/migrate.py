"""Sets a database up like a Supabase project, and applies `supabase/migrations` to it."""

from collections.abc import Sequence
from pathlib import Path

import psycopg

from function.migrations.apply import apply_missing, check
from function.migrations.files import MIGRATIONS, Migration, find_migrations
from local import SQL


def migrate(admin_dsn: str, owner_dsn: str, folder: Path = MIGRATIONS) -> Sequence[Migration]:
    """Apply the bootstrap as the superuser, then new migrations as the owner; return the new ones."""
    bootstrap(admin_dsn)
    migrations = find_migrations(folder)
    with psycopg.connect(owner_dsn, autocommit=True) as connection:
        check(connection, migrations)
        return list(apply_missing(connection, migrations))


def bootstrap(admin_dsn: str) -> None:
    """Set the database up like a Supabase project before its first migration; safe to run again."""
    with psycopg.connect(admin_dsn, autocommit=True) as connection:
        connection.execute((SQL / "bootstrap.sql").read_bytes())
