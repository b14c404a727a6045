"""What holds for every test."""

from collections.abc import Iterator

import pytest

from tests.support.logs import logging_put_back


@pytest.fixture(autouse=True)
def _logging_put_back() -> Iterator[None]:
    """`configure_logging` is for a whole process, and an application that a test creates calls it."""
    with logging_put_back():
        yield
