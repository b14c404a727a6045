"""`python -m benchmarks.processors [DIRECTORY …]`: a scanned page on this processor, in each precision, as if it were an
older one, and on fewer cores.

An older one is this one with features hidden from the program (`disguise.py`). Where the processor cannot hide them, those
rows say "does not run"; OpenVINO's own switch ONEDNN_MAX_CPU_ISA=AVX512_CORE then makes "this one" one without VNNI. Each
row is a process of its own; every page is read twice, and the second time counts.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import fmean
from time import perf_counter

from benchmarks.command import run_command
from benchmarks.disguise import Disguise, compile_disguise, find_disguises, put_on
from benchmarks.gauge import cpu_seconds
from benchmarks.pages import Sample, choose, collect_scans
from benchmarks.report import describe_machine, draw_table, write_result
from function.machine.processor import available_cores
from local.memory import peak_of

LIMIT = 4


@dataclass(frozen=True, slots=True)
class Way:
    """`precision` is OCR_PRECISION, `floats` OpenVINO's name of the precision of everything else, None its own choice."""

    title: str
    precision: str
    floats: str | None = None
    disguise: Disguise | None = None
    cores: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """Seconds and processor seconds of a page, its character error rate, and the process's peak in MB."""

    seconds: float
    cpu_seconds: float
    error_rate: float
    peak: float


def main() -> None:
    arguments = _parse()
    if arguments.one:
        floats, cores = json.loads(arguments.one)
        print(json.dumps(asdict(_measure(floats, cores, arguments.directories))))
        return
    with collect_scans(arguments.directories) as samples, tempfile.TemporaryDirectory() as folder:
        pages = [_lay_out(sample) for sample in choose(samples, arguments.limit) if len(sample.images) == 1]
        library = compile_disguise(Path(folder))
        rows = [(way, _ask(way, pages, library)) for way in _ways()]
        print(write_result("processors.md", _report(rows)))


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("directories", nargs="*", type=Path)
    parser.add_argument("--limit", type=int, default=LIMIT, help="pages, chosen at random with a fixed seed")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    return parser.parse_args()


def _lay_out(sample: Sample) -> Path:
    """Write the text of a page beside its picture, which is a copy."""
    sample.images[0].with_suffix(".truth").write_text(sample.truth, "utf-8")
    return sample.images[0]


def _ways() -> Iterator[Way]:
    yield Way("this one: chosen at start", "auto")
    yield Way("this one: integers", "int8")
    yield Way("this one: bfloat16", "float", "bf16")
    yield Way("this one: float32", "float", "f32")
    for disguise in find_disguises():
        yield Way(f"{disguise.title}: chosen at start", "auto", disguise=disguise)
        yield Way(f"{disguise.title}: integers", "int8", disguise=disguise)
        yield Way(f"{disguise.title}: floats", "float", disguise=disguise)
    for cores in range(1, available_cores() + 1):
        yield Way(f"this one: {cores} core(s)", "auto", cores=cores)


def _ask(way: Way, pages: Sequence[Path], library: Path | None) -> Found | None:
    """Measure in a process of its own; None if the processor or the engine cannot do it."""
    environment = {**os.environ, "OCR_PRECISION": way.precision}
    if way.disguise:
        if library is None:
            return None
        environment |= put_on(way.disguise, library)
    arguments = json.dumps([way.floats, way.cores])
    command = [sys.executable, "-m", "benchmarks.processors", "--one", arguments]
    ended = subprocess.run([*command, *pages], env=environment, capture_output=True, text=True, check=False)
    print(f"{way.title}: exit code {ended.returncode}", flush=True)
    return Found(**json.loads(ended.stdout.splitlines()[-1])) if ended.returncode == 0 else None


def _measure(floats: str | None, cores: int, pages: Sequence[Path]) -> Found:
    from function.machine import openvino
    from tests.support.reading import read_file
    from tests.support.scoring import character_error_rate

    if cores:
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:cores])
    if floats:
        openvino.default_precision = lambda: floats
    for page in pages:
        read_file(page)
    started, worked = perf_counter(), cpu_seconds(os.getpid())
    texts = ["\n".join(part.text for part in read_file(page)) for page in pages]
    seconds, worked = perf_counter() - started, cpu_seconds(os.getpid()) - worked
    truths = [page.with_suffix(".truth").read_text("utf-8") for page in pages]
    rates = [character_error_rate(truth, text) for truth, text in zip(truths, texts, strict=True)]
    return Found(seconds / len(pages), worked / len(pages), fmean(rates), peak_of(os.getpid()))


def _report(rows: Sequence[tuple[Way, Found | None]]) -> Iterator[str]:
    yield "# Processors"
    yield ""
    yield f"{describe_machine()} A page's own process of recognition, layout and repair."
    yield ""
    head = ["processor and precision", "s a page", "CPU s a page", "CER %", "peak MB"]
    yield from draw_table(head, [[way.title, *_figures(found)] for way, found in rows])


def _figures(found: Found | None) -> list[str]:
    if found is None:
        return ["does not run", "", "", ""]
    return [
        f"{found.seconds:.2f}",
        f"{found.cpu_seconds:.2f}",
        f"{100 * found.error_rate:.2f}",
        f"{found.peak:.0f}",
    ]


if __name__ == "__main__":
    run_command(main)
