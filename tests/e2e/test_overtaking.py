"""A letter overtakes a book, and a worker that uses too much memory is replaced."""

from contextlib import suppress

import pytest

from tests.support.running import Running, run_quick_stack
from tests.support.small_documents import long_text, scan_with_pages, short_pdf
from tests.support.waiting import wait_until

pytestmark = pytest.mark.e2e

OPEN = "select count(*) as open from ocr_queue where status <> 'completed'"


def test_a_letter_overtakes_a_book_and_the_book_is_read_all_the_same(running: Running) -> None:
    book = running.insert(running.upload("book.pdf", scan_with_pages(8)))
    wait_until(lambda: running.job(book)["pages_done"] >= 1)
    letters = [running.insert(running.upload(f"letter-{number}.pdf", short_pdf())) for number in range(3)]
    for letter in letters:
        running.wait_for(letter, "completed")
    assert running.job(book)["status"] == "processing"
    running.wait_for(book, "completed", seconds=180)


PAGES = "select coalesce(sum(pages_done), 0)::int as pages from ocr_queue where document_id = any(%s)"


def test_a_letter_waits_for_one_page_however_many_books_are_read(running: Running) -> None:
    shelf = [running.insert(running.upload(f"shelf-{number}.pdf", scan_with_pages(7))) for number in range(3)]
    # Every slot is taken, and the waiting book is known to be long.
    wait_until(lambda: all(running.job(book)["pages_total"] == 7 for book in shelf), 300)
    letter = running.insert(running.upload("shelf-letter.pdf", short_pdf()))
    before = running.rows(PAGES, shelf)[0]["pages"]
    running.wait_for(letter, "completed")
    # The pages in progress, plus those the other slot reads while the letter is being read.
    assert running.rows(PAGES, shelf)[0]["pages"] - before <= 6
    assert all(running.job(book)["status"] != "completed" for book in shelf)
    running.rows("delete from documents where id = %s returning id", shelf[2])
    for book in shelf[:2]:
        running.wait_for(book, "completed", seconds=600)
    tries = running.rows("select tries from ocr_queue where document_id = any(%s)", shelf[:2])
    assert [row["tries"] for row in tries] == [1, 1]


def test_a_letter_does_not_wait_for_the_embedding_of_books(running: Running) -> None:
    shelf = [running.insert(running.upload(f"text-{number}.pdf", long_text(20))) for number in range(2)]
    embedding = "select bool_and(pages_to_embed > 0) as both from ocr_queue where document_id = any(%s)"
    wait_until(lambda: running.rows(embedding, shelf)[0]["both"], 300)
    letter = running.insert(running.upload("text-letter.pdf", short_pdf()))
    running.wait_for(letter, "completed")
    assert all(running.job(book)["status"] != "completed" for book in shelf)
    for book in shelf:
        running.wait_for(book, "completed", seconds=300)
    kept = "select count(*) as count from ocr.kept_vectors"
    assert running.rows(kept)[0]["count"] == 0
    gave_way = "select count(*) as count from ocr.events where reason = 'gave_way' and document_id = any(%s)"
    assert running.rows(gave_way, shelf)[0]["count"] >= 1


def test_a_worker_past_its_memory_limit_is_replaced_and_nothing_is_lost() -> None:
    with run_quick_stack("vps-1", MEMORY_LIMIT_MB="500") as running:
        first = running.worker_pid()
        for number in range(3):
            running.insert(running.upload(f"{number}.pdf", short_pdf()))
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
