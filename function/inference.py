"""The threads that own the models: one recognises pages, one embeds texts.

Sessions of OpenVINO, ONNX Runtime and torch do not survive a fork, and not all are thread-safe, so each is created
after the fork on its own thread and used only there. With two threads, a search does not wait for a page. The event
loop only waits.
"""

import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Generic, TypeVar

from function.embedding.backends.choice import import_engine
from function.embedding.encoder import Encoder, model_id
from function.errors import InferenceStuckError
from function.models.locate import ocr_model_files
from function.reading.recognition.engine import OcrEngine, Recognised
from function.reading.recognition.paddle_import import import_paddle, import_paddleocr
from function.reading.recognition.strips import Pixels
from function.settings import Settings

Model = TypeVar("Model")
Result = TypeVar("Result")

# Ten times what the slowest page takes on a slow machine: a longer step is treated as hung.
STEP_SECONDS = 180.0


class ModelThread(Generic[Model]):
    """A thread that owns a model; short steps (a page, a batch of texts) run on it one at a time, in order.

    `is_stuck` means that a step did not finish in time: the thread cannot be stopped, only the whole process can.
    `busy_seconds` is the total time of all steps.
    """

    def __init__(self, name: str, load: Callable[[], Model], *, step_seconds: float = STEP_SECONDS) -> None:
        self.is_stuck = False
        self.busy_seconds = 0.0
        self._load = load
        self._step_seconds = step_seconds
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
        self._model: Model | None = None

    @property
    def is_loaded(self) -> bool:
        return self._model is not None

    def start(self) -> Future[None]:
        """Begin loading the model. The returned future is done when the model is warm."""
        return self._executor.submit(self._load_model)

    def submit(self, step: Callable[[Model], Result]) -> Future[Result]:
        """Queue one step."""
        return self._executor.submit(self._run, step)

    def call(self, step: Callable[[Model], Result]) -> Result:
        """Run one step and wait for its result. Raises InferenceStuckError if it does not finish in time."""
        try:
            return self.submit(step).result(timeout=self._step_seconds)
        except TimeoutError:
            self.is_stuck = True
            raise InferenceStuckError(
                f"A model did not answer within {self._step_seconds:.0f} s, so the function restarts. "
                "The document is retried."
            ) from None

    def stop(self) -> None:
        self._executor.shutdown(wait=not self.is_stuck, cancel_futures=True)

    def _load_model(self) -> None:
        self._model = self._load()

    def _run(self, step: Callable[[Model], Result]) -> Result:
        started = time.monotonic()
        try:
            return step(self._loaded())
        finally:
            self.busy_seconds += time.monotonic() - started

    def _loaded(self) -> Model:
        if self._model is None:
            raise RuntimeError("The model is not loaded; call start() first.")
        return self._model


class Inference:
    """All models of the function; `names` maps each task to its model."""

    def __init__(self, settings: Settings) -> None:
        """Raise ModelMissingError if a model required by the settings is missing."""
        files = ocr_model_files(settings)
        self._settings = settings
        self.ocr = ModelThread("ocr", lambda: OcrEngine(settings, files))
        self.encoder = ModelThread("encoder", lambda: Encoder(settings))
        self.names: Mapping[str, str] = {
            "detection": files.detection_name,
            "recognition": files.recognition_name,
            "orientation": files.orientation_name,
            "embeddings": model_id(settings.embeddings_model),
        }

    @property
    def busy_seconds(self) -> Mapping[str, float]:
        """Return how many seconds each model has been busy since the start."""
        return {"ocr": self.ocr.busy_seconds, "embeddings": self.encoder.busy_seconds}

    @property
    def is_loaded(self) -> bool:
        return self.ocr.is_loaded and self.encoder.is_loaded

    @property
    def is_stuck(self) -> bool:
        return self.ocr.is_stuck or self.encoder.is_stuck

    def start(self) -> None:
        """Load the models. Return when they are warm."""
        import_libraries(self._settings)
        for loading in (self.encoder.start(), self.ocr.start()):
            loading.result()

    def recognise(self, pixels: Pixels) -> Recognised:
        """Recognise text on the OCR engine's thread. Raises InferenceStuckError."""
        return self.ocr.call(lambda engine: engine.recognise(pixels))

    def stop(self) -> None:
        self.ocr.stop()
        self.encoder.stop()


def import_libraries(settings: Settings) -> None:
    """Import only the libraries that the settings' models need, one after another on one thread."""
    if settings.ocr_engine == "openvino":
        import openvino  # noqa: F401
    import_engine(settings)
    import_paddleocr()
    if settings.ocr_engine == "paddle":
        import_paddle()
