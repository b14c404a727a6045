"""Rewrites the detector's graph so that it computes the same numbers in fewer and smaller steps.

Its end enlarges the map of print twice, and works at full resolution for it. Each of those steps makes a square of four out
of one point, so all sixteen can be computed at a quarter of the resolution, as channels, and put in their places at the end.
"""

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Weights = NDArray[np.float32]

# Each of the two enlargements doubles both sides.
TWICE = 2
SIDE = TWICE * TWICE


def make_lean(graph: Path, target: Path) -> None:
    """Write the ONNX model `graph` to `target`, with a cheaper end and gates that need one multiplication.

    Raises ValueError when it is not such a detector.
    """
    import onnx

    model = onnx.load(graph)
    _shorten_end(model.graph)
    _join_gates(model.graph)
    # The recorded shapes are no longer right; runtimes infer them again.
    del model.graph.value_info[:]
    onnx.save(model, target)


def _shorten_end(graph: Any) -> None:
    """Replace the two enlargements, each with a bias, by two convolutions over one point."""
    from onnx import helper, numpy_helper

    nodes = list(graph.node)
    kinds = ("ConvTranspose", "Add", "Relu", "ConvTranspose", "Add", "Sigmoid")
    end = nodes[-len(kinds) :]
    if tuple(node.op_type for node in end) != kinds:
        raise ValueError("The model does not end as a detector of PP-OCRv6 does.")
    values = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    first, first_bias, second, second_bias = (values[node.input[1]] for node in (*end[:2], *end[3:5]))
    made = {
        "end/first": _as_channels(first),
        "end/first_bias": np.tile(first_bias.ravel(), TWICE * TWICE),
        "end/second": _place_squares(second),
        "end/second_bias": np.full(SIDE * SIDE, second_bias.item(), np.float32),
    }
    new = [
        helper.make_node("Conv", [end[0].input[0], "end/first", "end/first_bias"], ["end/points"]),
        helper.make_node("Relu", ["end/points"], ["end/relu"]),
        helper.make_node("Conv", ["end/relu", "end/second", "end/second_bias"], ["end/squares"]),
        helper.make_node("Sigmoid", ["end/squares"], ["end/shares"]),
        helper.make_node("DepthToSpace", ["end/shares"], [graph.output[0].name], blocksize=SIDE),
    ]
    _replace(graph, [*nodes[: -len(kinds)], *new], made)


def _as_channels(first: Weights) -> Weights:
    """Return weights (inputs, outputs, 2, 2) of an enlargement as those of a convolution, the four points as channels."""
    inputs, outputs = first.shape[:2]
    return np.ascontiguousarray(first.transpose(2, 3, 1, 0).reshape(TWICE * TWICE * outputs, inputs, 1, 1))


def _place_squares(second: Weights) -> Weights:
    """Return weights (inputs, 1, 2, 2) as those of a convolution from four points to their sixteen, row by row."""
    inputs = second.shape[0]
    weights = np.zeros((TWICE, TWICE, TWICE, TWICE, TWICE, TWICE, inputs), np.float32)
    for row in range(TWICE):
        for column in range(TWICE):
            weights[row, :, column, :, row, column] = second[:, 0].transpose(1, 2, 0)
    return weights.reshape(SIDE * SIDE, TWICE * TWICE * inputs, 1, 1)


def _join_gates(graph: Any) -> None:
    """Compute x + x * gate as x * (gate + 1): the gate is one number for each channel."""
    from onnx import helper

    nodes = list(graph.node)
    made_by = {node.output[0]: node for node in nodes}
    uses = [name for node in nodes for name in node.input]
    dropped: list[Any] = []
    joined: list[Any] = []
    for node in nodes:
        gated = next((made_by[name] for name in node.input if _is_gated(made_by.get(name))), None)
        if (
            node.op_type == "Add"
            and gated
            and gated.input[0] in node.input
            and uses.count(gated.output[0]) == 1
        ):
            dropped.append(gated)
            gate = f"{gated.output[0]}/gate"
            joined.append(helper.make_node("Add", [gated.input[1], "gate/one"], [gate]))
            joined.append(helper.make_node("Mul", [gated.input[0], gate], list(node.output)))
        else:
            joined.append(node)
    _replace(graph, [node for node in joined if node not in dropped], {"gate/one": np.ones((), np.float32)})


def _is_gated(node: Any) -> bool:
    return node is not None and node.op_type == "Mul" and "hardsigmoid" in node.input[1]


def _replace(graph: Any, nodes: list[Any], values: dict[str, Weights]) -> None:
    """Give the graph these nodes and further values, and drop the values that no node needs."""
    from onnx import numpy_helper

    needed = {name for node in nodes for name in node.input}
    kept = [tensor for tensor in graph.initializer if tensor.name in needed]
    kept += [numpy_helper.from_array(value, name) for name, value in values.items()]
    del graph.node[:], graph.initializer[:]
    graph.node.extend(nodes)
    graph.initializer.extend(kept)
