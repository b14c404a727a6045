"""`python -m benchmarks.confidence DIRECTORY ...`: fits the confidence of recognised pages to what was really lost.

Reads the pages of the directories, as in `benchmarks/real_pages.py`, the sheets of `tests/support/pages`, and damaged
copies of all of them, and writes function/reading/confidence.json and benchmarks/results/confidence.png. What it prints is
judged on kinds of pages that a fit has not seen. Run it again when recognition changes. `--keep FILE` saves the readings,
and a file that exists is fitted without reading again.
"""

import argparse
import json
import tempfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

import cv2

from benchmarks.command import run_command
from benchmarks.confidence_fit import Reading, fit, hold_out
from benchmarks.damage import DAMAGES, damage
from benchmarks.pages import Sample, find_samples
from benchmarks.real_pages import split_wear
from benchmarks.real_score import Score
from benchmarks.reliability import judge_flags, show_reliability
from benchmarks.reliability_curve import draw_curve
from function.reading.confidence import FITTED, count_unread
from tests.support.pages.edition import make_page
from tests.support.pages.sheets import sheet_kinds
from tests.support.reading import read_file
from tests.support.scoring import Counts, Kept, count_lost, plain

CURVE = Path(__file__).parent / "results" / "confidence.png"
# Damaged copies of each page that has no wear yet.
COPIES = 5


def main() -> None:
    arguments = _parse()
    if arguments.keep is not None and arguments.keep.exists():
        readings = _load(arguments.keep)
    else:
        readings = list(_read_all(arguments.directories))
        if arguments.keep is not None:
            arguments.keep.write_text(json.dumps([asdict(reading) for reading in readings]), "utf-8")
    scores = [_score(*found) for found in hold_out(readings)]
    print("\n".join((f"{len(readings)} pages", *judge_flags(scores), "", *show_reliability(scores))))
    FITTED.write_text(json.dumps(asdict(fit(readings)), indent=1) + "\n", "utf-8")
    draw_curve(scores, CURVE)


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("directories", nargs="*", type=Path)
    parser.add_argument("--keep", type=Path, help="where the readings are saved")
    return parser.parse_args()


def _load(file: Path) -> list[Reading]:
    return [
        Reading(**(saved | {"lines": tuple(map(tuple, saved["lines"]))}))
        for saved in json.loads(file.read_text("utf-8"))
    ]


def _read_all(directories: Sequence[Path]) -> Iterator[Reading]:
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        (scratch / "drawn").mkdir()
        for kind in sheet_kinds():
            page = make_page(f"{kind}_clean200")
            (scratch / "drawn" / f"{kind}.{page.suffix}").write_bytes(page.content)
            (scratch / "drawn" / f"{kind}.txt").write_text(page.truth, "utf-8")
        for directory in (*directories, scratch / "drawn"):
            for number, sample in enumerate(find_samples(directory, scratch)):
                yield from _read(sample, number, scratch)


def _read(sample: Sample, number: int, scratch: Path) -> Iterator[Reading]:
    """Read a picture and, unless it is a worn copy itself, damaged copies of it."""
    wear, name = split_wear(sample.name)
    pictures = [(sample.name, sample.images[0])]
    if not wear:
        for copy in range(COPIES):
            kind = list(DAMAGES)[(number + 2 * copy) % len(DAMAGES)]
            picture = scratch / f"{kind}.png"
            image = cv2.imread(str(sample.images[0]), cv2.IMREAD_COLOR)
            cv2.imwrite(str(picture), damage(image, kind, zlib.crc32(f"{kind}{name}".encode())))
            pictures.append((f"{kind}_{name}", picture))
    for title, picture in pictures:
        print(title, flush=True)
        reading = _read_picture(title, name.split("_")[0], picture, plain(sample.truth))
        if reading is not None:
            yield reading


def _read_picture(page: str, kind: str, picture: Path, truth: str) -> Reading | None:
    """Return the page as read; None if there was nothing to lose or nothing was found."""
    (read,) = read_file(picture, force_ocr=True)
    lines = tuple((len(line.text), line.confidence) for block in read.blocks for line in block.lines)
    lost = count_lost(truth, plain(read.text))
    if not lines or not lost.characters:
        return None
    return Reading(
        page=page,
        kind=kind,
        lines=lines,
        unread=count_unread(read.blocks),
        lost=lost.edits,
        characters=lost.characters,
        flagged=any(reason != "low_confidence" for reason in read.review_reasons),
    )


def _score(reading: Reading, confidence: float, flagged: bool) -> Score:
    lost = Counts(reading.lost, reading.characters)
    return Score(
        engine="",
        page=reading.page,
        wear="",
        from_text_layer=False,
        edits=lost,
        lost=lost,
        f1=0.0,
        kept=Kept(0, 0),
        seconds=0.0,
        confidence=confidence,
        flagged=flagged,
    )


if __name__ == "__main__":
    run_command(main)
