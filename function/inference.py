"""The one thread that owns the models.

Sessions of torch and ONNX Runtime do not survive a fork and are not all thread-safe, so they are made
after the fork, on this thread, and are used on it alone. The event loop only waits.
"""

from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

from function.embedding.encoder import Encoder
from function.models.locate import ocr_model_files
from function.reading.ocr import OcrEngine
from function.reading.reader import Reader
from function.settings import Settings

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Models:
    """The loaded models; `names` says which, by what they do."""

    reader: Reader
    encoder: Encoder
    names: Mapping[str, str]


def load_models(settings: Settings) -> Models:
    """Raises ModelMissingError when a model that the settings ask for is not there."""
    files = ocr_model_files(settings)
    encoder = Encoder(settings)
    names = {
        "detection": files.detection_name,
        "recognition": files.recognition_name,
        "orientation": files.orientation_name,
        "embeddings": encoder.model_id,
    }
    return Models(Reader(settings, OcrEngine(settings, files)), encoder, names)


class Inference:
    def __init__(self, load: Callable[[], Models]) -> None:
        self._load = load
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="inference")
        self._models: Models | None = None

    @property
    def models(self) -> Models | None:
        """The loaded models, for their names; None while they load."""
        return self._models

    def start(self) -> Future[None]:
        """Begins to load the models; the future ends when they are warm."""
        return self._executor.submit(self._load_models)

    def submit(self, step: Callable[[Models], Result]) -> Future[Result]:
        """Queues one short step (a page, a batch of texts); steps run one at a time, in order."""
        return self._executor.submit(lambda: step(self._loaded()))

    def call(self, step: Callable[[Models], Result]) -> Result:
        """Runs one step and waits for it."""
        return self.submit(step).result()

    def stop(self) -> None:
        self._executor.shutdown(wait=True, cancel_futures=True)

    def _load_models(self) -> None:
        self._models = self._load()

    def _loaded(self) -> Models:
        if self._models is None:
            raise RuntimeError("The models are not loaded; start() comes first.")
        return self._models
