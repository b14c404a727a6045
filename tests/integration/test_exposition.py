"""A scrape reports the queue, and is answered whatever happens to the database."""

import asyncio
import threading
from collections.abc import Iterator

import psycopg
import pytest
from prometheus_client.parser import text_string_to_metric_families

from function.database.pool import Database as Pool
from function.database.pool import Row
from function.database.queue import Queue
from function.faults import Faults
from function.inference import Inference
from function.machine.memory import Memory
from function.observability.exposition import Exposition, QueueStats
from function.observability.metrics import Metrics
from function.observability.steps import StepClock
from function.settings import load_settings
from local.postgres import Postgres
from tests.support.jobs import Jobs, make_queue
from tests.support.services import Database

pytestmark = pytest.mark.integration


@pytest.fixture
def queue(database: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[Queue]:
    monkeypatch.setattr("function.database.pool.CONNECT_SECONDS", 1)
    pool = Pool(database.dsn)
    pool.open()
    yield make_queue(pool)
    pool.close()


@pytest.fixture
def inference(database: Database) -> Iterator[Inference]:
    """Configured, with no model loaded."""
    inference = Inference(
        load_settings(
            database_url=database.dsn,
            supabase_url="http://127.0.0.1:9",
            supabase_service_role_key="key",
            function_token="token-of-the-tests",
        )
    )
    yield inference
    inference.stop()


def scrape(queue: Queue, inference: Inference) -> dict[str, dict[tuple[str, ...], float]]:
    """Scrape a fresh exposition; return its values by metric name and label values."""
    text = asyncio.run(
        Exposition(
            "vps-1", Metrics(), queue, inference, Memory(1800), Faults((), print), StepClock()
        ).render()
    ).decode()
    found: dict[str, dict[tuple[str, ...], float]] = {}
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            found.setdefault(sample.name, {})[tuple(sample.labels.values())] = sample.value
    return found


def test_a_scrape_shows_the_current_queue(
    connection: psycopg.Connection, queue: Queue, inference: Inference
) -> None:
    jobs = Jobs(connection)
    jobs.configure()
    waiting, _ = jobs.insert(), jobs.insert()
    jobs.claim(jobs.insert())
    jobs.value("update ocr_queue set lease_expires_at = now() where status = 'processing' returning id")
    jobs.value(
        "update ocr_queue set queued_at = now() - interval '90 s' where document_id = %s returning id",
        waiting,
    )
    found = scrape(queue, inference)
    assert found["kairo_database_up"] == {(): 1}
    assert found["kairo_queue_jobs"] == {
        ("queued",): 2,
        ("processing",): 1,
        ("failed",): 0,
        ("retrying",): 0,
    }
    assert found["kairo_queue_stale_jobs"] == {(): 1}
    assert 90 <= found["kairo_queue_oldest_wait_seconds"][()] < 3600
    assert found["kairo_queue_max_in_flight"] == {(): 2}
    assert found["kairo_instances"] == {(): 0}


def test_a_scrape_does_not_wait_for_a_database_that_is_away_and_says_so(
    queue: Queue, inference: Inference, postgres: Postgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    scrape(queue, inference)
    # The `database` fixture starts the cluster again.
    postgres.stop()
    monkeypatch.setattr("function.observability.exposition.DATABASE_SECONDS", 0.2)
    answered, ask = threading.Event(), queue.read_stats

    def ask_later() -> Row:
        answered.wait()
        return ask()

    monkeypatch.setattr(queue, "read_stats", ask_later)

    async def render() -> bytes:
        text = await Exposition(
            "vps-1", Metrics(), queue, inference, Memory(1800), Faults((), print), StepClock()
        ).render()
        answered.set()
        return text

    lines = asyncio.run(render()).decode().splitlines()
    assert "kairo_database_up 0.0" in lines
    assert "kairo_models_loaded 0.0" in lines
    assert not [line for line in lines if line.startswith("kairo_queue_")]
    assert [line for line in lines if line.startswith("kairo_memory_resident_bytes ")]


def test_many_scrapes_ask_the_database_once(
    queue: Queue, connection: psycopg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("function.observability.exposition.STATS_SECONDS", 3600)
    stats = QueueStats(queue)

    async def read_often() -> set[int | None]:
        rows = await asyncio.gather(*(stats.read() for _ in range(50)))
        Jobs(connection).insert()
        return {row["queued"] if row else None for row in (*rows, await stats.read())}

    assert asyncio.run(read_often()) == {0}
