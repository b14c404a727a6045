"""Models fetched by the real client of the Hugging Face hub, in a process of its own as at start."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from function.embedding.encoder import Encoder
from function.models.hub import damaged_hub_files
from tests.support.model_hub import COMMIT, Hub, serve_hub
from tests.support.settings import settings
from tests.support.small_models import make_minilm, make_xlmr_pairs

pytestmark = pytest.mark.integration

MINILM = "sentence-transformers/paraphrase-multilingual-MiniLM-L12-v2"
PAIRS = "someone/multilingual-cross-encoder"
START = """
import json, sys
from function.errors import ModelMissingError
from function.models.locate import embedding_model_path, rerank_model_path
from tests.support.settings import settings
try:
    wanted = settings(models_dir=sys.argv[1], embeddings_model=sys.argv[2], rerank_model=sys.argv[3])
    print(json.dumps({"paths": [embedding_model_path(wanted), rerank_model_path(wanted)]}))
except ModelMissingError as error:
    print(json.dumps({"error": str(error)}))
"""


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    root = tmp_path_factory.mktemp("repositories")
    return {MINILM: make_minilm(root / "minilm"), PAIRS: make_xlmr_pairs(root / "pairs")}


@pytest.fixture
def hub(models: dict[str, Path]) -> Iterator[Hub]:
    with serve_hub(models) as hub:
        yield hub


def start(models_dir: Path, endpoint: str, model: str = MINILM) -> dict[str, Any]:
    """What a start finds: the paths of the models, or an error."""
    process = subprocess.run(
        [sys.executable, "-c", START, str(models_dir), model, PAIRS],
        check=False,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
        env={**os.environ, "HF_ENDPOINT": endpoint, "HF_HOME": str(models_dir / "home")},
    )
    assert process.returncode == 0, process.stderr
    found: dict[str, Any] = json.loads(process.stdout.splitlines()[-1])
    return found


def test_a_model_of_the_hub_is_fetched_once_and_found_without_it_afterwards(hub: Hub, tmp_path: Path) -> None:
    first = start(tmp_path, hub.url)
    assert [asked.range for asked in hub.asked_for("model.safetensors")] == [None, None]
    assert hub.asked_for("tf_model.h5") == hub.asked_for("pytorch_model.bin") == []
    assert hub.asked_for("model.onnx") == hub.asked_for("openvino_model.bin") == []
    # The client tells the hub nothing about who calls it.
    assert not [asked for asked in hub.asked if "agent" in asked.path]
    asked = len(hub.asked)
    assert start(tmp_path, hub.url) == first
    assert len(hub.asked) == asked
    assert start(tmp_path, "http://127.0.0.1:9") == first
    assert [Path(path).name for path in first["paths"]] == [COMMIT, COMMIT]
    # Nothing is written elsewhere: a container's only writable folder is its temporary one.
    assert not (tmp_path / "home").exists()


def test_a_download_that_breaks_off_goes_on_where_it_stopped(
    hub: Hub, models: dict[str, Path], tmp_path: Path
) -> None:
    hub.cut["model.safetensors"] = 11_000_000
    path = Path(start(tmp_path, hub.url)["paths"][0])
    ranges = [asked.range for asked in hub.asked_for("model.safetensors")]
    assert sorted(filter(None, ranges)) == ["bytes=10485760-"]
    assert (path / "model.safetensors").read_bytes() == (models[MINILM] / "model.safetensors").read_bytes()


def test_a_file_that_is_not_what_the_hub_announced_is_not_used(hub: Hub, tmp_path: Path) -> None:
    hub.spoiled.add("tokenizer.json")
    error = start(tmp_path, hub.url)["error"]
    assert f"{MINILM} does not have its hash and was removed: tokenizer.json." in error
    # Nor is it used at the next start, with the hub away.
    assert f"{MINILM} is not in" in start(tmp_path, "http://127.0.0.1:9")["error"]
    hub.spoiled.clear()
    assert "paths" in start(tmp_path, hub.url)


def test_a_download_that_was_stopped_half_way_is_completed_at_the_next_start(
    hub: Hub, models: dict[str, Path], tmp_path: Path
) -> None:
    path = Path(start(tmp_path, hub.url)["paths"][0])
    # As after a kill: the weights and the tokenizer are there, one of the small files is not yet.
    (path / "modules.json").unlink()
    assert f"{MINILM} is not in" in start(tmp_path, "http://127.0.0.1:9")["error"]
    assert start(tmp_path, hub.url)["paths"][0] == str(path)
    assert (path / "modules.json").read_bytes() == (models[MINILM] / "modules.json").read_bytes()


def test_a_model_that_the_hub_does_not_know_is_named(hub: Hub, tmp_path: Path) -> None:
    error = start(tmp_path, hub.url, "someone/no-such-model")["error"]
    assert "someone/no-such-model is not in" in error
    assert "Check the name and the connection" in error


def test_a_changed_byte_in_the_cache_is_found(hub: Hub, tmp_path: Path) -> None:
    path = Path(start(tmp_path, hub.url)["paths"][0])
    assert damaged_hub_files(path) == []
    for name in ("model.safetensors", "config.json"):
        blob = (path / name).resolve()
        blob.write_bytes(blob.read_bytes()[:-1] + b"?")
    assert [file.name for file in damaged_hub_files(path)] == ["config.json", "model.safetensors"]


def test_minilm_runs_on_openvino_with_the_vectors_of_sentence_transformers(hub: Hub, tmp_path: Path) -> None:
    from sentence_transformers import SentenceTransformer

    path = start(tmp_path, hub.url)["paths"][0]
    wanted = settings(models_dir=tmp_path, embeddings_model=MINILM, embeddings_precision="float32")
    encoder = Encoder(wanted)
    assert type(encoder._backend).__name__ == "CompiledBert"
    assert encoder.model_id == MINILM
    assert encoder.longest == {"passage": 126, "query": 126}
    texts = ["quién paga la caldera", "la luz, el agua y el gas", "", "renta " * 120]
    theirs = SentenceTransformer(path, device="cpu", local_files_only=True).encode(
        texts, normalize_embeddings=True
    )
    np.testing.assert_allclose(encoder.encode_texts(texts, "passage"), theirs, atol=1e-5)
