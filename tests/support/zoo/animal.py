"""A file of the zoo, and what is to become of it."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.support.letter import LETTER

LETTER_TEXT = " ".join(LETTER)
# A little may be misread where a page is recognised; a text layer is exact.
OCR_ERRORS = 0.02


@dataclass(frozen=True, slots=True)
class Animal:
    """`make` gives the file. Either its reading ends with the error `code`, or each page has its `texts`.

    `absent` must not be read; `source` is where the text must come from.
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
