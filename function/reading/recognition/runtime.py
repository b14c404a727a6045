"""What runs the graphs of the OCR models, by OCR_ENGINE: OpenVINO, ONNX Runtime or Paddle.

PaddleOCR knows the last two. OpenVINO takes the runner's place in its predictors: that is the one thing of PaddleX's
insides that is touched, and only here.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from function.errors import SettingsError
from function.machine.openvino import CompiledGraph, Tensor
from function.machine.processor import multiplies_int8
from function.settings import OcrEngine, Settings

# From a predictor's input, one array in a list, to its outputs.
Run = Callable[[Sequence[Tensor]], Sequence[Tensor]]

GRAPH = "inference.onnx"
INT8_GRAPH = "inference_int8.onnx"
# Code of so many steps is kept. The detector sees a new shape with every page: 100 take 30 MB more and no less time.
KEPT_CODE = 20


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

    def take_over(
        self, model: Any, directory: Path, lanes: int = 1, *, kept: int = KEPT_CODE, thrifty: bool = False
    ) -> Run:
        """What runs the graph of a PaddleOCR model, in this runtime from now on. SettingsError if it cannot be told."""
        predictor = model.paddlex_predictor
        if not callable(getattr(predictor, "runner", None)):
            raise SettingsError(
                "This version of PaddleX keeps its models in a way that is not known. Install the locked requirements."
            )
        if self.engine == "openvino":
            # Computed in bfloat16, 10 of 67,974 signs differ, and recognition takes 0.66 instead of 1.17 s a page.
            predictor.runner = CompiledGraph(
                self.choose_graph(directory), threads=self.cores, streams=lanes, kept=kept, thrifty=thrifty
            )
        run: Run = predictor.runner
        return run

    def choose_graph(self, directory: Path) -> Path:
        """The file of a model in `directory` that OpenVINO is given."""
        small = directory / INT8_GRAPH
        return small if self.int8 and small.is_file() else directory / GRAPH
