"""A long document gives its turn, between two pages, to one that needs fewer; `ocr.give_way` decides.

Its pages are saved, so it only has to be queued again: nothing is held for it here, however many there are.
"""

import time
from collections.abc import Callable, Sequence
from uuid import UUID

import structlog

from function.database.queue import Attempt, Queue
from function.errors import DatabaseUnavailableError

log = structlog.get_logger()

# Pages out of a text layer take a fiftieth of a second, and each question a round trip to the database.
ASK_SECONDS = 0.5

# Documents that wait in this instance's room; None while there is a free turn for each.
Waiting = Callable[[], Sequence[UUID] | None]


class GaveWay(Exception):  # noqa: N818  not an error
    """The attempt is over, and its job is queued again."""


class Turn:
    """Of one attempt."""

    def __init__(self, queue: Queue, attempt: Attempt, waiting: Waiting) -> None:
        self._queue = queue
        self._attempt = attempt
        self._waiting = waiting
        self._asked_at = 0.0

    def check(self, pages_read: int) -> None:
        """To be called between two pages. Raises GaveWay when another document goes first."""
        waiting = self._waiting()
        if waiting is None or time.monotonic() < self._asked_at + ASK_SECONDS:
            return
        self._asked_at = time.monotonic()
        try:
            gives_way = self._queue.give_way(self._attempt, pages_read, waiting)
        except DatabaseUnavailableError:
            log.warning("turn_not_checked")
            return
        if gives_way:
            raise GaveWay
