"""`python -m benchmarks.repair [DIRECTORY ...]`: what each repair rule does to recognised and to correct text.

Recognised text comes from the generated pages and the given directories (`NAME.png|jpg` with `NAME.txt`), block by
block, straight from the recogniser; a rule helps if it brings a block closer to the truth. Correct text is the truth of
these pages and `tests/support/clean_text`, line by line; there every change hurts.
"""

import argparse
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from benchmarks.command import run_command
from benchmarks.report import write_result
from function.document.pages import Block
from function.reading.layout.hyphens import CELL, NEW_LINE, RUN_ON
from function.reading.repair import catalan, signs, spanish
from function.reading.repair.rules import Rule
from tests.support.clean_text import read_clean_lines
from tests.support.pages.edition import publish
from tests.support.reading import read_file

SUFFIXES = (".png", ".jpg")
# A block that differs too much from the page says nothing about a rule.
MIN_LIKENESS = 85
# Characters of truth to include around a block, which may have lost characters at its ends.
MARGIN = 4


@dataclass(frozen=True, slots=True)
class Passage:
    """`truth` is None if `text` is what it should be."""

    text: str
    language: str
    truth: str | None = None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("directories", nargs="*", type=Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        publish(Path(scratch))
        folders = [Path(scratch), *arguments.directories]
        recognised = [passage for folder in folders for passage in _recognise(folder)]
    print(write_result("repair.md", _report(recognised, list(_correct_passages(recognised)))))


def _recognise(folder: Path) -> Iterator[Passage]:
    for file in sorted(folder.iterdir()):
        if file.suffix not in SUFFIXES:
            continue
        truth = file.with_suffix(".txt").read_text(encoding="utf-8")
        for page in read_file(file):
            for block in page.blocks:
                yield Passage(_raw_text(block), page.language, truth)


def _raw_text(block: Block) -> str:
    """The recogniser's text of a block, joined with the separators that a repair sees."""
    text = block.lines[0].raw_text if block.lines else ""
    for above, below in pairwise(block.lines):
        beside = below.box[1] < (above.box[1] + above.box[3]) / 2
        runs_on = block.kind in ("paragraph", "title")
        text += (CELL if beside else RUN_ON if runs_on else NEW_LINE) + below.raw_text
    return text


def _correct_passages(recognised: Iterable[Passage]) -> Iterator[Passage]:
    for truth, language in {(passage.truth, passage.language) for passage in recognised}:
        for line in (truth or "").splitlines():
            yield Passage(line, language)
    for language, line in read_clean_lines():
        yield Passage(line, language)


def _report(recognised: Sequence[Passage], correct: Sequence[Passage]) -> list[str]:
    lines = [
        "# Repair of signs",
        "",
        f"{len(recognised)} recognised blocks, {len(correct)} correct lines. Counts are blocks and lines.",
        "",
        "| rule | fired | helped | hurt | correct text changed |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    for language, rules in ((None, signs.RULES), ("es", spanish.RULES), ("ca", catalan.RULES)):
        counts = _count(rules, language, recognised)
        changed = _count(rules, language, correct)
        for name in dict.fromkeys(rule.name for rule in rules):
            tally = [counts[name, outcome] for outcome in ("fired", "helped", "hurt")]
            cells = [*tally, changed[name, "fired"]]
            lines.append(f"| {name} | " + " | ".join(str(cell) for cell in cells) + " |")
    return lines


def _count(
    rules: Sequence[Rule], language: str | None, passages: Iterable[Passage]
) -> Counter[tuple[str, str]]:
    """How often each rule fired, helped and hurt; `language` None means the rules for every language."""
    counts: Counter[tuple[str, str]] = Counter()
    for passage in passages:
        if language not in (None, passage.language):
            continue
        text = passage.text
        for rule in rules:
            repaired = rule.apply(text)
            if repaired != text:
                counts[rule.name, "fired"] += 1
                counts[rule.name, _judge(passage, text, repaired)] += 1
            text = repaired
    return counts


def _judge(passage: Passage, before: str, after: str) -> str:
    if passage.truth is None:
        return "hurt"
    place = _find_place(before, passage.truth)
    if place is None:
        return "unknown"
    gain = _distance(place, before) - _distance(place, after)
    return "helped" if gain > 0 else "hurt" if gain < 0 else "neutral"


def _find_place(text: str, truth: str) -> str | None:
    """The part of the truth that the text was read from."""
    flat = " ".join(truth.split())
    found = fuzz.partial_ratio_alignment(" ".join(text.split()), flat, score_cutoff=MIN_LIKENESS)
    if found is None:
        return None
    return flat[max(0, found.dest_start - MARGIN) : found.dest_end + MARGIN]


def _distance(place: str, text: str) -> int:
    return Levenshtein.distance(place, " ".join(text.split()))


if __name__ == "__main__":
    run_command(main)
