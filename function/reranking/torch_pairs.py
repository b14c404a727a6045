"""Runs any cross-encoder on any device, with sentence-transformers and torch."""

from collections.abc import Sequence
from typing import Any

from function.embedding.backends.sentence_transformer import lower_precision, without_progress_bars
from function.errors import SettingsError
from function.reranking.backend import PAIR_TOKENS
from function.settings import EmbeddingsPrecision

BATCH_SIZE = 5


class TorchPairs:
    """A `Backend`. Raises SettingsError when the device does not exist or the model gives more than one score."""

    def __init__(self, path: str, device: str, precision: EmbeddingsPrecision, cores: int) -> None:
        self._model = _load(path, device, cores)
        if self._model.num_labels != 1:
            raise SettingsError(
                f"RERANK_MODEL gives {self._model.num_labels} scores for a passage ({path}), and one is needed. "
                "Choose a cross-encoder for ranking."
            )
        self._lower_precision = lower_precision(device, precision)
        self.score("?", ["?"])

    def score(self, question: str, passages: Sequence[str]) -> list[float]:
        pairs = [(question, passage) for passage in passages]
        with self._lower_precision():
            scores: list[float] = self._model.predict(
                pairs, batch_size=BATCH_SIZE, show_progress_bar=False
            ).tolist()
        return scores


def _load(path: str, device: str, cores: int) -> Any:
    import torch
    from sentence_transformers import CrossEncoder

    torch.set_num_threads(cores)
    try:
        with without_progress_bars():
            model = CrossEncoder(path, device=device, local_files_only=True)
    except (RuntimeError, AssertionError) as error:
        if device == "cpu":
            raise
        raise SettingsError(f"EMBEDDINGS_DEVICE={device} is not usable here: {error}") from error
    model.max_seq_length = min(model.max_seq_length or PAIR_TOKENS, PAIR_TOKENS)
    return model
