"""`python -m benchmarks.accuracy [DIRECTORY ...]`: how accurately pages are read, compared with other programs.

Without a directory the generated pages of `tests/support/pages` are read. A directory holds `NAME.png|jpg|pdf` with the
text a person reads in `NAME.txt`; the kind of a page is its name before the first `_`.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

from benchmarks.accuracy_table import Score, write_report
from benchmarks.command import run_command
from benchmarks.pages import Sample, choose, collect_pages
from benchmarks.peers import PEERS, Peer, PeerMissingError, RunningPeer
from tests.support.scoring import Counts, bag_of_words_f1, count_edits

# The others are the same programs with other settings.
ENGINES = ("kairo", "paddleocr", "rapidocr", "tesseract")


def main() -> None:
    arguments = _parse()
    with collect_pages(arguments.directories) as samples:
        chosen = choose(samples, arguments.limit)
        versions: dict[str, str] = {}
        scores: list[Score] = []
        for name in arguments.engines:
            print(f"{PEERS[name].title} …", flush=True)
            versions[PEERS[name].title], found = _measure(PEERS[name], chosen)
            scores += found
            # Written after each engine, so that an interrupted run keeps its results.
            report = write_report(versions, scores)
    print(report)


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("directories", nargs="*", type=Path)
    parser.add_argument("--engines", nargs="+", choices=list(PEERS), default=list(ENGINES))
    parser.add_argument(
        "--limit", type=int, help="read only this many pages, chosen at random with a fixed seed"
    )
    return parser.parse_args()


def _measure(peer: Peer, samples: Sequence[Sample]) -> tuple[str, list[Score]]:
    """Return the peer's version, or why it is missing, and its scores."""
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
    run_command(main)
