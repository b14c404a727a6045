"""Splits a document into chunks and embeds them; unchanged chunks keep their vectors."""

import math
from collections.abc import Mapping, Sequence
from functools import partial

import numpy as np

from function.document.chunks import Chunk, ChunkKey, EmbeddedChunk, Vectors
from function.document.pages import WholeDocument
from function.embedding.chunking import chunk_document
from function.embedding.encoder import Encoder
from function.embedding.outline import find_outline
from function.inference import Inference
from function.jobs.lease import Lease
from function.jobs.turns import Turn
from function.settings import Settings

# Chunks embedded in one step of the model's thread: a search waits for at most one step.
CHUNKS_PER_STEP = 2


class EmbedStep:
    """Embeds one document. Its methods raise the errors of `Lease.check`, and GaveWay."""

    def __init__(self, settings: Settings, inference: Inference, lease: Lease, turn: Turn) -> None:
        self._settings = settings
        self._inference = inference
        self._lease = lease
        self._turn = turn

    def embed(self, whole: WholeDocument, known: Mapping[ChunkKey, Vectors]) -> tuple[EmbeddedChunk, ...]:
        """Return the embedded chunks in text order. `known` holds vectors that need not be made again."""
        chunks = self._cut(whole)
        missing = [chunk for chunk in chunks if chunk.key not in known]
        embedded = [EmbeddedChunk(chunk, known[chunk.key]) for chunk in chunks if chunk.key in known]
        embedded += self._embed(missing, pages_each=len(whole.pages) / max(len(chunks), 1))
        return tuple(sorted(embedded, key=lambda item: item.chunk.index))

    def _cut(self, whole: WholeDocument) -> list[Chunk]:
        outline = find_outline(whole)
        return self._inference.encoder.call(
            lambda encoder: chunk_document(
                whole.text,
                whole.page_starts,
                encoder,
                size=self._settings.embeddings_chunk_size,
                overlap=self._settings.embeddings_chunk_overlap,
                passage_size=encoder.window,
                outline=outline,
            )
        )

    def _embed(self, chunks: Sequence[Chunk], *, pages_each: float) -> list[EmbeddedChunk]:
        embedded: list[EmbeddedChunk] = []
        made: dict[str, Vectors] = {}
        pages = math.ceil(len(chunks) * pages_each)
        # A document of one page never gives way.
        if len(chunks) > CHUNKS_PER_STEP and pages > 1:
            self._turn.begin_embedding(self._lease, pages)
        for first in range(0, len(chunks), CHUNKS_PER_STEP):
            self._lease.check()
            self._turn.check_embedding(embedded, math.ceil((len(chunks) - first) * pages_each))
            group = chunks[first : first + CHUNKS_PER_STEP]
            embedded += self._inference.encoder.call(partial(embed_chunks, chunks=group, made=made))
        return embedded


def embed_chunks(
    encoder: Encoder, chunks: Sequence[Chunk], made: dict[str, Vectors] | None = None
) -> list[EmbeddedChunk]:
    """Embed all passages of the chunks in one batch, a text that occurs again only once.

    `made` has the vectors of the document's passages by their texts, and gets the new ones.
    """
    made = {} if made is None else made
    texts = dict.fromkeys(passage.text for chunk in chunks for passage in chunk.passages)
    fresh = [text for text in texts if text not in made]
    made.update(zip(fresh, encoder.encode_passages(fresh), strict=True))
    return [
        EmbeddedChunk(chunk, np.stack([made[passage.text] for passage in chunk.passages])) for chunk in chunks
    ]
