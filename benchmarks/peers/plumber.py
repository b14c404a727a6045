"""pdfplumber's text as installed."""

from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks.peers import decline, serve


def main() -> None:
    try:
        plumber: Any = import_module("pdfplumber")
    except ImportError:
        decline("not installed: make benchmark-peers")
        return

    def read(path: Path) -> str:
        with plumber.open(path) as pdf:
            return "\n\n".join(page.extract_text() for page in pdf.pages)

    serve(version("pdfplumber"), read)


if __name__ == "__main__":
    main()
