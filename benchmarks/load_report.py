"""The figures of `benchmarks.load` as Markdown."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median, quantiles

from benchmarks.load_clients import Answer, Traffic
from benchmarks.report import describe_machine, draw_table, judge, write_result

PERCENTILES = (50, 95, 99)


@dataclass(frozen=True)
class Letter:
    """Seconds from insert to completed of a one-page letter, and from insert until its attempt starts."""

    seconds: float
    waited: float


@dataclass(frozen=True)
class Letters:
    """Letters of a kind: alone, and while scans are read and clients ask."""

    kind: str
    alone: Sequence[Letter]
    loaded: Sequence[Letter]


@dataclass(frozen=True)
class Scans:
    """What was being read: documents of so many pages each, and the pages read during the load."""

    documents: int
    pages: int
    pages_read: int


def find_percentiles(values: Sequence[float]) -> tuple[float, ...]:
    """The 50th, 95th and 99th percentile, interpolated."""
    if len(values) == 1:
        return (values[0],) * len(PERCENTILES)
    cuts = quantiles(values, n=100, method="inclusive")
    return tuple(cuts[percent - 1] for percent in PERCENTILES)


def write_report(
    clients: int, idle: Traffic, loaded: Traffic, scans: Scans, letters: Sequence[Letters]
) -> str:
    """Return the report and write it to `results/load.md`."""
    errors = [answer for answer in (*idle.answers, *loaded.answers) if answer.error]
    lines = [
        "# Load",
        "",
        f"{describe_machine()} The local stack; {clients} clients send one request after another without a pause, "
        f"for {idle.seconds:.0f} s while nothing is read (idle), then for {loaded.seconds:.0f} s while {scans.documents} "
        f"scans of {scans.pages} pages are being read. Milliseconds.",
        "",
        *_draw_endpoints(idle, loaded),
        "",
        _describe_work(idle, loaded, scans),
        "",
        "One-page letters, inserted one after another during the load; seconds from insert to completed, and until the "
        "attempt starts.",
        "",
        *_draw_letters(letters),
        "",
        judge("errors", len(errors), 0),
        *_describe_errors(errors),
    ]
    return write_result("load.md", lines)


def _draw_endpoints(idle: Traffic, loaded: Traffic) -> Iterator[str]:
    head = ["endpoint", "requests", "errors", *(f"p{percent}" for percent in PERCENTILES)]
    head += [f"idle p{percent}" for percent in PERCENTILES]
    head += [f"p{percent} / idle" for percent in PERCENTILES]
    before, during = _by_endpoint(idle), _by_endpoint(loaded)
    rows = [_endpoint_row(name, before.get(name, ()), during[name]) for name in sorted(during)]
    yield from draw_table(head, [*rows, _endpoint_row("all", idle.answers, loaded.answers)])


def _endpoint_row(name: str, idle: Sequence[Answer], loaded: Sequence[Answer]) -> list[str]:
    times = find_percentiles([answer.milliseconds for answer in loaded])
    counts = [str(len(loaded)), str(sum(answer.error is not None for answer in loaded))]
    row = [f"`{name}`", *counts, *map(_milliseconds, times)]
    if not idle:
        return row + [""] * (2 * len(PERCENTILES))
    idle_times = find_percentiles([answer.milliseconds for answer in idle])
    ratios = [f"{time / before:.1f}" for time, before in zip(times, idle_times, strict=True)]
    return [*row, *map(_milliseconds, idle_times), *ratios]


def _draw_letters(letters: Sequence[Letters]) -> Iterator[str]:
    head = [
        "",
        "letters",
        "median",
        "worst",
        "until the start, median",
        "worst",
        "alone, median",
        "median / alone",
    ]
    yield from draw_table(head, map(_letters_row, letters))


def _letters_row(letters: Letters) -> list[str]:
    seconds = [letter.seconds for letter in letters.loaded]
    waited = [letter.waited for letter in letters.loaded]
    alone = median(letter.seconds for letter in letters.alone)
    values = (median(seconds), max(seconds), median(waited), max(waited), alone)
    ratio = f"{median(seconds) / alone:.1f}"
    return [letters.kind, str(len(seconds)), *(f"{value:.2f}" for value in values), ratio]


def _describe_work(idle: Traffic, loaded: Traffic, scans: Scans) -> str:
    rates = [len(traffic.answers) / traffic.seconds for traffic in (idle, loaded)]
    shares = [100 * traffic.cpu_seconds / traffic.seconds for traffic in (idle, loaded)]
    return (
        f"Requests per second: {rates[1]:.0f}, idle {rates[0]:.0f}. The clients themselves took {shares[1]:.0f} % of a "
        f"core, idle {shares[0]:.0f} %. {scans.pages_read} pages of the scans were read during the load, "
        f"{60 * scans.pages_read / loaded.seconds:.0f} per minute."
    )


def _describe_errors(errors: Sequence[Answer]) -> Iterator[str]:
    counts = Counter((answer.endpoint, answer.error) for answer in errors)
    for (endpoint, error), count in counts.most_common():
        yield f"  - `{endpoint}`: {error}, {count} times"


def _by_endpoint(traffic: Traffic) -> Mapping[str, Sequence[Answer]]:
    found: dict[str, list[Answer]] = defaultdict(list)
    for answer in traffic.answers:
        found[answer.endpoint].append(answer)
    return found


def _milliseconds(value: float) -> str:
    return f"{value:.1f}"
