"""`python -m benchmarks.embedding_calibration`: ranges of what the embedding model's matrices are multiplied by.

They are measured on the repository's own texts, none of which is in the search sets, and written to
function/embedding/backends/int8_ranges.json. Run it again when the weights change.
"""

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import openvino

from benchmarks.calibration import choose_range
from benchmarks.command import run_command
from benchmarks.papers import find_sentences
from function.embedding.backends.bert_config import WEIGHTS, Bert, read_bert
from function.embedding.backends.bert_graph import BertGraph
from function.embedding.backends.bert_int8 import RANGES
from function.embedding.backends.openvino_bert import WORDS, read_places
from function.embedding.backends.safetensors_file import Weights
from function.embedding.backends.tokenizers import open_tokens, truncate
from function.embedding.centering import TYPICAL_QUERIES
from function.machine.openvino import CompiledGraph, Tensor
from function.models.locate import embedding_model_path
from function.settings import DEFAULT_EMBEDDINGS_MODEL
from tests.support.clean_text import read_clean_lines
from tests.support.settings import settings

TEXTS = 250
# A text ends after the sentence that makes it longer than a number of characters between these.
LENGTHS = (60, 420)
# Tokens sampled from each text.
TOKENS = 8
# Values from which a range is chosen.
VALUES = 100_000
# Channels multiplied in floating point; 4 cost as much. What attention puts out has no loud ones.
LOUD = {"intermediate.dense": 8, "attention.output.dense": 0, "output.dense": 8}


class Observed(BertGraph):
    """Notes what each matrix is multiplied by, but for queries, keys and values: with integers there, a fortieth of the
    time is won, and vectors are a fifth further from those in float32."""

    def __init__(self, bert: Bert, weights: Weights) -> None:
        super().__init__(bert, weights)
        self.inputs: dict[str, Any] = {}

    def _linear(self, x: Any, name: str) -> Any:
        if name.endswith(tuple(LOUD)):
            self.inputs[name] = x
        return super()._linear(x, name)


def main() -> None:
    bert = read_bert(Path(embedding_model_path(settings())))
    texts = [bert.prompts["passage"] + text for text in _write_texts()]
    texts += [bert.prompts["query"] + query for query in TYPICAL_QUERIES.read_text("utf-8").splitlines()]
    chosen = {name: _choose(values, _count_loud(name)) for name, values in _observe(bert, texts).items()}
    lines = ",\n".join(f"  {json.dumps(name)}: {json.dumps(found)}" for name, found in chosen.items())
    RANGES.write_text(f"{{\n {json.dumps(DEFAULT_EMBEDDINGS_MODEL)}: {{\n{lines}\n }}\n}}\n", "utf-8")
    print(f"{len(chosen)} ranges of {len(texts)} texts in {RANGES}")


def _write_texts() -> Iterator[str]:
    chance = random.Random(0)
    sentences = [*find_sentences(), *(line for _, line in read_clean_lines())]
    chance.shuffle(sentences)
    text, length = "", chance.randint(*LENGTHS)
    for _ in range(TEXTS):
        while len(text) < length:
            text += f" {chance.choice(sentences)}"
        yield text.strip()
        text, length = "", chance.randint(*LENGTHS)


def _observe(bert: Bert, texts: list[str]) -> dict[str, Tensor]:
    """What each matrix is multiplied by, shape (tokens, channels): a sample of every text, with its bounds."""
    weights, tokens = Weights(bert.directory / WEIGHTS), open_tokens(bert.directory)
    graph = Observed(bert, weights)
    model: openvino.Model = graph.build()
    model.add_outputs([x.output(0) for x in graph.inputs.values()])
    run = CompiledGraph(model, threads=1, streams=1, kept=10, precision="f32")
    places, chance = read_places(weights), np.random.default_rng(0)
    seen: dict[str, list[Tensor]] = {name: [] for name in graph.inputs}
    for text in texts:
        numbers = np.array([truncate(tokens.numbers(text), bert.tokens)])
        sums = weights.rows(WORDS, numbers) + places[: numbers.shape[1]]
        _, *found = run([sums, np.ones(numbers.shape, np.float32)])
        for drawn, (values,) in zip(seen.values(), found, strict=True):
            rows = chance.choice(len(values), min(TOKENS, len(values)), replace=False)
            drawn += [values[rows], values.min(axis=0)[None], values.max(axis=0)[None]]
    return {name: np.concatenate(values) for name, values in seen.items()}


def _count_loud(name: str) -> int:
    return next(count for ending, count in LOUD.items() if name.endswith(ending))


def _choose(values: Tensor, count: int) -> tuple[float, float, list[int]]:
    loud = np.argsort(-np.abs(values).max(axis=0))[:count]
    others = np.delete(values, loud, axis=1).ravel()
    drawn = np.random.default_rng(0).choice(others, VALUES)
    low, high = choose_range(np.append(drawn, (others.min(), others.max())))
    return float(f"{low:.4g}"), float(f"{high:.4g}"), sorted(loud.tolist())


if __name__ == "__main__":
    run_command(main)
