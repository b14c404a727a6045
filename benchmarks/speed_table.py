"""The figures of `benchmarks.speed` as Markdown and as a plot, and whether the project's targets hold."""

import json
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, median

from benchmarks.peers import PEERS, PEERS_PYTHON, ROOT
from benchmarks.report import RESULTS, describe_machine, draw_table, is_whole_run, judge, write_result
from tests.support.scoring import Counts

STEP = PEERS["step"].title
PIPELINE = "Kairo OCR, pipeline over HTTP"
STOCK, TUNED, TESSERACT = (PEERS[name].title for name in ("paddleocr", "tuned", "tesseract"))
PLOT = RESULTS / "speed.png"
COLUMNS = (
    "",
    "s a page",
    "fastest",
    "CPU s",
    "time / stock",
    "time / tuned",
    "peak MB",
    "CER %",
    "words F1 %",
)


@dataclass(frozen=True, slots=True)
class Speed:
    """One engine on all samples, `pages` pages in total; times are `[sample][repeat]`, `peak` is in MB."""

    engine: str
    pages: int
    seconds: tuple[tuple[float, ...], ...]
    cpu_seconds: tuple[tuple[float, ...], ...]
    peak: float
    edits: tuple[Counts, ...]
    f1: tuple[float, ...]

    @property
    def page_seconds(self) -> float:
        """Mean seconds per page, from the median of each sample's repeats."""
        return sum(map(median, self.seconds)) / self.pages

    @property
    def fastest_page_seconds(self) -> float:
        return sum(map(min, self.seconds)) / self.pages

    @property
    def page_cpu_seconds(self) -> float:
        return sum(map(median, self.cpu_seconds)) / self.pages

    @property
    def cer(self) -> float:
        """In %, all pages pooled, lines in the engine's own order."""
        return 100 * sum(count.edits for count in self.edits) / sum(count.characters for count in self.edits)


def write_report(versions: Mapping[str, str], speeds: Sequence[Speed], *, repeats: int) -> str:
    """Return the report, and write it to `results/speed.md` and the plot to `results/speed.png`."""
    by_engine = {speed.engine: speed for speed in speeds}
    pages = max((speed.pages for speed in speeds), default=0)
    lines = [
        "# Speed",
        "",
        f"{describe_machine()} {pages} scanned A4 pages at 200 dpi, read in turn, medians of {repeats} after a warm-up.",
        "CER: edits over characters, lines in the engine's own order; F1 of words, whatever their order.",
        "",
        *draw_table(COLUMNS, (_row(engine, version, by_engine) for engine, version in versions.items())),
        "",
        *(f"- {engine}: {version}" for engine, version in versions.items()),
        "",
        *_judge_targets(by_engine),
        "",
        _draw_plot(speeds),
    ]
    return write_result("speed.md", lines)


def _row(engine: str, version: str, speeds: Mapping[str, Speed]) -> list[str]:
    if engine not in speeds:
        return [engine, version, *[""] * (len(COLUMNS) - 2)]
    speed = speeds[engine]
    return [
        engine,
        f"{speed.page_seconds:.2f}",
        f"{speed.fastest_page_seconds:.2f}",
        f"{speed.page_cpu_seconds:.2f}",
        *(_ratio(speed, speeds.get(other)) for other in (STOCK, TUNED)),
        f"{speed.peak:.0f}",
        f"{speed.cer:.2f}",
        f"{100 * fmean(speed.f1):.1f}",
    ]


def _ratio(speed: Speed, other: Speed | None) -> str:
    return f"{speed.page_seconds / other.page_seconds:.2f}" if other else ""


def _judge_targets(speeds: Mapping[str, Speed]) -> Iterator[str]:
    """Judge the targets whose engines were available."""
    step, pipeline = speeds.get(STEP), speeds.get(PIPELINE)
    stock, tuned, tesseract = (speeds.get(name) for name in (STOCK, TUNED, TESSERACT))
    if step:
        yield judge("seconds a page, OCR step alone (moonshot)", step.page_seconds, 0.5)
    if step and tuned:
        yield judge("OCR step's time over tuned PaddleOCR's", step.page_seconds / tuned.page_seconds, 0.4)
    if step and stock:
        yield judge("OCR step's time over stock PaddleOCR's", step.page_seconds / stock.page_seconds, 0.25)
        yield judge("OCR step's CER, beside stock PaddleOCR's", step.cer, stock.cer, unit=" %")
    if pipeline and tesseract:
        yield judge("pipeline's time over Tesseract's", pipeline.page_seconds / tesseract.page_seconds, 1)
        yield judge("pipeline's errors over Tesseract's", pipeline.cer / tesseract.cer, 0.25)


def _draw_plot(speeds: Sequence[Speed]) -> str:
    """Draw the plot with the peers' matplotlib; return the line that shows it, or why there is none."""
    if not PEERS_PYTHON.exists():
        return "No plot: make benchmark-peers."
    if not is_whole_run():
        return "No plot: this run has arguments."
    bars = [
        {
            "engine": speed.engine,
            "seconds": speed.page_seconds,
            "cpu_seconds": speed.page_cpu_seconds,
            "peak": speed.peak,
            "cer": speed.cer,
            "words_wrong": 100 * (1 - fmean(speed.f1)),
        }
        for speed in speeds
    ]
    subprocess.run(
        [PEERS_PYTHON, "-m", "benchmarks.peers.plot", PLOT],
        input=json.dumps(bars),
        text=True,
        check=True,
        cwd=ROOT,
    )
    return f"![Seconds, memory and errors of a page, by engine]({PLOT.name})"
