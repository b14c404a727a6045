"""Orders passages by how well they answer a question."""

from collections.abc import Sequence
from pathlib import Path

import structlog

from function.embedding.backends.bert_config import MisfitError
from function.machine.processor import available_cores
from function.models.locate import rerank_model_path
from function.reranking.backend import Backend
from function.reranking.pair_config import PairBert, read_pair_bert
from function.settings import Settings

log = structlog.get_logger()


class Reranker:
    """A cross-encoder in memory. Create it after the fork, and use it from one thread only.

    Raises ModelMissingError when the model is not there, and SettingsError when it gives more than one score or
    EMBEDDINGS_DEVICE does not exist.
    """

    def __init__(self, settings: Settings, cores: int | None = None) -> None:
        self._backend = _make_backend(settings, cores or available_cores())

    def score(self, question: str, passages: Sequence[str]) -> list[float]:
        """Return a score for each passage, higher for a better answer. What is longer than the model reads is cut."""
        return self._backend.score(question, passages) if passages else []


def import_engine(settings: Settings) -> None:
    """Import what the reranker will need; torch only if it will run the model."""
    if settings.rerank_model is None:
        return
    if settings.embeddings_engine == "openvino":
        try:
            _read_fitting(rerank_model_path(settings), settings)
        except MisfitError:
            pass
        else:
            import openvino  # noqa: F401

            return
    import sentence_transformers  # noqa: F401


def _make_backend(settings: Settings, cores: int) -> Backend:
    path = rerank_model_path(settings)
    precision = settings.embeddings_precision
    if settings.embeddings_engine == "openvino":
        from function.reranking.openvino_pairs import CompiledPairs

        try:
            return CompiledPairs(_read_fitting(path, settings), precision, cores)
        except MisfitError as misfit:
            log.info("rerank_engine_is_torch", model=settings.rerank_model, reason=str(misfit))
    from function.reranking.torch_pairs import TorchPairs

    return TorchPairs(path, settings.embeddings_device, precision, cores)


def _read_fitting(path: str, settings: Settings) -> PairBert:
    if (device := settings.embeddings_device) != "cpu":
        raise MisfitError(f"EMBEDDINGS_DEVICE={device} is not the CPU")
    return read_pair_bert(Path(path))
