"""Runs graphs with OpenVINO on the CPU, from several threads at once."""

import sys
import threading
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from function.machine.memory import trim_heap
from function.machine.processor import is_arm

Tensor = NDArray[np.float32]

_first = threading.Lock()


class CompiledGraph:
    """A graph, or the path of one, compiled for `threads`; up to `streams` threads may call it at once.

    OpenVINO compiles code for each operation and shape, and caches the last `kept`. `precision` is OpenVINO's
    name of one; by default it computes in bfloat16 where an x86 processor supports it, else in float32. A
    `thrifty` graph needs much memory: it begins once what others have freed is returned to the system, and frees its
    buffers after each call, so no other stream may be running.
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
            # Several models share the cores, and a container may not have the first ones.
            "ENABLE_CPU_PINNING": False,
            # The default is 5,000.
            "CPU_RUNTIME_CACHE_CAPACITY": kept,
        }
        if chosen := precision or default_precision():
            options["INFERENCE_PRECISION_HINT"] = chosen
        self._model = import_openvino().Core().compile_model(graph, "CPU", options)
        self._own = threading.local()
        self._thrifty = thrifty

    def __call__(self, x: Sequence[Tensor]) -> list[Tensor]:
        """Run the graph; `x` is PaddleX's name. The returned arrays are the caller's to keep."""
        if self._thrifty:
            trim_heap()
        if not hasattr(self._own, "request"):
            self._own.request = self._model.create_infer_request()
        # OpenVINO would keep a copy of the input, which has 20 MB for a page.
        found = self._own.request.infer(list(x), share_inputs=True)
        outputs = [found[port] for port in self._model.outputs]
        if self._thrifty:
            # It holds the input and outputs.
            del self._own.request
            self.release()
        return outputs

    def release(self) -> None:
        """Free the buffers of all streams, none of which may be running; the next call allocates them again."""
        self._model.release_memory()


def default_precision() -> str | None:
    """Return the precision where nobody asks for one; None leaves it to OpenVINO.

    On ARM OpenVINO would choose float16, in which no accuracy of this project has been measured.
    """
    return "f32" if is_arm() else None


def import_openvino() -> Any:
    """Import OpenVINO and initialise its NumPy binding, before two threads can do so at once and deadlock.

    Its converter of models, a third of the time that it takes to import, is left out, which OpenVINO allows for.

    Seen once, in gdb: one thread held the GIL and waited for the binding's import of NumPy, the other the
    reverse.
    """
    with _first:
        # How Python marks what is not there.
        sys.modules.setdefault("openvino.tools.ovc", None)  # type: ignore[arg-type]
        import openvino

        _ = openvino.Tensor(np.zeros(1, np.float32)).data
    return openvino
