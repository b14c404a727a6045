"""Ends what nothing else ends: a step that is overdue for too long costs the worker, and gunicorn starts another one."""

import os
import signal
import threading

import structlog

from function.database.queue import Attempt, Queue
from function.errors import StepOverdueError
from function.observability.logs import describe_exception
from function.observability.steps import StepClock

log = structlog.get_logger()

LOOK_SECONDS = 1.0
# How long /health and /metrics say that a step is overdue before the worker is replaced.
PATIENCE_SECONDS = 30.0
# The database may be what hangs.
SAVE_SECONDS = 10.0


class StepWatch:
    """Looks from `start` on, on a thread that no shutdown waits for."""

    def __init__(self, queue: Queue, clock: StepClock) -> None:
        self._queue = queue
        self._clock = clock
        self._patience = PATIENCE_SECONDS
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, name="step-watch", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def hurry(self) -> None:
        """The function stops: an overdue step is not waited for."""
        self._patience = 0.0

    def close(self) -> None:
        """All documents have ended; what is still under way has no end of its own."""
        if self._clock.under_way():
            self._end_worker()
        self._over.set()

    def _look(self) -> None:
        while not self._over.wait(LOOK_SECONDS):
            if self._clock.overdue(by=self._patience):
                self._end_worker()

    def _end_worker(self) -> None:
        log.critical("step_overdue", steps=sorted(step.name for step in self._clock.overdue()))
        saving = threading.Thread(target=self._save_attempts, daemon=True)
        saving.start()
        saving.join(SAVE_SECONDS)
        # Nothing can end the step's thread, so an orderly shutdown would wait for it.
        os.kill(os.getpid(), signal.SIGKILL)

    def _save_attempts(self) -> None:
        """The attempts of overdue steps have failed; the others, which end with them, spend no try."""
        try:
            overdue = {step.attempt: step.name for step in self._clock.overdue()}
            for attempt in {step.attempt for step in self._clock.under_way()}:
                if isinstance(attempt, Attempt):
                    self._save(attempt, overdue.get(attempt))
        except Exception as error:
            # Their leases run out by themselves.
            log.error("overdue_not_saved", **describe_exception(error))

    def _save(self, attempt: Attempt, step: str | None) -> None:
        code = StepOverdueError.code
        if step is None:
            message = (
                f"Document {attempt.document_id} has to wait: the worker was replaced because a step of another "
                "document did not end."
            )
            self._queue.give_back(attempt, code=code, message=message, seconds=0.0)
            return
        message = (
            f"Document {attempt.document_id}: the step {step} did not end, so the worker was replaced. "
            "The next attempt goes on from the last page; if it ends like this again, save the file in another way."
        )
        self._queue.fail(attempt, code=code, message=message, retryable=True, seconds=0.0)
