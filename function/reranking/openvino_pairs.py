"""Runs a cross-encoder with OpenVINO."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from function.embedding.backends.bert_config import WEIGHTS
from function.embedding.backends.bert_graph import BertGraph
from function.embedding.backends.openvino_bert import KEPT_CODE, PRECISIONS, fill_up
from function.embedding.backends.safetensors_file import Weights
from function.machine.openvino import CompiledGraph, Tensor
from function.reranking.pair_config import SIGMOID, Head, PairBert
from function.reranking.pair_tokens import Pair, open_pair_tokens
from function.settings import EmbeddingsPrecision

# Pairs per batch; more at once take more memory and no less time.
BATCH_SIZE = 5


class PairGraph(BertGraph):
    """The encoder with a score at its end, shape (pairs, 1), before any activation."""

    def __init__(self, model: PairBert, weights: Weights) -> None:
        super().__init__(model.bert, weights, model.head.prefix)
        self._head: Head = model.head

    def _finish(self, tokens: Any, mask: Any) -> Any:  # noqa: ARG002  the first token is never padding
        ops = self._ops
        first = ops.gather(tokens, self._number_of(0), self._number_of(1))
        pooled = ops.tanh(self._linear(first, self._head.dense))
        return self._linear(pooled, self._head.score)

    def _number_of(self, number: int) -> Any:
        return self._ops.constant(np.int64(number))


class CompiledPairs:
    """A `Backend`. Raises MisfitError when the tokenizer cannot be read."""

    def __init__(self, model: PairBert, precision: EmbeddingsPrecision, cores: int) -> None:
        self._tokens = open_pair_tokens(model.bert.directory, model.bert.tokens)
        self._weights = Weights(model.bert.directory / WEIGHTS)
        self._words = f"{model.head.prefix}embeddings.word_embeddings.weight"
        self._types = self._table(model, "token_type").copy()
        self._places = self._table(model, "position")[model.first_place :].copy()
        self._squashes = model.activation == SIGMOID
        self._model = CompiledGraph(
            PairGraph(model, self._weights).build(),
            threads=cores,
            streams=1,
            kept=KEPT_CODE,
            precision=PRECISIONS[precision],
        )
        # As in CompiledBert: OpenVINO packs the weights at the first inference.
        self.score("?", ["?"])
        self._weights.forget()

    def score(self, question: str, passages: Sequence[str]) -> list[float]:
        pairs = self._tokens.pair(question, passages)
        order = sorted(range(len(pairs)), key=lambda place: -len(pairs[place].words))
        scores = [0.0] * len(pairs)
        for first in range(0, len(order), BATCH_SIZE):
            batch = order[first : first + BATCH_SIZE]
            for place, score in zip(batch, self._run([pairs[place] for place in batch]), strict=True):
                scores[place] = score
        return scores

    def _run(self, pairs: Sequence[Pair]) -> list[float]:
        longest = min(fill_up(max(len(pair.words) for pair in pairs)), len(self._places))
        shape = (len(pairs), longest)
        words, types, mask = np.zeros(shape, np.int64), np.zeros(shape, np.int64), np.zeros(shape, np.float32)
        for row, pair in enumerate(pairs):
            length = len(pair.words)
            words[row, :length], types[row, :length], mask[row, :length] = pair.words, pair.types, 1
        # A model with one type of token gives it to both texts.
        types = np.minimum(types, len(self._types) - 1)
        sums = self._weights.rows(self._words, words) + self._types[types] + self._places[:longest]
        (found,) = self._model([sums, mask])
        logits = found[:, 0].astype(np.float64)
        scores: list[float] = (1 / (1 + np.exp(-logits)) if self._squashes else logits).tolist()
        return scores

    def _table(self, model: PairBert, kind: str) -> Tensor:
        return self._weights.tensor(f"{model.head.prefix}embeddings.{kind}_embeddings.weight")
