"""Correct text that looks like a misreading: no repair may change it.

`es.txt` is Spanish, `other.txt` is of the other languages and of programs. Some of it is only nearly right as people
write it, and stays so.
"""

from collections.abc import Iterator
from pathlib import Path

FOLDER = Path(__file__).parent


def read_clean_lines() -> Iterator[tuple[str, str]]:
    """Pairs of language (`es` or `other`) and line."""
    for path in sorted(FOLDER.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield path.stem, line
