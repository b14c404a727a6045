"""A recogniser's last layer without the characters that no Latin text uses."""

from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest
import yaml
from onnx import TensorProto, helper, numpy_helper

from function.models.latin_recogniser import is_kept, shorten_dictionary, shrink_head
from function.models.manifest import MODELS
from function.settings import LANGUAGES
from tests.support.reading import make_settings

SIGNS = ["a", "中", "ñ", "ж", "€", "国", "7"]
KEPT = ["a", "ñ", "€", "7"]
FEATURES = 5
ALPHABETS = {
    "es": "áéíóúüñ¿¡ºª",
    "en": "’“”–—£",
    "ca": "àèéíïòóúüç·",
    "gl": "áéíóúüñ",
    "eu": "ñç",
    "pt": "ãõâêôáéíóúàç",
    "fr": "àâæçéèêëîïôœùûüÿ«»",
    "de": "äöüßÄÖÜẞ„",
    "it": "àèéìíòóùú",
}


def write_graph(folder: Path, outputs: int) -> Path:
    """A graph with only a last layer."""
    weights = np.random.default_rng(0).normal(size=(FEATURES, outputs)).astype(np.float32)
    bias = np.arange(outputs, dtype=np.float32) / 10
    graph = helper.make_graph(
        [
            helper.make_node("MatMul", ["x", "w"], ["product"]),
            helper.make_node("Add", ["product", "b"], ["y"]),
        ],
        "head",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, [1, 2, FEATURES])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, [1, 2, outputs])],
        [numpy_helper.from_array(weights, "w"), numpy_helper.from_array(bias, "b")],
    )
    path = folder / "graph.onnx"
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8), path)
    return path


def write_dictionary(folder: Path) -> Path:
    path = folder / "inference.yml"
    path.write_text(yaml.safe_dump({"PostProcess": {"character_dict": SIGNS}}, allow_unicode=True), "utf-8")
    return path


def run(graph: Path, x: np.ndarray) -> np.ndarray:
    session = onnxruntime.InferenceSession(graph, providers=["CPUExecutionProvider"])
    outputs: np.ndarray = session.run(None, {"x": x})[0]
    return outputs


def test_the_kept_outputs_are_exactly_those_of_the_whole_layer(tmp_path: Path) -> None:
    graph, dictionary = write_graph(tmp_path, len(SIGNS) + 2), write_dictionary(tmp_path)
    shrink_head(graph, dictionary, tmp_path / "latin.onnx")
    shorten_dictionary(dictionary, tmp_path / "latin.yml")
    x = np.random.default_rng(1).normal(size=(1, 2, FEATURES)).astype(np.float32)
    kept = [0, *(SIGNS.index(sign) + 1 for sign in KEPT), len(SIGNS) + 1]
    np.testing.assert_array_equal(run(tmp_path / "latin.onnx", x), run(graph, x)[..., kept])
    assert (
        yaml.safe_load((tmp_path / "latin.yml").read_text("utf-8"))["PostProcess"]["character_dict"] == KEPT
    )


def test_a_graph_with_another_last_layer_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="one layer of 9 characters"):
        shrink_head(write_graph(tmp_path, 4), write_dictionary(tmp_path), tmp_path / "latin.onnx")


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_every_letter_of_every_language_that_may_be_set_is_kept(language: str) -> None:
    assert all(is_kept(letter) for letter in ALPHABETS[language])


def test_the_default_recogniser_has_signs_of_spanish_and_none_of_chinese() -> None:
    model = next(model for model in MODELS if model.name == "PP-OCRv6_small_rec")
    config = (make_settings().models_dir / model.name / "inference.yml").read_text("utf-8")
    signs = yaml.safe_load(config)["PostProcess"]["character_dict"]
    assert set("áéíóúüñÑºª«»€¿–☐") <= set(signs)
    assert "中" not in signs
    assert len(signs) > 800
