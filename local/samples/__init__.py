"""The sample documents that `make run` reads. Everything in them is invented.

`python -m local.samples` makes them again from `source/`. Each `NAME.EXT` has a ground truth `NAME.txt`: the
exact text in reading order, one line per paragraph or table row, cells separated by a space, with printed
list marks, without running headers and page numbers.
"""

from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Sample:
    """A document, its ground truth, and its properties. `language` is ISO 639-1."""

    name: str
    file: Path
    truth: Path
    media_type: str
    pages: int
    scanned: bool
    language: str


def _sample(file: str, media_type: str, pages: int, scanned: bool, language: str) -> Sample:
    path = FOLDER / file
    return Sample(path.stem, path, path.with_suffix(".txt"), media_type, pages, scanned, language)


SAMPLES: tuple[Sample, ...] = (
    _sample("contrato.pdf", "application/pdf", 2, True, "es"),
    _sample("factura.jpg", "image/jpeg", 1, True, "es"),
    _sample("memoria.pdf", "application/pdf", 10, False, "es"),
    _sample("letter.png", "image/png", 1, True, "en"),
)

# Neither question shares keywords with its answer: the fifth clause of the contract answers the first, a
# chapter of the annual report the second.
SEARCHES: tuple[str, ...] = (
    "¿Quién corre con los costes si se estropea la calefacción del piso?",
    "¿Cómo se ayuda a los ancianos que están solos en casa?",
)
