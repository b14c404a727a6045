"""The lease of an attempt: how long its claim holds, and the heartbeat that extends it."""

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

# However long the lease is: an attempt that is not heard of for ocr.longest_silence may be taken for dead.
LONGEST_INTERVAL_SECONDS = 20.0
# How late a page that is being read is given up.
CHECK_SECONDS = 0.5

Arguments = TypeVarTuple("Arguments")
Result = TypeVar("Result")


class Lease:
    """Held while entered: a thread extends it during the work. `check` raises when the attempt must stop.

    `deadline` is a `time.monotonic()`.
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
        # With the context, so that its log lines also name the document.
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
        """Raises JobTimeoutError or FenceLostError when the attempt must not continue."""
        if time.monotonic() > self.deadline:
            raise JobTimeoutError(
                f"Document {self._attempt.document_id}: the attempt took longer than JOB_TIMEOUT_MINUTES. "
                "The next attempt goes on from the last page; raise the limit if documents are that long."
            )
        if self._lost.is_set():
            raise FenceLostError(
                f"Document {self._attempt.document_id}: attempt {self._attempt.number} was taken over by another one."
            )

    def wait(self, future: Future[Result]) -> Result:
        """What the future gives. Raises as `check` as soon as the attempt may not go on; the future goes on without it."""
        while not wait([future], CHECK_SECONDS).done:
            self.check()
        return future.result()

    def retry(self, operation: Callable[[*Arguments], Result], *of: *Arguments) -> Result:
        """Calls an operation that may safely be repeated, and repeats it while the database is briefly away."""
        # A lost lease ends the wait, and the fence then refuses the operation.
        return retry_when_unavailable(partial(operation, *of), wait=self._lost.wait)

    def _beat(self) -> None:
        while not self._ended.wait(self._interval):
            try:
                if not self._queue.heartbeat(self._attempt):
                    self._lost.set()
                    return
            except DatabaseUnavailableError:
                # The lease is longer than a restart of Postgres; the next beat tries again.
                log.warning("heartbeat_missed")
