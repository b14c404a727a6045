"""Chunks with their vectors, and which of them are known already."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from function.embedding.chunking import Chunk
from function.embedding.encoder import Encoder

Vectors = NDArray[np.float32]
# The hash of a chunk's text, and where its passages begin in it.
ChunkKey = tuple[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class EmbeddedChunk:
    """A chunk with the vectors of its passages, shape (passages, 384), normalised."""

    chunk: Chunk
    vectors: Vectors


def embed_chunks(encoder: Encoder, chunks: Sequence[Chunk]) -> list[EmbeddedChunk]:
    """Vectors of all passages of the chunks, in one batch."""
    vectors = encoder.encode_passages([passage.text for chunk in chunks for passage in chunk.passages])
    embedded, first = [], 0
    for chunk in chunks:
        embedded.append(EmbeddedChunk(chunk, vectors[first : first + len(chunk.passages)]))
        first += len(chunk.passages)
    return embedded


def reuse_vectors(chunks: Sequence[Chunk], known: Mapping[ChunkKey, Vectors]) -> list[EmbeddedChunk]:
    """Those of the chunks whose text has not changed since it was embedded by the same model."""
    return [
        EmbeddedChunk(chunk, known[key])
        for chunk in chunks
        if (key := (chunk.content_hash, tuple(part.start - chunk.start for part in chunk.passages))) in known
    ]
