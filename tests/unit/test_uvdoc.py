"""The checkpoint of UVDoc is read without torch, and nothing in it is run."""

import pickle
import zipfile
from pathlib import Path

import pytest

from function.models.uvdoc import convert


class Call:
    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return Path.touch, (self.path,)


def test_a_checkpoint_that_calls_functions_is_refused(tmp_path: Path) -> None:
    checkpoint, touched = tmp_path / "model.pkl", tmp_path / "touched"
    with zipfile.ZipFile(checkpoint, "w") as archive:
        archive.writestr("model/data.pkl", pickle.dumps({"model_state": Call(touched)}))
    with pytest.raises(pickle.UnpicklingError, match="which is no tensor"):
        convert(checkpoint, tmp_path / "inference.onnx")
    assert not touched.exists()
