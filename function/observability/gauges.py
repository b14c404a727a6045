"""What is looked up when Prometheus asks, as metrics: the queue, the memory, the models."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, InfoMetricFamily, Metric

from function import __version__
from function.machine.memory import MEGABYTE

# Columns of ocr.stats(). Stale jobs are processing too, so they have a metric of their own: statuses can be added up.
STATUSES = ("queued", "processing", "failed", "retrying")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The function at one moment. Memory in MB; `busy_seconds` and `model_names` by what a model does.

    `stats` is the row of ocr.stats(), None while the database is away.
    """

    instance: str
    model_names: Mapping[str, str]
    models_loaded: bool
    busy_seconds: Mapping[str, float]
    resident: float
    memory_limit: float
    stats: Mapping[str, Any] | None

    def collect(self) -> Iterator[Metric]:
        """As a collector of prometheus-client. Without a database the queue's metrics are absent, not old."""
        yield self._build()
        yield _gauge("database_up", "1 while the database answers.", self.stats is not None)
        if self.stats is not None:
            yield from _queue(self.stats)
        yield _gauge(
            "memory_resident_bytes",
            "Memory of the worker and the processes that it started.",
            self.resident * MEGABYTE,
        )
        yield _gauge("memory_limit_bytes", "Past it the worker is replaced.", self.memory_limit * MEGABYTE)
        yield from self._models()

    def _build(self) -> Metric:
        value = {"version": __version__, "vps_instance": self.instance}
        return InfoMetricFamily("kairo_build", "The function's version, and its name in the queue.", value)

    def _models(self) -> Iterator[Metric]:
        yield _gauge("models_loaded", "1 once every model is loaded and warm.", self.models_loaded)
        names = InfoMetricFamily("kairo_model", "The model of each purpose.", labels=("purpose",))
        for purpose, name in self.model_names.items():
            names.add_metric((purpose,), {"model": name})
        yield names
        busy = CounterMetricFamily(
            "kairo_model_busy_seconds", "Seconds that each model's thread has worked.", labels=("thread",)
        )
        for thread, seconds in self.busy_seconds.items():
            busy.add_metric((thread,), seconds)
        yield busy


def _queue(stats: Mapping[str, Any]) -> Iterator[Metric]:
    jobs = GaugeMetricFamily(
        "kairo_queue_jobs",
        "Jobs by status; failed ones wait for a person, retrying ones for their next attempt.",
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
    yield _gauge("queue_in_flight", "Jobs that are dispatched or processing.", stats["in_flight"])
    yield _gauge("queue_max_in_flight", "Jobs that may be at the same time.", stats["max_in_flight"])
    yield _gauge("instances", "Instances that have been seen a moment ago.", stats["instances"])


def _gauge(name: str, meaning: str, value: float) -> Metric:
    return GaugeMetricFamily(f"kairo_{name}", meaning, value=float(value))
