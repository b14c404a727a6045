"""The outcome for every file of the zoo: its code or `read`, seconds, and peak memory above the idle level.

`python -m benchmarks.zoo`. Nothing is recognised: the figures cover opening, reading and rendering. The exit code is
1 if a file takes more than 10 s or 500 MB.
"""

import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import psutil

from benchmarks.command import run_command
from function.errors import KairoError
from function.intake.sniff import sniff
from function.machine.memory import MEGABYTE
from function.reading.files.messages import FileRequest, PageRequest
from function.reading.files.process import FileProcess
from tests.support.zoo.animals import write_zoo

MAX_SECONDS = 10.0
MAX_MEMORY = 500.0


@dataclass(frozen=True, slots=True)
class Fate:
    """`memory` in MB above the idle level."""

    outcome: str
    seconds: float
    memory: float


class Gauge:
    """Peak memory of the process that opens files, sampled fifty times a second."""

    def __init__(self, idle: int) -> None:
        self.peak = 0.0
        self._idle = idle
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._ended.wait(0.02):
            self.peak = max(self.peak, (resident_children() - self._idle) / MEGABYTE)


def resident_children() -> int:
    """Bytes of all processes started by this one."""
    total = 0
    for child in psutil.Process().children():
        try:
            total += child.memory_info().rss
        except psutil.NoSuchProcess:
            continue
    return total


def read(process: FileProcess, path: Path) -> str:
    try:
        file = FileRequest(str(path), str(sniff(path, "doc-1")), "doc-1", max_pages=500)
        for number in range(process.open(file).page_count):
            process.read_page(PageRequest(file, number + 1, force_ocr=False))
    except KairoError as error:
        return error.code
    finally:
        process.close_file()
    return "read"


def measure(path: Path) -> Fate:
    """Measure in a separate process that is already warm."""
    process = FileProcess()
    try:
        process.start()
        idle = resident_children()
        started = time.monotonic()
        with Gauge(idle) as gauge:
            outcome = read(process, path)
        return Fate(outcome, time.monotonic() - started, gauge.peak)
    finally:
        process.close()


def main() -> int:
    within = True
    print(f"{'file':24} {'bytes':>9}  {'outcome':16} {'s':>6} {'MB':>5}")
    with tempfile.TemporaryDirectory(prefix="kairo-zoo-") as directory:
        for animal, path in write_zoo(Path(directory)):
            fate = measure(path)
            within &= fate.seconds <= MAX_SECONDS and fate.memory <= MAX_MEMORY
            size = path.stat().st_size
            print(
                f"{animal.name:24} {size:>9}  {fate.outcome:16} {fate.seconds:6.2f} {fate.memory:5.0f}",
                flush=True,
            )
    print("all within" if within else "NOT all within", f"{MAX_SECONDS:g} s and {MAX_MEMORY:g} MB")
    return 0 if within else 1


if __name__ == "__main__":
    run_command(main)
