"""Checks whether memory or time per page grow over a document of 300 pages.

`python -m benchmarks.long_document [PAGES]`, 50 or more. Every third page is a scan of noise without letters,
so that recognition (the real engine) detects and reads next to nothing; the others have a text layer. The exit code is 1
if either process uses more than 5 % more memory at the end than at page 50.
"""

import io
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import psutil
import pymupdf
from PIL import Image

from benchmarks.command import run_command
from function.reading.reader import Reader
from tests.support.letter import A4, LETTER
from tests.support.reading import make_engine, make_settings

PAGES = 300
MARK = 50
MAX_GROWTH = 0.05
SCAN_EVERY = 3
SCAN_SIZE = (300, 424)
MEGABYTE = 2**20


def draw(pages: int) -> bytes:
    """Typed pages, and scans with different noise on each."""
    pdf = pymupdf.open()
    for number in range(pages):
        page = pdf.new_page(width=A4[0], height=A4[1])
        if number % SCAN_EVERY == 0:
            buffer = io.BytesIO()
            Image.effect_noise(SCAN_SIZE, 12).point(lambda value: min(255, value + 110)).save(buffer, "JPEG")
            page.insert_image(page.rect, stream=buffer.getvalue())
        else:
            for row, line in enumerate(LETTER * 5):
                page.insert_text((60, 80 + 28 * row), f"{number}.{row} {line}", fontsize=11)
    return bytes(pdf.tobytes(deflate=True))


def resident(process: psutil.Process) -> float:
    return float(process.memory_info().rss) / MEGABYTE


def main(pages: int) -> int:
    if pages < MARK:
        sys.exit(f"PAGES must be {MARK} or more, because memory is compared with page {MARK}.")
    reader = Reader(make_settings(), make_engine().recognise)
    with tempfile.TemporaryDirectory(prefix="kairo-long-") as directory:
        path = Path(directory) / "largo.pdf"
        path.write_bytes(draw(pages))
        with reader.open(path, "application/pdf", "doc-1") as document:
            child = psutil.Process().children()[0]
            seconds: dict[str, list[float]] = {"text_layer": [], "ocr": []}
            marks = {}
            for number in range(1, pages + 1):
                started = time.monotonic()
                page = document.read_page(number)
                seconds[page.source].append(time.monotonic() - started)
                if number % MARK == 0:
                    marks[number] = (resident(psutil.Process()), resident(child))
                    print_mark(number, seconds, marks[number])
                    seconds = {source: [] for source in seconds}
    reader.close()
    growth = [last / first - 1 for first, last in zip(marks[MARK], marks[max(marks)], strict=True)]
    print(f"growth from page {MARK} to {max(marks)}: function {growth[0]:+.1%}, its child {growth[1]:+.1%}")
    return 0 if max(growth) <= MAX_GROWTH else 1


def print_mark(number: int, seconds: dict[str, list[float]], memory: tuple[float, float]) -> None:
    times = ", ".join(f"{source} {1000 * median(values):.0f} ms" for source, values in seconds.items())
    print(
        f"page {number:3}: function {memory[0]:.0f} MB, child {memory[1]:.0f} MB; median {times}", flush=True
    )


if __name__ == "__main__":
    run_command(lambda: main(int(sys.argv[1]) if len(sys.argv) > 1 else PAGES))
