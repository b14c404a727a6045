"""Imports without what only a person at a terminal needs."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def leave_out(*packages: str) -> Iterator[None]:
    """What is imported meanwhile finds that the packages are not installed; later imports get them."""
    absent = [name for name in packages if name not in sys.modules]
    # How Python marks what is not there.
    sys.modules.update(dict.fromkeys(absent))  # type: ignore[arg-type]
    try:
        yield
    finally:
        for name in absent:
            del sys.modules[name]
