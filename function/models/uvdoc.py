"""Converts UVDoc's checkpoint to ONNX, without torch: its layers are rebuilt and its normalisations folded into them.

The network is that of Verhoeven, Magne and Sorkine-Hornung (2023); only its grid of points on the picture is kept.
"""

import pickle
import zipfile
from collections import OrderedDict
from pathlib import Path
from typing import Any

import numpy as np

# Width and height of the input, which is RGB, 0..1.
INPUT = (488, 712)
EPSILON = 1e-5  # of batch normalisation
# Residual blocks of the three stages, and dilations of the six branches after them.
BLOCKS = (3, 4, 6)
BRANCHES = ((1,), (2,), (5,), (8, 3, 2), (12, 7, 4), (18, 12, 6))
BLOCK_DILATION = 3
OPSET = 13
Tensors = dict[str, Any]


def convert(checkpoint: Path, target: Path) -> None:
    """Write the checkpoint, a zip as torch saves it, as an ONNX graph.

    Raises ValueError or pickle.UnpicklingError if it holds anything but tensors.
    """
    import onnx

    graph = _Graph(_read(checkpoint))
    x = graph.convolve("x", "resnet_head.0", "resnet_head.1", stride=2)
    x = graph.convolve(graph.rectify(x), "resnet_head.3", "resnet_head.4", stride=2)
    x = graph.rectify(x)
    for stage, blocks in enumerate(BLOCKS, start=1):
        for block in range(blocks):
            x = _add_block(
                graph, x, f"resnet_down.layer{stage}.{block}", top=block == 0, stride=1 + (stage > 1)
            )
    branches = [
        _add_branch(graph, x, f"bridge_{number}", dilations) for number, dilations in enumerate(BRANCHES, 1)
    ]
    x = graph.add("Concat", branches, axis=1)
    x = graph.rectify(graph.convolve(x, "bridge_concat.0", "bridge_concat.1"))
    head = "out_point_positions2D"
    x = graph.convolve(graph.reflect(x), f"{head}.0", f"{head}.1", padded=True)
    slope = graph.keep("slope", graph.tensors[f"{head}.2.weight"].reshape(1, 1, 1))
    x = graph.convolve(graph.reflect(graph.add("PRelu", [x, slope])), f"{head}.3", padded=True)
    onnx.save(graph.finish(x), target)


def _add_block(graph: "_Graph", x: str, name: str, *, top: bool, stride: int) -> str:
    rest = x
    if top and f"{name}.downsample.0.weight" in graph.tensors:
        rest = graph.convolve(x, f"{name}.downsample.0", f"{name}.downsample.1", stride=stride)
    part, dilation = ("", 1) if top else (".0", BLOCK_DILATION)
    inner = graph.convolve(
        x, f"{name}.conv1{part}", f"{name}.bn1", stride=stride if top else 1, dilation=dilation
    )
    inner = graph.convolve(graph.rectify(inner), f"{name}.conv2{part}", f"{name}.bn2", dilation=dilation)
    return graph.rectify(graph.add("Add", [inner, rest]))


def _add_branch(graph: "_Graph", x: str, name: str, dilations: tuple[int, ...]) -> str:
    for place, dilation in enumerate(dilations):
        x = graph.rectify(graph.convolve(x, f"{name}.{place}.0", f"{name}.{place}.1", dilation=dilation))
    return x


class _Graph:
    """An ONNX graph that grows by one layer at a time; layers are named by their outputs."""

    def __init__(self, tensors: Tensors) -> None:
        self.tensors = tensors
        self._nodes: list[Any] = []
        self._kept: list[Any] = []

    def convolve(
        self,
        x: str,
        name: str,
        normalisation: str | None = None,
        *,
        stride: int = 1,
        dilation: int = 1,
        padded: bool = False,
    ) -> str:
        """Add a convolution and the normalisation after it."""
        weight = self.tensors[f"{name}.weight"].astype(np.float64)
        bias = self.tensors.get(f"{name}.bias", np.zeros(len(weight))).astype(np.float64)
        if normalisation:
            gain, shift, mean, variance = (
                self.tensors[f"{normalisation}.{part}"].astype(np.float64)
                for part in ("weight", "bias", "running_mean", "running_var")
            )
            gain = gain / np.sqrt(variance + EPSILON)
            weight, bias = weight * gain[:, None, None, None], (bias - mean) * gain + shift
        around = 0 if padded else dilation * (weight.shape[-1] // 2)
        return self.add(
            "Conv",
            [x, self.keep(f"{name}.weight", weight), self.keep(f"{name}.bias", bias)],
            strides=[stride, stride],
            dilations=[dilation, dilation],
            pads=[around] * 4,
        )

    def rectify(self, x: str) -> str:
        return self.add("Relu", [x])

    def reflect(self, x: str) -> str:
        """Add two pixels on each side, for the 5 x 5 convolution that follows."""
        around = self.keep(f"around{len(self._nodes)}", np.array([0, 0, 2, 2, 0, 0, 2, 2]), np.int64)
        return self.add("Pad", [x, around], mode="reflect")

    def keep(self, name: str, values: Any, kind: Any = np.float32) -> str:
        from onnx import numpy_helper

        self._kept.append(numpy_helper.from_array(np.ascontiguousarray(values, kind), name))
        return name

    def add(self, operation: str, inputs: list[str], **attributes: Any) -> str:
        from onnx import helper

        output = f"{operation.lower()}{len(self._nodes)}"
        self._nodes.append(helper.make_node(operation, inputs, [output], **attributes))
        return output

    def finish(self, output: str) -> Any:
        from onnx import TensorProto, helper

        width, height = INPUT
        x = helper.make_tensor_value_info("x", TensorProto.FLOAT, [1, 3, height, width])
        grid = helper.make_tensor_value_info(output, TensorProto.FLOAT, [1, 2, None, None])
        graph = helper.make_graph(self._nodes, "uvdoc", [x], [grid], self._kept)
        return helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=8)


def _read(checkpoint: Path) -> Tensors:
    """Return the tensors of a checkpoint by name."""
    with zipfile.ZipFile(checkpoint) as archive:
        (described,) = (name for name in archive.namelist() if name.endswith("/data.pkl"))
        folder = described.removesuffix("data.pkl")
        with archive.open(described) as file:
            state = _Unpickler(file, archive, folder).load()
    tensors: Tensors = state["model_state"]
    return tensors


class _Unpickler(pickle.Unpickler):
    """Reads tensors as NumPy arrays, and nothing else."""

    def __init__(self, file: Any, archive: zipfile.ZipFile, folder: str) -> None:
        super().__init__(file)
        self._archive, self._folder = archive, folder

    def find_class(self, module: str, name: str) -> Any:
        known: dict[tuple[str, str], Any] = {
            ("collections", "OrderedDict"): OrderedDict,
            ("torch", "FloatStorage"): np.float32,
            ("torch", "LongStorage"): np.int64,
            ("torch._utils", "_rebuild_tensor_v2"): _shape,
        }
        if (module, name) not in known:
            raise pickle.UnpicklingError(f"The checkpoint contains {module}.{name}, which is no tensor.")
        return known[module, name]

    def persistent_load(self, reference: Any) -> Any:
        _, kind, key, *_ = reference
        return np.frombuffer(self._archive.read(f"{self._folder}data/{key}"), kind)


def _shape(values: Any, start: int, size: tuple[int, ...], *_: Any) -> Any:
    """Return a contiguous tensor of a storage."""
    return values[start : start + int(np.prod(size, dtype=np.int64))].reshape(size)
