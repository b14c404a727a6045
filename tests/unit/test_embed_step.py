"""What is embedded, and what need not be."""

import numpy as np

from function.document.chunks import Chunk, Vectors
from function.embedding.chunking import chunk_document
from function.jobs.passages import PASSAGES_PER_STEP, join_vectors, plan_steps
from tests.unit.test_chunking import SENTENCE, TOKENIZER


def cut(text: str) -> list[Chunk]:
    return chunk_document(text, [0], TOKENIZER, size=60, overlap=0, passage_size=30)


def embed(chunks: list[Chunk], made: dict[str, Vectors]) -> list[str]:
    """Give each text a vector of its length, and return the texts."""
    texts = [text for step in plan_steps(chunks, made) for text in step]
    made.update({text: np.array([len(text)], np.float32) for text in texts})
    return texts


def test_a_text_that_occurs_again_in_a_document_is_embedded_once() -> None:
    chunks, made = cut("\n\n".join([SENTENCE * 2, SENTENCE * 3] * 4)), dict[str, Vectors]()
    texts = [text for chunk in chunks for text in embed([chunk], made)]
    passages = [passage.text for chunk in chunks for passage in chunk.passages]
    assert len(texts) == len(set(texts)) < len(passages)
    assert set(texts) == set(passages)
    for chunk in chunks:
        vectors = join_vectors(chunk, made).vectors
        assert [vector[0] for vector in vectors] == [len(passage.text) for passage in chunk.passages]


def test_a_step_has_few_texts_and_of_about_the_same_length() -> None:
    words = [f"palabra{number}" for number in range(600)]
    chunks = cut(" ".join(words) + ".\n\n" + "\n\n".join(f"Corto {number}." for number in range(60)))
    steps = plan_steps(chunks, {})
    lengths = {passage.text: passage.token_count for chunk in chunks for passage in chunk.passages}
    assert len(steps) > 2
    assert all(0 < len(step) <= PASSAGES_PER_STEP for step in steps)
    ordered = [lengths[text] for step in steps for text in step]
    assert ordered == sorted(ordered)
    assert ordered[0] < ordered[-1]
