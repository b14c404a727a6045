"""The figures of `benchmarks.throughput` as Markdown, and whether the project's targets hold."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from benchmarks.embedding_floor import EmbeddingFloor
from benchmarks.report import describe_machine, draw_table, judge, write_result

MIN_BUSY = 95
# Pages of a born-digital PDF -> seconds.
MAX_BORN_DIGITAL_SECONDS = {100: 10, 10: 1.2}
MAX_SCAN_RATIO = 1.10
SEED_DOCUMENTS_A_DAY = "50 to 100"
DAY = 86_400


@dataclass(frozen=True, slots=True)
class Busy:
    """A full queue: `share` of the time the OCR thread worked, None if it is not counted."""

    documents: int
    pages: int
    page_seconds: float
    share: float | None


@dataclass(frozen=True, slots=True)
class BornDigital:
    """A born-digital document from insert to completed, and the seconds of each step."""

    pages: int
    characters: int
    tokens: int
    chunks: int
    seconds: float
    steps: dict[str, float]


@dataclass(frozen=True, slots=True)
class Scan:
    """Seconds of all pages by repeat, for the OCR step alone and for the document over HTTP."""

    pages: int
    step_seconds: tuple[float, ...]
    http_seconds: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Mix:
    """Documents with `pages` pages each, all waiting at once."""

    digital: int
    scans: int
    pages: int
    seconds: float


def write_report(
    busy: Busy, born_digital: Sequence[Sequence[BornDigital]], scan: Scan, mix: Mix, floor: EmbeddingFloor
) -> str:
    """Return the report and write it to `results/throughput.md`. `born_digital` has repeats by length, the longest first,
    whose tokens are those of `floor`."""
    lines = [
        "# Throughput",
        "",
        f"{describe_machine()} The local stack, over HTTP.",
        "",
        *_describe_born_digital(born_digital[0]),
        "",
        _describe_floor(floor),
        "",
        *(line for shorter in born_digital[1:] for line in (*_describe_born_digital(shorter), "")),
        *_describe_scan(scan),
        "",
        *_judge_busy(busy),
        *(line for documents in born_digital for line in _judge_born_digital(documents)),
        *_judge_scan(scan),
        *_describe_mix(mix),
    ]
    return write_result("throughput.md", lines)


def _describe_born_digital(documents: Sequence[BornDigital]) -> Iterator[str]:
    first = documents[0]
    yield f"## A born-digital PDF of {first.pages} pages, {len(documents)} of them: seconds"
    yield ""
    yield f"{first.characters:,} characters, {first.tokens:,} tokens in {first.chunks} chunks in the first."
    yield ""
    steps = [[step, *_spread([found.steps.get(step, 0) for found in documents])] for step in first.steps]
    whole = ["**insert to completed**", *_spread([found.seconds for found in documents])]
    yield from draw_table(["step", "median", "fastest"], [*steps, whole])


def _describe_floor(floor: EmbeddingFloor) -> str:
    return (
        f"Embedding these tokens takes {floor.operations / 1e12:.2f} TFLOP in the model's matrix products alone: "
        f"{floor.seconds:.1f} s at the {floor.speed / 1e9:.0f} GFLOP/s that this machine reaches in them."
    )


def _describe_scan(scan: Scan) -> Iterator[str]:
    yield f"## A scan of {scan.pages} pages, medians of {len(scan.step_seconds)} in turn: seconds"
    yield ""
    rows = (
        ["OCR step alone", *_spread(scan.step_seconds)],
        ["insert to completed, over HTTP", *_spread(scan.http_seconds)],
    )
    yield from draw_table(["", "median", "fastest"], rows)


def _spread(seconds: Sequence[float]) -> list[str]:
    return [f"{median(seconds):.2f}", f"{min(seconds):.2f}"]


def _judge_busy(busy: Busy) -> Iterator[str]:
    title = (
        f"time in which the OCR thread works, {busy.documents} scans of {busy.pages} pages in the queue "
        f"({busy.page_seconds:.2f} s a page)"
    )
    if busy.share is None:
        yield f"- not counted by the function: {title}"
    else:
        yield judge(title, 100 * busy.share, MIN_BUSY, unit=" %", at_least=True)


def _judge_born_digital(documents: Sequence[BornDigital]) -> Iterator[str]:
    pages, seconds = documents[0].pages, median(found.seconds for found in documents)
    yield judge(f"born-digital PDF of {pages} pages", seconds, MAX_BORN_DIGITAL_SECONDS[pages], unit=" s")


def _judge_scan(scan: Scan) -> Iterator[str]:
    ratio = median(scan.http_seconds) / median(scan.step_seconds)
    yield judge(f"scan of {scan.pages} pages over HTTP, over the OCR step alone", ratio, MAX_SCAN_RATIO)


def _describe_mix(mix: Mix) -> Iterator[str]:
    documents = mix.digital + mix.scans
    yield (
        f"- {DAY * documents / mix.seconds:,.0f} documents a day, extrapolated from {mix.digital} born-digital ones and "
        f"{mix.scans} scans of {mix.pages} pages each in {mix.seconds:.0f} s; asked for: {SEED_DOCUMENTS_A_DAY}"
    )
