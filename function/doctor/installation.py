"""What the checks examine: the settings and the database."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg.rows import DictRow

from function.database.queries import load_queries
from function.settings import Settings

QUERIES = load_queries(Path(__file__).with_name("queries.sql"))


@dataclass(frozen=True, slots=True)
class Installation:
    """`connection` commits each statement. `patience` is the seconds that pg_net may take for a request."""

    settings: Settings
    connection: psycopg.Connection[DictRow]
    patience: float

    def rows(self, query: str, **parameters: Any) -> list[DictRow]:
        """Return the rows of a query in the doctor's queries.sql."""
        return self.connection.execute(QUERIES[query], parameters).fetchall()

    def row(self, query: str, **parameters: Any) -> DictRow | None:
        return next(iter(self.rows(query, **parameters)), None)
