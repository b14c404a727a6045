"""Parts shared by all reports in `benchmarks/results`: the machine, tables, and whether a target holds."""

import platform
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from statistics import median, quantiles

import psutil

from function.machine.processor import available_cores

RESULTS = Path(__file__).parent / "results"


def describe_machine() -> str:
    """Processor, usable cores, memory in GB, system and Python."""
    memory = psutil.virtual_memory().total / 2**30
    python = platform.python_version()
    return (
        f"{_processor()}, {available_cores()} cores, {memory:.0f} GB, {platform.system()}, Python {python}."
    )


def is_whole_run() -> bool:
    """Whether the command has no arguments. With some, a run is usually a smaller one, whose figures are not kept."""
    return not sys.argv[1:]


def write_result(name: str, lines: Iterable[str]) -> str:
    """Join the lines, write them to `results/NAME` if it is a whole run, and return the text."""
    report = "\n".join(lines) + "\n"
    if is_whole_run():
        (RESULTS / name).write_text(report, encoding="utf-8")
    return report


def draw_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A Markdown table; all columns except the first contain figures."""
    yield f"| {' | '.join(head)} |"
    yield f"| --- |{' ---: |' * (len(head) - 1)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def judge(title: str, value: float, limit: float, *, unit: str = "", at_least: bool = False) -> str:
    """A line that says whether `value` is at most `limit`, or `at_least` that."""
    holds = value >= limit if at_least else value <= limit
    bound = "at least" if at_least else "at most"
    return f"- {'holds' if holds else '**FAILS**'}: {title} {value:.2f}{unit} ({bound} {limit:.2f}{unit})"


def describe_times(seconds: Sequence[float]) -> list[str]:
    """Median, 95th percentile and maximum in milliseconds."""
    high = quantiles(seconds, n=20, method="inclusive")[-1] if len(seconds) > 1 else seconds[0]
    return [f"{1000 * value:.2f}" for value in (median(seconds), high, max(seconds))]


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    names = re.findall(r"model name\s*: (.*)", info.read_text()) if info.exists() else []
    return names[0] if names else platform.processor() or platform.machine()
