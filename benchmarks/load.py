"""`python -m benchmarks.load`: clients at every endpoint while two long scans are being read and letters arrive.

The same clients ask for a few seconds before the scans are inserted, so that one run has both figures.
"""

import argparse
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from itertools import count
from threading import Event
from uuid import UUID

from psycopg.rows import DictRow

from benchmarks.command import run_command
from benchmarks.load_clients import Traffic, run_clients
from benchmarks.load_report import Letter, Letters, Scans, write_report
from benchmarks.load_requests import Archive
from benchmarks.papers import write_letter
from benchmarks.stack import run_benchmark_stack
from tests.support.running import Running
from tests.support.search_set import load_queries
from tests.support.small_documents import scan_with_pages
from tests.support.waiting import wait_until

ARCHIVE_LETTERS, ARCHIVE_PAGES = 5, 5
SCANS = 2
LETTERS = 5
IDLE_SECONDS = 10.0
PATIENCE_SECONDS = 600.0
LOOK_SECONDS = 0.05
SEEDS = count(1000)
LETTER_KINDS: Mapping[str, Callable[[], bytes]] = {
    "scanned": lambda: scan_with_pages(1),
    "born digital": lambda: write_letter(1, next(SEEDS)),
}
PAGES_READ = "select coalesce(sum(pages_done), 0)::int as pages from ocr_queue where document_id = any (%s)"
READ_TO_THE_END = (
    "select count(*) as count from ocr_queue where document_id = any (%s) and status = 'completed'"
)
STATUS = """
    select status, error_message, extract(epoch from started_at - queued_at)::float as waited
    from ocr_queue where document_id = %s
"""


def main() -> None:
    arguments = _parse()
    with run_benchmark_stack(dispatched=True) as running:
        archive = Archive([query.text for query in load_queries("mixed")], _store_archive(running))
        print("letters alone …", flush=True)
        alone = _time_letters(running, lambda: False)
        print(f"{arguments.clients} clients, nothing to read …", flush=True)
        with _clients(running, arguments.clients, archive) as idle:
            time.sleep(IDLE_SECONDS)
        print(f"{arguments.clients} clients, {SCANS} scans of {arguments.pages} pages …", flush=True)
        scans = _insert_scans(running, arguments.pages)
        read_before = _count_pages(running, scans)
        ends = time.monotonic() + arguments.seconds
        with _clients(running, arguments.clients, replace(archive, reading=scans)) as loaded:
            during = _time_letters(running, lambda: time.monotonic() > ends)
            time.sleep(max(0.0, ends - time.monotonic()))
            pages_read = _count_pages(running, scans) - read_before
            _check_unfinished(running, scans)
    letters = [Letters(kind, alone[kind], during[kind]) for kind in LETTER_KINDS]
    figures = Scans(SCANS, arguments.pages, pages_read)
    print(write_report(arguments.clients, idle.result(), loaded.result(), figures, letters))


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--seconds", type=float, default=60, help="of the load; at least one letter of each kind"
    )
    parser.add_argument("--clients", type=int, default=10)
    parser.add_argument("--pages", type=int, default=100, help=f"of each of the {SCANS} scans")
    return parser.parse_args()


def _store_archive(running: Running) -> Sequence[UUID]:
    """Store what is asked for, which also warms up the function."""
    contents = [scan_with_pages(1), *(write_letter(ARCHIVE_PAGES, seed) for seed in range(ARCHIVE_LETTERS))]
    documents = [_insert(running, content) for content in contents]
    for document in documents:
        _wait_until_completed(running, document)
    return documents


def _insert_scans(running: Running, pages: int) -> Sequence[UUID]:
    """Return once both are being read."""
    scans = [_insert(running, scan_with_pages(pages)) for _ in range(SCANS)]
    wait_until(lambda: all(_count_pages(running, [scan]) for scan in scans), PATIENCE_SECONDS)
    return scans


@contextmanager
def _clients(running: Running, number: int, archive: Archive) -> Iterator[Future[Traffic]]:
    """Clients that ask inside the block, in a thread of their own."""
    over = Event()
    run = partial(
        run_clients, running.stack.function_url, dict(running.api.headers), number, archive, over.is_set
    )
    with ThreadPoolExecutor(1) as executor:
        traffic = executor.submit(run)
        try:
            yield traffic
        finally:
            over.set()


def _time_letters(running: Running, is_over: Callable[[], bool]) -> Mapping[str, Sequence[Letter]]:
    """LETTERS letters of each kind, one after another; fewer, but at least one, if it is over before."""
    letters: dict[str, list[Letter]] = {kind: [] for kind in LETTER_KINDS}
    for number in range(LETTERS):
        for kind, make in LETTER_KINDS.items():
            if number and is_over():
                return letters
            letters[kind].append(_time_letter(running, make()))
    return letters


def _time_letter(running: Running, content: bytes) -> Letter:
    file_url = running.upload(f"letter-{next(SEEDS)}.pdf", content)
    started = time.monotonic()
    job = _wait_until_completed(running, running.insert(file_url))
    return Letter(time.monotonic() - started, job["waited"])


def _insert(running: Running, content: bytes) -> UUID:
    return running.insert(running.upload(f"{next(SEEDS)}.pdf", content))


def _wait_until_completed(running: Running, document: UUID) -> DictRow:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while (job := running.rows(STATUS, document)[0])["status"] != "completed":
        if job["status"] == "failed" or time.monotonic() > deadline:
            raise RuntimeError(f"Document {document} is {job['status']}: {job['error_message']}")
        time.sleep(LOOK_SECONDS)
    return job


def _count_pages(running: Running, scans: Sequence[UUID]) -> int:
    pages: int = running.rows(PAGES_READ, scans)[0]["pages"]
    return pages


def _check_unfinished(running: Running, scans: Sequence[UUID]) -> None:
    if running.rows(READ_TO_THE_END, scans)[0]["count"]:
        raise RuntimeError("A scan was completed before the load ended; give the scans more --pages.")


if __name__ == "__main__":
    run_command(main)
