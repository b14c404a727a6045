"""`python -m benchmarks.accuracy [DIRECTORY ...]`: how well pages are read, beside other programs.

Without a directory the generated pages of `tests/pages` are read. A directory holds `NAME.png|jpg|pdf` with the
text a person reads in `NAME.txt`; the kind of a page is its name before the first `_`.
"""

import argparse
import random
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pymupdf

from benchmarks.accuracy_table import Score, write_report
from benchmarks.peers import PEERS, Peer, PeerMissingError, RunningPeer
from tests.pages.edition import publish
from tests.scoring import Counts, bag_of_words_f1, count_edits

SUFFIXES = (".png", ".jpg", ".jpeg", ".pdf")
PEER_DPI = 200


@dataclass(frozen=True, slots=True)
class Sample:
    """A file, its truth, and the pictures of its pages for those who read no PDF."""

    name: str
    file: Path
    truth: str
    images: tuple[Path, ...]

    @property
    def kind(self) -> str:
        return self.name.split("_")[0]


def main() -> None:
    arguments = _parse()
    with _collect(arguments.directories) as samples:
        chosen = _choose(samples, arguments.limit)
        versions: dict[str, str] = {}
        scores: list[Score] = []
        for name in arguments.engines:
            print(f"{PEERS[name].title} …", flush=True)
            versions[PEERS[name].title], found = _measure(PEERS[name], chosen)
            scores += found
            # After each, so that a run that is stopped leaves what it has.
            report = write_report(versions, scores)
    print(report)


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("directories", nargs="*", type=Path)
    parser.add_argument("--engines", nargs="+", choices=list(PEERS), default=list(PEERS))
    parser.add_argument("--limit", type=int, help="read only so many pages, drawn by chance, always the same")
    return parser.parse_args()


@contextmanager
def _collect(directories: Sequence[Path]) -> Iterator[list[Sample]]:
    with tempfile.TemporaryDirectory() as scratch:
        generated = Path(scratch) / "pages"
        if not directories:
            publish(generated)
        folders = directories or [generated]
        yield [sample for folder in folders for sample in _samples(folder, Path(scratch))]


def _samples(folder: Path, scratch: Path) -> Iterator[Sample]:
    for file in sorted(folder.iterdir()):
        truth = file.with_suffix(".txt")
        if file.suffix in SUFFIXES and truth.is_file():
            images = tuple(_render(file, scratch)) if file.suffix == ".pdf" else (file,)
            yield Sample(file.stem, file, truth.read_text(encoding="utf-8"), images)


def _render(file: Path, scratch: Path) -> Iterator[Path]:
    with pymupdf.open(file) as pdf:
        for page in pdf:
            path = scratch / f"{file.stem}-{page.number}.png"
            page.get_pixmap(dpi=PEER_DPI).save(path)
            yield path


def _choose(samples: list[Sample], limit: int | None) -> list[Sample]:
    if limit is None or limit >= len(samples):
        return samples
    return random.Random(0).sample(samples, limit)


def _measure(peer: Peer, samples: Sequence[Sample]) -> tuple[str, list[Score]]:
    """The peer's version, or why it is missing, and its scores."""
    try:
        with RunningPeer(peer) as running:
            return running.version, [_score(peer, running, sample) for sample in samples]
    except PeerMissingError as missing:
        return f"skipped, {missing}", []


def _score(peer: Peer, running: RunningPeer, sample: Sample) -> Score:
    reading = running.read((sample.file,) if peer.reads_pdf else sample.images)
    edits: Counts = count_edits(sample.truth, reading.text)
    f1 = bag_of_words_f1(sample.truth, reading.text)
    return Score(peer.title, sample.name, sample.kind, edits, f1, reading.seconds / len(sample.images))


if __name__ == "__main__":
    main()
