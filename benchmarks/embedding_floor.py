"""The least time that embedding can take on this machine: the model's matrix products, at the speed of one of them."""

import json
import time
from dataclasses import dataclass
from pathlib import Path

import torch

from function.cores import available_cores
from function.embedding.transformer import lower_precision
from function.models.locate import embedding_model_path
from function.settings import Settings

# Rows of one product: a batch of passages.
ROWS = 2048
REPEATS = 20


@dataclass(frozen=True, slots=True)
class EmbeddingFloor:
    """`operations` are floating-point additions and multiplications, `speed` is in operations a second."""

    operations: float
    speed: float

    @property
    def seconds(self) -> float:
        return self.operations / self.speed


def measure_embedding_floor(settings: Settings, tokens: int) -> EmbeddingFloor:
    """As the encoder computes; attention's own products, which grow with the passage, left out."""
    config = json.loads((Path(embedding_model_path(settings)) / "config.json").read_text("utf-8"))
    hidden, inner = config["hidden_size"], config["intermediate_size"]
    # Query, key, value and output; then the two layers that follow.
    weights = config["num_hidden_layers"] * (4 * hidden * hidden + 2 * hidden * inner)
    precision = lower_precision(settings.embeddings_device, settings.embeddings_precision)
    with torch.inference_mode(), precision():
        return EmbeddingFloor(2.0 * weights * tokens, _measure_speed(hidden, inner))


def _measure_speed(hidden: int, inner: int) -> float:
    """Of the model's largest product, the fastest of several."""
    torch.set_num_threads(available_cores())
    left, right = torch.rand(ROWS, hidden), torch.rand(hidden, inner)
    seconds = []
    for _ in range(REPEATS):
        started = time.perf_counter()
        torch.mm(left, right)
        seconds.append(time.perf_counter() - started)
    return 2.0 * ROWS * hidden * inner / min(seconds)
