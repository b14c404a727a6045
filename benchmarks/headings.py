"""`python -m benchmarks.headings DIRECTORY`: headings found and right in documents marked by hand.

Beside each `NAME.pdf` is `NAME.headings.txt`: a heading a line, in order, on one line however it is set. A line that
begins with `? ` may be a heading or not and does not count. A heading is found when a title has its whole text and
nothing else; a title may also join headings that follow each other.
"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from unicodedata import normalize

from rich.console import Console
from rich.table import Table as Printout

from benchmarks.command import run_command
from function.reading.assembly import assemble
from tests.support.reading import read_file

# Spaces and signs are not compared, and a letter may be misread.
ALIKE = 0.95
# At most this many headings are set as one.
JOINED = 3


@dataclass(frozen=True, slots=True)
class HeadingScore:
    """`found` of `marked` headings, and `right` of `titles`."""

    marked: int
    found: int
    titles: int
    right: int
    missed: tuple[str, ...]
    wrong: tuple[str, ...]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("directory", type=Path, help="PDFs with NAME.headings.txt beside them")
    parser.add_argument("--list", action="store_true", help="print what was missed and what is wrong")
    arguments = parser.parse_args()
    printout = Printout("document", "found", "right")
    scores = []
    for name, score in measure(arguments.directory):
        printout.add_row(name, *_describe(score.found, score.marked, score.right, score.titles))
        scores.append(score)
        if arguments.list:
            print(
                "\n".join(
                    [
                        *(f"{name} - {text}" for text in score.missed),
                        *(f"{name} + {text}" for text in score.wrong),
                    ]
                )
            )
    totals = (
        sum(getattr(score, name) for score in scores) for name in ("found", "marked", "right", "titles")
    )
    printout.add_row("all", *_describe(*totals), style="bold")
    Console(width=120).print(printout)


def measure(directory: Path) -> Iterator[tuple[str, HeadingScore]]:
    for marks in sorted(directory.glob("*.headings.txt")):
        name = marks.name.removesuffix(".headings.txt")
        whole = assemble(read_file(directory / f"{name}.pdf"), default_language="es")
        titles = [block.text for page in whole.pages for block in page.blocks if block.kind == "title"]
        yield name, score_headings(marks.read_text().splitlines(), titles)


def score_headings(marks: Sequence[str], titles: Sequence[str]) -> HeadingScore:
    """Return how many headings are found; `marks` are the lines of a file of headings."""
    open_marks = [mark for mark in marks if mark.strip()]
    marked = sum(not mark.startswith("?") for mark in open_marks)
    found = right = counted = 0
    wrong = []
    for title in titles:
        place = _find(title, open_marks)
        if place is None:
            counted += 1
            wrong.append(title)
            continue
        meant = [mark for mark in open_marks[place] if not mark.startswith("?")]
        del open_marks[place]
        found += len(meant)
        counted += bool(meant)
        right += bool(meant)
    missed = tuple(mark for mark in open_marks if not mark.startswith("?"))
    return HeadingScore(marked, found, counted, right, missed, tuple(wrong))


def _find(title: str, marks: Sequence[str]) -> slice | None:
    """Return the place of the headings that the title is, if it is any."""
    text = _plain(title)
    places = (slice(at, at + count) for count in range(1, JOINED + 1) for at in range(len(marks) - count + 1))
    return next((place for place in places if _is_alike(text, "".join(map(_plain, marks[place])))), None)


def _is_alike(text: str, other: str) -> bool:
    return text == other or SequenceMatcher(None, text, other, autojunk=False).ratio() > ALIKE


def _plain(text: str) -> str:
    return "".join(character for character in normalize("NFKC", text.lower()) if character.isalnum())


def _describe(found: int, marked: int, right: int, titles: int) -> tuple[str, str]:
    return f"{found} / {marked}{_share(found, marked)}", f"{right} / {titles}{_share(right, titles)}"


def _share(part: int, whole: int) -> str:
    return f"  {100 * part / whole:.0f} %" if whole else ""


if __name__ == "__main__":
    run_command(main)
