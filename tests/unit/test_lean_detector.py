"""The detector's graph with fewer steps."""

from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest
from onnx import TensorProto, helper, numpy_helper

from function.models.lean_detector import make_lean
from tests.support.settings import MODELS_DIR

CHANNELS = 6


@pytest.fixture
def detector(tmp_path: Path) -> Path:
    """A graph with random weights that has a gate and ends as a detector does."""
    weights = np.random.default_rng(0)
    shapes = {
        "first": (CHANNELS, 3, 4, 4),
        "gate": (CHANNELS, CHANNELS, 1, 1),
        "larger": (CHANNELS, CHANNELS, 2, 2),
        "larger_bias": (1, CHANNELS, 1, 1),
        "largest": (CHANNELS, 1, 2, 2),
        "largest_bias": (1, 1, 1, 1),
    }
    values = [
        numpy_helper.from_array(weights.normal(size=shape).astype(np.float32), name)
        for name, shape in shapes.items()
    ]
    nodes = [
        helper.make_node("Conv", ["x", "first"], ["small"], strides=[4, 4]),
        helper.make_node("GlobalAveragePool", ["small"], ["mean"]),
        helper.make_node("Conv", ["mean", "gate"], ["mixed"]),
        helper.make_node("HardSigmoid", ["mixed"], ["hardsigmoid.0"]),
        helper.make_node("Mul", ["small", "hardsigmoid.0"], ["gated"]),
        helper.make_node("Add", ["small", "gated"], ["strong"]),
        helper.make_node("ConvTranspose", ["strong", "larger"], ["enlarged"], strides=[2, 2]),
        helper.make_node("Add", ["enlarged", "larger_bias"], ["biased"]),
        helper.make_node("Relu", ["biased"], ["relu"]),
        helper.make_node("ConvTranspose", ["relu", "largest"], ["full"], strides=[2, 2]),
        helper.make_node("Add", ["full", "largest_bias"], ["full_biased"]),
        helper.make_node("Sigmoid", ["full_biased"], ["print"]),
    ]
    ports = [
        helper.make_tensor_value_info(name, TensorProto.FLOAT, ["n", channels, "h", "w"])
        for name, channels in (("x", 3), ("print", 1))
    ]
    graph = helper.make_graph(nodes, "detector", ports[:1], ports[1:], values)
    path = tmp_path / "detector.onnx"
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 11)], ir_version=8), path)
    return path


def find_print(graph: Path, picture: np.ndarray) -> np.ndarray:
    found: np.ndarray = onnxruntime.InferenceSession(graph).run(None, {"x": picture})[0]
    return found


def test_fewer_steps_find_the_same_print(detector: Path, tmp_path: Path) -> None:
    lean = tmp_path / "lean.onnx"
    make_lean(detector, lean)
    picture = np.random.default_rng(1).normal(size=(1, 3, 16, 24)).astype(np.float32)
    before, now = find_print(detector, picture), find_print(lean, picture)
    assert before.shape == (1, 1, 16, 24)
    assert np.ptp(before) > 0.5
    np.testing.assert_allclose(now, before, atol=1e-5)


def test_its_end_works_at_a_quarter_of_the_resolution(detector: Path, tmp_path: Path) -> None:
    lean = tmp_path / "lean.onnx"
    make_lean(detector, lean)
    nodes = onnx.load(lean).graph.node
    assert "ConvTranspose" not in {node.op_type for node in nodes}
    assert nodes[-1].op_type == "DepthToSpace"
    # A gate is one number for each channel, and its product is added to nothing.
    assert [list(node.input) for node in nodes if node.op_type == "Mul"] == [["small", "gated/gate"]]


def test_every_detector_is_lean() -> None:
    for name in ("PP-OCRv6_small_det", "PP-OCRv6_tiny_det"):
        assert onnx.load(MODELS_DIR / name / "inference.onnx").graph.node[-1].op_type == "DepthToSpace"


def test_another_graph_is_refused(tmp_path: Path) -> None:
    ports = [helper.make_tensor_value_info(name, TensorProto.FLOAT, [1]) for name in "xy"]
    graph = helper.make_graph([helper.make_node("Relu", ["x"], ["y"])], "other", ports[:1], ports[1:], [])
    path = tmp_path / "other.onnx"
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 11)], ir_version=8), path)
    with pytest.raises(ValueError, match="does not end as a detector"):
        make_lean(path, tmp_path / "lean.onnx")
