"""Embeds a document; unchanged chunks keep their vectors."""

import math
from collections.abc import Mapping, Sequence
from typing import Self

import structlog

from function.database.queue import Attempt
from function.document.chunks import Chunk, ChunkKey, EmbeddedChunk, Vectors
from function.document.pages import Page, WholeDocument
from function.jobs.embedding_ahead import EmbeddingAhead
from function.jobs.lease import Lease
from function.jobs.passages import (
    CHUNKS_PER_GROUP,
    cut_document,
    embed_texts,
    is_made,
    join_vectors,
    plan_steps,
)
from function.jobs.tools import Tools
from function.jobs.turns import Turn

log = structlog.get_logger()


class EmbedStep:
    """A context manager for the embedding of one attempt. Its methods raise the errors of `Lease.check`, and GaveWay."""

    def __init__(self, tools: Tools, attempt: Attempt, lease: Lease, turn: Turn) -> None:
        self._settings = tools.settings
        self._inference = tools.inference
        self._attempt = attempt
        self._lease = lease
        self._turn = turn
        # Vectors of chunks that need not be made again.
        self._known: Mapping[ChunkKey, Vectors] = {}
        if not attempt.extract_only:
            model = tools.inference.names["embeddings"]
            self._known = lease.retry(tools.queue.read_vectors, attempt.document_id, model)
        self._ahead = EmbeddingAhead(self._settings, self._inference, lease, turn, self._known)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._ahead.close()

    def add(self, page: Page) -> None:
        """Embed ahead what is on a page that was read."""
        self._ahead.add(page)

    def begin(self, whole: WholeDocument) -> None:
        """Embed ahead what is missing of the whole document, until `embed`."""
        if not self._attempt.extract_only:
            self._ahead.finish(whole)

    def embed(self, whole: WholeDocument) -> tuple[EmbeddedChunk, ...]:
        """Return the embedded chunks in text order. `whole` is what was given to `begin`."""
        made, chunks = self._ahead.take(), self._ahead.chunks
        if chunks is None:
            chunks = cut_document(whole, self._settings, self._inference)
        _log_ahead(made, chunks)
        missing = [chunk for chunk in chunks if chunk.key not in self._known]
        embedded = [
            EmbeddedChunk(chunk, self._known[chunk.key]) for chunk in chunks if chunk.key in self._known
        ]
        embedded += self._embed(missing, made, pages_each=len(whole.pages) / max(len(chunks), 1))
        return tuple(sorted(embedded, key=lambda item: item.chunk.index))

    def _embed(
        self, chunks: Sequence[Chunk], made: dict[str, Vectors], *, pages_each: float
    ) -> list[EmbeddedChunk]:
        missing = [chunk for chunk in chunks if not is_made(chunk, made)]
        # First, so that they are kept when the document gives way.
        embedded = [join_vectors(chunk, made) for chunk in chunks if is_made(chunk, made)]
        pages = math.ceil(len(missing) * pages_each)
        # A document of one page never gives way.
        if pages > 1:
            self._turn.begin_embedding(self._lease, pages)
        for first in range(0, len(missing), CHUNKS_PER_GROUP):
            group = missing[first : first + CHUNKS_PER_GROUP]
            for texts in plan_steps(group, made):
                self._lease.check()
                self._turn.check_embedding(embedded, math.ceil((len(missing) - first) * pages_each))
                made |= embed_texts(self._inference, texts)
            embedded += [join_vectors(chunk, made) for chunk in group]
        return embedded


def _log_ahead(made: Mapping[str, Vectors], chunks: Sequence[Chunk]) -> None:
    if made:
        texts = {passage.text for chunk in chunks for passage in chunk.passages}
        log.info("embedded_ahead", passages=len(texts), ahead=len(made), for_nothing=len(made.keys() - texts))
