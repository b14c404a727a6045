"""Runs a few documents at a time, with a small bounded room for the next ones.

Concurrent documents share the models page by page: while one is downloaded, opened or saved, another is recognised, and
a letter overtakes a book. Only a document that may have killed a worker is read alone. The room keeps the instance busy
between two documents (pg_net needs up to a second for the next post); its limit bounds memory. A document that waits for
a language model steps aside, and another one is read meanwhile. A document runs to its end even if its caller
disconnects.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar, copy_context
from dataclasses import dataclass
from typing import Any, TypeVar, TypeVarTuple
from uuid import UUID

import structlog

from function.database.job import Job
from function.database.queue import Attempt, MustBeAlone, Queue
from function.errors import DatabaseUnavailableError

log = structlog.get_logger()

Arguments = TypeVarTuple("Arguments")
Result = TypeVar("Result")
RunDocument = Callable[[UUID], Job]
# Well under `dispatch_expires_seconds`, so that a waiting document is not dispatched a second time.
KEEP_WAITING_SECONDS = 20.0
POLL_SECONDS = 0.5


@dataclass(eq=False, slots=True)
class Held:
    """The turns that a document holds. Used on the event loop only."""

    loop: asyncio.AbstractEventLoop
    turns: int


# Of the document that runs on this thread.
_held: ContextVar[Held] = ContextVar("held")


class WaitingRoom:
    def __init__(self, run: RunDocument, queue: Queue, *, at_once: int, size: int) -> None:
        self._run = run
        self._queue = queue
        self._at_once = at_once
        self._places = at_once + size
        self._aside = 0
        # Documents get turns in order of arrival.
        self._turn = asyncio.Semaphore(at_once)
        # Held while taking turns: two documents that take several would wait for each other.
        self._taking_turns = asyncio.Lock()
        self._tasks: dict[UUID, asyncio.Task[Any]] = {}
        # Documents waiting for a turn.
        self._waiting: set[UUID] = set()
        # Documents being read, not counting those waiting.
        self.running = 0
        # Those being read, and as many that have stepped aside.
        self._executor = ThreadPoolExecutor(max_workers=2 * at_once, thread_name_prefix="pipeline")

    async def process(self, document_id: UUID, *, force: bool, in_background: bool = False) -> Job:
        """Run the document when its turn comes, and return its job: `queued` or `processing` if it cannot run here.

        A document that has ended needs no turn; with `force`, it is read again. With `in_background`, return without
        waiting for the end. A cancelled caller does not cancel the run.
        """
        if force:
            await asyncio.to_thread(self._queue.read_again, document_id)
        job = await asyncio.to_thread(self._queue.read_job, document_id)
        if job.status == "completed" or (job.status == "failed" and job.retryable is False):
            return job
        # If it was claimed here and is queued again, the attempt in the room is ending: run the next one.
        if document_id in self._waiting or (document_id in self._tasks and job.status != "queued"):
            return job
        if len(self._tasks) >= self._places:
            return await asyncio.to_thread(self._turn_away, document_id)
        task = asyncio.create_task(self._run_when_due(document_id), name=f"document {document_id}")
        self._waiting.add(document_id)
        self._keep(document_id, task)
        if in_background:
            return await asyncio.to_thread(self._queue.read_job, document_id)
        job = await asyncio.shield(task)
        # Queued means that it gave way to a shorter document; its caller still waits for the end.
        return await self.wait_for_end(document_id) if job.status == "queued" else job

    async def take(self, claim: Callable[[], Attempt | None], run: Callable[[Attempt], None]) -> bool:
        """Wait for a free turn, then claim and start a document. Return False if there was none to claim."""
        await self._turn.acquire()
        attempt = None
        try:
            attempt = await asyncio.to_thread(claim)
        finally:
            if attempt is None:
                self._turn.release()
        if attempt is None:
            return False
        task = asyncio.create_task(self._run_in_turn(run, attempt), name=f"document {attempt.document_id}")
        self._keep(attempt.document_id, task)
        return True

    def waiting(self) -> Sequence[UUID] | None:
        """Return the documents waiting for a turn, or None while a turn is free."""
        return tuple(self._waiting) if self._turn.locked() else None

    def step_aside(self) -> None:
        """Let another document be read while this one waits for something outside. Call from the document's thread.

        The document does not take a turn again, so it must be done with its file. At most as many documents as are read
        at once can be aside; a further one keeps its turn.
        """
        held = _held.get()
        held.loop.call_soon_threadsafe(self._let_go, held)

    def _let_go(self, held: Held) -> None:
        # A document that is read alone has all turns, and keeps them.
        if held.turns == 1 and self._aside < self._at_once:
            held.turns = 0
            self._aside += 1
            self._turn.release()

    def count(self) -> int:
        """Return the number of documents here, running or waiting."""
        return len(self._tasks)

    async def close(self) -> None:
        """Wait for all documents here to end."""
        await asyncio.gather(*self._tasks.values(), return_exceptions=True)
        self._executor.shutdown()

    async def wait_for_end(self, document_id: UUID) -> Job:
        """Wait until the document has ended, wherever it is being read, and return its job."""
        while True:
            job = await asyncio.to_thread(self._queue.read_job, document_id)
            if job.status not in ("queued", "processing"):
                return job
            await asyncio.sleep(POLL_SECONDS)

    async def _run_when_due(self, document_id: UUID) -> Job:
        try:
            return await self._wait_and_run(document_id, turns=1)
        except MustBeAlone:
            log.info("waits_to_be_alone", document=str(document_id))
        try:
            return await self._wait_and_run(document_id, turns=self._at_once)
        except MustBeAlone:
            # An attempt that has ended here still has its lease.
            return await asyncio.to_thread(self._turn_away, document_id)

    async def _wait_and_run(self, document_id: UUID, *, turns: int) -> Job:
        async with self._waits(document_id), self._taking_turns:
            for _ in range(turns):
                await self._turn.acquire()
        return await self._run_in_turn(self._run, document_id, turns=turns)

    @contextlib.asynccontextmanager
    async def _waits(self, document_id: UUID) -> AsyncIterator[None]:
        self._waiting.add(document_id)
        keeper = asyncio.create_task(self._keep_waiting(document_id))
        try:
            yield
        finally:
            self._waiting.discard(document_id)
            keeper.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await keeper

    async def _run_in_turn(
        self, run: Callable[[*Arguments], Result], *of: *Arguments, turns: int = 1
    ) -> Result:
        self.running += 1
        loop = asyncio.get_running_loop()
        held = Held(loop, turns)
        _held.set(held)
        try:
            # In a copy of the context, so that the pipeline's log lines carry the request's id.
            return await loop.run_in_executor(self._executor, copy_context().run, run, *of)
        finally:
            self.running -= 1
            if held.turns == 0:
                self._aside -= 1
            for _ in range(held.turns):
                self._turn.release()

    async def _keep_waiting(self, document_id: UUID) -> None:
        while self._turn.locked():
            try:
                await asyncio.to_thread(self._queue.keep_waiting, document_id)
            except DatabaseUnavailableError:
                log.warning("keep_waiting_missed", document=str(document_id))
            await asyncio.sleep(KEEP_WAITING_SECONDS)

    def _keep(self, document_id: UUID, task: asyncio.Task[Any]) -> None:
        self._tasks[document_id] = task
        task.add_done_callback(lambda done: self._leave(document_id, done))

    def _leave(self, document_id: UUID, task: asyncio.Task[Any]) -> None:
        # An attempt that lost its fence may still be running when the document's next attempt has started.
        if self._tasks.get(document_id) is task:
            del self._tasks[document_id]
        if not task.cancelled():
            # Retrieve it even if the caller is gone; the error is in the job and in the log.
            task.exception()

    def _turn_away(self, document_id: UUID) -> Job:
        self._queue.turn_away(document_id)
        log.info("turned_away", document=str(document_id))
        return self._queue.read_job(document_id)
