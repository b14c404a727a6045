"""Pages that others made, with what a person reads on them, for `benchmarks.real`.

A directory holds `NAME.png|jpg|pdf` and the text in `NAME.txt`; `NAME.o1.txt`, `NAME.o2.txt` and so on are other right
orders of it. `NAME.blocks.txt`, there or in another directory, lists what a person sees as units, separated by blank
lines. A worn copy is called `WEAR_NAME` and has the units of `NAME`.
"""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pymupdf

from benchmarks.pages import Sample, find_samples
from tests.support.scoring import plain

WEARS = ("q40", "skew", "phone", "crumple", "fax", "dpi96", "whatsapp")


@dataclass(frozen=True, slots=True)
class RealPage:
    """A file with the `orders` in which it may be read, the first as it is printed, and its marked `units`, if any.

    `wear` is empty for a page as it is. `has_text_layer` is true for a PDF of which every page has text.
    """

    sample: Sample
    orders: tuple[str, ...]
    units: tuple[str, ...]
    wear: str
    has_text_layer: bool


@contextmanager
def collect_real_pages(directories: Sequence[Path], marked: Sequence[Path]) -> Iterator[list[RealPage]]:
    """Yield the pages of all directories; units are looked for in a page's own directory first, then in `marked`."""
    with tempfile.TemporaryDirectory() as scratch:
        yield [
            _describe(sample, folder, (folder, *marked))
            for folder in directories
            for sample in find_samples(folder, Path(scratch))
        ]


def split_wear(name: str) -> tuple[str, str]:
    """The wear that a file's name begins with, or nothing, and the name of the page."""
    first, _, rest = name.partition("_")
    return (first, rest) if first in WEARS and rest else ("", name)


def _describe(sample: Sample, folder: Path, marked: Sequence[Path]) -> RealPage:
    wear, name = split_wear(sample.name)
    others = sorted(folder.glob(f"{sample.name}.o*.txt"))
    texts = (sample.truth, *(other.read_text(encoding="utf-8") for other in others))
    return RealPage(
        sample=sample,
        orders=tuple(map(plain, texts)),
        units=_read_units(f"{name}.blocks.txt", marked),
        wear=wear,
        has_text_layer=_has_text_layer(sample.file),
    )


def _read_units(name: str, folders: Sequence[Path]) -> tuple[str, ...]:
    for folder in folders:
        if (folder / name).is_file():
            return tuple((folder / name).read_text(encoding="utf-8").split("\n\n"))
    return ()


def _has_text_layer(file: Path) -> bool:
    if file.suffix != ".pdf":
        return False
    with pymupdf.open(file) as pdf:
        return all(page.get_text().strip() for page in pdf)
