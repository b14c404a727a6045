"""Connections to Postgres, and errors for lost ones and conflicts."""

import copy
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any, Self, TypeVar

import psycopg
from pgvector.psycopg.vector import register_vector_info
from psycopg.rows import DictRow, dict_row, tuple_row
from psycopg.types import TypeInfo
from psycopg_pool import ConnectionPool, PoolTimeout

from function.database.queries import QUERIES
from function.document.person import Person
from function.errors import DatabaseConflictError, DatabaseUnavailableError

Row = DictRow
Connection = psycopg.Connection[Row]
Result = TypeVar("Result")

CONNECT_SECONDS = 10
# For a transaction that Postgres aborts in favour of another one.
CONFLICT_ATTEMPTS = 5
CONFLICT_WAIT_SECONDS = 0.05


class Database:
    """A small pool. Connection errors become DatabaseUnavailableError; a lasting conflict with other transactions
    becomes DatabaseConflictError.

    Transactions are those of the function's role, which sees every row, unless `seen_by` a person.

    Prepared statements are off, because transaction pooling (Supabase's port 6543) does not support them.
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
        self._person: Person | None = None

    def seen_by(self, person: Person | None) -> Self:
        """Return the same pool, with every transaction in the role and with the claims of `person`, as Supabase's API
        does it: row security decides what there is. None is a server, which sees everything."""
        seen = copy.copy(self)
        seen._person = person
        return seen

    def open(self) -> None:
        self._pool.open(wait=False)

    def close(self) -> None:
        self._pool.close()

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Yield a connection in a transaction, which is committed at the end or rolled back on an error."""
        try:
            with self._pool.connection() as connection:
                if self._person is not None:
                    _become(connection, self._person)
                yield connection
        except (psycopg.errors.DeadlockDetected, psycopg.errors.SerializationFailure) as error:
            raise DatabaseConflictError(
                "Another transaction in the database conflicted on every attempt; nothing was changed, and the job is "
                f"retried ({type(error).__name__})."
            ) from None
        except (psycopg.OperationalError, psycopg.InterfaceError, PoolTimeout) as error:
            raise DatabaseUnavailableError(
                "The database cannot be reached; check DATABASE_URL and that Postgres is up. Nothing is lost: "
                f"the job is retried ({type(error).__name__})."
            ) from None

    def run(self, work: Callable[[Connection], Result]) -> Result:
        """Run `work` in one transaction, and rerun it from the start after a conflict with another one.

        Raises DatabaseConflictError after CONFLICT_ATTEMPTS.
        """
        for number in range(1, CONFLICT_ATTEMPTS):
            with suppress(DatabaseConflictError), self.transaction() as connection:
                return work(connection)
            # Let the other transaction proceed first, or the two conflict again.
            time.sleep(number * CONFLICT_WAIT_SECONDS)
        with self.transaction() as connection:
            return work(connection)

    def fetch_one(self, query: str, parameters: Mapping[str, Any] | None = None) -> Row | None:
        """Return the first row of a named query, run in its own transaction."""
        return self.run(lambda connection: connection.execute(QUERIES[query], parameters).fetchone())

    def fetch_all(self, query: str, parameters: Mapping[str, Any] | None = None) -> list[Row]:
        return self.run(lambda connection: connection.execute(QUERIES[query], parameters).fetchall())

    def execute(self, query: str, parameters: Mapping[str, Any] | None = None) -> None:
        """Run a named query that returns nothing, in its own transaction."""
        self.run(lambda connection: connection.execute(QUERIES[query], parameters))

    def fetch_value(self, query: str, parameters: Mapping[str, Any] | None = None) -> Any:
        """Return the first column of the first row of a named query, or None without a row."""
        row = self.fetch_one(query, parameters)
        return next(iter(row.values())) if row else None


def _become(connection: Connection, person: Person) -> None:
    try:
        connection.execute(QUERIES["become"], {"claims": person.claims})
    except psycopg.errors.InsufficientPrivilege:
        raise DatabaseUnavailableError(
            "The function's role in the database may not act for people; run: grant authenticated to <the role of "
            "DATABASE_URL>."
        ) from None


def register_vectors(connection: psycopg.Connection[Any]) -> None:
    """Register numpy arrays as parameters and pgvector's vectors as results, if the extension is installed."""
    # TypeInfo.fetch would need the extension's schema on the search path, or the right to use it.
    with connection.transaction(), connection.cursor(row_factory=tuple_row) as cursor:
        oids = cursor.execute(QUERIES["vector_type"]).fetchone()
    if oids is not None:
        register_vector_info(connection, TypeInfo("vector", *oids))


def _prepare(connection: Connection) -> None:
    """Check and set up a connection before it is handed out; the pool replaces it if this raises."""
    # It may have died in the pool (after a restart of Postgres).
    ConnectionPool.check_connection(connection)
    # Not just once on connecting: the migrations that install the extension may run later.
    if connection.adapters.types.get("vector") is None:
        register_vectors(connection)


def retry_when_unavailable(
    operation: Callable[[], Result], *, wait: Callable[[float], object], attempts: int = 6
) -> Result:
    """Retry an idempotent operation while the database is briefly unavailable (during a restart).

    `wait` sleeps for 0.5, 1, 2, 4, 8 seconds between attempts. Raises the last DatabaseUnavailableError.
    """
    for number in range(attempts - 1):
        try:
            return operation()
        except DatabaseUnavailableError:
            wait(0.5 * 2**number)
    return operation()
