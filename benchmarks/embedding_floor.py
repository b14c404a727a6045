"""The shortest time embedding can take on this machine: the model's matrix products at the speed of its largest one."""

import json
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import openvino
from openvino import opset13 as ops

from function.embedding.backends.openvino_bert import PRECISIONS
from function.machine.openvino import CompiledGraph
from function.machine.processor import available_cores
from function.models.locate import embedding_model_path
from function.settings import Settings

# Rows in one product: several batches of passages.
ROWS = 2048
REPEATS = 20


@dataclass(frozen=True, slots=True)
class EmbeddingFloor:
    """`operations` counts floating-point additions and multiplications; `speed` is operations per second."""

    operations: float
    speed: float

    @property
    def seconds(self) -> float:
        return self.operations / self.speed


def measure_embedding_floor(settings: Settings, tokens: int) -> EmbeddingFloor:
    """Excludes attention's own products, which grow with the length of the passage."""
    config = json.loads((Path(embedding_model_path(settings)) / "config.json").read_text("utf-8"))
    hidden, inner = config["hidden_size"], config["intermediate_size"]
    # Query, key, value and output; then the two layers that follow.
    weights = config["num_hidden_layers"] * (4 * hidden * hidden + 2 * hidden * inner)
    speed = _measure_speed(hidden, inner, PRECISIONS[settings.embeddings_precision])
    return EmbeddingFloor(2.0 * weights * tokens, speed)


def _measure_speed(hidden: int, inner: int, precision: str | None) -> float:
    """Speed of the model's largest product, the fastest of several runs."""
    chance = np.random.default_rng(0)
    left = ops.parameter([ROWS, hidden], np.float32)
    product = ops.matmul(left, ops.constant(chance.random((hidden, inner), np.float32)), False, False)
    # One number per row: copying the whole product would take longer than computing it.
    graph = openvino.Model([ops.reduce_max(product, ops.constant([1]))], [left])
    run = CompiledGraph(graph, threads=available_cores(), streams=1, kept=1, precision=precision)
    rows = chance.random((ROWS, hidden), np.float32)
    seconds = []
    for _ in range(REPEATS):
        started = time.perf_counter()
        run([rows])
        seconds.append(time.perf_counter() - started)
    return 2.0 * ROWS * hidden * inner / min(seconds)
