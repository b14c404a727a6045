"""One running stack for all end-to-end tests."""

from collections.abc import Iterator
from uuid import UUID

import pytest

from local.samples import SAMPLES
from tests.support.running import INSTANCE, MAX_FILE_SIZE_MB, Running, run_quick_stack
from tests.support.trace_collector import Collector, collect_traces


@pytest.fixture(scope="package")
def collector() -> Iterator[Collector]:
    """The collector that the running stack sends its traces to."""
    with collect_traces() as collector:
        yield collector


@pytest.fixture(scope="package")
def running(collector: Collector) -> Iterator[Running]:
    with run_quick_stack(
        INSTANCE,
        MAX_FILE_SIZE_MB=str(MAX_FILE_SIZE_MB),
        SEARCHABLE_PDF="true",
        OTEL_EXPORTER_OTLP_ENDPOINT=collector.url,
        # Export spans every 200 ms, so that tests wait less.
        OTEL_BSP_SCHEDULE_DELAY="200",
    ) as running:
        yield running


@pytest.fixture(scope="package")
def sample_documents(running: Running) -> dict[str, UUID]:
    """The four samples, completed."""
    documents = {
        sample.name: running.insert(running.upload(sample.file.name, sample.file.read_bytes()))
        for sample in SAMPLES
    }
    for document in documents.values():
        running.wait_for(document, "completed", seconds=300)
    return documents
