"""The whole local stack for a benchmark, with production's settings."""

from collections.abc import Iterator
from contextlib import contextmanager

from tests.support.running import INSTANCE, Running, run_stack

# Longer than any document of a benchmark.
ANSWER_SECONDS = 1800.0


@contextmanager
def run_benchmark_stack(*, dispatched: bool, **environment: str) -> Iterator[Running]:
    with run_stack(
        INSTANCE, environment=environment, dispatched=dispatched, answer_seconds=ANSWER_SECONDS
    ) as running:
        yield running
