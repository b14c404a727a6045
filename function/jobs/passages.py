"""Cuts a document into chunks and their passages, and embeds those in steps of the model's thread."""

from collections.abc import Mapping, Sequence

import numpy as np

from function.document.chunks import Chunk, EmbeddedChunk, Vectors
from function.document.pages import WholeDocument
from function.embedding.chunking import chunk_document
from function.embedding.outline import find_outline
from function.inference import Inference
from function.settings import Settings

# Passages embedded in one step of the model's thread: a search waits for at most one step. With four for each of two
# cores a step takes 50 to 120 ms.
PASSAGES_PER_STEP = 8
# Passages of so many chunks are sorted by length together, so that little of a batch is padding. What a document that gives
# way loses is less than one group, 8 pages.
CHUNKS_PER_GROUP = 16


def cut_document(
    whole: WholeDocument, settings: Settings, inference: Inference, *, start: int = 0
) -> list[Chunk]:
    """Return the chunks of the document's text from `start` on. Raises InferenceStuckError."""
    outline = find_outline(whole)
    return inference.encoder.call(
        lambda encoder: chunk_document(
            whole.text,
            whole.page_starts,
            encoder,
            size=settings.embeddings_chunk_size,
            overlap=settings.embeddings_chunk_overlap,
            passage_size=encoder.window,
            outline=outline,
            start=start,
        )
    )


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


def embed_texts(inference: Inference, texts: Sequence[str]) -> dict[str, Vectors]:
    """Return the vector of each text, made in one step. Raises InferenceStuckError."""
    vectors = inference.encoder.call(lambda encoder: encoder.encode_passages(texts))
    return dict(zip(texts, vectors, strict=True))


def is_made(chunk: Chunk, made: Mapping[str, Vectors]) -> bool:
    return all(passage.text in made for passage in chunk.passages)


def join_vectors(chunk: Chunk, made: Mapping[str, Vectors]) -> EmbeddedChunk:
    """Return the chunk with the vectors of its passages, which `made` has by their texts."""
    return EmbeddedChunk(chunk, np.stack([made[passage.text] for passage in chunk.passages]))
