"""This project, reading as in production or, with `step`, only recognising."""

import os
import sys
from contextlib import redirect_stdout
from importlib.metadata import version
from pathlib import Path

# Must be set before torch is loaded, as in gunicorn.conf.py.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
os.environ.setdefault("GOMP_SPINCOUNT", "0")

import cv2

from benchmarks.peers import Answer, serve
from function.document.pages import BLOCK_SEPARATOR
from function.machine.allocator import use_tunables
from function.reading.confidence import mean_confidence
from tests.support.reading import make_engine, make_settings, read_file

# Engines whose package has another name.
PACKAGES = {"paddle": "paddlepaddle"}


def read(path: Path) -> Answer:
    pages = read_file(path)
    return Answer(
        text=BLOCK_SEPARATOR.join(page.text for page in pages),
        confidence=mean_confidence(
            (page.confidence, len(page.text)) for page in pages if page.confidence is not None
        ),
        flagged=any(page.review_reasons for page in pages),
    )


def recognise(path: Path) -> str:
    """Lines in the order of detection."""
    image = cv2.imread(str(path), cv2.IMREAD_COLOR)
    return "\n".join(line.text for line in make_engine().recognise(image).lines)


if __name__ == "__main__":
    use_tunables()
    # It logs, and standard output is for answers.
    with redirect_stdout(sys.stderr):
        make_engine()
    engine, model = make_settings().ocr_engine, make_settings().ocr_model
    serve(
        f"PP-OCRv6 {model}, {engine} {version(PACKAGES.get(engine, engine))}",
        recognise if sys.argv[1:] == ["step"] else read,
    )
