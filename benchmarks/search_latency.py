"""`python -m benchmarks.search_latency`: how long a search over HTTP takes, idle and while a scan is being read."""

from collections.abc import Callable, Iterator, Sequence
from itertools import cycle, islice
from statistics import median, quantiles
from time import perf_counter

from benchmarks.command import run_command
from benchmarks.pages import collect_scans
from benchmarks.papers import bind_scans, write_letter
from benchmarks.report import describe_machine, draw_table, judge, write_result
from benchmarks.stack import run_benchmark_stack, wait_for_concepts
from tests.support.running import Running
from tests.support.search_set import load_queries

LETTERS, LETTER_PAGES = 5, 20
SCAN_PAGES = 10
IDLE_SEARCHES = 200
MAX_IDLE_MS, MAX_BUSY_MS = 300, 600


def main() -> None:
    queries = [query.text for query in load_queries("mixed")]
    with collect_scans([]) as samples, run_benchmark_stack(dispatched=True) as running:
        images = [image for sample in samples for image in sample.images]
        scan = bind_scans(list(islice(cycle(images), SCAN_PAGES)))
        _store_archive(running)
        print("idle …", flush=True)
        idle = list(islice(_time_searches(running, queries * 2, lambda: True), IDLE_SEARCHES))
        print("while a scan is being read …", flush=True)
        document = running.insert(running.upload("scan.pdf", scan))
        running.wait_for(document, "processing")
        busy = list(
            _time_searches(running, queries * 20, lambda: running.job(document)["status"] == "processing")
        )
    print(write_result("search_latency.md", _report(idle, busy)))


def _store_archive(running: Running) -> None:
    """Store about a hundred pages to search, and wait until the function has nothing else to do."""
    for seed in range(LETTERS):
        document = running.insert(running.upload(f"{seed}.pdf", write_letter(LETTER_PAGES, seed)))
        running.wait_for(document, "completed")
    wait_for_concepts(running)


def _time_searches(running: Running, queries: Sequence[str], wanted: Callable[[], bool]) -> Iterator[float]:
    """Run one search after another while `wanted` returns true; yield the milliseconds of each."""
    for query in queries:
        if not wanted():
            return
        started = perf_counter()
        running.api.post("/api/search", json={"query": query}).raise_for_status()
        yield 1000 * (perf_counter() - started)


def _report(idle: Sequence[float], busy: Sequence[float]) -> Iterator[str]:
    yield "# Search over HTTP"
    yield ""
    yield f"{describe_machine()} One search after another in {LETTERS * LETTER_PAGES} pages; milliseconds."
    yield ""
    rows = ((f"while a scan of {SCAN_PAGES} pages is being read", busy), ("idle", idle))
    yield from draw_table(
        ["", "searches", "p50", "p95"],
        ([title, str(len(times)), f"{median(times):.0f}", f"{_p95(times):.0f}"] for title, times in rows),
    )
    yield ""
    yield judge("p95, idle", _p95(idle), MAX_IDLE_MS, unit=" ms")
    yield judge("p95, while a scan is being read", _p95(busy), MAX_BUSY_MS, unit=" ms")


def _p95(times: Sequence[float]) -> float:
    return quantiles(times, n=20)[-1]


if __name__ == "__main__":
    run_command(main)
