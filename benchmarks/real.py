"""`python -m benchmarks.real DIRECTORY ...`: how well pages that others made are read, beside other programs.

What a directory holds is described in `benchmarks/real_pages.py`; `--together` names further directories with units.
PDFs with a text layer are compared with programs that read text layers, everything else with programs that recognise
pictures. The report is only printed, because papers name persons and firms.
"""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.command import run_command
from benchmarks.peers import LAYER_PEERS, PEERS, Peer, PeerMissingError, RunningPeer
from benchmarks.real_pages import RealPage, collect_real_pages
from benchmarks.real_score import Score
from benchmarks.real_table import write_report
from tests.support.scoring import bag_of_words_f1, count_edits_of_best, count_kept, count_lost, plain

# The others are the same programs with other settings.
PICTURE_ENGINES = ("kairo", "paddleocr", "rapidocr", "tesseract")
LAYER_ENGINES = ("kairo", *LAYER_PEERS)
ENGINES = PEERS | LAYER_PEERS


def main() -> None:
    arguments = _parse()
    with collect_real_pages(arguments.directories, arguments.together) as pages:
        if not pages:
            raise SystemExit(
                "No page with its text beside it was found: benchmarks/real_pages.py says how they are named."
            )
        versions: dict[str, str] = {}
        scores: list[Score] = []
        for name in arguments.engines:
            chosen = [page for page in pages if name in _engines_for(page)]
            if chosen:
                print(f"{ENGINES[name].title} …", flush=True)
                versions[ENGINES[name].title] = _measure(ENGINES[name], chosen, scores)
    print("\n".join(write_report(versions, scores)))


def _parse() -> argparse.Namespace:
    engines = list(dict.fromkeys((*PICTURE_ENGINES, *LAYER_ENGINES)))
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("directories", nargs="+", type=Path)
    parser.add_argument("--together", nargs="+", type=Path, default=[], help="directories of NAME.blocks.txt")
    parser.add_argument("--engines", nargs="+", choices=engines, default=engines)
    return parser.parse_args()


def _engines_for(page: RealPage) -> Sequence[str]:
    return LAYER_ENGINES if page.has_text_layer else PICTURE_ENGINES


def _measure(peer: Peer, pages: Sequence[RealPage], scores: list[Score]) -> str:
    """Add the peer's scores; return its version, or why it is missing. Those before it failed are kept."""
    try:
        with RunningPeer(peer) as running:
            scores.extend(_score_pages(peer, running, pages))
            return running.version
    except PeerMissingError as missing:
        return f"skipped, {missing}"


def _score_pages(peer: Peer, running: RunningPeer, pages: Sequence[RealPage]) -> Iterator[Score]:
    for page in pages:
        sample = page.sample
        reading = running.read((sample.file,) if peer.reads_pdf else sample.images)
        text = plain(reading.text)
        yield Score(
            engine=peer.title,
            page=sample.name,
            wear=page.wear,
            from_text_layer=page.has_text_layer,
            edits=count_edits_of_best(page.orders, text),
            lost=count_lost(page.orders[0], text),
            f1=bag_of_words_f1(page.orders[0], text),
            kept=count_kept(page.units, reading.text),
            seconds=reading.seconds,
            confidence=reading.confidence,
            flagged=reading.flagged,
        )


if __name__ == "__main__":
    run_command(main)
