"""Opens and recognises the next page while one is put in order and saved."""

import time
from collections.abc import Callable
from concurrent.futures import CancelledError, Executor, Future
from contextlib import suppress
from dataclasses import dataclass

from function.reading.files.messages import PageContents, TextLayer
from function.reading.recognition.strips import Pixels
from function.reading.sheets import Sheets

# The contents of a page, and its picture if it must be looked at.
PageAndPixels = tuple[PageContents, Pixels | None]
# Its text layer, its papers, or neither if its file has it laid out.
See = Callable[[PageContents, Pixels | None], tuple[TextLayer | None, Sheets | None]]


@dataclass(frozen=True, slots=True, eq=False)
class SeenPage:
    """A page and what was seen on it, which took `seconds`."""

    contents: PageContents
    layer: TextLayer | None
    sheets: Sheets | None
    seconds: float


@dataclass(slots=True, eq=False)
class _Begun:
    number: int
    opening: Future[PageAndPixels]
    seeing: Future[SeenPage] | None = None


class PagesAhead:
    """The page of a file that is ahead of the one being read: one, so that at most two pictures are held.

    Pages are opened on the executor `opens` and looked at on `sees`; each has one thread.
    """

    def __init__(
        self, opens: Executor, sees: Executor, open_page: Callable[[int], PageAndPixels], see: See
    ) -> None:
        self._opens = opens
        self._sees = sees
        self._open_page = open_page
        self._see = see
        self._next: _Begun | None = None

    def begin(self, number: int, *, see: bool) -> None:
        """Begin to open page `number`, and to `see` what is on it after that."""
        self._next = _Begun(number, self._opens.submit(self._open_page, number))
        if see:
            self._next.seeing = self._begin_seeing(self._next)

    def take(self, number: int) -> Future[SeenPage]:
        """Return page `number` as far as it is; nothing is ahead then."""
        if self._next is None or self._next.number != number:
            self.close()
            self.begin(number, see=True)
        begun, self._next = self._next, None
        assert begun is not None  # noqa: S101  it was begun above
        return begun.seeing or self._begin_seeing(begun)

    def close(self) -> None:
        """Give up the page that is ahead, and return once nothing opens it any more."""
        if self._next is None:
            return
        begun, self._next = self._next, None
        if begun.seeing:
            begun.seeing.cancel()
        with suppress(CancelledError):
            begun.opening.exception()

    def _begin_seeing(self, begun: _Begun) -> Future[SeenPage]:
        return self._sees.submit(self._see_page, begun.opening)

    def _see_page(self, opening: Future[PageAndPixels]) -> SeenPage:
        contents, pixels = opening.result()
        started = time.monotonic()
        layer, sheets = self._see(contents, pixels)
        return SeenPage(contents, layer, sheets, time.monotonic() - started)
