"""`python -m function worker` reads documents when the database has no function to post to."""

import signal
from collections.abc import Iterator

import httpx
import psycopg
import pytest

from local.stack import FunctionInstance
from tests.support.running import Running
from tests.support.small_documents import scan_with_pages, short_pdf
from tests.support.waiting import wait_until

pytestmark = pytest.mark.e2e


@pytest.fixture
def worker(running: Running) -> Iterator[FunctionInstance]:
    """A worker beside the running function, whose URL is removed from the database."""
    url = running.stack.functions["vps-1"].url
    with psycopg.connect(running.stack.postgres.admin_dsn, autocommit=True) as admin:
        admin.execute("delete from vault.secrets where name = 'kairo_ocr_function_url'")
    started = running.stack.start_function("worker-1", env=running.environment, command="worker")
    yield started
    started.stop()
    del running.stack.functions["worker-1"]
    running.stack.configure(url, running.stack.secrets.function_token)


def test_a_worker_reads_what_nobody_posts_to_it_and_ends_with_what_it_reads(
    running: Running, worker: FunctionInstance
) -> None:
    letters = [running.insert(running.upload(f"pull-{number}.pdf", short_pdf())) for number in range(5)]
    jobs = [running.wait_for(letter, "completed") for letter in letters]
    assert [(job["attempt"], job["instance"]) for job in jobs] == [(1, "worker-1")] * 5
    assert httpx.get(f"{worker.url}/health").raise_for_status().json()["instances"] == 2
    assert "kairo_documents_total" in httpx.get(f"{worker.url}/metrics").raise_for_status().text
    living = running.rows("select name, pulls from ocr.living_instances order by name")
    assert [(row["name"], row["pulls"]) for row in living] == [("vps-1", False), ("worker-1", True)]

    book = running.insert(running.upload("pull-book.pdf", scan_with_pages(6)))
    wait_until(lambda: running.job(book)["pages_done"] >= 1)
    # Treated like the SIGTERM that Docker sends.
    worker.child.process.send_signal(signal.SIGINT)
    assert worker.child.process.wait(60) == 0
    job = running.job(book)
    assert (job["status"], job["attempt"], job["instance"]) == ("completed", 1, "worker-1")
    assert [row["name"] for row in running.rows("select name from ocr.instances")] == ["vps-1"]
