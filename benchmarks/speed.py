"""`python -m benchmarks.speed [DIRECTORY ...]`: time, memory and errors per scanned A4 page, next to other programs.

All programs are loaded at once and read each page in turn, so that other load on the machine affects all of them. Pages
are those of `benchmarks.pages`: pictures with A4's pixels at 200 dpi. The whole pipeline is measured over HTTP: from
the row's insert to the answer that it is completed, embedding included.
"""

import argparse
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Protocol

from benchmarks.command import run_command
from benchmarks.gauge import MemoryGauge, cpu_seconds
from benchmarks.pages import Sample, choose, collect_scans
from benchmarks.papers import bind_scans
from benchmarks.peers import PEERS, PeerMissingError, Reading, RunningPeer
from benchmarks.speed_table import Speed, write_report
from benchmarks.stack import run_benchmark_stack
from tests.support.running import INSTANCE, Running
from tests.support.scoring import bag_of_words_f1, count_edits

PIPELINE = "pipeline"
PIPELINE_TITLE = "Kairo OCR, pipeline over HTTP"
ENGINES = ("step", PIPELINE, "paddleocr", "tuned", "rapidocr", "faster", "tesseract")
LIMIT = 8
REPEATS = 5


class Engine(Protocol):
    """A program that reads; all of it runs below the process `pid`."""

    version: str

    @property
    def pid(self) -> int: ...

    def read(self, images: Sequence[Path]) -> Reading: ...


class RunningPipeline:
    """The function of a local stack; seconds are measured by the caller."""

    def __init__(self, running: Running) -> None:
        self._running = running
        self._uploaded: dict[tuple[Path, ...], str] = {}
        health = running.api.get("/health").raise_for_status().json()
        self.version = ", ".join(f"{package} {number}" for package, number in health["versions"].items())

    @property
    def pid(self) -> int:
        return self._running.stack.functions[INSTANCE].pid

    def read(self, images: Sequence[Path]) -> Reading:
        """One document: a picture as it is, several as a PDF of them."""
        key = tuple(images)
        if key not in self._uploaded:
            content = images[0].read_bytes() if len(images) == 1 else bind_scans(images)
            self._uploaded[key] = self._running.upload(images[0].name, content)
        started = perf_counter()
        document = self._running.insert(self._uploaded[key])
        self._running.process(document, wait=True).raise_for_status()
        seconds = perf_counter() - started
        text = self._running.api.get(f"/api/documents/{document}?format=text").raise_for_status().text
        return Reading(text, seconds)


@dataclass(frozen=True, slots=True)
class Turn:
    """One engine's reading of one sample; seconds cover all its pages."""

    reading: Reading
    cpu_seconds: float


def main() -> None:
    arguments = _parse()
    with collect_scans(arguments.directories) as samples, ExitStack() as running:
        chosen = choose(samples, arguments.limit)
        engines, versions = _start(arguments.engines, running)
        print("warming up, memory …", flush=True)
        peaks = {title: _warm_up(engine, chosen) for title, engine in engines.items()}
        turns: dict[tuple[str, str], list[Turn]] = {}
        for repeat in range(arguments.repeats):
            print(f"round {repeat + 1} of {arguments.repeats} …", flush=True)
            for sample in chosen:
                for title, engine in engines.items():
                    turns.setdefault((title, sample.name), []).append(_take_turn(engine, sample))
        speeds = [_sum_up(title, peaks[title], chosen, turns) for title in engines]
    print(write_report(versions, speeds, repeats=arguments.repeats))


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("directories", nargs="*", type=Path)
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=list(ENGINES))
    parser.add_argument(
        "--limit", type=int, default=LIMIT, help="number of samples, chosen at random with a fixed seed"
    )
    parser.add_argument("--repeats", type=int, default=REPEATS)
    return parser.parse_args()


def _start(names: Sequence[str], running: ExitStack) -> tuple[dict[str, Engine], dict[str, str]]:
    """The available engines, and the version of each or why it is missing."""
    engines: dict[str, Engine] = {}
    versions: dict[str, str] = {}
    for name in names:
        title = PIPELINE_TITLE if name == PIPELINE else PEERS[name].title
        try:
            engines[title] = _start_engine(name, running)
            versions[title] = engines[title].version
        except PeerMissingError as missing:
            versions[title] = f"skipped, {missing}"
    return engines, versions


def _start_engine(name: str, running: ExitStack) -> Engine:
    if name == PIPELINE:
        return RunningPipeline(running.enter_context(run_benchmark_stack(dispatched=False)))
    return running.enter_context(RunningPeer(PEERS[name]))


def _warm_up(engine: Engine, samples: Sequence[Sample]) -> float:
    """Read every page once; return the peak memory in MB."""
    with MemoryGauge(engine.pid) as gauge:
        for sample in samples:
            engine.read(sample.images)
    return gauge.peak


def _take_turn(engine: Engine, sample: Sample) -> Turn:
    before = cpu_seconds(engine.pid)
    reading = engine.read(sample.images)
    return Turn(reading, cpu_seconds(engine.pid) - before)


def _sum_up(
    title: str, peak: float, samples: Sequence[Sample], turns: dict[tuple[str, str], list[Turn]]
) -> Speed:
    own = {sample: turns[title, sample.name] for sample in samples}
    texts = {sample: taken[0].reading.text for sample, taken in own.items()}
    return Speed(
        title,
        pages=sum(len(sample.images) for sample in samples),
        seconds=tuple(tuple(turn.reading.seconds for turn in taken) for taken in own.values()),
        cpu_seconds=tuple(tuple(turn.cpu_seconds for turn in taken) for taken in own.values()),
        peak=peak,
        edits=tuple(count_edits(sample.truth, text) for sample, text in texts.items()),
        f1=tuple(bag_of_words_f1(sample.truth, text) for sample, text in texts.items()),
    )


if __name__ == "__main__":
    run_command(main)
