"""Renders /metrics: the counters, and a snapshot of everything else."""

import asyncio
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import structlog
from prometheus_client import generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

from function import __version__
from function.database.pool import Row
from function.database.queue import Queue
from function.errors import DatabaseUnavailableError, MachineError
from function.faults import Faults
from function.inference import Inference
from function.machine.memory import MEGABYTE, Memory
from function.observability.logs import describe_exception
from function.observability.metrics import Metrics
from function.observability.steps import WATCHED, StepClock, WatchedStep

log = structlog.get_logger()

# Prometheus and the connection pool give up after 10 s.
DATABASE_SECONDS = 3.0
# Scraping needs no token, and counting the queue is not free.
STATS_SECONDS = 5.0
# Columns of ocr.stats(). Stale jobs are also processing; with their own metric, statuses can be summed.
STATUSES = ("queued", "processing", "failed", "retrying")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The state of the function at one moment, as a collector of prometheus-client.

    Memory is in MB; `busy_seconds` and `model_names` are keyed by a model's purpose. `stats` is the row of
    ocr.stats(), or None while the database is unavailable; `fault` is the code of the machine's fault; `overdue` counts
    steps that should have ended, by name.
    """

    instance: str
    model_names: Mapping[str, str]
    models_loaded: bool
    busy_seconds: Mapping[str, float]
    resident: float
    memory_limit: float
    stats: Mapping[str, Any] | None
    fault: str | None = None
    overdue: Mapping[WatchedStep, int] = field(default_factory=dict)

    def collect(self) -> Iterator[Metric]:
        """Yield the metrics. Without a database the queue's metrics are absent, not stale."""
        yield self._build()
        yield _gauge("database_up", "1 while the database answers.", self.stats is not None)
        if self.stats is not None:
            yield from _queue(self.stats)
        yield _gauge(
            "memory_resident_bytes",
            "Resident memory of the worker and its child processes.",
            self.resident * MEGABYTE,
        )
        yield _gauge(
            "memory_limit_bytes",
            "The worker is replaced when it passes this limit.",
            self.memory_limit * MEGABYTE,
        )
        yield from self._models()
        yield self._faults()
        yield self._overdue()

    def _overdue(self) -> Metric:
        steps = GaugeMetricFamily(
            "kairo_steps_overdue",
            "Steps that should have ended; the worker is replaced when one does not.",
            labels=("step",),
        )
        for step in WATCHED:
            steps.add_metric((step,), self.overdue.get(step, 0))
        return steps

    def _faults(self) -> Metric:
        faults = GaugeMetricFamily(
            "kairo_machine_fault", "1 while the machine's fault keeps documents waiting.", labels=("code",)
        )
        kinds: tuple[type[MachineError], ...] = (MachineError, *MachineError.__subclasses__())
        for kind in kinds:
            faults.add_metric((kind.code,), self.fault == kind.code)
        return faults

    def _build(self) -> Metric:
        value = {"version": __version__, "vps_instance": self.instance}
        return InfoMetricFamily("kairo_build", "The version and instance id of the function.", value)

    def _models(self) -> Iterator[Metric]:
        yield _gauge("models_loaded", "1 once every model is loaded and warmed up.", self.models_loaded)
        names = InfoMetricFamily("kairo_model", "The model used for each purpose.", labels=("purpose",))
        for purpose, name in self.model_names.items():
            names.add_metric((purpose,), {"model": name})
        yield names
        busy = CounterMetricFamily(
            "kairo_model_busy_seconds", "Seconds each model's thread has been busy.", labels=("thread",)
        )
        for thread, seconds in self.busy_seconds.items():
            busy.add_metric((thread,), seconds)
        yield busy


class QueueStats:
    """The queue's statistics, cached for `STATS_SECONDS`; concurrent callers share one query."""

    def __init__(self, queue: Queue) -> None:
        self._queue = queue
        self._asking: asyncio.Future[Row | None] | None = None
        self._asked_at = 0.0

    async def read(self) -> Row | None:
        """Return the statistics, or None when the database does not answer in time."""
        if self._asking is None or (
            self._asking.done() and time.monotonic() > self._asked_at + STATS_SECONDS
        ):
            self._asked_at = time.monotonic()
            self._asking = asyncio.ensure_future(asyncio.to_thread(self._ask))
        try:
            # A scrape that times out must not cancel the query, since others may wait for it.
            return await asyncio.wait_for(asyncio.shield(self._asking), DATABASE_SECONDS)
        except TimeoutError:
            return None

    def _ask(self) -> Row | None:
        try:
            return self._queue.read_stats()
        except DatabaseUnavailableError:
            return None
        except Exception as error:
            # A grant or a migration is missing; report everything else all the same.
            log.error("stats_unreadable", **describe_exception(error))
            return None


class Exposition:
    media_type = CONTENT_TYPE_PLAIN_0_0_4

    def __init__(
        self,
        instance: str,
        metrics: Metrics,
        queue: Queue,
        inference: Inference,
        memory: Memory,
        faults: Faults,
        clock: StepClock,
    ) -> None:
        self._instance = instance
        self._metrics = metrics
        self._stats = QueueStats(queue)
        self._inference = inference
        self._memory = memory
        self._faults = faults
        self._clock = clock

    async def render(self) -> bytes:
        """Render Prometheus' text format 0.0.4. Works without the database."""
        stats = await self._stats.read()
        return await asyncio.to_thread(self._render, stats)

    def _render(self, stats: Row | None) -> bytes:
        snapshot = Snapshot(
            instance=self._instance,
            model_names=self._inference.names,
            models_loaded=self._inference.is_loaded,
            busy_seconds=self._inference.busy_seconds,
            resident=self._memory.resident(),
            memory_limit=self._memory.limit,
            stats=stats,
            fault=self._faults.code,
            overdue=self._clock.count_overdue(),
        )
        return generate_latest(self._metrics.registry) + generate_latest(snapshot)


def _queue(stats: Mapping[str, Any]) -> Iterator[Metric]:
    jobs = GaugeMetricFamily(
        "kairo_queue_jobs",
        "Jobs by status; retrying jobs wait for their next attempt, failed jobs are not retried.",
        labels=("status",),
    )
    for status in STATUSES:
        jobs.add_metric((status,), stats[status])
    yield jobs
    yield _gauge("queue_stale_jobs", "Processing jobs whose lease has run out.", stats["stale"])
    yield _gauge(
        "queue_oldest_wait_seconds",
        "How long the oldest queued job has waited.",
        stats["oldest_wait_seconds"],
    )
    yield _gauge("queue_in_flight", "Jobs dispatched or processing.", stats["in_flight"])
    yield _gauge(
        "queue_max_in_flight", "Maximum number of jobs dispatched or processing.", stats["max_in_flight"]
    )
    yield _gauge("instances", "Instances with a recent heartbeat.", stats["instances"])


def _gauge(name: str, meaning: str, value: float) -> Metric:
    return GaugeMetricFamily(f"kairo_{name}", meaning, value=float(value))
