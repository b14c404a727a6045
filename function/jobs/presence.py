"""An instance's presence: the database knows that it is running and how many documents it can hold."""

import asyncio
import contextlib
from collections.abc import Callable
from functools import partial

import structlog

from function.database.instances import Instance, beat, leave
from function.database.pool import Database
from function.errors import DatabaseUnavailableError
from function.observability.logs import describe_exception

log = structlog.get_logger()

# After four missed beats the database takes the instance for dead (ocr.longest_silence).
BEAT_SECONDS = 10.0


class Presence:
    """Beats from `start` to `leave`; a beat that fails is only missed.

    `slots` is how many documents the function can hold, and `held()` how many it holds now. After the first beat,
    `take_over` queues again what an earlier worker of this instance held, and returns how many attempts that were.
    """

    def __init__(
        self,
        database: Database,
        instance: Instance,
        *,
        slots: int,
        held: Callable[[], int],
        take_over: Callable[[], int],
    ) -> None:
        self._database = database
        self._instance = instance
        self._slots = slots
        self._held = held
        self._take_over = take_over
        self._has_arrived = False
        self._is_withdrawn = False
        self._is_over = False
        self._is_heard = True
        self._hurry = asyncio.Event()
        self._beating: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._beating = asyncio.create_task(self._beat_on())

    def withdraw(self) -> None:
        """No further documents are taken. Each one still held keeps a slot; otherwise it would take one from the
        instances that stay."""
        self._is_withdrawn = True
        self._hurry.set()

    def come_back(self) -> None:
        """Documents are taken again."""
        self._is_withdrawn = False
        self._hurry.set()

    async def leave(self) -> None:
        """No document is held any more."""
        self._is_over = True
        self._hurry.set()
        if self._beating is not None:
            # Not cancelled: a beat in flight could arrive after the farewell.
            await self._beating
        # A shutdown does not wait for a database that is away; the database forgets the instance by itself.
        if self._is_heard:
            await self._tell(partial(leave, self._database, self._instance))

    async def _beat_on(self) -> None:
        while not self._is_over:
            slots = self._held() if self._is_withdrawn else self._slots
            await self._tell(partial(self._beat, slots))
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._hurry.wait(), BEAT_SECONDS)
            self._hurry.clear()

    def _beat(self, slots: int) -> None:
        beat(self._database, self._instance, slots=slots)
        if not self._has_arrived:
            if attempts := self._take_over():
                log.warning("attempts_taken_over", attempts=attempts)
            self._has_arrived = True

    async def _tell(self, message: Callable[[], None]) -> None:
        was_heard = self._is_heard
        try:
            await asyncio.to_thread(message)
            self._is_heard = True
        except DatabaseUnavailableError:
            self._is_heard = False
            if was_heard:
                log.warning("beat_missed")
        except Exception as error:
            # A permission or a migration is missing. Documents are still read, with the slots of one instance.
            self._is_heard = False
            if was_heard:
                log.error("beat_refused", **describe_exception(error))
