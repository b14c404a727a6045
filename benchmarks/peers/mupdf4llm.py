"""pymupdf4llm's Markdown with its layout model, without the marks, so that only words are compared."""

import re
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks.peers import decline, serve

# Comments about pictures, line breaks in cells, tables' rules and bars, and the marks of headings and emphasis.
MARKS = re.compile(
    r"<!--.*?-->|<br>|^\|(?:[-:]+\|)+$|\||^#+ |\*\*|~~|(?<!\w)_(?=\S)|(?<=\S)_(?!\w)", re.MULTILINE
)


def main() -> None:
    try:
        mupdf: Any = import_module("pymupdf4llm")
    except ImportError:
        decline("not installed: make benchmark-peers")
        return

    def read(path: Path) -> str:
        return MARKS.sub(" ", mupdf.to_markdown(str(path), use_ocr=False, show_progress=False))

    serve(version("pymupdf4llm"), read)


if __name__ == "__main__":
    main()
