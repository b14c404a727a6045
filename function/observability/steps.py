"""The steps of an attempt, as operators see them, and which of them are overdue."""

import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal, get_args

import structlog

from function.observability.metrics import Metrics, Step
from function.observability.tracing import Tracing

log = structlog.get_logger()

WatchedStep = Literal[
    "download", "read_page", "assemble", "searchable_copy", "extract", "embed", "ask_model", "complete"
]
WATCHED: tuple[WatchedStep, ...] = get_args(WatchedStep)
# Seconds, several times each step's own time limit. Embedding a long document is limited only by its deadline.
LIMITS: Mapping[WatchedStep, float] = {
    "download": 900,
    "read_page": 300,
    "assemble": 120,
    "searchable_copy": 900,
    "extract": 120,
    "ask_model": 300,
    "complete": 300,
}
# After its attempt's deadline, a step may still wait for what cannot be interrupted: a model call of up to 180 s.
DEADLINE_GRACE = 240.0


@dataclass(frozen=True, slots=True, eq=False)
class StepUnderWay:
    """A step in progress. `ends_by` is in `time.monotonic()` seconds; `attempt` is whatever the caller passed."""

    name: WatchedStep
    attempt: object
    ends_by: float


class StepClock:
    """The steps under way in this process. All methods are thread-safe."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._steps: set[StepUnderWay] = set()

    @contextmanager
    def watch(self, name: WatchedStep, attempt: object, deadline: float) -> Iterator[None]:
        now = time.monotonic()
        ends_by = min(now + LIMITS.get(name, float("inf")), max(now, deadline) + DEADLINE_GRACE)
        step = StepUnderWay(name, attempt, ends_by)
        with self._lock:
            self._steps.add(step)
        try:
            yield
        finally:
            with self._lock:
                self._steps.discard(step)

    def under_way(self) -> list[StepUnderWay]:
        with self._lock:
            return list(self._steps)

    def overdue(self, by: float = 0.0) -> list[StepUnderWay]:
        """Return the steps that are overdue by more than `by` seconds."""
        latest = time.monotonic() - by
        return [step for step in self.under_way() if step.ends_by < latest]

    def count_overdue(self) -> Mapping[WatchedStep, int]:
        """Return how many steps are overdue, by name."""
        return Counter(step.name for step in self.overdue())


class Steps:
    """The steps of one attempt, whose deadline is in `time.monotonic()` seconds."""

    def __init__(
        self, metrics: Metrics, tracing: Tracing, clock: StepClock, attempt: object, deadline: float
    ) -> None:
        self._metrics = metrics
        self._tracing = tracing
        self._clock = clock
        self._attempt = attempt
        self._deadline = deadline

    @contextmanager
    def watch(self, name: WatchedStep) -> Iterator[None]:
        """Watch the enclosed step, so that it is noticed if it hangs."""
        with self._clock.watch(name, self._attempt, self._deadline):
            yield

    @contextmanager
    def time(self, step: Step) -> Iterator[None]:
        """Trace and watch the enclosed step; record its seconds in the metrics and the log if it succeeds."""
        started = time.monotonic()
        with self._tracing.span(step), self.watch(step):
            yield
        seconds = time.monotonic() - started
        self._metrics.observe_step(step, seconds)
        log.info("step_done", step=step, seconds=round(seconds, 3))
