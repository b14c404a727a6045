"""Between two pages, and between two steps of embedding, a long document gives way to one that needs fewer pages;
`ocr.give_way` decides.

The long document is simply requeued, since its pages and vectors are saved: it takes no memory here while it waits.
"""

import time
from collections.abc import Callable, Sequence
from functools import partial
from uuid import UUID

import structlog

from function.database.queue import Attempt, Queue
from function.document.chunks import EmbeddedChunk
from function.errors import DatabaseUnavailableError
from function.jobs.lease import Lease

log = structlog.get_logger()

# A page with a text layer takes 20 ms, and each check costs a round trip to the database.
ASK_SECONDS = 0.5

# Returns the documents waiting for a turn on this instance, or None while a turn is free.
Waiting = Callable[[], Sequence[UUID] | None]


class GaveWay(Exception):  # noqa: N818  not an error
    """The attempt is over, and its job has been requeued."""


class Turn:
    """The turn of one attempt, which embeds with `model`."""

    def __init__(self, queue: Queue, attempt: Attempt, waiting: Waiting, *, model: str) -> None:
        self._queue = queue
        self._attempt = attempt
        self._waiting = waiting
        self._model = model
        self._asked_at = 0.0

    def is_safe(self) -> bool:
        """Whether a turn is free, so that others need not wait for this one."""
        return self._waiting() is None

    def check(self, pages_read: int) -> None:
        """Raise GaveWay if another document goes first. Call between two pages."""
        self._ask(partial(self._queue.give_way, self._attempt, pages_read))

    def begin_embedding(self, lease: Lease, pages: int) -> None:
        """Tell the queue that so many pages are still to be embedded. Raises the errors of `Lease.retry`."""
        lease.retry(self._queue.begin_embedding, self._attempt, pages)

    def check_embedding(self, fresh: Sequence[EmbeddedChunk], pages_to_embed: int) -> None:
        """Keep the chunks embedded so far and raise GaveWay if another document goes first."""
        self._ask(
            partial(
                self._queue.give_way_embedding,
                self._attempt,
                fresh,
                model=self._model,
                pages_to_embed=pages_to_embed,
            )
        )

    def _ask(self, give_way: Callable[[Sequence[UUID]], bool]) -> None:
        waiting = self._waiting()
        if waiting is None or time.monotonic() < self._asked_at + ASK_SECONDS:
            return
        self._asked_at = time.monotonic()
        try:
            gave_way = give_way(waiting)
        except DatabaseUnavailableError:
            log.warning("turn_not_checked")
            return
        if gave_way:
            raise GaveWay
