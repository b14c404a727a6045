"""Graphs that OpenVINO runs on this processor, asked by several threads at once."""

import threading
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Tensor = NDArray[np.float32]

_first = threading.Lock()


class CompiledGraph:
    """A graph, or the path of one, compiled for so many threads; as many may call it at once as it has `streams`.

    Code is generated for each step of the graph and each shape, and kept `kept` times. `precision` is OpenVINO's name;
    by itself it computes in bfloat16 where the processor does, else in float32. A graph that is `thrifty` gives its
    buffers back after each call; other streams may not be asked meanwhile.
    """

    def __init__(
        self,
        graph: Any,
        *,
        threads: int,
        streams: int,
        kept: int,
        precision: str | None = None,
        thrifty: bool = False,
    ) -> None:
        options: dict[str, Any] = {
            "NUM_STREAMS": streams,
            "INFERENCE_NUM_THREADS": threads,
            # Several models on the same cores, and a container that may use others than the first ones.
            "ENABLE_CPU_PINNING": False,
            # By default for 5,000.
            "CPU_RUNTIME_CACHE_CAPACITY": kept,
        }
        if precision:
            options["INFERENCE_PRECISION_HINT"] = precision
        self._model = _import_openvino().Core().compile_model(graph, "CPU", options)
        self._own = threading.local()
        self._thrifty = thrifty

    def __call__(self, x: Sequence[Tensor]) -> list[Tensor]:
        """From the inputs, which PaddleX calls `x`, to the outputs; each belongs to the caller."""
        if not hasattr(self._own, "request"):
            self._own.request = self._model.create_infer_request()
        found = self._own.request.infer(list(x))
        outputs = [found[port] for port in self._model.outputs]
        if self._thrifty:
            self._model.release_memory()
        return outputs


def _import_openvino() -> Any:
    """OpenVINO, fit for threads: two that look at its first results at the same time wait for each other for ever.

    Seen once, in gdb: one held Python's lock and waited for the binding to find NumPy, the other the opposite.
    """
    with _first:
        import openvino

        _ = openvino.Tensor(np.zeros(1, np.float32)).data
    return openvino
