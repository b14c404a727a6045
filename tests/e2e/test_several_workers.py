"""A function with two workers: each reads, none gets in the other's way, and one that is killed loses nothing."""

import os
import signal
from collections.abc import Iterator

import httpx
import psutil
import pytest

from local.ports import find_free_port, is_free
from local.stack import FunctionInstance
from tests.support.running import INSTANCE, Running, run_quick_stack
from tests.support.small_documents import scan_with_pages, short_pdf
from tests.support.waiting import wait_until

pytestmark = pytest.mark.e2e

READING = "select distinct claimed_by from ocr_queue where status = 'processing' order by claimed_by"
NAMES = "select name, pulls from ocr.living_instances order by name"
# A document is done once, and its pages and chunks are there once.
TWICE = """
    select q.document_id from ocr_queue q where q.status <> 'completed'
        or 1 <> (select count(*) from ocr.events e where e.document_id = q.document_id and e.to_status = 'completed')
        or q.chunk_count <> (select count(*) from document_embeddings c where c.document_id = q.document_id)
        or q.pages_total <> (select count(*) from document_pages p where p.document_id = q.document_id)
"""


@pytest.fixture
def running() -> Iterator[Running]:
    with run_quick_stack(INSTANCE, POLL_INTERVAL_SECONDS="0.5") as running:
        running.stack.functions.pop(INSTANCE).stop()
        yield running


@pytest.fixture
def crew(running: Running) -> FunctionInstance:
    started = running.stack.start_function(
        "crew", port=find_two_ports(), env={**running.environment, "WORKERS": "2"}
    )
    second = second_url(started)
    started.child.wait_until(lambda: is_ready(second), 120)
    running.stack.configure(started.url, running.stack.secrets.function_token)
    return started


def test_two_workers_share_a_queue_and_a_killed_one_loses_nothing(
    running: Running, crew: FunctionInstance
) -> None:
    healths = [httpx.get(f"{url}/health").json() for url in (crew.url, second_url(crew))]
    assert [(health["instance"], health["workers"]) for health in healths] == [("crew", 2), ("crew-2", 2)]
    wait_until(lambda: len(running.rows(NAMES)) == 2)
    # The database posts to the first, and the second takes documents itself.
    assert [(row["name"], row["pulls"]) for row in running.rows(NAMES)] == [("crew", False), ("crew-2", True)]
    ids = running.rows("select id from ocr.living_instances order by id")

    contents = [scan_with_pages(3) if number % 2 else short_pdf() for number in range(12)]
    urls = [running.upload(f"crew-{number}.pdf", content) for number, content in enumerate(contents)]
    documents = [running.insert(url) for url in urls]
    wait_until(lambda: [row["claimed_by"] for row in running.rows(READING)] == ["crew", "crew-2"])
    first, second = psutil.Process(crew.pid).children()
    os.kill(second.pid, signal.SIGKILL)

    done = "select count(*) as n from ocr_queue where status = 'completed'"
    wait_until(lambda: running.rows(done)[0]["n"] == len(documents), 240)
    assert running.rows(TWICE) == []
    assert first.is_running()
    wait_until(lambda: is_ready(second_url(crew)), 120)
    # The worker in its place is the same instance.
    assert running.rows("select id from ocr.living_instances order by id") == ids

    crew.stop()
    assert running.rows("select id from ocr.instances where name like 'crew%%'") == []
    del running.stack.functions["crew"]


def find_two_ports() -> int:
    while True:
        port = find_free_port()
        if is_free(port + 1):
            return port


def second_url(crew: FunctionInstance) -> str:
    return f"http://127.0.0.1:{crew.port + 1}"


def is_ready(url: str) -> bool:
    try:
        return httpx.get(f"{url}/health/ready", timeout=5).is_success
    except httpx.TransportError:
        return False
