"""Takes documents from the queue: all of them on an instance that the database cannot reach.

On other instances it only takes the next document in place of one that gave way, which is faster than a post.

Without `poll_seconds` it looks only when woken. With it, it polls, since LISTEN does not work through transaction pooling,
and a second is short compared with a page.
"""

import asyncio
import contextlib
import time
from collections.abc import Callable

import structlog

from function.database.queue import Attempt, Queue
from function.errors import DatabaseUnavailableError
from function.jobs.callbacks import Callbacks
from function.jobs.waiting_room import WaitingRoom
from function.observability.logs import describe_exception

log = structlog.get_logger()

# The interval between looks at an empty queue doubles up to POLL_INTERVAL_SECONDS; a document resets it to the shortest.
SHORTEST_SECONDS = 1.0
# As often as pg_cron does the same work.
TIDY_SECONDS = 10.0


class Puller:
    """Keeps the waiting room busy from `start` to `stop`; an unavailable database only delays it."""

    def __init__(
        self,
        queue: Queue,
        room: WaitingRoom,
        callbacks: Callbacks,
        run: Callable[[Attempt], None],
        *,
        may_take: Callable[[], bool] = lambda: True,
        poll_seconds: float | None,
    ) -> None:
        """Look at an empty queue at least every `poll_seconds`; if None, only when woken."""
        self._queue = queue
        self._room = room
        self._callbacks = callbacks
        self._run = run
        self._may_take = may_take
        self._poll_seconds = poll_seconds
        self._tidy_at = 0.0
        self._over = asyncio.Event()
        self._woken = asyncio.Event()
        self._pulling: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._pulling = asyncio.create_task(self._pull_on())

    def wake(self) -> None:
        """Look at the queue now. Call it on the event loop."""
        self._woken.set()

    async def stop(self) -> None:
        """Stop taking documents; those running are left to the waiting room."""
        self._over.set()
        self._woken.set()
        if self._pulling is not None:
            # Not cancelled: a job being claimed would be orphaned until its lease expires.
            await self._pulling

    async def _pull_on(self) -> None:
        if self._poll_seconds is None:
            await self._woken.wait()
        idle = SHORTEST_SECONDS
        while not self._over.is_set():
            self._woken.clear()
            if await self._pull():
                idle = SHORTEST_SECONDS
                continue
            longest = self._poll_seconds
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._woken.wait(), None if longest is None else min(idle, longest))
            idle *= 2

    async def _pull(self) -> bool:
        try:
            return await self._room.take(self._claim, self._run)
        except DatabaseUnavailableError:
            log.warning("pull_missed")
        except Exception as error:
            # A permission or migration is missing; keep trying until it is there.
            log.error("pull_refused", **describe_exception(error))
        return False

    def _claim(self) -> Attempt | None:
        # The puller may have been stopped while waiting for a turn.
        if self._over.is_set() or not self._may_take():
            return None
        if self._poll_seconds is None:
            return self._queue.claim_into_place()
        self._tidy()
        return self._queue.claim_next()

    def _tidy(self) -> None:
        """Do what pg_cron does for instances that the database can reach."""
        if time.monotonic() < self._tidy_at:
            return
        self._tidy_at = time.monotonic() + TIDY_SECONDS
        self._queue.resubmit()
        self._callbacks.wake()
