"""The figures of `benchmarks.chaos` as Markdown, and whether the project's targets hold."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.chaos_faults import (
    FILE_PROCESS_SECONDS,
    FULL_DISK_SECONDS,
    STORAGE_DOWN_SECONDS,
    WORKER_SECONDS,
)
from benchmarks.report import describe_machine, draw_table, judge, write_result

MAX_TIMES_QUIET = 2.0
# What must not happen: the row of `find_faults`, and its name in the report.
FORBIDDEN = {"lost": "lost", "duplicates": "done twice", "failed": "failed for good"}


@dataclass(frozen=True)
class Outcome:
    """A queue that has ended: `found` is what `find_faults` counted, `faults` what was done to the stack."""

    seconds: float
    found: Mapping[str, int]
    faults: Counter[str]


@dataclass(frozen=True)
class Comparison:
    """The same documents without faults and with them."""

    title: str
    quiet: Outcome
    broken: Outcome

    @property
    def ratio(self) -> float:
        return self.broken.seconds / self.quiet.seconds


def write_report(documents: int, scans: int, killed: Comparison, broken: Comparison) -> str:
    """Return the report and write it to `results/chaos.md`."""
    lines = [
        "# Chaos",
        "",
        f"{describe_machine()} The local stack; {documents} documents of one page, {scans} of them scans, inserted at once.",
        "",
        f"A worker is killed with -9 every {WORKER_SECONDS:.0f} s, and a process that opens files every "
        f"{FILE_PROCESS_SECONDS:.0f} s; Storage is down for {STORAGE_DOWN_SECONDS:.0f} s, and the disk of one of two "
        f"instances is full for {FULL_DISK_SECONDS:.0f} s.",
        "",
        *_draw([killed, broken]),
        "",
        judge(f"{killed.title}: times the quiet run", killed.ratio, MAX_TIMES_QUIET, unit=""),
        *_judge_forbidden([killed, broken]),
    ]
    return write_result("chaos.md", lines)


def _draw(comparisons: Sequence[Comparison]) -> Iterator[str]:
    head = ["run", "seconds", "times the quiet run", "attempts", "faults"]
    rows = []
    for comparison in comparisons:
        quiet, broken = comparison.quiet, comparison.broken
        done = ", ".join(f"{name} {count}" for name, count in sorted(broken.faults.items()))
        rows.append(
            [f"{comparison.title}, quiet", f"{quiet.seconds:.0f}", "", str(quiet.found["attempts"]), ""]
        )
        rows.append(
            [
                comparison.title,
                f"{broken.seconds:.0f}",
                f"{comparison.ratio:.2f}",
                str(broken.found["attempts"]),
                done,
            ]
        )
    yield from draw_table(head, rows)


def _judge_forbidden(comparisons: Sequence[Comparison]) -> Iterator[str]:
    for comparison in comparisons:
        for key, name in FORBIDDEN.items():
            yield judge(f"{comparison.title}: {name}", comparison.broken.found[key], 0, unit="")
