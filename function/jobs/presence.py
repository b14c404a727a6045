"""An instance's presence: the database knows that it is alive and how many documents it can hold."""

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

# Four of them until the database takes it for dead (ocr.living_instances).
BEAT_SECONDS = 10.0


class Presence:
    """Beats from `start` to `leave`; a beat that fails costs nothing but itself.

    `slots` is how many documents the function can hold; `held` is asked how many it does.
    """

    def __init__(
        self, database: Database, instance: Instance, *, slots: int, held: Callable[[], int]
    ) -> None:
        self._database = database
        self._instance = instance
        self._slots = slots
        self._held = held
        self._is_withdrawn = False
        self._is_over = False
        self._is_heard = True
        self._hurry = asyncio.Event()
        self._beating: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._beating = asyncio.create_task(self._beat_on())

    def withdraw(self) -> None:
        """No further documents are taken. Those it still holds keep a slot each, or they would take the slots of the
        instances that stay."""
        self._is_withdrawn = True
        self._hurry.set()

    def come_back(self) -> None:
        """Documents are taken again."""
        self._is_withdrawn = False
        self._hurry.set()

    async def leave(self) -> None:
        """Nothing is held any more."""
        self._is_over = True
        self._hurry.set()
        if self._beating is not None:
            # Not cancelled: a beat on its way would come after the farewell.
            await self._beating
        # Nobody waits for a database that is away; it forgets the instance by itself.
        if self._is_heard:
            await self._tell(partial(leave, self._database, self._instance))

    async def _beat_on(self) -> None:
        while not self._is_over:
            slots = self._held() if self._is_withdrawn else self._slots
            await self._tell(partial(beat, self._database, self._instance, slots=slots))
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._hurry.wait(), BEAT_SECONDS)
            self._hurry.clear()

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
            # A right or a migration is missing. Documents are read all the same, one instance's slots at a time.
            self._is_heard = False
            if was_heard:
                log.error("beat_refused", **describe_exception(error))
