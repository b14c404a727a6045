"""Between two pages, a long document gives way to one that needs fewer pages; `ocr.give_way` decides.

The long document is simply requeued, since its pages are saved: it takes no memory here while it waits.
"""

import time
from collections.abc import Callable, Sequence
from uuid import UUID

import structlog

from function.database.queue import Attempt, Queue
from function.errors import DatabaseUnavailableError

log = structlog.get_logger()

# A page with a text layer takes 20 ms, and each check costs a round trip to the database.
ASK_SECONDS = 0.5

# Returns the documents waiting for a turn on this instance, or None while a turn is free.
Waiting = Callable[[], Sequence[UUID] | None]


class GaveWay(Exception):  # noqa: N818  not an error
    """The attempt is over, and its job has been requeued."""


class Turn:
    """The turn of one attempt."""

    def __init__(self, queue: Queue, attempt: Attempt, waiting: Waiting) -> None:
        self._queue = queue
        self._attempt = attempt
        self._waiting = waiting
        self._asked_at = 0.0

    def check(self, pages_read: int) -> None:
        """Raise GaveWay if another document goes first. Call between two pages."""
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
