"""What the function imports, each checked in a fresh process."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.settings import MODELS_DIR

pytestmark = pytest.mark.integration

MODELS = f"""
import sys
from pathlib import Path
from function.embedding.encoder import Encoder
from function.inference import import_libraries
from function.models.locate import ocr_model_files
from function.reading.recognition.engine import OcrEngine
from tests.support.settings import settings as make_settings

settings = make_settings(models_dir=Path({str(MODELS_DIR)!r}))
"""


def run(code: str) -> str:
    process = subprocess.run(
        [sys.executable, "-c", code],
        check=False,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert process.returncode == 0, process.stderr
    return process.stdout


def test_models_of_the_default_settings_work_without_what_they_do_not_need() -> None:
    run(f"""{MODELS}
import numpy
import_libraries(settings)
imported = set(sys.modules)
Encoder(settings).encode_query("¿Quién paga?")
OcrEngine(settings, ocr_model_files(settings)).recognise(numpy.full((400, 300, 3), 255, numpy.uint8))
unwanted = {{"torch", "transformers", "sentence_transformers", "pandas", "sklearn", "scipy", "paddleocr", "onnxruntime"}}
assert not unwanted & set(sys.modules), unwanted & set(sys.modules)
assert "openvino" in imported
""")


def test_paddleocr_of_the_other_engines_comes_without_what_it_does_not_need_and_leaves_that_to_others() -> (
    None
):
    run("""
import sys
from function.reading.recognition.paddle_import import import_predictors
assert import_predictors("onnxruntime").__name__ == "paddleocr"
unwanted = {"torch", "transformers", "modelscope", "pandas", "sklearn", "aiohttp"}
assert not unwanted & set(sys.modules), unwanted & set(sys.modules)
import pandas, sklearn, torch
assert int(torch.tensor([1, 2]).sum()) == 3
assert len(pandas.DataFrame({"a": [1]})) == 1
""")


def test_what_is_imported_already_stays_the_real_one() -> None:
    run("""
import sys, pandas
from function.reading.recognition.paddle_import import import_paddleocr
import_paddleocr()
assert sys.modules["pandas"] is pandas
import pandas.plotting
assert len(pandas.DataFrame({"a": [1]})) == 1
from paddlex.inference.models.common.ts import funcs
assert funcs.pd is pandas
assert "torch" not in sys.modules
""")


def test_a_paddleocr_that_needs_what_is_left_out_gets_it_and_the_log_says_so() -> None:
    said = run("""
import sys
from function.reading.recognition import paddle_import
def refuse(finder, spec):
    raise ImportError(spec.name)
paddle_import._Finder.create_module = refuse
paddle_import.import_paddleocr()
import pandas
from paddlex.inference.models.common.ts import funcs
assert funcs.pd is pandas
""")
    assert "paddleocr_imported_whole" in said
