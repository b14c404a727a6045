"""What is embedded, and what need not be."""

from collections.abc import Sequence
from typing import Any, cast

import numpy as np

from function.document.chunks import Vectors
from function.embedding.chunking import chunk_document
from function.embedding.encoder import Encoder
from function.jobs.embed_step import embed_chunks
from tests.unit.test_chunking import SENTENCE, TOKENIZER


class Counting:
    """Gives each text a vector of its length, and keeps the texts."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        self.texts += texts
        return np.array([[len(text)] for text in texts], np.float32).reshape(-1, 1)


def test_a_text_that_occurs_again_in_a_document_is_embedded_once() -> None:
    text = "\n\n".join([SENTENCE * 2, SENTENCE * 3] * 4)
    chunks = chunk_document(text, [0], TOKENIZER, size=60, overlap=0, passage_size=60)
    encoder, made = Counting(), dict[str, Any]()
    embedded = [found for chunk in chunks for found in embed_chunks(cast(Encoder, encoder), [chunk], made)]
    assert len(chunks) > 2
    assert len(encoder.texts) == len(set(encoder.texts)) < len(chunks)
    for found in embedded:
        assert [vector[0] for vector in found.vectors] == [
            len(passage.text) for passage in found.chunk.passages
        ]
