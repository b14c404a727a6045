"""The documents `make run` reads to show what the function does. All of it is invented.

`python -m local.samples` makes them anew from `source/`. Beside each `NAME.EXT` lies `NAME.txt`,
the exact text a person reads, in reading order: one line a paragraph or table row, cells separated
by a blank, printed list marks kept, running headers and page numbers left out.
"""

from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Sample:
    """A document, its ground truth, and what is known about it. `language` is ISO 639-1."""

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

# Neither question shares its key words with the passage that answers it: the first is answered by
# the fifth clause of the contract, the second by a chapter of the annual report.
SEARCHES: tuple[str, ...] = (
    "¿Quién corre con los costes si se estropea la calefacción del piso?",
    "¿Cómo se ayuda a los ancianos que están solos en casa?",
)
