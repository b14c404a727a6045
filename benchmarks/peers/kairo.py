"""This project, as production reads: the reader with its models."""

from importlib.metadata import version
from pathlib import Path

from benchmarks.peers import serve
from tests.integration.paper import make_engine, read_file


def read(path: Path) -> str:
    return "\n\n".join(page.text for page in read_file(path))


if __name__ == "__main__":
    make_engine()
    serve(f"PP-OCRv6 small, ONNX Runtime {version('onnxruntime')}", read)
