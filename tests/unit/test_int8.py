"""Models whose convolutions multiply 8-bit integers."""

from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest
from onnx import TensorProto, helper, numpy_helper

from function.models.int8 import quantise, read_ranges
from function.models.manifest import MODELS

CHANNELS, OUTPUTS, WIDTH = 4, 6, 50


def write_graph(folder: Path) -> Path:
    """A convolution over all channels, then a depthwise one."""
    chance = np.random.default_rng(0)
    # Outputs of very different magnitudes: a single scale would lose the small ones.
    sizes = np.logspace(-2, 1, OUTPUTS).reshape(-1, 1, 1, 1)
    mixing = (chance.normal(size=(OUTPUTS, CHANNELS, 1, 1)) * sizes).astype(np.float32)
    single = chance.normal(size=(OUTPUTS, 1, 1, 1)).astype(np.float32)
    graph = helper.make_graph(
        [
            helper.make_node("Conv", ["x", "mixing"], ["middle"]),
            helper.make_node("Conv", ["middle", "single"], ["y"], group=OUTPUTS),
        ],
        "convolutions",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, [1, CHANNELS, 1, WIDTH])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, [1, OUTPUTS, 1, WIDTH])],
        [numpy_helper.from_array(mixing, "mixing"), numpy_helper.from_array(single, "single")],
    )
    path = folder / "graph.onnx"
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 11)], ir_version=8), path)
    return path


def run(graph: Path, x: np.ndarray) -> np.ndarray:
    outputs: np.ndarray = onnxruntime.InferenceSession(graph).run(None, {"x": x})[0]
    return outputs


def test_integers_say_what_the_floats_said(tmp_path: Path) -> None:
    graph, target = write_graph(tmp_path), tmp_path / "int8.onnx"
    quantise(graph, {"x": (-1.0, 3.0)}, target)
    x = np.random.default_rng(1).uniform(-1, 3, size=(1, CHANNELS, 1, WIDTH)).astype(np.float32)
    expected, found = run(graph, x), run(target, x)
    spread = np.ptp(expected, axis=-1, keepdims=True)
    assert np.abs((found - expected) / spread).max() < 0.02
    assert not np.array_equal(found, expected)


def test_only_convolutions_with_a_range_become_integers(tmp_path: Path) -> None:
    target = tmp_path / "int8.onnx"
    quantise(write_graph(tmp_path), {"x": (0.0, 1.0)}, target)
    kinds = {tensor.name: tensor.data_type for tensor in onnx.load(target).graph.initializer}
    assert kinds["mixing/int8"] == TensorProto.INT8
    assert kinds["single"] == TensorProto.FLOAT
    assert "mixing" not in kinds


@pytest.mark.parametrize("name", ["elsewhere", "middle"])
def test_a_range_of_nothing_is_refused(tmp_path: Path, name: str) -> None:
    """`elsewhere` is not in the graph; `middle` only feeds a depthwise convolution, which stays in floats."""
    with pytest.raises(ValueError, match=f"no convolution of {name}"):
        quantise(write_graph(tmp_path), {name: (0.0, 1.0)}, tmp_path / "int8.onnx")


def test_shared_integers_reach_all_that_take_them(tmp_path: Path) -> None:
    target = tmp_path / "int8.onnx"
    quantise(write_graph(tmp_path), {"x": (-1.0, 3.0), "middle": (-9.0, 9.0)}, target, shared=True)
    depthwise = onnx.load(target).graph.node[-1]
    assert list(depthwise.input) == ["middle/float", "single"]


def test_an_output_without_weights_stays_empty(tmp_path: Path) -> None:
    """Its scale is none that could be divided by, which is a warning, and here an error."""
    graph, target = write_graph(tmp_path), tmp_path / "int8.onnx"
    model = onnx.load(graph)
    (mixing,) = (tensor for tensor in model.graph.initializer if tensor.name == "mixing")
    weights = numpy_helper.to_array(mixing).copy()
    weights[0] = 0
    mixing.CopyFrom(numpy_helper.from_array(weights, "mixing"))
    onnx.save(model, graph)
    quantise(graph, {"x": (-1.0, 3.0)}, target)
    found = run(target, np.ones((1, CHANNELS, 1, WIDTH), np.float32))
    assert not found[0, 0].any()
    assert found[0, 1:].any()


def test_every_model_in_integers_has_ranges() -> None:
    made = {
        model.name
        for model in MODELS
        for file in model.files
        if str(getattr(file.source, "conversion", None)).endswith("_int8")
    }
    assert made == {"PP-OCRv6_small_det", "PP-OCRv6_small_rec"}
    assert all(low <= 0 < high for name in made for low, high in read_ranges(name).values())
