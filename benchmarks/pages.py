"""Pages and their true text, from this repository or from a directory.

A directory holds `NAME.png|jpg|pdf` with the text a person reads in `NAME.txt`; the kind of a page is its name before
the first `_`.
"""

import random
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pymupdf
from PIL import Image

from local.samples import SAMPLES
from tests.support.pages.edition import make_page, publish
from tests.support.pages.sheets import print_sheet, sheet_kinds

SUFFIXES = (".png", ".jpg", ".jpeg", ".pdf")
DPI = 200
A4_POINTS = (595, 842)
A4_PIXELS = 1654 * 2339
# A picture this close to A4's pixels is not scaled, because scaling blurs.
NEAR = 0.02


@dataclass(frozen=True, slots=True)
class Sample:
    """A file, its true text, and pictures of its pages for programs that read no PDF."""

    name: str
    file: Path
    truth: str
    images: tuple[Path, ...]

    @property
    def kind(self) -> str:
        return self.name.split("_")[0]


@contextmanager
def collect_pages(directories: Sequence[Path]) -> Iterator[list[Sample]]:
    """Yield pages unchanged; without a directory, the generated pages of `tests/support/pages`."""
    with tempfile.TemporaryDirectory() as scratch:
        generated = Path(scratch) / "pages"
        if not directories:
            publish(generated)
        folders = directories or [generated]
        yield [sample for folder in folders for sample in find_samples(folder, Path(scratch))]


@contextmanager
def collect_scans(directories: Sequence[Path]) -> Iterator[list[Sample]]:
    """Yield pages as pictures of A4's size at 200 dpi.

    Without a directory, these are every A4 sheet of `tests/support/pages`, scanned, and the scans of `local/samples`.
    """
    with tempfile.TemporaryDirectory() as scratch:
        generated = Path(scratch) / "pages"
        if not directories:
            _publish_scans(generated)
        folders = directories or [generated]
        samples = [sample for folder in folders for sample in find_samples(folder, Path(scratch))]
        yield [
            replace(sample, images=tuple(_scale(image, Path(scratch)) for image in sample.images))
            for sample in samples
        ]


def choose(samples: list[Sample], limit: int | None) -> list[Sample]:
    """Choose this many at random, always the same ones."""
    if limit is None or limit >= len(samples):
        return samples
    return random.Random(0).sample(samples, limit)


def a4_kinds() -> list[str]:
    """The sheets of `tests/support/pages` that are A4, upright."""
    return [
        kind for kind in sheet_kinds() if tuple(map(round, print_sheet(kind).pdf[0].rect[2:])) == A4_POINTS
    ]


def _publish_scans(folder: Path) -> None:
    folder.mkdir()
    for kind in a4_kinds():
        page = make_page(f"{kind}_scan200")
        (folder / f"{page.name}.{page.suffix}").write_bytes(page.content)
        (folder / f"{page.name}.txt").write_text(page.truth, encoding="utf-8")
    for sample in SAMPLES:
        if sample.scanned:
            shutil.copy(sample.file, folder)
            shutil.copy(sample.truth, folder)


def find_samples(folder: Path, scratch: Path) -> Iterator[Sample]:
    """The samples of a directory, sorted by name; copies and pictures go to `scratch`."""
    # The process that opens files can read the temporary folder, but not a person's own directory.
    copies = Path(tempfile.mkdtemp(dir=scratch))
    for original in sorted(folder.iterdir()):
        truth = original.with_suffix(".txt")
        if original.suffix in SUFFIXES and truth.is_file():
            file = Path(shutil.copy(original, copies))
            images = tuple(_render(file, scratch)) if file.suffix == ".pdf" else (file,)
            yield Sample(file.stem, file, truth.read_text(encoding="utf-8"), images)


def _render(file: Path, scratch: Path) -> Iterator[Path]:
    with pymupdf.open(file) as pdf:
        for page in pdf:
            path = scratch / f"{file.stem}-{page.number}.png"
            page.get_pixmap(dpi=DPI).save(path)
            yield path


def _scale(file: Path, scratch: Path) -> Path:
    """The picture scaled to the number of pixels of A4 at 200 dpi, in its own proportions."""
    with Image.open(file) as image:
        scale = (A4_PIXELS / (image.width * image.height)) ** 0.5
        if abs(scale - 1) < NEAR:
            return file
        size = (round(image.width * scale), round(image.height * scale))
        scaled = scratch / f"{file.stem}-a4.jpg"
        image.convert("RGB").resize(size, Image.Resampling.LANCZOS).save(scaled, quality=95, dpi=(DPI, DPI))
        return scaled
