"""What a scrape of /metrics gets: everything counted, and a snapshot of the rest."""

import asyncio
import time

import structlog
from prometheus_client import generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

from function.database.pool import Row
from function.database.queue import Queue
from function.errors import DatabaseUnavailableError
from function.inference import Inference
from function.machine.memory import Memory
from function.observability.gauges import Snapshot
from function.observability.logs import describe_exception
from function.observability.metrics import Metrics

log = structlog.get_logger()

# Prometheus gives up after 10 s, the pool too.
DATABASE_SECONDS = 3.0
# Nobody needs a token to scrape, and the queue's numbers are counted anew each time.
STATS_SECONDS = 5.0


class QueueStats:
    """The queue's numbers, asked for once in `STATS_SECONDS` and once at a time, however many want them."""

    def __init__(self, queue: Queue) -> None:
        self._queue = queue
        self._asking: asyncio.Future[Row | None] | None = None
        self._asked_at = 0.0

    async def read(self) -> Row | None:
        """None when the database does not answer in time."""
        if self._asking is None or (
            self._asking.done() and time.monotonic() > self._asked_at + STATS_SECONDS
        ):
            self._asked_at = time.monotonic()
            self._asking = asyncio.ensure_future(asyncio.to_thread(self._ask))
        try:
            # A scrape that gives up does not end the question, which others wait for.
            return await asyncio.wait_for(asyncio.shield(self._asking), DATABASE_SECONDS)
        except TimeoutError:
            return None

    def _ask(self) -> Row | None:
        try:
            return self._queue.read_stats()
        except DatabaseUnavailableError:
            return None
        except Exception as error:
            # A right or a migration is missing; everything else can be told all the same.
            log.error("stats_unreadable", **describe_exception(error))
            return None


class Exposition:
    media_type = CONTENT_TYPE_PLAIN_0_0_4

    def __init__(
        self, instance: str, metrics: Metrics, queue: Queue, inference: Inference, memory: Memory
    ) -> None:
        self._instance = instance
        self._metrics = metrics
        self._stats = QueueStats(queue)
        self._inference = inference
        self._memory = memory

    async def render(self) -> bytes:
        """In Prometheus' text format, 0.0.4. Does not need the database."""
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
        )
        return generate_latest(self._metrics.registry) + generate_latest(snapshot)
