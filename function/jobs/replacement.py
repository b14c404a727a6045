"""When a worker cannot go on, gunicorn starts another one: it only has to end."""

import os
import signal

import structlog

from function.inference import Inference
from function.machine.memory import Memory

log = structlog.get_logger()


class Replacement:
    """Ends this process when a model hangs or its memory has grown past the limit."""

    def __init__(self, inference: Inference, memory: Memory) -> None:
        self._inference = inference
        self._memory = memory

    def consider(self, *, busy: bool) -> None:
        """Call after each document, once its job is saved; `busy` while other documents are being read."""
        if self._inference.is_stuck:
            log.critical("inference_stuck")
            # Nothing can end the model's thread, so an orderly shutdown would wait for it.
            os.kill(os.getpid(), signal.SIGKILL)
        self._memory.tidy()
        if self._memory.is_spent(busy=busy):
            # Documents that are here end first; new requests wait in gunicorn's socket for the next worker.
            os.kill(os.getpid(), signal.SIGTERM)
