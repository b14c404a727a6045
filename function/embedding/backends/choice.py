"""Chooses the runtime of the embedding model: OpenVINO if it can run it, else sentence-transformers."""

from pathlib import Path

import structlog

from function.embedding.backends.backend import Backend
from function.embedding.backends.bert_config import PIECES, Bert, MisfitError, read_bert
from function.embedding.backends.bert_int8 import Ranges, read_ranges
from function.embedding.backends.tokenizers import load_pieces
from function.machine.processor import multiplies_int8
from function.models.locate import embedding_model_path
from function.settings import Settings

log = structlog.get_logger()


def make_backend(settings: Settings, cores: int) -> Backend:
    """Load the model.

    Raises ModelMissingError when it is not there, and SettingsError when EMBEDDINGS_DEVICE does not exist.
    """
    path = embedding_model_path(settings)
    precision = settings.embeddings_precision
    if settings.embeddings_engine == "openvino":
        from function.embedding.backends.openvino_bert import CompiledBert

        try:
            return CompiledBert(_read_fitting(path, settings), precision, cores, choose_ranges(settings))
        except MisfitError as misfit:
            log.info("embeddings_engine_is_torch", model=settings.embeddings_model, reason=str(misfit))
    from function.embedding.backends.sentence_transformer import Transformer

    return Transformer(path, settings.embeddings_device, precision, cores)


def choose_ranges(settings: Settings) -> Ranges:
    """Return what the model needs to multiply 8-bit integers; empty if it is to compute in floating point."""
    if settings.embeddings_precision == "auto" and multiplies_int8():
        return read_ranges(settings.embeddings_model)
    return {}


def import_engine(settings: Settings) -> None:
    """Import what `make_backend` will need; torch (400 MB, 6 s) only if it will run the model."""
    if settings.embeddings_engine == "openvino":
        import openvino  # noqa: F401

        try:
            _read_fitting(embedding_model_path(settings), settings)
        except MisfitError:
            pass
        else:
            return
    import sentence_transformers  # noqa: F401


def load_tokenizer(settings: Settings) -> None:
    """Load the part of the model that survives a fork, if OpenVINO will run it."""
    directory = Path(embedding_model_path(settings))
    if settings.embeddings_engine == "openvino" and (path := directory / PIECES).is_file():
        load_pieces(path)


def _read_fitting(path: str, settings: Settings) -> Bert:
    if (device := settings.embeddings_device) != "cpu":
        raise MisfitError(f"EMBEDDINGS_DEVICE={device} is not the CPU")
    return read_bert(Path(path))
