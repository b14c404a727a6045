"""RapidOCR as installed, with the models of its package."""

import logging
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks.peers import decline, serve


def main() -> None:
    try:
        ocr: Any = import_module("rapidocr").RapidOCR()
    except ImportError:
        decline("not installed: make benchmark-peers")
        return
    logging.getLogger("RapidOCR").setLevel(logging.ERROR)

    def read(path: Path) -> str:
        return "\n".join(ocr(str(path)).txts or ())

    serve(version("rapidocr"), read)


if __name__ == "__main__":
    main()
