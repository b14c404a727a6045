"""Quantises the convolutions of the recogniser and of the detector to 8-bit integers.

About thirty convolutions take nine tenths of the time of a line. A processor with VNNI multiplies twice as
many 8-bit integers as bfloat16 numbers: a line takes 19 instead of 28 ms, and one character in a thousand is
read differently, for better or worse. The input ranges of the convolutions come from
`benchmarks.calibration`, which measured them on pages and wrote them to int8_ranges.json.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Weights = NDArray[np.float32]
# Name of a tensor -> the lowest and highest value that is not clipped.
Ranges = Mapping[str, tuple[float, float]]

RANGES = Path(__file__).with_name("int8_ranges.json")
# VNNI multiplies unsigned inputs, with any zero point, by signed weights, symmetric around 0.
LARGEST_INPUT = 255
LARGEST_WEIGHT = 127
# Scales to try, as shares of an output's largest weight: clipping a few may cost less than rounding.
SHARES = np.linspace(0.6, 1.0, 21)


def read_ranges(model: str) -> Ranges:
    """Return the ranges of one of the models in the manifest."""
    return {name: (low, high) for name, (low, high) in json.loads(RANGES.read_text("utf-8"))[model].items()}


def quantise(graph: Path, ranges: Ranges, target: Path, *, shared: bool = False) -> None:
    """Write the ONNX model `graph` to `target`, quantising every convolution whose input has a range.

    If `shared`, whatever else takes such an input takes its integers, too: rounding costs the recogniser accuracy there,
    but saves the detector, whose tensors are large, from having them in memory twice.

    Raises ValueError when a range belongs to no convolution of the model.
    """
    import onnx

    model = onnx.load(graph)
    weights = {tensor.name: tensor for tensor in model.graph.initializer}
    left, nodes = dict(ranges), []
    for node in model.graph.node:
        taken = is_ordinary(node) and node.input[0] in ranges
        for place, name in enumerate(node.input):
            if name in ranges and (shared or (taken and place == 0)):
                if bounds := left.pop(name, None):
                    nodes += _quantise_input(name, bounds, weights)
                node.input[place] = f"{name}/float"
        if taken:
            nodes += _quantise_weights(node.input[1], weights)
            node.input[1] = f"{node.input[1]}/float"
        nodes.append(node)
    if left:
        raise ValueError(f"{graph.name} has no convolution of {', '.join(left)}.")
    parts = nodes, model.graph.name, model.graph.input, model.graph.output, list(weights.values())
    model.graph.CopyFrom(onnx.helper.make_graph(*parts))
    onnx.save(model, target)


def is_ordinary(node: Any) -> bool:
    """Whether a node is a convolution over all channels, not a grouped or depthwise one."""
    groups = [attribute.i for attribute in node.attribute if attribute.name == "group"]
    return node.op_type == "Conv" and groups in ([], [1])


def _quantise_input(name: str, bounds: tuple[float, float], weights: dict[str, Any]) -> list[Any]:
    from onnx import helper

    low, high = min(bounds[0], 0.0), max(bounds[1], 0.0)
    scale = (high - low) / LARGEST_INPUT
    names = (
        _add(weights, f"{name}/scale", np.float32(scale)),
        _add(weights, f"{name}/zero", np.uint8(-low / scale + 0.5)),
    )
    return [
        helper.make_node("QuantizeLinear", [name, *names], [f"{name}/int8"]),
        helper.make_node("DequantizeLinear", [f"{name}/int8", *names], [f"{name}/float"]),
    ]


def _quantise_weights(name: str, weights: dict[str, Any]) -> list[Any]:
    """Quantise per output, with Mul: DequantizeLinear takes several scales only from opset 13."""
    from onnx import TensorProto, helper, numpy_helper

    values = numpy_helper.to_array(weights.pop(name))
    scales = _choose_scales(values)
    integers = _round(values, scales).astype(np.int8)
    names = _add(weights, f"{name}/int8", integers), _add(weights, f"{name}/scale", scales)
    return [
        helper.make_node("Cast", [names[0]], [f"{name}/cast"], to=TensorProto.FLOAT),
        helper.make_node("Mul", [f"{name}/cast", names[1]], [f"{name}/float"]),
    ]


def _choose_scales(values: Weights) -> Weights:
    """Return the scales with the smallest squared error, shape (outputs, 1, 1, 1)."""
    largest = np.abs(values).max(axis=(1, 2, 3), keepdims=True)
    # Some outputs have no weights but zeros, for which any scale will do.
    largest = np.where(largest == 0, 1, largest)
    tried = np.stack([(largest * share / LARGEST_WEIGHT).astype(np.float32) for share in SHARES])
    errors = np.stack([_squared_errors(values, scales) for scales in tried])
    best: Weights = np.take_along_axis(tried, errors.argmin(axis=0)[None], axis=0)[0]
    return best


def _squared_errors(values: Weights, scales: Weights) -> NDArray[np.float64]:
    """Sum in float64: float32 sums differ between processors, and the SHA-256 of the file must not."""
    rounded = _round(values, scales) * scales
    errors: NDArray[np.float64] = np.square(rounded - values, dtype=np.float64).sum(
        axis=(1, 2, 3), keepdims=True
    )
    return errors


def _round(values: Weights, scales: Weights) -> Weights:
    """Round to integers, in units of the scales."""
    return np.clip(np.round(values / scales), -LARGEST_WEIGHT, LARGEST_WEIGHT)


def _add(weights: dict[str, Any], name: str, values: Any) -> str:
    """Add an initializer and return its name."""
    from onnx import numpy_helper

    weights[name] = numpy_helper.from_array(np.asarray(values), name)
    return name
