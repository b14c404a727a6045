"""`python -m benchmarks.memory [PAGES]`: the function's memory over many pages of different sizes.

Measures the whole function over HTTP: gunicorn, its worker with all models, and the process that opens files. Settings
come from the environment. Pages are crops of the generated sheets in different sizes; all are recognised and embedded.
"""

import argparse
import io
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter
from typing import Any

import psutil
import pymupdf
from PIL import Image

from benchmarks.command import run_command
from benchmarks.gauge import MemoryGauge
from benchmarks.pages import a4_kinds
from benchmarks.report import describe_machine, draw_table, judge, write_result
from benchmarks.stack import run_benchmark_stack
from function.machine.memory import MEGABYTE
from local.memory import peak_of
from tests.support.pages.edition import make_page
from tests.support.running import INSTANCE, Running

PAGES = 2000
PAGES_A_DOCUMENT = 10
WEARS = ("scan200", "photo")
# The part of a sheet's width and height that is kept, its scale, and the resolution the file claims.
SHARE, SCALE, DPI = (0.3, 1.0), (0.5, 1.5), (150, 300)
MAX_PEAK_MB = 1300
MAX_GROWTH = 3
LOOK_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class Mark:
    """After a document: the pages so far, the worker's memory and peak in MB, and the document's seconds per page."""

    pages: int
    worker: int
    resident: float
    highest: float
    seconds: float


def main() -> None:
    arguments = _parse()
    sheets = [_open_sheet(f"{kind}_{wear}") for kind in a4_kinds() for wear in WEARS]
    with (
        run_benchmark_stack(dispatched=False) as running,
        MemoryGauge(running.stack.functions[INSTANCE].pid, every=LOOK_SECONDS) as gauge,
    ):
        marks = list(_read_documents(running, sheets, arguments.pages))
    print(write_result("memory.md", _report(marks, gauge.peak)))


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", nargs="?", type=int, default=PAGES)
    return parser.parse_args()


def _open_sheet(name: str) -> Image.Image:
    return Image.open(io.BytesIO(make_page(name).content)).convert("RGB")


def _read_documents(running: Running, sheets: Sequence[Image.Image], pages: int) -> Iterator[Mark]:
    chance = random.Random(0)
    for first in range(0, pages, PAGES_A_DOCUMENT):
        content = _draw_document(chance, sheets)
        document = running.insert(running.upload(f"{first}.pdf", content))
        started = perf_counter()
        running.process(document, wait=True).raise_for_status()
        seconds = (perf_counter() - started) / PAGES_A_DOCUMENT
        worker = running.worker_pid(INSTANCE)
        resident = psutil.Process(worker).memory_info().rss / MEGABYTE
        mark = Mark(first + PAGES_A_DOCUMENT, worker, resident, peak_of(worker), seconds)
        print(f"page {mark.pages:5}: {mark.resident:.0f} MB, highest {mark.highest:.0f} MB", flush=True)
        yield mark


def _draw_document(chance: random.Random, sheets: Sequence[Image.Image]) -> bytes:
    """A PDF of pictures only, no two of the same size."""
    pdf: Any = pymupdf.open()
    for _ in range(PAGES_A_DOCUMENT):
        piece = _cut_piece(chance, chance.choice(sheets))
        points = 72 / chance.uniform(*DPI)
        page = pdf.new_page(width=piece.width * points, height=piece.height * points)
        buffer = io.BytesIO()
        piece.save(buffer, "JPEG", quality=85)
        page.insert_image(page.rect, stream=buffer.getvalue())
    content: bytes = pdf.tobytes()
    return content


def _cut_piece(chance: random.Random, sheet: Image.Image) -> Image.Image:
    width, height = (round(side * chance.uniform(*SHARE)) for side in sheet.size)
    left, top = chance.randint(0, sheet.width - width), chance.randint(0, sheet.height - height)
    scale = chance.uniform(*SCALE)
    return sheet.crop((left, top, left + width, top + height)).resize(
        (round(width * scale), round(height * scale)), Image.Resampling.BICUBIC
    )


def _report(marks: Sequence[Mark], peak: float) -> Iterator[str]:
    tenth = max(1, len(marks) // 10)
    workers = len({mark.worker for mark in marks})
    yield "# Memory"
    yield ""
    yield f"{describe_machine()} {marks[-1].pages} pages of different sizes, {PAGES_A_DOCUMENT} a document."
    yield f"Resident memory of the worker when a document is done; {workers} worker(s) one after the other."
    yield ""
    rows = (_row(marks[first : first + tenth]) for first in range(0, len(marks), tenth))
    yield from draw_table(["to page", "MB, median", "MB, highest so far", "s a page"], rows)
    yield ""
    early, late = (
        median(mark.resident for mark in part) for part in (marks[tenth : 2 * tenth] or marks, marks[-tenth:])
    )
    yield judge("peak of the function and all its processes", peak, MAX_PEAK_MB, unit=" MB")
    yield judge(
        f"growth from pages after {marks[tenth - 1].pages} to the last, each a tenth of all",
        100 * (late / early - 1),
        MAX_GROWTH,
        unit=" %",
    )


def _row(marks: Sequence[Mark]) -> list[str]:
    return [
        f"{marks[-1].pages}",
        f"{median(mark.resident for mark in marks):.0f}",
        f"{max(mark.highest for mark in marks):.0f}",
        f"{median(mark.seconds for mark in marks):.2f}",
    ]


if __name__ == "__main__":
    run_command(main)
