"""A BERT run by OpenVINO."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

from function.document.chunks import Vectors
from function.embedding.backends.backend import TextKind
from function.embedding.backends.bert_config import WEIGHTS, Bert
from function.embedding.backends.bert_graph import BertGraph
from function.embedding.backends.safetensors_file import Weights
from function.embedding.backends.tokenizers import open_tokens
from function.machine.openvino import CompiledGraph
from function.settings import EmbeddingsPrecision

WORDS = "embeddings.word_embeddings.weight"
# Texts side by side. Steps of 10 passages: 1 to 4 are about as fast, and more hold more memory.
BATCH_SIZE = 3
# Lengths are filled up to a multiple, since OpenVINO prepares itself for each one. 4 and 16 are 2 % slower, 32 a tenth.
LENGTH_STEP = 8
# OpenVINO's names; "auto" is its own default, bfloat16 where the processor computes in it.
PRECISIONS: dict[EmbeddingsPrecision, str | None] = {"auto": None, "bfloat16": "bf16", "float32": "f32"}
# Code of so many steps is kept: 1,000 are no faster.
KEPT_CODE = 100


class CompiledBert:
    """A `Backend`; a lane for each core. MisfitError when the tokenizer cannot be read here.

    On two cores with bfloat16, passages of 94 tokens: 6,400 tokens/s in steps of 10, sentence-transformers 3,900. Two
    lanes of one core are a sixth faster than one of two. The vectors agree with its float32 ones to a cosine of 0.99999.
    """

    def __init__(self, bert: Bert, precision: EmbeddingsPrecision, cores: int) -> None:
        self.dimensions = bert.width
        self._tokens = open_tokens(bert.directory, bert.tokens)
        self._prompts = bert.prompts
        self.longest: dict[TextKind, int] = {kind: self._room(bert, kind) for kind in ("passage", "query")}
        self._weights = Weights(bert.directory / WEIGHTS)
        types = self._weights.tensor("embeddings.token_type_embeddings.weight")
        # All tokens of a text are of the first type.
        self._places = self._weights.tensor("embeddings.position_embeddings.weight") + types[0]
        self._model = CompiledGraph(
            BertGraph(bert, self._weights).build(),
            threads=cores,
            streams=cores,
            kept=KEPT_CODE,
            precision=PRECISIONS[precision],
        )
        self._cores = cores
        self._lanes = ThreadPoolExecutor(cores, thread_name_prefix="embedding")
        # OpenVINO packs the weights at the first inference and has copies of its own from then on, 85 MB less to hold.
        self.encode(["?"], "query")
        self._weights.forget()

    def offsets(self, text: str) -> Sequence[tuple[int, int]]:
        return self._tokens.offsets(text)

    def encode(self, texts: Sequence[str], kind: TextKind) -> Vectors:
        numbers = [self._tokens.numbers(self._prompts[kind] + text) for text in texts]
        batches = _batch([len(text) for text in numbers], self._cores)
        found = self._lanes.map(lambda batch: self._run([numbers[place] for place in batch]), batches)
        vectors = np.empty((len(texts), self.dimensions), np.float32)
        for batch, rows in zip(batches, found, strict=True):
            vectors[batch] = rows
        return vectors

    def _run(self, texts: Sequence[Sequence[int]]) -> Vectors:
        """Vectors of one batch, on the lane that calls."""
        longest = min(_fill_up(max(map(len, texts))), len(self._places))
        numbers = np.zeros((len(texts), longest), np.int64)
        mask = np.zeros((len(texts), longest), np.float32)
        for row, text in enumerate(texts):
            numbers[row, : len(text)] = text
            mask[row, : len(text)] = 1
        sums = self._weights.rows(WORDS, numbers) + self._places[:longest]
        (vectors,) = self._model([sums, mask])
        return vectors

    def _room(self, bert: Bert, kind: TextKind) -> int:
        return bert.tokens - self._tokens.special - len(self.offsets(bert.prompts[kind]))


def _batch(lengths: Sequence[int], lanes: int) -> list[NDArray[np.intp]]:
    """Places of the texts, those of like length together, the longest first.

    As many batches for each lane, of as many texts each, so that the lanes end together: a seventh faster in steps of 10
    passages than three at a time.
    """
    order = np.argsort([-length for length in lengths], kind="stable")
    rounds = -(-len(order) // (lanes * BATCH_SIZE))
    return [batch for batch in np.array_split(order, lanes * rounds) if len(batch)]


def _fill_up(length: int) -> int:
    return length + -length % LENGTH_STEP
