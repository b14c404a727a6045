"""PaddleOCR with the project's weights and its own order of lines: `stock`, as installed, or `tuned`.

`tuned` uses its own options for a small machine: detection on 1280 pixels, one line at a time, one thread per core.
Unwarping and the text-line classifier are off, because no package has their weights.
"""

import os
import sys
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any

os.environ.setdefault("PADDLE_PDX_DISABLE_MODEL_SOURCE_CHECK", "True")

from benchmarks.peers import ROOT, decline, serve

WEIGHTS = Path(os.environ.get("MODELS_DIR", ROOT / ".local" / "models"))
MODELS = {
    "text_detection": "PP-OCRv6_small_det",
    "text_recognition": "PP-OCRv6_small_rec",
    "doc_orientation_classify": "PP-LCNet_x1_0_doc_ori",
}
TUNED = {
    "text_det_limit_side_len": 1280,
    "text_det_limit_type": "max",
    "text_recognition_batch_size": 1,
    "engine_config": {"intra_op_num_threads": len(os.sched_getaffinity(0)), "inter_op_num_threads": 1},
}


def main(options: dict[str, Any]) -> None:
    try:
        paddleocr: Any = import_module("paddleocr")
    except ImportError:
        decline("not installed: make benchmark-peers")
        return
    for part, name in MODELS.items():
        folder = name if part == "doc_orientation_classify" else f"{name}_stock"
        options |= {f"{part}_model_name": name, f"{part}_model_dir": str(WEIGHTS / folder)}
    ocr = paddleocr.PaddleOCR(
        engine="onnxruntime", use_doc_unwarping=False, use_textline_orientation=False, **options
    )

    def read(path: Path) -> str:
        return "\n".join(ocr.predict(str(path))[0]["rec_texts"])

    serve(f"{version('paddleocr')}, PP-OCRv6 small, onnxruntime {version('onnxruntime')}", read)


if __name__ == "__main__":
    main({**TUNED} if sys.argv[1:] == ["tuned"] else {})
