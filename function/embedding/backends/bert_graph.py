"""The encoder layers of a BERT as an OpenVINO graph, from summed embeddings to normalised vectors."""

from typing import Any

import numpy as np

from function.embedding.backends.bert_config import Bert
from function.embedding.backends.safetensors_file import Weights

# Attention bias against padding tokens: exp(-1e9) is 0 in float32 and in bfloat16.
HIDDEN = 1e9
# The epsilon of torch.nn.functional.normalize.
SHORTEST = 1e-12


class BertGraph:
    """Builds the graph. Its constants are views of the weights file, where names of the encoder begin with `prefix`.

    Word embeddings are not part of it: the table would take 384 MB, and a text needs only a few rows.
    """

    def __init__(self, bert: Bert, weights: Weights, prefix: str = "") -> None:
        from openvino import opset13

        self._ops: Any = opset13
        self._bert = bert
        self._weights = weights
        self._prefix = prefix

    def build(self) -> Any:
        """Return an openvino.Model.

        Inputs: summed embeddings, shape (texts, tokens, width), and a mask of 1 or 0, shape (texts, tokens).
        Output: L2-normalised vectors, shape (texts, width).
        """
        from openvino import Model

        ops = self._ops
        sums = ops.parameter([-1, -1, self._bert.width], np.float32)
        mask = ops.parameter([-1, -1], np.float32)
        bias = ops.unsqueeze((mask - self._number(1)) * self._number(HIDDEN), self._axes(1, 2))
        tokens = self._norm(sums, f"{self._prefix}embeddings.LayerNorm")
        for number in range(self._bert.layers):
            tokens = self._layer(tokens, bias, f"{self._prefix}encoder.layer.{number}")
        return Model([self._finish(tokens, mask)], [sums, mask], "bert")

    def _layer(self, x: Any, bias: Any, name: str) -> Any:
        attended = self._linear(
            self._attend(x, bias, f"{name}.attention.self"), f"{name}.attention.output.dense"
        )
        x = self._norm(attended + x, f"{name}.attention.output.LayerNorm")
        inner = self._ops.gelu(self._linear(x, f"{name}.intermediate.dense"), "erf")
        return self._norm(self._linear(inner, f"{name}.output.dense") + x, f"{name}.output.LayerNorm")

    def _attend(self, x: Any, bias: Any, name: str) -> Any:
        """Multi-head self-attention, with the heads concatenated."""
        ops, heads = self._ops, self._bert.heads
        split, swap = self._axes(0, 0, heads, self._bert.width // heads), self._axes(0, 2, 1, 3)
        query, key, value = (
            ops.transpose(ops.reshape(self._linear(x, f"{name}.{part}"), split, True), swap)
            for part in ("query", "key", "value")
        )
        means = ops.scaled_dot_product_attention(query, key, value, bias)
        return ops.reshape(ops.transpose(means, swap), self._axes(0, 0, self._bert.width), True)

    def _finish(self, tokens: Any, mask: Any) -> Any:
        """Return the output: here the mean of all tokens."""
        ops = self._ops
        counted = ops.unsqueeze(mask, self._axes(2))
        total = ops.reduce_sum(tokens * counted, self._axes(1))
        mean = total / ops.reduce_sum(counted, self._axes(1))
        return ops.normalize_l2(mean, self._axes(1), SHORTEST, "max")

    def _linear(self, x: Any, name: str) -> Any:
        return self._ops.matmul(x, self._constant(f"{name}.weight"), False, True) + self._constant(
            f"{name}.bias"
        )

    def _norm(self, x: Any, name: str) -> Any:
        level = self._ops.mvn(x, self._axes(-1), True, self._bert.epsilon, "inside_sqrt")
        return level * self._constant(f"{name}.weight") + self._constant(f"{name}.bias")

    def _constant(self, name: str) -> Any:
        return self._ops.constant(self._weights.tensor(name), shared_memory=True)

    def _number(self, number: float) -> Any:
        return self._ops.constant(np.float32(number))

    def _axes(self, *numbers: int) -> Any:
        return self._ops.constant(np.array(numbers, np.int64))
