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

# Passages embedded in one step of the model's thread: a search waits for at most one step. With four for each of two
# cores a step takes 50 to 120 ms.
PASSAGES_PER_STEP = 8
# Passages of so many chunks are sorted by length together, so that little of a batch is padding. What a document that gives
# way loses is less than one group, 8 pages.
CHUNKS_PER_GROUP = 16


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
        if pages > 1:
            self._turn.begin_embedding(self._lease, pages)
        for first in range(0, len(chunks), CHUNKS_PER_GROUP):
            group = chunks[first : first + CHUNKS_PER_GROUP]
            for texts in plan_steps(group, made):
                self._lease.check()
                self._turn.check_embedding(embedded, math.ceil((len(chunks) - first) * pages_each))
                encode = partial(Encoder.encode_passages, texts=texts)
                made.update(zip(texts, self._inference.encoder.call(encode), strict=True))
            embedded += [join_vectors(chunk, made) for chunk in group]
        return embedded


def plan_steps(chunks: Sequence[Chunk], made: Mapping[str, Vectors]) -> list[tuple[str, ...]]:
    """Return the texts of the chunks' passages that have no vector in `made`, each once, in steps of texts of about the
    same length."""
    passages = sorted(
        (passage for chunk in chunks for passage in chunk.passages), key=lambda passage: passage.token_count
    )
    texts = list(dict.fromkeys(passage.text for passage in passages if passage.text not in made))
    return [
        tuple(texts[first : first + PASSAGES_PER_STEP]) for first in range(0, len(texts), PASSAGES_PER_STEP)
    ]


def join_vectors(chunk: Chunk, made: Mapping[str, Vectors]) -> EmbeddedChunk:
    """Return the chunk with the vectors of its passages, which `made` has by their texts."""
    return EmbeddedChunk(chunk, np.stack([made[passage.text] for passage in chunk.passages]))
