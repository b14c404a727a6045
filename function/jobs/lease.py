"""The lease of an attempt: how long its claim is valid, and the heartbeat that extends it."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, wait
from contextvars import copy_context
from functools import partial
from typing import Self, TypeVar, TypeVarTuple

import structlog

from function.database.pool import retry_when_unavailable
from function.database.queue import Attempt, Queue
from function.errors import DatabaseUnavailableError, FenceLostError, JobTimeoutError

log = structlog.get_logger()

# However long the lease is, an attempt without a heartbeat for ocr.longest_silence may be considered dead.
LONGEST_INTERVAL_SECONDS = 20.0
# How often a wait checks whether the page being read must be given up.
CHECK_SECONDS = 0.5

Arguments = TypeVarTuple("Arguments")
Result = TypeVar("Result")


class Lease:
    """A context manager that extends the lease on a thread. `check` raises when the attempt must stop.

    `deadline` is in `time.monotonic()` seconds.
    """

    def __init__(
        self, queue: Queue, attempt: Attempt, *, lease_seconds: float, timeout_seconds: float
    ) -> None:
        self._interval = min(lease_seconds / 6, LONGEST_INTERVAL_SECONDS)
        self._queue = queue
        self._attempt = attempt
        self.deadline = time.monotonic() + timeout_seconds
        self._lost = threading.Event()
        self._ended = threading.Event()
        # In a copy of the context, so that its log lines also name the document.
        self._thread = threading.Thread(
            target=copy_context().run, args=(self._beat,), name="heartbeat", daemon=True
        )

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def check(self) -> None:
        """Raise JobTimeoutError or FenceLostError when the attempt must not continue."""
        if time.monotonic() > self.deadline:
            raise JobTimeoutError(
                f"Document {self._attempt.document_id}: the attempt took longer than JOB_TIMEOUT_MINUTES. "
                "The next attempt continues from the last page; raise the limit if documents are that long."
            )
        if self._lost.is_set():
            raise FenceLostError(
                f"Document {self._attempt.document_id}: attempt {self._attempt.number} was taken over by another one."
            )

    def wait(self, future: Future[Result], *, seconds: float = float("inf")) -> Result:
        """Return the future's result.

        Raises the errors of `check` as soon as the attempt must stop, and TimeoutError after `seconds`; the future is left
        running.
        """
        ends_by = time.monotonic() + seconds
        while not wait([future], min(CHECK_SECONDS, max(0.0, ends_by - time.monotonic()))).done:
            self.check()
            if time.monotonic() >= ends_by:
                raise TimeoutError
        return future.result()

    def retry(self, operation: Callable[[*Arguments], Result], *of: *Arguments) -> Result:
        """Call an idempotent operation, and retry it while the database is briefly unavailable."""
        # A lost lease ends the wait; the fence then rejects the operation.
        return retry_when_unavailable(partial(operation, *of), wait=self._lost.wait)

    def _beat(self) -> None:
        while not self._ended.wait(self._interval):
            try:
                if not self._queue.heartbeat(self._attempt):
                    self._lost.set()
                    return
            except DatabaseUnavailableError:
                # The lease outlasts a restart of Postgres; the next beat tries again.
                log.warning("heartbeat_missed")
