"""`python -m tests.support.paddle_weights FROM TO NAME …`: OCR models of a MODELS_DIR in Paddle's own format.

Only the model hub has them in that format.
A program of paddle's is built by calling, for each operation of the ONNX graph, the function of paddle that does the
same. Only the operations of PP-OCR's models are known. Needs paddlepaddle.
"""

import operator
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import paddle
from numpy.typing import NDArray
from onnx import helper, numpy_helper

from function.models.store import PROVENANCE

functional = paddle.nn.functional

# An array, a variable of paddle's program, or a shape: a list of numbers and, for the sides that vary, variables.
Value = Any
Attributes = Mapping[str, Any]

# Begins the names of products `x (1 + erf(x / √2)) ½`: the exporter took GELU apart, and in parts it takes Paddle long.
GELU = "pd_op.gelu"
# Operations that are a call: the function of paddle, and the names there of the attributes here.
CALLS: dict[str, tuple[Callable[..., Value], dict[str, str]]] = {
    "Add": (operator.add, {}),
    "Div": (operator.truediv, {}),
    "Erf": (paddle.erf, {}),
    "HardSigmoid": (functional.hardsigmoid, {"alpha": "slope", "beta": "offset"}),
    "HardSwish": (functional.hardswish, {}),
    "MatMul": (paddle.matmul, {}),
    "Mul": (operator.mul, {}),
    "Pow": (operator.pow, {}),
    "Relu": (functional.relu, {}),
    "Sigmoid": (functional.sigmoid, {}),
    "Softmax": (functional.softmax, {"axis": "axis"}),
    "Sqrt": (paddle.sqrt, {}),
    "Sub": (operator.sub, {}),
    "Transpose": (paddle.transpose, {"perm": "perm"}),
}


def convolve(given: Attributes, x: Value, weight: Value, bias: Value = None) -> Value:
    # What a convolution does not say has a default.
    given = {"strides": [1, 1], "pads": [0, 0, 0, 0], "group": 1, **given}
    return functional.conv2d(x, weight, bias, given["strides"], padding(given), groups=given["group"])


def place_squares(given: Attributes, x: Value) -> Value:
    """With one channel in the end, ONNX's order of the channels is Paddle's."""
    return functional.pixel_shuffle(x, given["blocksize"])


def normalise(given: Attributes, x: Value, scale: Value, shift: Value, mean: Value, variance: Value) -> Value:
    return functional.batch_norm(x, mean, variance, scale, shift, epsilon=given["epsilon"])


def pool_largest(given: Attributes, x: Value) -> Value:
    return functional.max_pool2d(x, given["kernel_shape"], given["strides"], padding(given))


def pool_mean(given: Attributes, x: Value) -> Value:
    return functional.avg_pool2d(x, given["kernel_shape"], given["strides"], padding(given))


def pool_all(_: Attributes, x: Value) -> Value:
    return functional.adaptive_avg_pool2d(x, 1)


def average(given: Attributes, x: Value) -> Value:
    return paddle.mean(x, given["axes"], keepdim=True)


def enlarge(_: Attributes, x: Value, __: Value, scales: NDArray[np.float32]) -> Value:
    return functional.interpolate(x, scale_factor=scales[2:].tolist(), mode="nearest")


def padding(given: Attributes) -> str | list[int]:
    if given.get("auto_pad") == b"SAME_UPPER":
        return "SAME"
    top, left, bottom, right = given["pads"]
    return [top, bottom, left, right]


def find_shape(_: Attributes, x: Value) -> list[Value]:
    found = paddle.shape(x)
    return [side if side > 0 else found[place] for place, side in enumerate(x.shape)]


def cut(_: Attributes, x: Value, start: Value, end: Value, axes: Value, *_steps: Value) -> Value:
    if isinstance(x, list):
        return x[start.item() : end.item()]
    return paddle.slice(x, axes.tolist(), start.tolist(), end.tolist())


def squeeze(given: Attributes, x: Value) -> Value:
    """One side of a shape stays a list of one, so that `keep` puts it back into a shape."""
    return x if isinstance(x, list) else paddle.squeeze(x, given["axes"])


def keep(_: Attributes, x: Value) -> Value:
    return x


def join(given: Attributes, *parts: Value) -> Value:
    if any(isinstance(part, list) for part in parts):
        return [side for part in parts for side in (part if isinstance(part, list) else part.tolist())]
    return paddle.concat(list(parts), given["axis"])


def reshape(_: Attributes, x: Value, shape: Value) -> Value:
    return paddle.reshape(x, shape if isinstance(shape, list) else shape.tolist())


OPERATIONS: dict[str, Callable[..., Value]] = {
    "AveragePool": pool_mean,
    "BatchNormalization": normalise,
    "Concat": join,
    "Conv": convolve,
    "DepthToSpace": place_squares,
    "GlobalAveragePool": pool_all,
    "Identity": keep,
    "MaxPool": pool_largest,
    "ReduceMean": average,
    "Reshape": reshape,
    "Resize": enlarge,
    "Shape": find_shape,
    "Slice": cut,
    "Squeeze": squeeze,
    "Unsqueeze": keep,
}


class Exporter:
    """Builds paddle's program of one ONNX graph."""

    def __init__(self, graph: onnx.GraphProto) -> None:
        self._graph = graph
        self._nodes = {node.output[0]: node for node in graph.node}
        # Arrays that say how an operation works; the others are weights.
        self._scales = {node.input[2] for node in graph.node if node.op_type == "Resize"}
        self._weights: dict[str, NDArray[np.float32]] = {}
        self._values: dict[str, Value] = {}

    def write(self, prefix: Path) -> None:
        """Write `prefix`.json and `prefix`.pdiparams; sides that vary in the graph vary there."""
        program, start = paddle.static.Program(), paddle.static.Program()
        with paddle.static.program_guard(program, start):
            given = self._declare_input()
            self._values |= {weight.name: self._declare(weight) for weight in self._graph.initializer}
            for node in self._graph.node:
                self._values[node.output[0]] = self._call(node)
        executor = paddle.static.Executor(paddle.CPUPlace())
        executor.run(start)
        for name, weight in self._weights.items():
            paddle.static.global_scope().find_var(name).get_tensor().set(weight, paddle.CPUPlace())
        found = self._values[self._graph.output[0].name]
        paddle.static.save_inference_model(str(prefix), [given], [found], executor, program=program)

    def _declare_input(self) -> Value:
        given = self._graph.input[0]
        sides = [side.dim_value or None for side in given.type.tensor_type.shape.dim]
        self._values[given.name] = paddle.static.data(given.name, sides, "float32")
        return self._values[given.name]

    def _declare(self, weight: onnx.TensorProto) -> Value:
        """Return integers as an array, one number as it is, weights as a parameter."""
        array = numpy_helper.to_array(weight)
        if array.dtype != np.float32 or array.size == 0 or weight.name in self._scales:
            return array
        if array.size == 1:
            return array.item()
        parameter = paddle.create_parameter(array.shape, "float32")
        self._weights[parameter.name] = array
        return parameter

    def _call(self, node: onnx.NodeProto) -> Value:
        if GELU in node.output[0]:
            return functional.gelu(self._values[self._nodes[node.input[0]].input[0]])
        inputs = [self._values[name] for name in node.input]
        attributes = {part.name: helper.get_attribute_value(part) for part in node.attribute}
        if node.op_type in OPERATIONS:
            return OPERATIONS[node.op_type](attributes, *inputs)
        function, names = CALLS[node.op_type]
        return function(*inputs, **{own: attributes[name] for name, own in names.items()})


def main(source: Path, target: Path, names: Sequence[str]) -> None:
    paddle.enable_static()
    for name in names:
        (target / name).mkdir(parents=True, exist_ok=True)
        Exporter(onnx.load(source / name / "inference.onnx").graph).write(target / name / "inference")
        # PROVENANCE last: it says that the model is whole.
        for file in ("inference.yml", PROVENANCE):
            shutil.copy(source / name / file, target / name)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:])
