"""The detector's graph with fewer steps."""

from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest
from onnx import TensorProto, helper

from function.models.lean_detector import make_lean
from tests.support.settings import MODELS_DIR

DETECTOR = MODELS_DIR / "PP-OCRv6_small_det" / "inference.onnx"


def find_print(graph: Path, picture: np.ndarray) -> np.ndarray:
    found: np.ndarray = onnxruntime.InferenceSession(graph).run(None, {"x": picture})[0]
    return found


def test_fewer_steps_find_the_same_print(tmp_path: Path) -> None:
    lean = tmp_path / "lean.onnx"
    make_lean(DETECTOR, lean)
    # A dark line with gaps on white.
    picture = np.full((1, 3, 128, 192), 2.2, np.float32)
    picture[:, :, 56:68, 20:170] = np.where(np.arange(150) % 9 < 5, -2.0, 2.2)
    before, now = find_print(DETECTOR, picture), find_print(lean, picture)
    assert before.max() > 0.5
    np.testing.assert_allclose(now, before, atol=1e-5)


def test_its_end_works_at_a_quarter_of_the_resolution(tmp_path: Path) -> None:
    lean = tmp_path / "lean.onnx"
    make_lean(DETECTOR, lean)
    nodes = onnx.load(lean).graph.node
    assert "ConvTranspose" not in {node.op_type for node in nodes}
    assert nodes[-1].op_type == "DepthToSpace"


def test_another_graph_is_refused(tmp_path: Path) -> None:
    ports = [helper.make_tensor_value_info(name, TensorProto.FLOAT, [1]) for name in "xy"]
    graph = helper.make_graph([helper.make_node("Relu", ["x"], ["y"])], "other", ports[:1], ports[1:], [])
    path = tmp_path / "other.onnx"
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 11)], ir_version=8), path)
    with pytest.raises(ValueError, match="does not end as a detector"):
        make_lean(path, tmp_path / "lean.onnx")
