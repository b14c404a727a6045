"""Nothing is lost or done twice while workers, Storage and the database fail."""

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import suppress
from itertools import cycle
from pathlib import Path

import httpx
import psutil
import psycopg
import pytest
from psycopg.rows import dict_row

from local.stack import answers
from tests.support.faults import count_open, find_faults, spread_posts
from tests.support.gate import books_held, storage_held_up
from tests.support.running import Running, run_quick_stack
from tests.support.small_documents import scan_with_pages, short_pdf
from tests.support.waiting import wait_until

pytestmark = pytest.mark.e2e

# benchmarks/chaos.py does it with more.
DOCUMENTS = 60
KILLS = 6
SECONDS = 240
DOCUMENTS_AT_ONCE = 2


def kill_worker(running: Running, instance: str) -> None:
    pid = wait_until(lambda: find_worker(running, instance))
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def find_worker(running: Running, instance: str) -> int | None:
    # Between two workers gunicorn's master has no child.
    with suppress(IndexError):
        return running.worker_pid(instance)
    return None


def wait_for_open(running: Running, count: float) -> None:
    wait_until(lambda: (found := count_open(running)) is not None and found <= count, SECONDS)


@pytest.mark.slow
@pytest.mark.timeout(3 * SECONDS)
def test_nothing_is_lost_and_nothing_done_twice_while_everything_breaks() -> None:
    with run_quick_stack("vps-1", "vps-2", fault_rate=0.1, MAX_RETRIES="20", OCR_MODEL="tiny") as running:
        spread_posts(running)
        running.rows(
            "select ocr.configure(max_in_flight => 4, backoff_seconds => 1, dispatch_expires_seconds => 5)"
        )
        names = [running.upload(f"{number}.pdf", short_pdf()) for number in range(DOCUMENTS)]
        running.rows("insert into documents (file_url) select unnest(%s::text[]) returning id", names)
        victims = cycle(running.stack.functions)
        # Whenever another share has ended, not every few seconds: a busy machine takes longer to start a worker.
        for kill in range(1, KILLS + 1):
            wait_for_open(running, DOCUMENTS * (1 - kill / (KILLS + 1)))
            kill_worker(running, next(victims))
            if kill == KILLS // 2:
                running.stack.postgres.kill()
                running.stack.postgres.start()
        wait_for_open(running, 0)
        with psycopg.connect(running.stack.postgres.dsn, row_factory=dict_row) as connection:
            found = find_faults(connection)
        print(", ".join(f"{name} = {value}" for name, value in found.items()))
        assert (found["lost"], found["duplicates"], found["miscounted"], found["out_of_step"]) == (0, 0, 0, 0)
        assert found["completed"] + found["failed"] == DOCUMENTS
        assert found["completed"] > 0.9 * DOCUMENTS
        assert found["instances"] == 2


def test_what_is_inserted_while_the_function_is_away_is_read_when_it_is_back(running: Running) -> None:
    function = running.stack.functions["vps-1"]
    function.stop()
    documents = [running.insert(running.upload(f"fuera-{number}.pdf", short_pdf())) for number in range(5)]
    # Move the queue ten minutes ahead, so that every dispatch has expired.
    running.rows("select ocr.configure(dispatch_expires_seconds => 1)")
    running.rows(
        "update ocr_queue set dispatch_expires_at = dispatch_expires_at - interval '10 min' returning id"
    )
    restarted = running.stack.start_function("vps-1", function.port, env=dict(running.environment))
    assert restarted.url == function.url
    for document in documents:
        assert running.wait_for(document, "completed")["attempt"] == 1
    running.rows("select ocr.configure(dispatch_expires_seconds => 60)")


def test_a_neighbours_webhook_is_answered_while_a_long_document_is_read(running: Running) -> None:
    with books_held(running, "save_page") as gate:
        document = running.insert(running.upload("larga.pdf", scan_with_pages(2)))
        gate.wait_for(1)
        url = f"{running.stack.storage_url}/storage/v1/status"
        (asked,) = running.rows("select net.http_get(%s) as id", url)
        answers = "select status_code from net._http_response where id = %s"
        assert wait_until(lambda: running.rows(answers, asked["id"])) == [{"status_code": 200}]
        assert running.job(document)["status"] == "processing"
        gate.open()
        running.wait_for(document, "completed")


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A stack of its own: a document of another test that is about to leave would make room in the function."""
    with run_quick_stack(
        "vps-1",
        LEASE_SECONDS="3600",
        DOCUMENTS_AT_ONCE=str(DOCUMENTS_AT_ONCE),
        WAITING_ROOM="1",
        TMPDIR=str(tmp_path_factory.mktemp("own")),
    ) as own:
        yield own


def test_a_full_function_gives_the_slot_back_and_reads_the_document_later(own: Running) -> None:
    files = [own.upload(f"lleno-{number}.pdf", short_pdf()) for number in range(DOCUMENTS_AT_ONCE + 1)]
    late_file = own.upload("tarde.pdf", short_pdf())
    with storage_held_up(own):
        documents = [own.insert(file) for file in files]
        assert {own.hand_in(document).status_code for document in documents} == {202}
        late = own.insert(late_file)
        answer = own.process(late)
    assert (answer.status_code, answer.json()["status"]) == (202, "queued")
    assert own.wait_for(late, "completed")["attempt"] == 1
    for document in documents:
        own.wait_for(document, "completed")
    tries = own.rows("select tries from ocr_queue where document_id = any(%s)", documents)
    assert [row["tries"] for row in tries] == [1] * len(documents)


def test_a_killed_workers_document_does_not_wait_for_its_lease(own: Running) -> None:
    with books_held(own, "save_page") as gate:
        document = own.insert(own.upload("muerte.pdf", scan_with_pages(3)))
        gate.wait_for(1)
        killed = own.worker_pid()
        left = list(Path(own.environment["TMPDIR"]).glob("kairo-document-*"))
        os.kill(killed, signal.SIGKILL)
        gate.open()
        wait_until(lambda: find_worker(own, "vps-1") not in (None, killed))
        wait_until(lambda: answers(f"{own.stack.function_url}/health/ready"))
        replaced = own.worker_pid()
        assert len(left) == 1
        assert not left[0].exists(), "the killed worker's copy of the document"
        # A ready worker has already started a process that opens files.
        assert psutil.Process(replaced).children()
        assert own.wait_for(document, "completed")["attempt"] == 2


def test_callers_by_hand_may_come_all_at_once(running: Running) -> None:
    documents = [running.insert(running.upload(f"aluvion-{number}.pdf", short_pdf())) for number in range(6)]
    answers: list[httpx.Response] = []
    threads = [threading.Thread(target=lambda d=d: answers.append(running.process(d))) for d in documents * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {answer.status_code for answer in answers} <= {200, 202}
    for document in documents:
        assert running.wait_for(document, "completed")["attempt"] == 1


def test_a_zombie_that_wakes_up_after_its_lease_changes_nothing(running: Running) -> None:
    with books_held(running, "save_page") as gate:
        document = running.insert(running.upload("zombi.pdf", scan_with_pages(3)))
        gate.wait_for(1)
        gate.let_through()
        gate.wait_for(1)
        zombie = running.worker_pid()
        os.kill(zombie, signal.SIGSTOP)
        try:
            running.rows("update ocr_queue set lease_expires_at = now() where document_id = %s", document)
            winner = wait_until(
                lambda: running.rows(
                    "select job_id, attempt from ocr.claim(%s, 'vps-2') where outcome = 'claimed'", document
                )
            )[0]
        finally:
            os.kill(zombie, signal.SIGCONT)
        gate.open()
        wait_until(lambda: running.log_events("attempt_lost", document))
    pages = running.rows("select attempt from document_pages where document_id = %s", document)
    assert {row["attempt"] for row in pages} == {winner["attempt"] - 1}
    job = running.job(document)
    assert (job["status"], job["attempt"], job["instance"]) == ("processing", winner["attempt"], "vps-2")
    # The winning claim belongs to nobody and never finishes, so a third attempt reads the rest.
    running.rows("update ocr_queue set lease_expires_at = now() where document_id = %s", document)
    assert running.wait_for(document, "completed")["attempt"] == winner["attempt"] + 1
