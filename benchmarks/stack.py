"""The whole local stack for a benchmark, with production's settings."""

from collections.abc import Iterator
from contextlib import contextmanager

from function.settings import DEFAULT_EMBEDDINGS_MODEL
from tests.support.running import INSTANCE, Running, run_stack
from tests.support.waiting import wait_until

# Longer than any document of a benchmark.
ANSWER_SECONDS = 1800.0


@contextmanager
def run_benchmark_stack(*, dispatched: bool, **environment: str) -> Iterator[Running]:
    with run_stack(
        INSTANCE, environment=environment, dispatched=dispatched, answer_seconds=ANSWER_SECONDS
    ) as running:
        yield running


def wait_for_concepts(running: Running) -> None:
    """Wait until the related terms have their vectors, which a function without documents makes after an installation."""
    missing = "select concept from ocr.concepts_to_embed(%s) limit 1"
    wait_until(lambda: not running.rows(missing, DEFAULT_EMBEDDINGS_MODEL), 120)
