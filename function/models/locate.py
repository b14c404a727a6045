"""Locates the models that the settings ask for, and reports missing ones at start."""

import importlib.util
from dataclasses import dataclass
from pathlib import Path

from function.errors import ModelMissingError, SettingsError
from function.machine.processor import is_arm
from function.models.hub import cached_model_path, hub_model_path
from function.models.manifest import MODELS, Model
from function.models.store import ModelStore
from function.settings import DEFAULT_EMBEDDINGS_MODEL, OcrEngine, OcrModel, Settings

ORIENTATION = "PP-LCNet_x1_0_doc_ori"
FLATTENING = "UVDoc"
# OCR_MODEL -> names of the models that detect and recognise text lines, as PaddleOCR calls them.
OCR_MODELS: dict[OcrModel, tuple[str, str]] = {
    "tiny": ("PP-OCRv6_tiny_det", "PP-OCRv6_tiny_rec"),
    "small": ("PP-OCRv6_small_det", "PP-OCRv6_small_rec"),
    "medium": ("PP-OCRv6_medium_det", "PP-OCRv6_medium_rec"),
    "latin": ("PP-OCRv5_mobile_det", "latin_PP-OCRv5_mobile_rec"),
}
OCR_FILES: dict[OcrEngine, tuple[str, ...]] = {
    "openvino": ("inference.onnx", "inference.yml"),
    "onnxruntime": ("inference.onnx", "inference.yml"),
    "paddle": ("inference.json", "inference.pdiparams", "inference.yml"),
}
# One of each is in every model of sentence-transformers.
WEIGHTS = ("model.safetensors", "pytorch_model.bin")
TOKENIZERS = ("tokenizer.json", "tokenizer.model", "sentencepiece.bpe.model", "spiece.model", "vocab.txt")


@dataclass(frozen=True, slots=True)
class OcrModelFiles:
    """Directories (PaddleOCR's `*_model_dir`) and names (`*_model_name`) of the OCR models.

    `flattening` is the directory of the model that flattens bent paper, which PaddleOCR does not see.
    """

    detection: Path
    detection_name: str
    recognition: Path
    recognition_name: str
    orientation: Path
    orientation_name: str
    flattening: Path


def check_models(settings: Settings) -> None:
    """Raise ModelMissingError or SettingsError when a model is missing. Loads nothing: safe before a fork."""
    ocr_model_files(settings)
    embedding_model_path(settings)
    if settings.rerank_model is not None:
        rerank_model_path(settings)
    _check_gpu(settings)
    _check_precision(settings)


def _check_gpu(settings: Settings) -> None:
    if not settings.ocr_use_gpu or settings.ocr_engine == "paddle":
        return
    if settings.ocr_engine == "openvino":
        raise SettingsError(
            "OCR_USE_GPU=true needs OCR_ENGINE=onnxruntime or paddle; openvino runs on the CPU."
        )
    import onnxruntime

    if "CUDAExecutionProvider" not in onnxruntime.get_available_providers():
        raise SettingsError(
            "OCR_USE_GPU=true needs a GPU build of ONNX Runtime (pip install onnxruntime-gpu instead of onnxruntime) "
            "and a CUDA device. Or set OCR_USE_GPU=false."
        )


def _check_precision(settings: Settings) -> None:
    if settings.ocr_precision == "int8" and is_arm():
        raise SettingsError(
            "OCR_PRECISION=int8 reads nothing on ARM, where OpenVINO's recogniser in integers has no output. "
            "Set OCR_PRECISION=auto."
        )
    if settings.ocr_precision == "int8" and (settings.ocr_engine, settings.ocr_model) != (
        "openvino",
        "small",
    ):
        raise SettingsError(
            "OCR_PRECISION=int8 needs OCR_ENGINE=openvino and OCR_MODEL=small; no other recogniser has an int8 version. "
            "Or set OCR_PRECISION=auto."
        )


def ocr_model_files(settings: Settings) -> OcrModelFiles:
    """Return the models that OCR_MODEL and OCR_ENGINE ask for; checks that files exist, not their hashes.

    Raises ModelMissingError when one is neither in MODELS_DIR nor on the hub, and SettingsError when
    OCR_ENGINE=paddle and paddlepaddle is not installed.
    """
    if settings.ocr_engine == "paddle" and importlib.util.find_spec("paddle") is None:
        raise SettingsError(
            "OCR_ENGINE=paddle needs the extra `paddle`: pip install paddlepaddle==3.2.2. "
            "Or set OCR_ENGINE=openvino."
        )
    detection, recognition = OCR_MODELS[settings.ocr_model]
    return OcrModelFiles(
        detection=_ocr_model_path(detection, settings),
        detection_name=detection,
        recognition=_ocr_model_path(recognition, settings),
        recognition_name=recognition,
        orientation=_ocr_model_path(ORIENTATION, settings),
        orientation_name=ORIENTATION,
        flattening=_default_model_path(FLATTENING, settings),
    )


def embedding_model_path(settings: Settings) -> str:
    """Return the directory of EMBEDDINGS_MODEL: the default model, a directory, or a name on the hub.

    Raises ModelMissingError when it is none of these.
    """
    name = settings.embeddings_model
    if name == DEFAULT_EMBEDDINGS_MODEL:
        return str(_default_model_path(name, settings))
    return _transformer_path("EMBEDDINGS_MODEL", name, settings)


def rerank_model_path(settings: Settings) -> str:
    """Return the directory of RERANK_MODEL, which must be set: a directory, or a name on the hub.

    Raises ModelMissingError when it is neither.
    """
    assert settings.rerank_model is not None  # noqa: S101  the callers check
    return _transformer_path("RERANK_MODEL", settings.rerank_model, settings)


def hub_models(settings: Settings) -> dict[str, Path]:
    """Return the transformers that the settings name and MODELS_DIR/hub has, and their directories."""
    models_dir = settings.models_dir.absolute()
    names = [name for name in (settings.embeddings_model, settings.rerank_model) if name is not None]
    found = {
        name: cached_model_path(name, models_dir)
        for name in names
        if name != DEFAULT_EMBEDDINGS_MODEL and not Path(name).expanduser().is_dir()
    }
    return {name: path for name, path in found.items() if path}


def default_models(settings: Settings) -> tuple[Model, ...]:
    """Return the models in the manifest that the settings ask for; the others come from elsewhere."""
    wanted = {settings.embeddings_model, FLATTENING}
    if settings.ocr_engine != "paddle":
        wanted |= {*OCR_MODELS[settings.ocr_model], ORIENTATION}
    return tuple(model for model in MODELS if model.name in wanted)


def _transformer_path(setting: str, name: str, settings: Settings) -> str:
    if (directory := Path(name).expanduser()).is_dir():
        if not _is_transformer(directory):
            raise ModelMissingError(
                f"{setting}={name} is a directory without a sentence-transformers model "
                "(config.json, model.safetensors and a tokenizer)."
            )
        return str(directory.absolute())
    return str(hub_model_path(name, settings.models_dir.absolute(), _is_transformer))


def _default_names() -> frozenset[str]:
    return frozenset(model.name for model in MODELS)


def _default_model_path(name: str, settings: Settings) -> Path:
    store = ModelStore(settings.models_dir.absolute())
    model = next(model for model in MODELS if model.name == name)
    if not store.has(model):
        raise ModelMissingError(
            f"The model {name} is missing or incomplete in {store.root}. "
            f"Fetch it: python -m function.models fetch --models-dir {store.root}"
        )
    return store.path(model)


def _ocr_model_path(name: str, settings: Settings) -> Path:
    needed = OCR_FILES[settings.ocr_engine]

    def is_whole(directory: Path) -> bool:
        return all((directory / file).is_file() for file in needed)

    if settings.ocr_engine != "paddle" and name in _default_names():
        return _default_model_path(name, settings)
    directory = settings.models_dir.absolute() / name
    if is_whole(directory):
        return directory
    suffix = "" if settings.ocr_engine == "paddle" else "_onnx"
    try:
        return hub_model_path(f"PaddlePaddle/{name}{suffix}", settings.models_dir.absolute(), is_whole)
    except ModelMissingError as error:
        raise ModelMissingError(
            f"OCR_MODEL={settings.ocr_model} with OCR_ENGINE={settings.ocr_engine} needs {name} "
            f"({', '.join(needed)}) in {directory}. {error} Or set OCR_MODEL=small and OCR_ENGINE=openvino."
        ) from error


def _is_transformer(directory: Path) -> bool:
    return all(
        any((directory / name).is_file() for name in names)
        for names in (("config.json",), WEIGHTS, TOKENIZERS)
    )
