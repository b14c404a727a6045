"""`python -m benchmarks.fields [DIRECTORY]`: which fields are read correctly, by field and rendering.

A directory holds `files/` and `truth/` (the form is described in `docs/fields.md`). Without one the invented papers of
`tests/support/field_papers` are read. Every file is read by the real reader; only the extraction is timed.
"""

import argparse
import json
import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from benchmarks.command import run_command
from benchmarks.report import describe_machine, draw_table
from function.document.fields import fields_to_json
from function.fields.extraction import extract_fields
from tests.support.field_scoring import EXTRA, FieldScore, Judged
from tests.support.field_set import write_set
from tests.support.reading import read_file

# Bounds of the groups of confidences whose shares of right values are compared.
GROUPS = (0.0, 0.8, 0.9, 0.95, 1.01)
KINDS = ("pdf", "clean", "scan", "photo")


def main() -> None:
    arguments = _parse()
    with tempfile.TemporaryDirectory() as folder:
        directory = arguments.directory
        if directory is None:
            directory = Path(folder) / "papers"
            write_set(directory)
        scores = measure(directory, Path(folder))
    print("\n".join(write_report(scores, show_errors=arguments.errors)))


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("directory", nargs="?", type=Path)
    parser.add_argument("--errors", action="store_true", help="list every wrong and invented value")
    return parser.parse_args()


def measure(directory: Path, room: Path) -> dict[str, FieldScore]:
    """The scores by kind of rendering; files are read from `room`, where the reader's process may look."""
    scores: dict[str, FieldScore] = {}
    for path in sorted((directory / "truth").glob("*.json")):
        truth = json.loads(path.read_text("utf-8"))
        for rendering in truth["files"]:
            file = Path(shutil.copyfile(directory / "files" / rendering["file"], room / rendering["file"]))
            pages = read_file(file)
            file.unlink()
            started = time.perf_counter()
            fields = extract_fields(pages)
            seconds = time.perf_counter() - started
            kind = rendering["kind"]
            score = scores.setdefault(kind, FieldScore())
            score.add(file.name, fields_to_json(fields), truth, boxes=kind == "pdf", seconds=seconds)
    return dict(sorted(scores.items(), key=lambda item: KINDS.index(item[0])))


def write_report(scores: dict[str, FieldScore], *, show_errors: bool = False) -> Iterator[str]:
    yield describe_machine()
    for kind, score in scores.items():
        yield f"\n## {kind}: {score.documents} documents\n"
        yield f"Type: {_share(score.types_right / score.documents)} right. "
        yield f"Extraction: {1000 * score.seconds / score.documents:.0f} ms a document.\n"
        head = ("field", "n", "right", "wrong", "invented", "abstained", "precision", "recall", "boxes right")
        yield from draw_table(head, _rows(score))
        yield "\nConfidence and what is right of it:\n"
        yield from draw_table(("confidence", "given", "right"), _reliability(score.judged))
        if show_errors:
            yield from ("", *(f"- {error}" for error in score.errors))
    yield f"\n\\* beyond the required fields ({', '.join(EXTRA)}): not in the sum, nor are lists, which count by line."


def _rows(score: FieldScore) -> Iterator[tuple[str, ...]]:
    named = [(field + "\\*" * (field in EXTRA), tally) for field, tally in sorted(score.fields.items())]
    for name, tally in [*named, ("all single fields", score.total())]:
        abstained = max(0, tally.wanted - tally.right - tally.wrong)
        counts = tally.wanted, tally.right, tally.wrong, tally.invented, abstained
        boxes = f"{tally.boxes_right} / {tally.boxes}"
        yield name, *map(str, counts), _share(tally.precision), _share(tally.recall), boxes


def _reliability(judged: Sequence[Judged]) -> Iterator[tuple[str, str, str]]:
    for low, high in pairwise(GROUPS):
        group = [value.right for value in judged if low <= value.confidence < high]
        right = sum(group) / len(group) if group else None
        yield f"{low:.2f} to {min(high, 1):.2f}", str(len(group)), _share(right)


def _share(value: float | None) -> str:
    return "–" if value is None else f"{100 * value:.1f} %"


if __name__ == "__main__":
    run_command(main)
