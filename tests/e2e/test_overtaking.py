"""A letter overtakes a book, and a worker that uses too much memory is replaced."""

from contextlib import suppress

import pytest

from tests.support.gate import books_held
from tests.support.running import Running, run_quick_stack
from tests.support.small_documents import long_text, scan_with_pages, short_pdf
from tests.support.waiting import wait_until

pytestmark = pytest.mark.e2e

# DOCUMENTS_AT_ONCE of the running stack.
SLOTS = 2
# In the function's waiting room, so that whoever asks next knows of it.
ARRIVED = "select from ocr_queue where document_id = %s and instance_id is not null"
OPEN = "select count(*) as open from ocr_queue where status <> 'completed'"


def test_a_letter_overtakes_a_book_and_the_book_is_read_all_the_same(running: Running) -> None:
    with books_held(running, "save_page") as gate:
        book = running.insert(running.upload("book.pdf", scan_with_pages(3)))
        gate.wait_for(1)
        letters = [running.insert(running.upload(f"letter-{number}.pdf", short_pdf())) for number in range(3)]
        for letter in letters:
            running.wait_for(letter, "completed")
        assert running.job(book)["pages_done"] == 0
        gate.open()
        assert running.wait_for(book, "completed", seconds=180)["attempt"] == 1


def test_a_letter_waits_for_one_page_however_many_books_are_read(running: Running) -> None:
    with books_held(running, "save_page") as gate:
        shelf = [
            running.insert(running.upload(f"shelf-{number}.pdf", scan_with_pages(5))) for number in range(3)
        ]
        gate.wait_for(SLOTS)
        # A book that was never opened could be a letter: another one gives way to it after a page.
        while not all(running.job(book)["pages_total"] for book in shelf):
            gate.let_through()
            gate.wait_for(SLOTS)
        letter = running.insert(running.upload("shelf-letter.pdf", short_pdf()))
        # One page of each book that is being read, and no more.
        gate.let_through()
        running.wait_for(letter, "completed")
        assert all(running.job(book)["status"] != "completed" for book in shelf)
        gate.open()
        for book in shelf:
            running.wait_for(book, "completed", seconds=600)
    tries = running.rows("select tries from ocr_queue where document_id = any(%s)", shelf)
    assert [row["tries"] for row in tries] == [1, 1, 1]


def test_a_letter_does_not_wait_for_the_embedding_of_books(running: Running) -> None:
    embedding = "select bool_and(pages_to_embed > 0) as both from ocr_queue where document_id = any(%s)"
    gave_way = "select count(*) as count from ocr.events where reason = 'gave_way' and document_id = any(%s)"
    kept = "select count(*) as count from ocr.kept_vectors"
    with books_held(running, "begin_embedding", "must_give_way") as gate:
        # So long that neither is at its end after the half second between two questions, on whatever machine; and
        # inserted at once, because one alone is embedded while it is read.
        urls = [running.upload(f"text-{number}.pdf", long_text(40)) for number in range(SLOTS)]
        shelf = [running.insert(url) for url in urls]
        gate.wait_for(SLOTS)
        while not running.rows(embedding, shelf)[0]["both"]:
            gate.let_through()
            gate.wait_for(SLOTS)
        letter = running.insert(running.upload("text-letter.pdf", short_pdf()))
        wait_until(lambda: running.rows(ARRIVED, letter))
        while running.job(letter)["status"] != "completed":
            gate.let_through()
            wait_until(lambda: gate.holds(SLOTS) or running.job(letter)["status"] == "completed", 300)
        assert all(running.job(book)["status"] != "completed" for book in shelf)
        assert running.rows(gave_way, shelf)[0]["count"] >= 1
        gate.open()
        for book in shelf:
            running.wait_for(book, "completed", seconds=300)
    assert running.rows(kept)[0]["count"] == 0


def test_a_worker_past_its_memory_limit_is_replaced_and_nothing_is_lost() -> None:
    with run_quick_stack("vps-1", MEMORY_LIMIT_MB="500") as running:
        first = running.worker_pid()
        # Scans, because recognition alone takes more than that.
        for number in range(3):
            running.insert(running.upload(f"{number}.pdf", scan_with_pages(1)))
        # Ask the database, because the function does not answer while its worker is replaced.
        wait_until(lambda: running.rows(OPEN)[0]["open"] == 0, 120)
        assert (
            running.rows("select status, attempt from ocr_queue")
            == [{"status": "completed", "attempt": 1}] * 3
        )
        wait_until(lambda: _worker(running) not in (None, first))


def _worker(running: Running) -> int | None:
    """The worker's process id, or None while it is being replaced."""
    with suppress(IndexError):
        return running.worker_pid()
    return None
