"""Recognises the cross-encoders that OpenVINO runs without torch: BERT and XLM-R with one score."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from function.embedding.backends.bert_config import WEIGHTS, Bert, MisfitError, tensor_names
from function.embedding.backends.safetensors_file import read_header
from function.reranking.backend import PAIR_TOKENS

# What follows the last dot of an activation's name.
SIGMOID, IDENTITY = "Sigmoid", "Identity"


@dataclass(frozen=True, slots=True)
class Head:
    """Names of weights: what the encoder's begin with, and the two layers that make a score of the first token."""

    prefix: str
    dense: str
    score: str


HEADS = {
    "bert": Head("bert.", "bert.pooler.dense", "classifier"),
    "roberta": Head("roberta.", "classifier.dense", "classifier.out_proj"),
    "xlm-roberta": Head("roberta.", "classifier.dense", "classifier.out_proj"),
}


@dataclass(frozen=True, slots=True)
class PairBert:
    """A model on disk. `first_place` is the row of the position table for the first token."""

    bert: Bert
    head: Head
    first_place: int
    activation: str


def read_pair_bert(directory: Path) -> PairBert:
    """Read the configuration and the weights' header (1 ms). Raises MisfitError for other models."""
    try:
        config = _read(directory / "config.json")
        _check_model(config)
        _check_modules(directory)
        head = HEADS[config["model_type"]]
        _check_weights(directory / WEIGHTS, head, config["num_hidden_layers"])
        # RoBERTa counts places from behind the one of padding.
        first = 0 if config["model_type"] == "bert" else config["pad_token_id"] + 1
        bert = Bert(
            directory=directory,
            width=config["hidden_size"],
            layers=config["num_hidden_layers"],
            heads=config["num_attention_heads"],
            epsilon=config["layer_norm_eps"],
            tokens=_longest(directory, config["max_position_embeddings"] - first),
            prompts={},
        )
        return PairBert(bert, head, first, _activation(directory, config))
    except (OSError, KeyError, ValueError) as error:
        raise MisfitError(f"its files cannot be read: {type(error).__name__} {error}") from error


def _check_model(config: Mapping[str, Any]) -> None:
    if (kind := config["model_type"]) not in HEADS or config.get("is_decoder"):
        raise MisfitError(f"it is a {kind}, not a plain {', '.join(HEADS)} encoder")
    if (places := config.get("position_embedding_type") or "absolute") != "absolute":
        raise MisfitError(f"its positions are {places}, not absolute")
    if (activation := config["hidden_act"]) != "gelu":
        raise MisfitError(f"its activation is {activation}, not gelu")
    # Transformers writes no labels where there are two.
    if (labels := len(config.get("id2label") or (0, 1))) != 1:
        raise MisfitError(f"it gives {labels} scores, not one")


def _check_modules(directory: Path) -> None:
    path = directory / "modules.json"
    modules = _read(path) if path.is_file() else []
    if len(modules) > 1 or any(module["path"] for module in modules):
        raise MisfitError("it has further modules after its encoder")
    path = directory / "config_sentence_transformers.json"
    if path.is_file() and _read(path).get("default_prompt_name"):
        raise MisfitError("it has a prompt for every text")


def _check_weights(path: Path, head: Head, layers: int) -> None:
    if not path.is_file():
        raise MisfitError(f"it has no {WEIGHTS}")
    header, _ = read_header(path)
    wanted = [head.prefix + name for name in tensor_names(layers)]
    wanted += [f"{layer}.{part}" for layer in (head.dense, head.score) for part in ("weight", "bias")]
    for name in wanted:
        if name not in header:
            raise MisfitError(f"{WEIGHTS} has no {name}")
        if header[name]["dtype"] != "F32":
            raise MisfitError(f"{name} is {header[name]['dtype']}, not float32")


def _longest(directory: Path, places: int) -> int:
    limit = _read(directory / "tokenizer_config.json").get("model_max_length") or places
    return int(min(limit, places, PAIR_TOKENS))


def _activation(directory: Path, config: Mapping[str, Any]) -> str:
    """Return what sentence-transformers applies to the score, by where its versions have kept it."""
    path = directory / "config_sentence_transformers.json"
    named = (
        (_read(path).get("activation_fn") if path.is_file() else None)
        or (config.get("sentence_transformers") or {}).get("activation_fn")
        or config.get("sbert_ce_default_activation_function")
        or SIGMOID
    )
    activation = str(named).rpartition(".")[2]
    if activation not in (SIGMOID, IDENTITY):
        raise MisfitError(f"its score goes through {activation}, not {SIGMOID} or {IDENTITY}")
    return activation


def _read(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))
