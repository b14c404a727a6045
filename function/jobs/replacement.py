"""Ends a worker that cannot continue; gunicorn then starts another one."""

import os
import signal

import structlog

from function.inference import Inference
from function.machine.memory import Memory

log = structlog.get_logger()


class Replacement:
    """Ends this process when a model hangs or its memory exceeds the limit."""

    def __init__(self, inference: Inference, memory: Memory) -> None:
        self._inference = inference
        self._memory = memory

    def consider(self, *, busy: bool) -> None:
        """End the process if necessary. Call after each document, once its job is saved.

        `busy` says whether other documents are being read.
        """
        if self._inference.is_stuck:
            log.critical("inference_stuck")
            # The model's thread cannot be stopped, so a clean shutdown would wait for it.
            os.kill(os.getpid(), signal.SIGKILL)
        self._memory.tidy()
        if self._memory.is_spent(busy=busy):
            # Current documents finish first; new requests wait in gunicorn's socket for the next worker.
            os.kill(os.getpid(), signal.SIGTERM)
