"""A file of the zoo and its expected result."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.support.letter import LETTER

LETTER_TEXT = " ".join(LETTER)
# A recognised page may have a few errors; a text layer must be exact.
OCR_ERRORS = 0.02


@dataclass(frozen=True, slots=True)
class Animal:
    """`make` returns the file. Reading it either fails with the error `code` or finds the `texts`.

    There is one text per page, except in MIXED. `absent` must not be in it; `source` is where it comes from.
    """

    name: str
    make: Callable[[], bytes]
    code: str | None = None
    texts: tuple[str, ...] = ()
    source: str = "text_layer"
    absent: str | None = None
    error_rate: float = 0.0


def reads(name: str, make: Callable[[], bytes], *texts: str, absent: str | None = None) -> Animal:
    return Animal(name, make, texts=texts or (LETTER_TEXT,), absent=absent)


def recognises(name: str, make: Callable[[], bytes], *texts: str) -> Animal:
    return Animal(name, make, texts=texts or (LETTER_TEXT,), source="ocr", error_rate=OCR_ERRORS)
