"""Correct text that looks like a misreading: no repair may change it.

`es.txt` is Spanish; `other.txt` is in other languages and programming languages. Some lines are not quite
correct, as people write, and must stay that way.
"""

from collections.abc import Iterator
from pathlib import Path

FOLDER = Path(__file__).parent


def read_clean_lines() -> Iterator[tuple[str, str]]:
    """Yields pairs of language (`es` or `other`) and line."""
    for path in sorted(FOLDER.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield path.stem, line
