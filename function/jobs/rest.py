"""Gives memory back once nothing has been read for a while."""

import asyncio
import contextlib
import gc
from collections.abc import Callable

import structlog

from function.inference import Inference
from function.jobs.readers import Readers
from function.machine.memory import Memory

log = structlog.get_logger()


class Rest:
    """From `start` to `stop`, rests after `seconds` without a document; 0 means never. Used on the event loop.

    What is given back comes again by itself with the first page. The embedding model stays: it is small, and a search
    must not wait for it. `held()` is the number of documents here.
    """

    def __init__(
        self,
        inference: Inference,
        readers: Readers,
        memory: Memory,
        *,
        seconds: float,
        held: Callable[[], int],
    ) -> None:
        self._inference = inference
        self._readers = readers
        self._memory = memory
        self._seconds = seconds
        self._held = held
        self._worked = asyncio.Event()
        self._watching: asyncio.Task[None] | None = None

    def start(self) -> None:
        if self._seconds:
            self._watching = asyncio.create_task(self._watch())

    async def stop(self) -> None:
        if self._watching is not None:
            self._watching.cancel()
            await asyncio.gather(self._watching, return_exceptions=True)

    def note_work(self) -> None:
        """Count from now. Call after each document."""
        self._worked.set()

    async def _watch(self) -> None:
        while True:
            self._worked.clear()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._worked.wait(), self._seconds)
                continue
            if not self._held():
                await asyncio.to_thread(self._give_back)
                await self._worked.wait()

    def _give_back(self) -> None:
        before = self._memory.resident()
        self._inference.rest()
        self._readers.rest()
        gc.collect()
        self._memory.trim()
        log.info("at_rest", resident_mb=round(self._memory.resident()), before_mb=round(before))
