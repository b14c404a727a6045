"""Splits a document into chunks and embeds them; unchanged chunks keep their vectors."""

from collections.abc import Mapping, Sequence
from functools import partial

from function.document.chunks import Chunk, ChunkKey, EmbeddedChunk, Vectors
from function.document.pages import WholeDocument
from function.embedding.chunking import chunk_document
from function.embedding.encoder import Encoder
from function.embedding.outline import find_outline
from function.inference import Inference
from function.jobs.lease import Lease
from function.settings import Settings

# Chunks embedded in one step of the model's thread: a search waits for at most one step.
CHUNKS_PER_STEP = 2


def embed_document(
    settings: Settings,
    inference: Inference,
    lease: Lease,
    whole: WholeDocument,
    known: Mapping[ChunkKey, Vectors],
) -> tuple[EmbeddedChunk, ...]:
    """Return the embedded chunks in text order. `known` holds the document's current vectors.

    Raises the errors of `Lease.check`.
    """
    outline = find_outline(whole)
    chunks = inference.encoder.call(
        lambda encoder: chunk_document(
            whole.text,
            whole.page_starts,
            encoder,
            size=settings.embeddings_chunk_size,
            overlap=settings.embeddings_chunk_overlap,
            passage_size=encoder.window,
            outline=outline,
        )
    )
    embedded = reuse_vectors(chunks, known)
    reused = {item.chunk.index for item in embedded}
    fresh = [chunk for chunk in chunks if chunk.index not in reused]
    for first in range(0, len(fresh), CHUNKS_PER_STEP):
        lease.check()
        group = fresh[first : first + CHUNKS_PER_STEP]
        embedded += inference.encoder.call(partial(embed_chunks, chunks=group))
    return tuple(sorted(embedded, key=lambda item: item.chunk.index))


def embed_chunks(encoder: Encoder, chunks: Sequence[Chunk]) -> list[EmbeddedChunk]:
    """Embed all passages of the chunks in one batch."""
    vectors = encoder.encode_passages([passage.text for chunk in chunks for passage in chunk.passages])
    embedded, first = [], 0
    for chunk in chunks:
        embedded.append(EmbeddedChunk(chunk, vectors[first : first + len(chunk.passages)]))
        first += len(chunk.passages)
    return embedded


def reuse_vectors(chunks: Sequence[Chunk], known: Mapping[ChunkKey, Vectors]) -> list[EmbeddedChunk]:
    """Return the chunks whose text and passages have not changed, with their known vectors."""
    return [
        EmbeddedChunk(chunk, known[key])
        for chunk in chunks
        if (key := (chunk.content_hash, tuple(part.start - chunk.start for part in chunk.passages))) in known
    ]
