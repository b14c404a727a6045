"""`python -m benchmarks.chaos`: a queue of one-page documents over the local stack while everything breaks.

First one instance whose worker is killed again and again. Then two, while their workers and the processes that open files
are killed, Storage is down, Postgres restarts, and the disk of one of them is full. Each is compared with a quiet run.
Filling a disk needs the right to mount a tmpfs.
"""

import argparse
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from functools import partial
from pathlib import Path

import psycopg
from psycopg.rows import dict_row

from benchmarks.chaos_faults import Faults
from benchmarks.chaos_report import Comparison, Outcome, write_report
from benchmarks.command import run_command
from tests.support.faults import count_open, find_faults, spread_posts
from tests.support.running import INSTANCE, Running, run_stack
from tests.support.small_documents import scan_with_pages, short_pdf

SECOND_INSTANCE = "vps-2"
# One document in this many is a scan; the others have a text layer.
SCAN_EVERY = 10
# The disk of the second instance: as much as the container has in /tmp.
DISK_MEGABYTES = 384
LOOK_SECONDS = 0.2
PATIENCE_SECONDS = 3600.0


def main() -> None:
    arguments = _parse()
    count = arguments.documents
    contents = [short_pdf() if number % SCAN_EVERY else scan_with_pages(1) for number in range(count)]
    killed = _compare("one instance, worker killed", contents, Faults.kill_workers)
    with nullcontext() if arguments.no_full_disk else _mount_small_disk() as disk:
        break_everything = partial(Faults.break_everything, disk=disk)
        broken = _compare(
            "two instances, everything broken", contents, break_everything, second=True, disk=disk
        )
    print(write_report(count, len(contents[::SCAN_EVERY]), killed, broken))


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=500)
    parser.add_argument("--no-full-disk", action="store_true", help="for who may not mount a tmpfs")
    return parser.parse_args()


@contextmanager
def _mount_small_disk() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="kairo-disk-") as name:
        options = ["-t", "tmpfs", "-o", f"size={DISK_MEGABYTES}m,mode=1777", "tmpfs", name]
        subprocess.run(["/bin/mount", *options], check=True)
        try:
            yield Path(name)
        finally:
            subprocess.run(["/bin/umount", "--lazy", name], check=True)


def _compare(
    title: str,
    contents: Sequence[bytes],
    plan: Callable[[Faults], None],
    *,
    second: bool = False,
    disk: Path | None = None,
) -> Comparison:
    outcomes = []
    for quiet in (True, False):
        print(f"{title}{': a quiet run before it' if quiet else ''} …", flush=True)
        with run_stack(INSTANCE, environment={}) as running:
            if second:
                running.stack.start_function(SECOND_INSTANCE, env={"TMPDIR": str(disk)} if disk else {})
                spread_posts(running)
            faults = Faults(running)
            outcomes.append(_read(running, contents, faults, (lambda _: None) if quiet else plan))
    return Comparison(title, *outcomes)


def _read(
    running: Running, contents: Sequence[bytes], faults: Faults, plan: Callable[[Faults], None]
) -> Outcome:
    urls = [running.upload(f"{number}.pdf", content) for number, content in enumerate(contents)]
    started = time.monotonic()
    running.rows("insert into documents (file_url) select unnest(%s::text[])", urls)
    plan(faults)
    while (left := count_open(running)) != 0:
        if left is not None:
            faults.strike(1 - left / len(contents))
        if time.monotonic() > started + PATIENCE_SECONDS:
            raise RuntimeError(f"{left} documents have not ended after {PATIENCE_SECONDS:.0f} s.")
        time.sleep(LOOK_SECONDS)
    seconds = time.monotonic() - started
    with psycopg.connect(running.stack.postgres.dsn, row_factory=dict_row) as connection:
        return Outcome(seconds, find_faults(connection), Counter(faults.counts))


if __name__ == "__main__":
    run_command(main)
