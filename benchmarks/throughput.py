"""`python -m benchmarks.throughput`: how the whole function keeps its models busy, over the local stack and HTTP.

Measures a full queue of scans, a long and a short born-digital PDF step by step, a scan of ten pages beside the OCR step
alone, and a day's mix of documents.
"""

import argparse
import time
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from itertools import cycle, islice
from pathlib import Path
from uuid import UUID

from benchmarks.command import run_command
from benchmarks.embedding_floor import measure_embedding_floor
from benchmarks.pages import collect_scans
from benchmarks.papers import bind_scans, write_letter
from benchmarks.peers import PEERS, RunningPeer
from benchmarks.stack import run_benchmark_stack
from benchmarks.throughput_report import BornDigital, Busy, Mix, Scan, write_report
from tests.support.reading import make_settings
from tests.support.running import Running

PAGES_A_SCAN = 3
SCAN_PAGES = 10
LONG_PAGES, SHORT_PAGES = 100, 10
DIGITAL_SHARE = 0.6
POLL_SECONDS = 0.02
PATIENCE_SECONDS = 3600.0
COMPLETED = (
    "select count(*) as completed from ocr_queue where status = 'completed' and document_id = any (%s)"
)
FAILED = "select count(*) as failed from ocr_queue where status = 'failed' and document_id = any (%s)"
FIGURES = """
    select length(ocr_text) as characters, coalesce(sum(token_count), 0) as tokens, count(e.id) as chunks
    from documents d left join document_embeddings e on e.document_id = d.id
    where d.id = %s group by d.id
"""


def main() -> None:
    arguments = _parse()
    with collect_scans(arguments.directories) as samples, run_benchmark_stack(dispatched=True) as running:
        images = [image for sample in samples for image in sample.images]
        print("warming up …", flush=True)
        _run_all(running, [bind_scans(images[:PAGES_A_SCAN]), write_letter(PAGES_A_SCAN, seed=0)])
        print("a full queue of scans …", flush=True)
        busy = _keep_busy(running, images, arguments.documents)
        print("a long born-digital PDF …", flush=True)
        long = [_time_born_digital(running, LONG_PAGES, seed) for seed in range(1, arguments.repeats + 1)]
        print("a short born-digital PDF …", flush=True)
        short = [_time_born_digital(running, SHORT_PAGES, seed) for seed in range(1, arguments.repeats + 1)]
        print("a scan of ten pages …", flush=True)
        scan = _time_scan(running, list(islice(cycle(images), SCAN_PAGES)), arguments.repeats)
        print("a day's mix …", flush=True)
        mix = _time_mix(running, images, arguments.documents)
    print(
        write_report(busy, [long, short], scan, mix, measure_embedding_floor(make_settings(), long[0].tokens))
    )


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("directories", nargs="*", type=Path, help="of pages to take for scans")
    parser.add_argument(
        "--documents", type=int, default=20, help="of the full queue, and of the mix; 4 or more"
    )
    parser.add_argument(
        "--repeats", type=int, default=5, help="of each born-digital PDF and of the scan of ten pages"
    )
    return parser.parse_args()


def _keep_busy(running: Running, images: Sequence[Path], count: int) -> Busy:
    """Measure from the first completion to the last but one; the queue is not full outside that time."""
    documents = _insert_all(running, _bind_all(images, count))
    _wait_for(running, documents, 1)
    started, before = time.monotonic(), _read_busy(running)
    _wait_for(running, documents, count - 1)
    seconds, after = time.monotonic() - started, _read_busy(running)
    _wait_for(running, documents, count)
    share = None if before is None or after is None else (after - before) / seconds
    return Busy(count, PAGES_A_SCAN, seconds / (PAGES_A_SCAN * (count - 2)), share)


def _time_born_digital(running: Running, pages: int, seed: int) -> BornDigital:
    file_url = running.upload(f"digital-{pages}-{seed}.pdf", write_letter(pages, seed))
    inserted, started = time.time(), time.monotonic()
    document = running.insert(file_url)
    _wait_for(running, [document], 1)
    seconds = time.monotonic() - started
    steps = {"until the attempt starts": _start_time(running, document) - inserted}
    steps |= _sum_steps(running, document)
    (figures,) = running.rows(FIGURES, document)
    return BornDigital(
        pages,
        figures["characters"],
        figures["tokens"],
        figures["chunks"],
        seconds,
        steps | {"the rest: saving pages and more": seconds - sum(steps.values())},
    )


def _time_scan(running: Running, images: Sequence[Path], repeats: int) -> Scan:
    """Time the OCR step and the document in turn, after an unmeasured run of each; seconds are from insert to completed."""
    step_seconds, http_seconds = [], []
    file_url = running.upload("diez.pdf", bind_scans(images))
    with RunningPeer(PEERS["step"]) as step:
        for _ in range(repeats + 1):
            step_seconds.append(step.read(images).seconds)
            started = time.monotonic()
            _wait_for(running, [running.insert(file_url)], 1)
            http_seconds.append(time.monotonic() - started)
    return Scan(len(images), tuple(step_seconds[1:]), tuple(http_seconds[1:]))


def _time_mix(running: Running, images: Sequence[Path], count: int) -> Mix:
    digital = round(DIGITAL_SHARE * count)
    scans = _bind_all(images, count - digital)
    letters = [write_letter(PAGES_A_SCAN, seed) for seed in range(100, 100 + digital)]
    # Interleaved, as they would arrive.
    contents = [content for _, content in sorted(_spread(scans) + _spread(letters))]
    return Mix(len(letters), len(scans), PAGES_A_SCAN, _run_all(running, contents))


def _spread(contents: Sequence[bytes]) -> list[tuple[float, bytes]]:
    return [((number + 0.5) / len(contents), content) for number, content in enumerate(contents)]


def _bind_all(images: Sequence[Path], count: int) -> list[bytes]:
    pages = cycle(images)
    return [bind_scans(list(islice(pages, PAGES_A_SCAN))) for _ in range(count)]


def _run_all(running: Running, contents: Sequence[bytes]) -> float:
    """Seconds from the first insert to the last completion."""
    started = time.monotonic()
    documents = _insert_all(running, contents)
    _wait_for(running, documents, len(documents))
    return time.monotonic() - started


def _insert_all(running: Running, contents: Sequence[bytes]) -> list[UUID]:
    urls = [running.upload(f"{number}.pdf", content) for number, content in enumerate(contents)]
    return [running.insert(url) for url in urls]


def _wait_for(running: Running, documents: Sequence[UUID], count: int) -> None:
    """Wait until this many are completed."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while running.rows(COMPLETED, documents)[0]["completed"] < count:
        failed = running.rows(FAILED, documents)[0]["failed"]
        if failed or time.monotonic() > deadline:
            raise RuntimeError(f"{failed} documents failed; {count} were to be completed.")
        time.sleep(POLL_SECONDS)


def _read_busy(running: Running) -> float | None:
    """Seconds the OCR thread has worked since it started; None if the function does not count them."""
    health = running.api.get("/health").raise_for_status().json()
    seconds: float | None = health.get("busy_seconds", {}).get("ocr")
    return seconds


def _start_time(running: Running, document: UUID) -> float:
    """When the attempt began, in seconds since 1970."""
    line = running.log_events("attempt_started", document)[-1]
    return datetime.fromisoformat(line["timestamp"]).timestamp()


def _sum_steps(running: Running, document: UUID) -> dict[str, float]:
    """Seconds of each step in the function's log."""
    steps: Counter[str] = Counter()
    for line in running.log_events("page_read", document):
        steps["reading pages"] += line["seconds"]
    for line in running.log_events("step_done", document):
        steps[line["step"]] += line["seconds"]
    return dict(steps)


if __name__ == "__main__":
    run_command(main)
