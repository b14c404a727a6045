"""A BERT whose matrix products multiply 8-bit integers.

A processor with VNNI multiplies twice as many of them as of bfloat16 numbers. Some inputs have a few loud channels, which
reach ten times as far as the others: in the integers' range the others would be lost, so the loud ones are multiplied in
floating point beside them. `benchmarks.embedding_calibration` measured the ranges on texts and wrote them to
int8_ranges.json.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from function.embedding.backends.bert_config import Bert
from function.embedding.backends.bert_graph import BertGraph
from function.embedding.backends.safetensors_file import Weights
from function.machine.openvino import Tensor

RANGES = Path(__file__).with_name("int8_ranges.json")
# VNNI multiplies unsigned inputs, with any zero point, by signed weights, symmetric around 0.
LARGEST_INPUT = 255
LARGEST_WEIGHT = 127


@dataclass(frozen=True, slots=True)
class InputRange:
    """The lowest and highest value of a product's input that is not clipped, and its loud channels."""

    low: float
    high: float
    loud: tuple[int, ...]


# Name of a matrix -> the range of what it is multiplied by.
Ranges = Mapping[str, InputRange]


def read_ranges(model: str) -> Ranges:
    """Return the ranges of a model, by its name; empty if none were measured."""
    measured = json.loads(RANGES.read_text("utf-8")).get(model, {})
    return {name: InputRange(low, high, tuple(loud)) for name, (low, high, loud) in measured.items()}


class Int8Graph(BertGraph):
    """Builds the graph with integers in each product that has a range."""

    def __init__(self, bert: Bert, weights: Weights, ranges: Ranges) -> None:
        super().__init__(bert, weights)
        self._ranges = ranges

    def _linear(self, x: Any, name: str) -> Any:
        if name not in self._ranges:
            return super()._linear(x, name)
        ops, given = self._ops, self._ranges[name]
        matrix, loud = self._weights.tensor(f"{name}.weight"), list(given.loud)
        product = ops.matmul(self._round(x, given), self._round_weights(_silence(matrix, loud)), False, True)
        product = product + self._constant(f"{name}.bias")
        if not loud:
            return product
        few = ops.gather(x, self._axes(*loud), self._axes(-1))
        return product + ops.matmul(few, ops.constant(np.ascontiguousarray(matrix[:, loud])), False, True)

    def _round(self, x: Any, given: InputRange) -> Any:
        scale = (given.high - given.low) / LARGEST_INPUT
        zero = round(-given.low / scale)
        bounds = self._number(-zero * scale), self._number((LARGEST_INPUT - zero) * scale)
        return self._ops.fake_quantize(x, *bounds, *bounds, LARGEST_INPUT + 1)

    def _round_weights(self, matrix: Tensor) -> Any:
        """Quantise each output with a scale of its own."""
        scales = np.abs(matrix).max(axis=1, keepdims=True) / LARGEST_WEIGHT
        integers = np.round(matrix / np.where(scales > 0, scales, 1)).astype(np.int8)
        return self._ops.convert(self._ops.constant(integers), np.float32) * self._ops.constant(scales)


def _silence(matrix: Tensor, channels: list[int]) -> Tensor:
    silenced = matrix.copy()
    silenced[:, channels] = 0
    return silenced
