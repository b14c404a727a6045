"""`python -m benchmarks.tables [SEEDS]`: correct cells, by kind of table and condition of the page.

A cell is correct when its row, column, spans and text are; tables found where there is none count as `+n`. Pages come from
`tests/support/table_pages.py`, wear from `local/samples/wear.py`; all are read by the real reader.
"""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.table import Table as Printout

from benchmarks.command import run_command
from tests.support.reading import read_file
from tests.support.table_pages import KINDS, draw_page
from tests.support.table_scoring import TableScore, score_tables
from tests.support.worn_table_pages import CONDITIONS, save_page

SEEDS = 3


def main() -> None:
    seeds = int(sys.argv[1]) if len(sys.argv) > 1 else SEEDS
    printout = Printout("page", *CONDITIONS, title=f"cells right / cells, {seeds} pages each")
    totals = dict.fromkeys(CONDITIONS, TableScore())
    for kind, scores in measure(seeds):
        printout.add_row(kind, *(_describe(scores[condition]) for condition in CONDITIONS))
        totals = {condition: totals[condition] + scores[condition] for condition in CONDITIONS}
    shares = (f"{_describe(score)}  {100 * score.share:.1f} %" for score in totals.values())
    printout.add_row("all", *shares, style="bold")
    Console(width=120).print(printout)


def measure(seeds: int) -> Iterator[tuple[str, dict[str, TableScore]]]:
    """The score of each kind of page under each condition."""
    with tempfile.TemporaryDirectory() as folder:
        for kind in KINDS:
            scores = dict.fromkeys(CONDITIONS, TableScore())
            for seed in range(1, seeds + 1):
                page = draw_page(kind, seed)
                for condition in CONDITIONS:
                    (read,) = read_file(save_page(page, condition, Path(folder)))
                    found = [block.table for block in read.blocks if block.table is not None]
                    scores[condition] += score_tables(page.tables, found)
            yield kind, scores


def _describe(score: TableScore) -> str:
    extra = f" +{score.extra}" if score.extra else ""
    return f"{score.right} / {score.cells}{extra}"


if __name__ == "__main__":
    run_command(main)
