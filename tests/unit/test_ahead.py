"""Which pages are opened and looked at before their turn."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from function.errors import CorruptFileError
from function.reading.ahead import PageAndPixels, PagesAhead
from function.reading.files.messages import PageContents


class Log:
    """Pages that open and are seen at once; page 3 is damaged."""

    def __init__(self) -> None:
        self.opened: list[int] = []
        self.seen = 0

    def open_page(self, number: int) -> PageAndPixels:
        self.opened.append(number)
        if number == 3:
            raise CorruptFileError("Page 3 is damaged.")
        return PageContents(None, "believe", None, note=f"page {number}"), None

    def see(self, *_: object) -> tuple[None, None]:
        self.seen += 1
        return None, None


@pytest.fixture
def log() -> Log:
    return Log()


@pytest.fixture
def pages(log: Log) -> Iterator[PagesAhead]:
    with ThreadPoolExecutor(1) as opens, ThreadPoolExecutor(1) as sees:
        yield PagesAhead(opens, sees, log.open_page, log.see)
        # Leaving waits for what was begun.


def settle(pages: PagesAhead) -> None:
    """Wait for all that was begun."""
    for thread in (pages._opens, pages._sees):
        thread.submit(int).result()


def test_a_page_ahead_is_seen_before_it_is_taken(pages: PagesAhead, log: Log) -> None:
    assert pages.take(1).result().contents.note == "page 1"
    pages.begin(2, see=True)
    settle(pages)
    assert log.seen == 2
    assert pages.take(2).result().contents.note == "page 2"
    assert log.opened == [1, 2]


def test_a_page_that_is_only_opened_is_seen_once_it_is_taken(pages: PagesAhead, log: Log) -> None:
    pages.begin(1, see=False)
    settle(pages)
    assert (log.opened, log.seen) == ([1], 0)
    assert pages.take(1).result().contents.note == "page 1"
    assert log.seen == 1


def test_an_error_ahead_belongs_to_its_page(pages: PagesAhead) -> None:
    seeing = pages.take(2)
    pages.begin(3, see=True)
    assert seeing.result().contents.note == "page 2"
    with pytest.raises(CorruptFileError):
        pages.take(3).result()
    assert pages.take(4).result().contents.note == "page 4"


def test_another_page_than_the_one_ahead_can_be_taken(pages: PagesAhead) -> None:
    pages.begin(2, see=True)
    assert pages.take(4).result().contents.note == "page 4"


def test_closing_after_the_threads_were_given_up_ends(pages: PagesAhead) -> None:
    """An opening that waited behind one that hangs was cancelled with it."""
    pages.begin(1, see=True)
    begun = pages._next
    assert begun is not None
    begun.opening.cancel()
    pages.close()
