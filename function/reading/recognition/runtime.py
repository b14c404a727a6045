"""Runs the graphs of the OCR models on the engine in OCR_ENGINE: OpenVINO, ONNX Runtime or Paddle.

PaddleOCR supports the last two. For OpenVINO, its predictors have a stand-in (`predictors.py`), whose runner is set here.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from function.errors import SettingsError
from function.machine.openvino import CompiledGraph, Tensor
from function.machine.processor import multiplies_int8
from function.settings import OcrEngine, Settings

# Maps a predictor's input, one array in a list, to its outputs.
Run = Callable[[Sequence[Tensor]], Sequence[Tensor]]

GRAPH = "inference.onnx"
INT8_GRAPH = "inference_int8.onnx"
# Compiled kernels to cache. The detector sees a new shape with every page: 100 take 30 MB more and save no
# time.
KEPT_CODE = 20


@dataclass(frozen=True, slots=True)
class Runtime:
    """An OCR_ENGINE on a number of cores; with `int8`, models run in 8-bit integers where such a graph
    exists."""

    engine: OcrEngine
    use_gpu: bool
    cores: int
    int8: bool

    @classmethod
    def from_settings(cls, settings: Settings, cores: int) -> "Runtime":
        asked = settings.ocr_engine == "openvino" and settings.ocr_precision == "auto"
        int8 = settings.ocr_precision == "int8" or (asked and multiplies_int8())
        return cls(settings.ocr_engine, settings.ocr_use_gpu, cores, int8)

    @property
    def lanes(self) -> int:
        """How many threads may use a model at once. Paddle's predictors allow only one; a GPU needs no
        second."""
        return 1 if self.engine == "paddle" or self.use_gpu else self.cores

    def describe(self, lanes: int = 1) -> dict[str, Any]:
        """Return the arguments for PaddleOCR's models when `lanes` threads will use them."""
        device = "gpu" if self.use_gpu else "cpu"
        if self.engine == "paddle":
            return {"engine": "paddle", "device": device, "cpu_threads": self.cores}
        config = {
            "intra_op_num_threads": max(1, self.cores // lanes),
            "inter_op_num_threads": 1,
            # The arena keeps the buffers of the largest page forever: 1 GB more for a few percent of speed.
            "enable_cpu_mem_arena": False,
            "enable_mem_pattern": False,
            "log_severity_level": 3,
        }
        return {"engine": "onnxruntime", "device": device, "engine_config": config}

    def take_over(
        self, model: Any, directory: Path, lanes: int = 1, *, kept: int = KEPT_CODE, thrifty: bool = False
    ) -> Run:
        """Make a PaddleOCR model run in this runtime from now on, and return what runs its graph.

        Raises SettingsError if this version of PaddleX is not supported.
        """
        predictor = model.paddlex_predictor
        if not callable(getattr(predictor, "runner", None)):
            raise SettingsError("This version of PaddleX is not supported. Install the locked requirements.")
        if self.engine == "openvino":
            # In bfloat16, 10 of 67,974 characters differ, and recognition takes 0.66 s instead of 1.17 s per
            # page.
            predictor.runner = CompiledGraph(
                self.choose_graph(directory), threads=self.cores, streams=lanes, kept=kept, thrifty=thrifty
            )
        run: Run = predictor.runner
        return run

    def choose_graph(self, directory: Path) -> Path:
        """Return the model file in `directory` to load with OpenVINO."""
        small = directory / INT8_GRAPH
        return small if self.int8 and small.is_file() else directory / GRAPH
