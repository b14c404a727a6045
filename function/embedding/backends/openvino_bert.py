"""Runs a BERT with OpenVINO."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

from function.document.chunks import Vectors
from function.embedding.backends.backend import TextKind, check_lengths
from function.embedding.backends.bert_config import WEIGHTS, Bert
from function.embedding.backends.bert_int8 import Int8Graph, Ranges
from function.embedding.backends.safetensors_file import Weights
from function.embedding.backends.tokenizers import open_tokens, truncate
from function.embedding.backends.word_table import WordTable
from function.machine.openvino import CompiledGraph, Tensor
from function.settings import EmbeddingsPrecision

WORDS = "embeddings.word_embeddings.weight"
# Texts per batch.
BATCH_SIZE = 4
# Batches are padded to a multiple of this, since OpenVINO compiles code for each length. A processor with AMX multiplies
# tiles of 16 rows, and takes longer for 120 tokens than for 128; without it, 8 is 2 % faster.
LENGTH_STEP = 16
# OpenVINO's names; "auto" leaves the choice to it: bfloat16 where the processor supports it.
PRECISIONS: dict[EmbeddingsPrecision, str | None] = {"auto": None, "bfloat16": "bf16", "float32": "f32"}
# Compiled kernels to cache: with 100 or 1,000 it is no faster, and 100 take 11 MB more.
KEPT_CODE = 10


class CompiledBert:
    """A `Backend` with one inference stream per core. Raises MisfitError when the tokenizer cannot be read.

    On two cores with bfloat16 and passages of 94 tokens, 10 per call: 6,400 tokens/s, against 3,900 with
    sentence-transformers. Two streams on one core each are a sixth faster than one stream on two. The cosine
    with the float32 vectors of sentence-transformers is 0.99999.
    """

    def __init__(self, bert: Bert, precision: EmbeddingsPrecision, cores: int, ranges: Ranges) -> None:
        self.dimensions = bert.width
        self._tokens = open_tokens(bert.directory)
        self._prompts = bert.prompts
        self._longest = bert.tokens
        # The tokens of the prompt and special ones.
        self._added: dict[TextKind, int] = {
            kind: len(self._tokens.numbers(prompt)) for kind, prompt in bert.prompts.items()
        }
        self.longest: dict[TextKind, int] = {kind: bert.tokens - added for kind, added in self._added.items()}
        self._weights = Weights(bert.directory / WEIGHTS)
        self._words = WordTable(self._weights, WORDS)
        self._places = read_places(self._weights)
        self._model = CompiledGraph(
            Int8Graph(bert, self._weights, ranges).build(),
            threads=cores,
            streams=cores,
            kept=KEPT_CODE,
            precision=PRECISIONS[precision],
        )
        self._cores = cores
        self._lanes = ThreadPoolExecutor(cores, thread_name_prefix="embedding")
        # At the first inference OpenVINO makes its own packed copy of the weights; dropping ours saves 85 MB.
        self.encode(["?"], "query")
        self._weights.forget()

    def offsets(self, text: str) -> Sequence[tuple[int, int]]:
        return self._tokens.offsets(text)

    def encode(self, texts: Sequence[str], kind: TextKind, most: int | None = None) -> Vectors:
        numbers = [self._tokens.numbers(self._prompts[kind] + text) for text in texts]
        check_lengths((len(text) - self._added[kind] for text in numbers), most)
        numbers = [truncate(text, self._longest) for text in numbers]
        batches = _batch([len(text) for text in numbers], self._cores)
        found = self._lanes.map(lambda batch: self._run([numbers[place] for place in batch]), batches)
        vectors = np.empty((len(texts), self.dimensions), np.float32)
        for batch, rows in zip(batches, found, strict=True):
            vectors[batch] = rows
        return vectors

    def _run(self, texts: Sequence[Sequence[int]]) -> Vectors:
        """Encode one batch on the calling thread."""
        longest = min(fill_up(max(map(len, texts))), len(self._places))
        numbers = np.zeros((len(texts), longest), np.int64)
        mask = np.zeros((len(texts), longest), np.float32)
        for row, text in enumerate(texts):
            numbers[row, : len(text)] = text
            mask[row, : len(text)] = 1
        sums = self._words.rows(numbers) + self._places[:longest]
        (vectors,) = self._model([sums, mask])
        return vectors


def read_places(weights: Weights) -> Tensor:
    """Return what is added to the vector of each word, shape (positions, width)."""
    types = weights.tensor("embeddings.token_type_embeddings.weight")
    # Every token of a single text has type 0.
    places: Tensor = weights.tensor("embeddings.position_embeddings.weight") + types[0]
    return places


def _batch(lengths: Sequence[int], lanes: int) -> list[NDArray[np.intp]]:
    """Return the indices of the texts in batches, grouped by length, the longest first.

    Every lane gets the same number of batches, all of about the same size, so that the lanes finish together:
    with 10 passages per call a seventh faster than batches of three.
    """
    order = np.argsort([-length for length in lengths], kind="stable")
    rounds = -(-len(order) // (lanes * BATCH_SIZE))
    return [batch for batch in np.array_split(order, lanes * rounds) if len(batch)]


def fill_up(length: int) -> int:
    return length + -length % LENGTH_STEP
