"""faster-paddle with the small models of its package, otherwise as installed."""

from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks.peers import decline, serve


def main() -> None:
    try:
        ocr: Any = import_module("faster_paddle").OcrEngine(model_size="small")
    except ImportError:
        decline("not installed: make benchmark-peers")
        return
    serve(f"{version('faster-paddle')}, PP-OCRv6 small", lambda path: _read(ocr, path))


def _read(ocr: Any, path: Path) -> str:
    text: str = ocr.ocr(path.read_bytes())["text"]
    return text


if __name__ == "__main__":
    main()
