"""The heartbeat of an attempt."""

import threading
import time
from contextvars import copy_context

import structlog

from function.database.queue import Attempt, Queue
from function.errors import DatabaseUnavailableError, FenceLostError, JobTimeoutError

log = structlog.get_logger()


class Pulse:
    """Keeps an attempt's lease alive beside the work, and says when the attempt must stop."""

    def __init__(
        self, queue: Queue, attempt: Attempt, *, lease_seconds: float, timeout_seconds: float
    ) -> None:
        self._interval = lease_seconds / 6
        self._queue = queue
        self._attempt = attempt
        self._deadline = time.monotonic() + timeout_seconds
        self._lost = threading.Event()
        self._ended = threading.Event()
        # With the context, so that its lines name the document too.
        self._thread = threading.Thread(
            target=copy_context().run, args=(self._beat,), name="heartbeat", daemon=True
        )

    def __enter__(self) -> "Pulse":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def check(self) -> None:
        """Raises JobTimeoutError or FenceLostError once the attempt may not go on."""
        if time.monotonic() > self._deadline:
            raise JobTimeoutError(
                f"Document {self._attempt.document_id}: the attempt took longer than JOB_TIMEOUT_MINUTES. "
                "The next attempt goes on from the last page; raise the limit if documents are that long."
            )
        if self._lost.is_set():
            raise FenceLostError(
                f"Document {self._attempt.document_id}: attempt {self._attempt.number} was taken over by another one."
            )

    def wait(self, seconds: float) -> None:
        """Sleeps, but not past the end of the attempt."""
        self._lost.wait(seconds)

    def _beat(self) -> None:
        while not self._ended.wait(self._interval):
            try:
                if not self._queue.heartbeat(self._attempt):
                    self._lost.set()
                    return
            except DatabaseUnavailableError:
                # The lease is longer than a restart of Postgres; the next beat tries again.
                log.warning("heartbeat_missed")
