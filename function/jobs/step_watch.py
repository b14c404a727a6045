"""Kills the worker when a step hangs; gunicorn then starts another one."""

import os
import signal
import threading

import structlog

from function.database.job import Failure
from function.database.queue import Attempt, Queue
from function.errors import StepOverdueError
from function.observability.logs import describe_exception
from function.observability.steps import StepClock

log = structlog.get_logger()

LOOK_SECONDS = 1.0
# How long /health and /metrics report an overdue step before the worker is replaced.
PATIENCE_SECONDS = 30.0
# Limited because the database itself may be hanging.
SAVE_SECONDS = 10.0


class StepWatch:
    """Watches the steps on a daemon thread, from `start` to `close`."""

    def __init__(self, queue: Queue, clock: StepClock) -> None:
        self._queue = queue
        self._clock = clock
        self._patience = PATIENCE_SECONDS
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, name="step-watch", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def hurry(self) -> None:
        """End the worker as soon as a step is overdue, because the function is shutting down."""
        self._patience = 0.0

    def close(self) -> None:
        """Stop watching. Call once all documents have ended; a step still under way hangs, so end the worker."""
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
        # The step's thread cannot be stopped, so a clean shutdown would wait for it.
        os.kill(os.getpid(), signal.SIGKILL)

    def _save_attempts(self) -> None:
        """Fail the attempts with overdue steps; give back the others without using up a retry."""
        try:
            overdue = {step.attempt: step.name for step in self._clock.overdue()}
            for attempt in {step.attempt for step in self._clock.under_way()}:
                if isinstance(attempt, Attempt):
                    self._save(attempt, overdue.get(attempt))
        except Exception as error:
            # Their leases expire by themselves.
            log.error("overdue_not_saved", **describe_exception(error))

    def _save(self, attempt: Attempt, step: str | None) -> None:
        code = StepOverdueError.code
        if step is None:
            message = (
                f"Document {attempt.document_id} must wait: the worker was replaced because a step of another "
                "document did not finish."
            )
            self._queue.give_back(attempt, Failure(code, message, seconds=0.0))
            return
        message = (
            f"Document {attempt.document_id}: the step {step} did not finish, so the worker was replaced. "
            "The next attempt continues from the last page; if this happens again, save the file in another format."
        )
        self._queue.fail(attempt, Failure(code, message, seconds=0.0))
