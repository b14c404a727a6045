"""What runs the graphs of the OCR models, by OCR_ENGINE: OpenVINO, ONNX Runtime or Paddle.

PaddleOCR knows the last two. OpenVINO takes the runner's place in its predictors: that is the one thing of PaddleX's
insides that is touched, and only here.
"""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from function.cores import multiplies_int8
from function.errors import SettingsError
from function.settings import OcrEngine, Settings

Tensor = NDArray[np.float32]
# From a predictor's input, one array in a list, to its outputs.
Run = Callable[[Sequence[Tensor]], Sequence[Tensor]]

GRAPH = "inference.onnx"
INT8_GRAPH = "inference_int8.onnx"


class OpenVinoRunner:
    """A graph compiled for this processor; as many threads may call it at once as it has `streams`.

    OpenVINO computes in bfloat16 where the processor does so by itself, else in float32. On 45 pages (67,974 signs) 10
    signs differ between the two, and recognition takes 0.66 instead of 1.17 s a page. One that is `thrifty` gives its
    buffers back after each call; streams may not be asked meanwhile.
    """

    def __init__(self, graph: Path, *, threads: int, streams: int, thrifty: bool) -> None:
        import openvino

        options = {
            "NUM_STREAMS": streams,
            "INFERENCE_NUM_THREADS": threads,
            # Two models on the same cores, and a container that may use others than the first ones.
            "ENABLE_CPU_PINNING": False,
            # Code is generated for each shape and kept, by default for 5,000 of them: that takes 200 MB more; 30 instead
            # of 100 take 50 MB less and 4 % more time.
            "CPU_RUNTIME_CACHE_CAPACITY": 100,
        }
        self._model = openvino.Core().compile_model(graph, "CPU", options)
        self._own = threading.local()
        self._thrifty = thrifty

    def __call__(self, x: Sequence[Tensor]) -> list[Tensor]:
        if not hasattr(self._own, "request"):
            self._own.request = self._model.create_infer_request()
        found = self._own.request.infer(list(x))
        outputs = [found[port] for port in self._model.outputs]
        if self._thrifty:
            self._model.release_memory()
        return outputs


@dataclass(frozen=True, slots=True)
class Runtime:
    """One of OCR_ENGINE on so many cores; with `int8` models are run in 8-bit integers where they come so."""

    engine: OcrEngine
    use_gpu: bool
    cores: int
    int8: bool

    @classmethod
    def from_settings(cls, settings: Settings, cores: int) -> "Runtime":
        int8 = settings.ocr_precision == "int8" or (settings.ocr_precision == "auto" and multiplies_int8())
        return cls(settings.ocr_engine, settings.ocr_use_gpu, cores, int8)

    @property
    def lanes(self) -> int:
        """How many threads may ask a model at once. Paddle's predictors stand one; a GPU needs no second."""
        return 1 if self.engine == "paddle" or self.use_gpu else self.cores

    def describe(self, lanes: int = 1) -> dict[str, Any]:
        """What PaddleOCR's models are made with if so many threads will ask."""
        device = "gpu" if self.use_gpu else "cpu"
        if self.engine == "paddle":
            return {"engine": "paddle", "device": device, "cpu_threads": self.cores}
        config = {
            "intra_op_num_threads": max(1, self.cores // lanes),
            "inter_op_num_threads": 1,
            # The arena keeps the largest page's buffers for ever: 1 GB more for a few percent of speed.
            "enable_cpu_mem_arena": False,
            "enable_mem_pattern": False,
            "log_severity_level": 3,
        }
        return {"engine": "onnxruntime", "device": device, "engine_config": config}

    def take_over(self, model: Any, directory: Path, lanes: int = 1, *, thrifty: bool = False) -> Run:
        """What runs the graph of a PaddleOCR model, in this runtime from now on. SettingsError if it cannot be told."""
        predictor = model.paddlex_predictor
        if not callable(getattr(predictor, "runner", None)):
            raise SettingsError(
                "This version of PaddleX keeps its models in a way that is not known. Install the locked requirements."
            )
        if self.engine == "openvino":
            graph = self.choose_graph(directory)
            predictor.runner = OpenVinoRunner(graph, threads=self.cores, streams=lanes, thrifty=thrifty)
        run: Run = predictor.runner
        return run

    def choose_graph(self, directory: Path) -> Path:
        """The file of a model in `directory` that OpenVINO is given."""
        small = directory / INT8_GRAPH
        return small if self.int8 and small.is_file() else directory / GRAPH
