"""Logging as it was before a test."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import structlog


@contextmanager
def logging_put_back() -> Iterator[None]:
    """Undoes what is configured meanwhile, such as a handler that writes to the output of a test that has ended."""
    root, before = logging.getLogger(), structlog.get_config()
    level, handlers = root.level, root.handlers[:]
    try:
        yield
    finally:
        structlog.configure(**before)
        root.setLevel(level)
        root.handlers[:] = handlers
