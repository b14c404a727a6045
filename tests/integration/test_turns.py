"""Turns: a letter waits for at most one page of each book being read, and every book is finished."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.jobs import Claimed, Jobs

pytestmark = pytest.mark.integration

LETTER = 1
UNTIL_THE_END = 400


@dataclass
class Place:
    """Reads one document at a time, one page per step, as a pipeline does."""

    jobs: Jobs
    sizes: dict[UUID, int]
    document: UUID | None = None
    claim: Claimed | None = None
    pages_read: int = 0
    started: list[UUID] = field(default_factory=list)

    def step(self) -> bool:
        """Take the next document if free, then read a page. Return whether a page was read."""
        if self.claim is None and not self._take():
            return False
        assert self.claim is not None
        assert self.document is not None
        if self._gives_way():
            self.claim = None
            return False
        done = self.jobs.job(self.document, "pages_done")
        assert self.jobs.save_page(self.claim, done + 1)
        self.pages_read += 1
        if done + 1 == self.sizes[self.document]:
            assert self.jobs.complete(self.claim)
            self.claim = None
        return True

    def _take(self) -> bool:
        row = self.jobs.connection.execute(
            "select document_id, job_id, attempt from ocr.claim_next('vps-1')"
        ).fetchone()
        if row is None:
            return False
        self.document, self.claim, self.pages_read = row[0], Claimed("claimed", row[1], row[2]), 0
        self.started.append(row[0])
        assert self.jobs.begin(self.claim, pages=self.sizes[row[0]]) is not None
        return True

    def _gives_way(self) -> bool:
        assert self.claim is not None
        return bool(
            self.jobs.value(
                "select ocr.give_way(%s, %s, %s)", self.claim.job_id, self.claim.attempt, self.pages_read
            )
        )


class Office:
    """Places that share a queue."""

    def __init__(self, jobs: Jobs, places: int) -> None:
        jobs.connection.execute("delete from documents")
        self.jobs = jobs
        self.sizes: dict[UUID, int] = {}
        self.places = [Place(jobs, self.sizes) for _ in range(places)]

    def insert(self, pages: int, **options: Any) -> UUID:
        document = self.jobs.insert(**options)
        self.sizes[document] = pages
        return document

    def started(self, document: UUID) -> bool:
        return any(document in place.started for place in self.places)

    def completed(self, *documents: UUID) -> bool:
        query = "select count(*) = %s from ocr_queue where document_id = any(%s) and status = 'completed'"
        return bool(self.jobs.value(query, len(documents), list(documents)))

    def letter_waits(self) -> bool:
        return bool(self.jobs.value("select exists (select from ocr.waiting_jobs where pages_left = 1)"))


@pytest.fixture(scope="module")
def jobs(postgres: Any) -> Iterator[Jobs]:
    """A database without a function, shared by all examples of a property."""
    with psycopg.connect(postgres.admin_dsn, autocommit=True) as admin:
        admin.execute("create database test_turns template kairo_template owner postgres")
    with psycopg.connect(postgres.dsn_for("postgres", "test_turns"), autocommit=True) as connection:
        yield Jobs(connection)
    with psycopg.connect(postgres.admin_dsn, autocommit=True) as admin:
        admin.execute("drop database test_turns with (force)")


examples = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@pytest.mark.parametrize("places", [1, 2, 3])
@pytest.mark.parametrize("books", [1, 3, 20])
def test_a_letter_waits_for_one_page_of_each_book_that_is_being_read(
    jobs: Jobs, places: int, books: int
) -> None:
    office = Office(jobs, places)
    for _ in range(books):
        office.insert(30)
    for number in range(books + 5):
        office.places[number % places].step()
    letter = office.insert(LETTER)
    pages = [0] * places
    for number in range(UNTIL_THE_END):
        if office.started(letter):
            break
        pages[number % places] += office.places[number % places].step()
    assert office.started(letter)
    assert max(pages) <= 1


def test_books_are_read_one_after_the_other_while_nothing_shorter_waits(jobs: Jobs) -> None:
    """Each turn costs a download, so documents of equal length do not take turns."""
    office = Office(jobs, 2)
    books = [office.insert(4) for _ in range(4)]
    for number in range(UNTIL_THE_END):
        office.places[number % 2].step()
        if office.completed(*books):
            break
    assert jobs.value("select max(attempt) from ocr_queue") <= 2


@examples
@given(
    places=st.integers(1, 3),
    pages=st.lists(st.integers(2, 7), min_size=1, max_size=4),
    order=st.lists(st.integers(0, 2), min_size=5, max_size=20),
)
def test_no_book_starves_however_many_letters_come(
    jobs: Jobs, places: int, pages: list[int], order: list[int]
) -> None:
    office = Office(jobs, places)
    books = [office.insert(count) for count in pages]
    for number in range(UNTIL_THE_END):
        if not office.letter_waits():
            office.insert(LETTER)
        office.places[order[number % len(order)] % places].step()
        if number % places == 0:
            # Make sure that every place keeps moving.
            office.places[number // places % places].step()
        if office.completed(*books):
            return
    pytest.fail(f"books of {pages} pages were not read within {UNTIL_THE_END} steps")


@examples
@given(places=st.integers(1, 3), pages=st.integers(3, 12), others=st.integers(2, 3))
def test_no_book_starves_however_many_shorter_ones_come(
    jobs: Jobs, places: int, pages: int, others: int
) -> None:
    office = Office(jobs, places)
    for _ in range(places):
        office.insert(others)
    book = office.insert(pages)
    for number in range(UNTIL_THE_END):
        if jobs.value("select count(*) from ocr.waiting_jobs") < 2:
            office.insert(others)
        office.places[number % places].step()
        if office.completed(book):
            return
    pytest.fail(f"a book of {pages} pages was not read within {UNTIL_THE_END} steps")


def test_giving_way_spends_no_try_and_keeps_the_pages(jobs: Jobs) -> None:
    office = Office(jobs, 1)
    book = office.insert(3)
    place = office.places[0]
    place.step()
    office.insert(LETTER)
    place.step()
    assert (jobs.job(book, "status"), jobs.document(book, "ocr_status")) == ("queued", "queued")
    assert (jobs.job(book, "tries"), jobs.job(book, "pages_done"), jobs.job(book, "attempt")) == (0, 1, 1)
    reasons = jobs.value("select array_agg(reason order by id) from ocr.events where document_id = %s", book)
    assert reasons == ["inserted", "claimed", "gave_way"]
    late = Claimed("claimed", jobs.job(book, "id"), 1)
    assert not jobs.save_page(late, 2)


def begin_embedding(jobs: Jobs, pages: int) -> Claimed:
    """A document whose pages have all been read and are being embedded, alone in the queue."""
    jobs.connection.execute("delete from documents")
    claim = jobs.claim(jobs.insert())
    jobs.begin(claim, pages=pages)
    for number in range(1, pages + 1):
        assert jobs.save_page(claim, number)
    assert jobs.value("select ocr.begin_embedding(%s, %s, %s)", claim.job_id, claim.attempt, pages)
    return claim


GIVE_WAY = "select ocr.give_way(%s, %s, 1)"


def test_a_book_that_is_embedded_gives_way_to_a_letter_and_is_next(jobs: Jobs) -> None:
    book = begin_embedding(jobs, pages=4)
    letter = jobs.insert()
    assert jobs.value(GIVE_WAY, book.job_id, book.attempt)
    claimed = "select job_id from ocr.claim_next('vps-1')"
    assert jobs.value(claimed) == jobs.job(letter, "id")
    assert jobs.value(claimed) == book.job_id


def test_a_letter_that_is_embedded_does_not_give_way(jobs: Jobs) -> None:
    letter = begin_embedding(jobs, pages=1)
    jobs.insert()
    assert not jobs.value(GIVE_WAY, letter.job_id, letter.attempt)


def test_what_a_book_had_embedded_is_kept_until_it_is_completed(jobs: Jobs) -> None:
    book = begin_embedding(jobs, pages=4)
    document = jobs.value("select document_id from ocr_queue")
    row = (document, "m", "hash", [0], 0, [0.1] * 384)
    assert jobs.value("select ocr.keep_vectors(%s, %s, 3)", book.job_id, book.attempt) == document
    jobs.connection.execute("insert into ocr.kept_vectors values (%s, %s, %s, %s, %s, %s::real[])", row)
    assert jobs.job(document, "pages_left") == 3
    late = Claimed("claimed", book.job_id, book.attempt + 1)
    assert jobs.value("select ocr.keep_vectors(%s, %s, 3)", late.job_id, late.attempt) is None
    assert jobs.complete(book)
    assert jobs.value("select count(*) from ocr.kept_vectors") == 0
    assert jobs.job(document, "pages_to_embed") == 0


def test_a_letter_of_a_lower_priority_waits(jobs: Jobs) -> None:
    office = Office(jobs, 1)
    book = office.insert(4)
    place = office.places[0]
    place.step()
    office.insert(LETTER, priority=4)
    place.step()
    assert jobs.job(book, "pages_done") == 2
    office.insert(LETTER, priority=6)
    place.step()
    assert jobs.job(book, "status") == "queued"


def test_a_document_gives_way_to_one_in_the_waiting_room_but_not_to_one_posted_elsewhere(jobs: Jobs) -> None:
    office = Office(jobs, 1)
    office.insert(3)
    place = office.places[0]
    place.step()
    letter = office.insert(LETTER)
    jobs.connection.execute(
        "update ocr_queue set dispatch_expires_at = now() + interval '1 min' where document_id = %s", [letter]
    )
    assert place.claim is not None
    ask = "select ocr.must_give_way(%s, 1, %s)"
    assert not jobs.value(ask, place.claim.job_id, [])
    assert jobs.value(ask, place.claim.job_id, [letter])


def test_a_place_is_refilled_in_the_number_that_may_be_in_flight(jobs: Jobs) -> None:
    office = Office(jobs, 1)
    jobs.connection.execute("select ocr.save_setting('max_in_flight', '1')")
    first, second = office.insert(LETTER), office.insert(LETTER)
    claim = "select document_id from ocr.claim_into_place('vps-1')"
    assert jobs.value(claim) == first
    assert not jobs.job(first, "pulled")
    assert jobs.value(claim) is None
    assert jobs.complete(Claimed("claimed", jobs.job(first, "id"), 1))
    assert jobs.value(claim) == second
