"""Connections to Postgres, and what a lost one means."""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

import psycopg
from pgvector.psycopg.vector import register_vector_info
from psycopg.rows import DictRow, dict_row, tuple_row
from psycopg.types import TypeInfo
from psycopg_pool import ConnectionPool, PoolTimeout

from function.database.queries import QUERIES
from function.errors import DatabaseConflictError, DatabaseUnavailableError

Row = DictRow
Connection = psycopg.Connection[Row]
Result = TypeVar("Result")

CONNECT_SECONDS = 10
# Of a transaction that Postgres ends for the sake of another one.
CONFLICT_ATTEMPTS = 5
CONFLICT_WAIT_SECONDS = 0.05


class Database:
    """A small pool; every error of the connection becomes DatabaseUnavailableError, and a lasting conflict with other
    transactions DatabaseConflictError.

    Transaction pooling (Supabase's port 6543) has no prepared statements: they are off.
    """

    def __init__(self, url: str, *, max_size: int = 4) -> None:
        self._pool: ConnectionPool[Connection] = ConnectionPool(
            url,
            min_size=1,
            max_size=max_size,
            open=False,
            timeout=CONNECT_SECONDS,
            max_idle=60,
            check=_prepare,
            kwargs={
                "row_factory": dict_row,
                "prepare_threshold": None,
                "connect_timeout": CONNECT_SECONDS,
                "application_name": "kairo-ocr",
            },
        )

    def open(self) -> None:
        self._pool.open(wait=False)

    def close(self) -> None:
        self._pool.close()

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """One connection in one transaction: committed at the end, rolled back on an error."""
        try:
            with self._pool.connection() as connection:
                yield connection
        except (psycopg.errors.DeadlockDetected, psycopg.errors.SerializationFailure) as error:
            raise DatabaseConflictError(
                "Another transaction of the database was in the way each time; nothing was changed, and the job is "
                f"taken up again ({type(error).__name__})."
            ) from None
        except (psycopg.OperationalError, psycopg.InterfaceError, PoolTimeout) as error:
            raise DatabaseUnavailableError(
                "The database cannot be reached; check DATABASE_URL and that Postgres is up. Nothing is lost: "
                f"the job is taken up again ({type(error).__name__})."
            ) from None

    def run(self, work: Callable[[Connection], Result]) -> Result:
        """`work` in one transaction, and again from its beginning when that had to make way for another one."""
        for number in range(1, CONFLICT_ATTEMPTS):
            with suppress(DatabaseConflictError), self.transaction() as connection:
                return work(connection)
            # The other one must wake up first, or the two meet again.
            time.sleep(number * CONFLICT_WAIT_SECONDS)
        with self.transaction() as connection:
            return work(connection)

    def fetch_one(self, query: str, parameters: Mapping[str, Any] | None = None) -> Row | None:
        """First row of a named query, in a transaction of its own."""
        return self.run(lambda connection: connection.execute(QUERIES[query], parameters).fetchone())

    def fetch_all(self, query: str, parameters: Mapping[str, Any] | None = None) -> list[Row]:
        return self.run(lambda connection: connection.execute(QUERIES[query], parameters).fetchall())

    def fetch_value(self, query: str, parameters: Mapping[str, Any] | None = None) -> Any:
        """First column of the first row of a named query; None without a row."""
        row = self.fetch_one(query, parameters)
        return next(iter(row.values())) if row else None


def register_vectors(connection: psycopg.Connection[Any]) -> None:
    """Lets numpy arrays be parameters and pgvector's vectors be results, if the database has the extension."""
    # TypeInfo.fetch would need a search path to the extension's schema, or the right to use it.
    with connection.transaction(), connection.cursor(row_factory=tuple_row) as cursor:
        oids = cursor.execute(QUERIES["vector_type"]).fetchone()
    if oids is not None:
        register_vector_info(connection, TypeInfo("vector", *oids))


def _prepare(connection: Connection) -> None:
    """Called before a connection is handed out; the pool replaces one that raises."""
    # It may have died in the pool (restart of Postgres).
    ConnectionPool.check_connection(connection)
    # Not once and for all on connecting: the migrations, which bring the extension, may come later.
    if connection.adapters.types.get("vector") is None:
        register_vectors(connection)


def retry_when_unavailable(
    operation: Callable[[], Result], *, wait: Callable[[float], object], attempts: int = 6
) -> Result:
    """Repeats an operation that may safely be repeated over a short loss of the database (a restart).

    `wait` sleeps for 0.5, 1, 2, 4, 8 seconds between attempts; the last DatabaseUnavailableError is raised.
    """
    for number in range(attempts - 1):
        try:
            return operation()
        except DatabaseUnavailableError:
            wait(0.5 * 2**number)
    return operation()
