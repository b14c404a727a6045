"""Prints the findings as lines for people, or as one JSON object for programs."""

import json
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import groupby

from function.doctor.checks import CHECKS, examine
from function.doctor.finding import Finding

WIDTH = max(map(len, CHECKS))
INDENT = " " * (len("warning  ") + WIDTH + 2)


def run(*, as_json: bool) -> int:
    """Return the exit code: 0 when nothing failed."""
    findings: list[Finding] = []
    for finding in examine():
        findings.append(finding)
        if not as_json and finding.level != "skipped":
            print(describe(finding), flush=True)
    if as_json:
        print(
            json.dumps(
                {"ok": not has_failed(findings), "findings": [asdict(item) for item in findings]}, indent=2
            )
        )
    else:
        print("\n".join([*describe_skipped(findings), "", summarise(findings)]))
    return 1 if has_failed(findings) else 0


def has_failed(findings: Iterable[Finding]) -> bool:
    return any(finding.level == "failure" for finding in findings)


def describe(finding: Finding) -> str:
    first = f"{finding.level:<8} {finding.check:<{WIDTH}}  "
    lines = textwrap.wrap(
        finding.found, 120, initial_indent=first, subsequent_indent=INDENT, break_on_hyphens=False
    )
    remedy = textwrap.wrap(
        finding.remedy,
        120,
        initial_indent=f"{INDENT}→ ",
        subsequent_indent=f"{INDENT}  ",
        break_on_hyphens=False,
    )
    return "\n".join([*lines, *remedy])


def describe_skipped(findings: Iterable[Finding]) -> Iterator[str]:
    """Yield one line per reason: a single cause may skip twenty checks."""
    skipped = sorted((item.found, item.check) for item in findings if item.level == "skipped")
    for reason, group in groupby(skipped, key=lambda item: item[0]):
        names = ", ".join(check for _, check in group)
        yield from textwrap.wrap(f"skipped  {names}: {reason}", 120, subsequent_indent=" " * 9)


def summarise(findings: list[Finding]) -> str:
    levels = Counter(finding.level for finding in findings)
    counts = ", ".join(
        f"{levels[level]} {level}" for level in ("ok", "warning", "failure", "skipped") if levels[level]
    )
    return f"{len(findings)} checks: {counts}"
