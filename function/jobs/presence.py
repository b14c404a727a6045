"""Tells the database that this instance is running and how many documents it can hold."""

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

# After four missed beats the database considers the instance dead (ocr.longest_silence).
BEAT_SECONDS = 10.0


class Presence:
    """Sends beats from `start` to `leave`; a failed beat is skipped.

    `slots` is how many documents the instance can hold, and `held()` how many it holds now. After the first beat,
    `take_over` requeues what an earlier worker of this instance held, and returns the number of attempts.
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
        """Stop offering free slots.

        Documents still held keep their slots; otherwise they would use up those of the remaining instances.
        """
        self._is_withdrawn = True
        self._hurry.set()

    def come_back(self) -> None:
        """Offer all slots again."""
        self._is_withdrawn = False
        self._hurry.set()

    async def leave(self) -> None:
        """Stop the beats and sign off. Call once no document is held."""
        self._is_over = True
        self._hurry.set()
        if self._beating is not None:
            # Not cancelled: a beat in flight could arrive after `leave`.
            await self._beating
        # Shutdown does not wait for an unavailable database, which forgets the instance by itself.
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
            # A permission or migration is missing. Documents are still read, as many as one instance has slots.
            self._is_heard = False
            if was_heard:
                log.error("beat_refused", **describe_exception(error))
