"""Embeds the passages of pages already read while further ones are read, and while fields are extracted.

A page with a text layer leaves a core idle, and so do the rules of fields. What is made here is only a supply of vectors by
their texts: `EmbedStep` cuts the whole document, and makes what is missing.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass
from functools import partial

import structlog

from function.document.chunks import Chunk, ChunkKey, Vectors
from function.document.pages import Page, WholeDocument
from function.errors import InferenceStuckError
from function.inference import Inference
from function.jobs.lease import Lease
from function.jobs.passages import CHUNKS_PER_GROUP, cut_document, embed_texts, plan_steps
from function.jobs.turns import Turn
from function.observability.logs import describe_exception
from function.reading.assembly import assemble
from function.reading.running import REACH
from function.settings import Settings

log = structlog.get_logger()

# New pages for which it is worth to cut: each time, some pages before them are cut again, at 2 ms a page.
PAGES_PER_ROUND = 4
# Pages held, of about 50 KB each.
MOST_PAGES = 128


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the last chunk that was cut begins: on which page, and where in the text of the document's pages."""

    page: int
    offset: int


_FIRST = _Place(1, 0)


class EmbeddingAhead:
    """The passages of one attempt. `known` holds vectors of chunks that need not be made again.

    Works only where no other document has to wait for this one. An error ends it, and loses nothing but time.
    """

    def __init__(
        self,
        settings: Settings,
        inference: Inference,
        lease: Lease,
        turn: Turn,
        known: Mapping[ChunkKey, Vectors],
    ) -> None:
        self._settings = settings
        self._inference = inference
        self._lease = lease
        self._turn = turn
        self._known = known
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="ahead")
        self._round: Future[None] | None = None
        self._is_over = False
        self._stuck: InferenceStuckError | None = None
        # Pages that were not cut to their end, how many were given, and how many of those a round has seen.
        self._pages: list[Page] = []
        self._given = self._seen = 0
        self._place = _FIRST
        self._made: dict[str, Vectors] = {}
        # Those of the whole document, once they have been cut.
        self.chunks: Sequence[Chunk] | None = None

    def add(self, page: Page) -> None:
        """Take a page that was read. Only those with a text layer count, since both cores are busy with scans, and only
        until one is missing."""
        is_next = page.number == self._given + 1
        if is_next and page.source == "text_layer" and len(self._pages) < MOST_PAGES:
            self._pages.append(page)
            self._given += 1
        is_idle = self._round is None or self._round.done()
        if is_idle and self._given - self._seen >= PAGES_PER_ROUND and self._may_go_on():
            self._pages = [page for page in self._pages if page.number >= self._place.page - REACH]
            self._seen = self._given
            self._begin(partial(self._embed_pages, tuple(self._pages)))

    def finish(self, whole: WholeDocument) -> None:
        """Go on with the document as it was assembled, until `take`."""
        self._pages = []
        self._begin(partial(self._embed_whole, whole))

    def close(self) -> None:
        """End after the step under way, without waiting for it."""
        self._is_over = True
        self._thread.shutdown(wait=False)

    def take(self) -> dict[str, Vectors]:
        """End after the step under way, and return the vectors of passages by their texts.

        Raises the errors of `Lease.check`, and InferenceStuckError.
        """
        self.close()
        if self._round is not None:
            self._lease.wait(self._round)
        if self._stuck is not None:
            raise self._stuck
        return self._made

    def _may_go_on(self) -> bool:
        return not self._is_over and self._turn.is_safe()

    def _begin(self, work: Callable[[], None]) -> None:
        self._round = self._thread.submit(copy_context().run, self._run, work)

    def _run(self, work: Callable[[], None]) -> None:
        try:
            work()
        except InferenceStuckError as error:
            self._is_over, self._stuck = True, error
        except Exception as error:
            self._is_over = True
            log.error("embedding_ahead_broke", **describe_exception(error))

    def _embed_pages(self, pages: Sequence[Page]) -> None:
        """Embed what further pages leave as it is, which may still show what the last ones have in their margins."""
        if len(pages) <= REACH:
            return
        whole = assemble(pages, default_language=self._settings.ocr_language[0])
        first, begun = pages[0].number, self._place
        start = whole.page_starts[begun.page - first] + begun.offset
        chunks = [
            chunk
            for chunk in cut_document(whole, self._settings, self._inference, start=start)
            if chunk.end <= whole.page_starts[-REACH]
        ]
        # The chunk at the place has been embedded.
        for group in _group(chunks[0 if begun == _FIRST else 1 :]):
            if not self._embed(group):
                return
            page = bisect_right(whole.page_starts, group[-1].start) - 1
            self._place = _Place(first + page, group[-1].start - whole.page_starts[page])

    def _embed_whole(self, whole: WholeDocument) -> None:
        if self._may_go_on():
            self.chunks = cut_document(whole, self._settings, self._inference)
            for group in _group(self.chunks):
                if not self._embed(group):
                    return

    def _embed(self, group: Sequence[Chunk]) -> bool:
        """Embed the chunks' passages. Return False if that was given up."""
        missing = [chunk for chunk in group if chunk.key not in self._known]
        for texts in plan_steps(missing, self._made):
            if not self._may_go_on():
                return False
            self._made |= embed_texts(self._inference, texts)
        return True


def _group(chunks: Sequence[Chunk]) -> Iterator[Sequence[Chunk]]:
    for first in range(0, len(chunks), CHUNKS_PER_GROUP):
        yield chunks[first : first + CHUNKS_PER_GROUP]
