"""The steps of an attempt, as operators see them."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

import structlog

from function.observability.metrics import Metrics, Step
from function.observability.tracing import Tracing

log = structlog.get_logger()


class Steps:
    def __init__(self, metrics: Metrics, tracing: Tracing) -> None:
        self._metrics = metrics
        self._tracing = tracing

    @contextmanager
    def time(self, step: Step) -> Iterator[None]:
        """A span; once the step is done, also its seconds in the metrics and in the log."""
        started = time.monotonic()
        with self._tracing.span(step):
            yield
        seconds = time.monotonic() - started
        self._metrics.observe_step(step, seconds)
        log.info("step_done", step=step, seconds=round(seconds, 3))
