"""Recognises the models that OpenVINO runs without torch: BERT with mean pooling."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from function.embedding.backends.backend import TextKind
from function.embedding.backends.safetensors_file import read_header

WEIGHTS, PIECES, TOKENIZER = "model.safetensors", "tokenizer.model", "tokenizer.json"
# In the order in which sentence-transformers looks for a prompt.
PROMPT_NAMES: Mapping[TextKind, tuple[str, ...]] = {
    "query": ("query",),
    "passage": ("document", "passage", "corpus"),
}
MODULES = (["Transformer", "Pooling"], ["Transformer", "Pooling", "Normalize"])
# How older configurations name mean pooling.
MEAN = "pooling_mode_mean_tokens"


class MisfitError(Exception):
    """The model needs sentence-transformers; the message says why."""


@dataclass(frozen=True, slots=True)
class Bert:
    """A model on disk. `tokens` is the maximum it reads, including special tokens and the prompt."""

    directory: Path
    width: int
    layers: int
    heads: int
    epsilon: float
    tokens: int
    prompts: Mapping[TextKind, str]


def read_bert(directory: Path) -> Bert:
    """Read the configuration and the weights' header (1 ms). Raises MisfitError for other models."""
    try:
        config = _read(directory / "config.json")
        _check_model(config)
        _check_modules(directory)
        _check_weights(directory / WEIGHTS, config["num_hidden_layers"])
        return Bert(
            directory=directory,
            width=config["hidden_size"],
            layers=config["num_hidden_layers"],
            heads=config["num_attention_heads"],
            epsilon=config["layer_norm_eps"],
            tokens=_longest(directory, config["max_position_embeddings"]),
            prompts=_read_prompts(directory),
        )
    except (OSError, KeyError, ValueError) as error:
        raise MisfitError(f"its files cannot be read: {type(error).__name__} {error}") from error


def tensor_names(layers: int) -> list[str]:
    """Return the names of a BertModel's weights, without the pooler, which sentence vectors do not use."""
    modules = ["embeddings.LayerNorm"]
    for layer in range(layers):
        parts = ["self.query", "self.key", "self.value", "output.dense", "output.LayerNorm"]
        modules += [f"encoder.layer.{layer}.attention.{part}" for part in parts]
        parts = ["intermediate.dense", "output.dense", "output.LayerNorm"]
        modules += [f"encoder.layer.{layer}.{part}" for part in parts]
    tables = [f"embeddings.{kind}_embeddings.weight" for kind in ("word", "position", "token_type")]
    return [*tables, *(f"{module}.{part}" for module in modules for part in ("weight", "bias"))]


def _check_model(config: Mapping[str, Any]) -> None:
    if (kind := config["model_type"]) != "bert" or config.get("is_decoder"):
        raise MisfitError(f"it is a {kind}, not a plain bert encoder")
    if (places := config.get("position_embedding_type") or "absolute") != "absolute":
        raise MisfitError(f"its positions are {places}, not absolute")
    if (activation := config["hidden_act"]) != "gelu":
        raise MisfitError(f"its activation is {activation}, not gelu")


def _check_modules(directory: Path) -> None:
    modules = _read(directory / "modules.json")
    kinds = [module["type"].rpartition(".")[2] for module in modules]
    if kinds not in MODULES:
        raise MisfitError(
            f"its modules are {', '.join(kinds)}, not Transformer, Pooling and optionally Normalize"
        )
    if modules[0]["path"]:
        raise MisfitError("its Transformer is in a directory of its own")
    pooling = _read(directory / modules[1]["path"] / "config.json")
    old = [name for name, used in pooling.items() if name.startswith("pooling_mode_") and used]
    if pooling.get("pooling_mode", "mean" if old == [MEAN] else old) != "mean" or not pooling.get(
        "include_prompt", True
    ):
        raise MisfitError("its vectors are not the mean of all tokens")


def _check_weights(path: Path, layers: int) -> None:
    if not path.is_file():
        raise MisfitError(f"it has no {WEIGHTS}")
    header, _ = read_header(path)
    for name in tensor_names(layers):
        if name not in header:
            raise MisfitError(f"{WEIGHTS} has no {name}")
        if header[name]["dtype"] != "F32":
            raise MisfitError(f"{name} is {header[name]['dtype']}, not float32")


def _longest(directory: Path, positions: int) -> int:
    transformer = _read(directory / "sentence_bert_config.json")
    if transformer.get("do_lower_case"):
        raise MisfitError("its texts are lowercased before tokenization")
    tokenizer = _read(directory / "tokenizer_config.json")
    limit = transformer.get("max_seq_length") or tokenizer.get("model_max_length") or positions
    return int(min(limit, positions))


def _read_prompts(directory: Path) -> dict[TextKind, str]:
    path = directory / "config_sentence_transformers.json"
    config = _read(path) if path.is_file() else {}
    if config.get("default_prompt_name"):
        raise MisfitError("it has a prompt for every text")
    prompts = config.get("prompts") or {}
    return {
        kind: next((prompts[name] or "" for name in names if name in prompts), "")
        for kind, names in PROMPT_NAMES.items()
    }


def _read(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))
