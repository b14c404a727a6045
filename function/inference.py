"""The threads that own the models: one recognises pages, one embeds texts and, if asked to, ranks passages.

Sessions of OpenVINO, ONNX Runtime and torch do not survive a fork, and not all are thread-safe, so each is created
after the fork on its own thread and used only there. With two threads, a search does not wait for a page. The event
loop only waits.
"""

import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, Generic, TypeVar

from function.embedding.backends.choice import import_engine
from function.embedding.encoder import Encoder, model_id
from function.errors import InferenceStuckError
from function.machine.openvino import import_openvino
from function.machine.processor import share_cores
from function.models.locate import ocr_model_files
from function.reading.recognition.engine import OcrEngine, Recognised
from function.reading.recognition.paddle_import import import_paddle, import_predictors
from function.reading.recognition.strips import Pixels
from function.reranking.reranker import Reranker
from function.reranking.reranker import import_engine as import_rerank_engine
from function.settings import Settings

Model = TypeVar("Model")
Result = TypeVar("Result")

# Ten times what the slowest page takes on a slow machine: a longer step is treated as hung.
STEP_SECONDS = 180.0


class ModelThread(Generic[Model]):
    """A thread that owns a model; short steps (a page, a batch of texts) run on it one at a time, in order.

    `is_stuck` means that a step did not finish in time: the thread cannot be stopped, only the whole process can.
    `busy_seconds` is the total time of all steps. A model `beside` another one shares its thread. A model that rests
    takes no memory, and the next step loads it again.
    """

    def __init__(
        self,
        name: str,
        load: Callable[[], Model],
        *,
        step_seconds: float = STEP_SECONDS,
        beside: "ModelThread[Any] | None" = None,
    ) -> None:
        self.is_stuck = False
        self.busy_seconds = 0.0
        self._load = load
        self._step_seconds = step_seconds
        self._executor: ThreadPoolExecutor = (
            beside._executor if beside else ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
        )
        self._model: Model | None = None
        self.is_loaded = False

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

    def rest(self) -> None:
        """Let go of the model once the steps before are done; it still counts as loaded."""
        self._executor.submit(self._let_go).result()

    def stop(self) -> None:
        self._executor.shutdown(wait=not self.is_stuck, cancel_futures=True)

    def _load_model(self) -> None:
        self._model = self._load()
        self.is_loaded = True

    def _let_go(self) -> None:
        self._model = None

    def _run(self, step: Callable[[Model], Result]) -> Result:
        started = time.monotonic()
        try:
            return step(self._loaded())
        finally:
            self.busy_seconds += time.monotonic() - started

    def _loaded(self) -> Model:
        if not self.is_loaded:
            raise RuntimeError("The model is not loaded; call start() first.")
        if self._model is None:
            self._model = self._load()
        return self._model


class Inference:
    """All models of a worker; `names` maps each task to its model, `cores` is how many they use."""

    def __init__(self, settings: Settings) -> None:
        """Raise ModelMissingError if a model required by the settings is missing."""
        files = ocr_model_files(settings)
        self._settings = settings
        self.cores = share_cores(settings.workers)
        self.ocr = ModelThread("ocr", lambda: OcrEngine(settings, files, self.cores))
        self.encoder = ModelThread("encoder", lambda: Encoder(settings, self.cores))
        self.reranker: ModelThread[Reranker] | None = None
        names = {
            "detection": files.detection_name,
            "recognition": files.recognition_name,
            "orientation": files.orientation_name,
            "embeddings": model_id(settings.embeddings_model),
        }
        if settings.rerank_model is not None:
            # On the encoder's thread, so that a document's chunks, questions and rankings take turns.
            self.reranker = ModelThread(
                "reranker", lambda: Reranker(settings, self.cores), beside=self.encoder
            )
            names["rerank"] = model_id(settings.rerank_model)
        self.names: Mapping[str, str] = names

    @property
    def busy_seconds(self) -> Mapping[str, float]:
        """Return how many seconds each model has been busy since the start."""
        busy = {"ocr": self.ocr.busy_seconds, "embeddings": self.encoder.busy_seconds}
        return busy | ({"rerank": self.reranker.busy_seconds} if self.reranker else {})

    @property
    def is_loaded(self) -> bool:
        return all(thread.is_loaded for thread in self._threads())

    @property
    def is_stuck(self) -> bool:
        return any(thread.is_stuck for thread in self._threads())

    def start(self) -> None:
        """Load the models. Return when they are warm."""
        import_libraries(self._settings)
        for loading in [thread.start() for thread in self._threads()]:
            loading.result()

    def recognise(self, pixels: Pixels) -> Recognised:
        """Recognise text on the OCR engine's thread. Raises InferenceStuckError."""
        return self.ocr.call(lambda engine: engine.recognise(pixels))

    def rest(self) -> None:
        """Let go of what only pages need, by far the most; a page that comes loads it again, in about a second."""
        self.ocr.rest()

    def stop(self) -> None:
        for thread in self._threads():
            thread.stop()

    def _threads(self) -> "list[ModelThread[Any]]":
        return [thread for thread in (self.encoder, self.ocr, self.reranker) if thread]


def import_libraries(settings: Settings) -> None:
    """Import only the libraries that the settings' models need, one after another on one thread."""
    if settings.ocr_engine == "openvino":
        import_openvino()
    import_engine(settings)
    import_rerank_engine(settings)
    import_predictors(settings.ocr_engine)
    if settings.ocr_engine == "paddle":
        import_paddle()
