"""`python -m benchmarks.cost [DIRECTORY …]`: what 1,000 pages cost on a small server, beside list prices of services.

The function reads scans and born-digital letters over HTTP, as in production, and its processor seconds are counted,
those of its processes that open files too. Seconds come from this machine; another processor needs others.
"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

from benchmarks.command import run_command
from benchmarks.gauge import cpu_seconds
from benchmarks.pages import collect_scans
from benchmarks.papers import bind_scans, write_letter
from benchmarks.report import describe_machine, draw_table, write_result
from benchmarks.stack import run_benchmark_stack
from tests.support.running import INSTANCE, Running

PAGES_A_DOCUMENT = 5
DOCUMENTS = 4
# A busy core with its share of the machine, its memory and its power supply. An assumption: a virtual server says nothing
# about its electricity.
WATTS = 10.0
JOULES_A_KWH = 3.6e6


@dataclass(frozen=True, slots=True)
class Server:
    """`euros` are for an hour."""

    name: str
    cores: int
    euros: float
    source: str


@dataclass(frozen=True, slots=True)
class Service:
    """`dollars` are the list price of 1,000 pages of the lowest volume."""

    name: str
    dollars: float
    source: str


SERVER = Server("Hetzner CX33, 4 vCPU, 8 GB", 4, 0.011, "docs.cnap.tech/compute/providers/hetzner, undated")
HOURS_A_MONTH = 730
# Pages that quote the providers; their own could not be reached when the table was made.
SERVICES = (
    Service("Azure Document Intelligence, Read", 1.50, "README of github.com/Usouf/zerox, undated"),
    Service("Google Document AI, Document OCR", 1.50, "FAQ of the R package daiR, 10 February 2024"),
    Service("Amazon Textract, text alone", 1.50, "ai-cost-estimator.com, 24 June 2026"),
    Service("Amazon Textract, tables and forms", 15.00, "ai-cost-estimator.com, 24 June 2026"),
    Service("Mistral OCR 4, in batches", 2.00, "aimadetools.com, June 2026"),
    Service("Mistral OCR 4", 4.00, "aimadetools.com, June 2026"),
)


@dataclass(frozen=True, slots=True)
class Cost:
    """Of 1,000 pages: processor seconds, kWh, euros while the server has nothing else to do but is never idle."""

    title: str
    cpu_seconds: float
    watts: float

    @property
    def energy(self) -> float:
        return self.cpu_seconds * self.watts / JOULES_A_KWH

    @property
    def euros(self) -> float:
        return self.cpu_seconds / SERVER.cores / 3600 * SERVER.euros


def main() -> None:
    arguments = _parse()
    with collect_scans(arguments.directories) as samples, run_benchmark_stack(dispatched=False) as running:
        images = cycle(image for sample in samples for image in sample.images)
        count, watts = arguments.documents + 1, arguments.watts
        scans = [bind_scans(list(islice(images, PAGES_A_DOCUMENT))) for _ in range(count)]
        letters = [write_letter(PAGES_A_DOCUMENT, seed) for seed in range(count)]
        costs = [
            Cost("scanned", 1000 * _measure(running, "scan", scans), watts),
            Cost("born-digital", 1000 * _measure(running, "letter", letters), watts),
        ]
    print(write_result("cost.md", _report(costs)))


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("directories", nargs="*", type=Path, help="of pages to take for scans")
    parser.add_argument("--documents", type=int, default=DOCUMENTS, help="of each kind, of five pages each")
    parser.add_argument(
        "--watts", type=float, default=WATTS, help="of a busy core, with its share of the machine"
    )
    return parser.parse_args()


def _measure(running: Running, name: str, documents: Sequence[bytes]) -> float:
    """Return processor seconds a page; the first document only warms up."""
    pid = running.stack.functions[INSTANCE].pid
    before = 0.0
    for number, content in enumerate(documents):
        document = running.insert(running.upload(f"{name}-{number}.pdf", content))
        running.process(document, wait=True).raise_for_status()
        if number == 0:
            before = cpu_seconds(pid)
    return (cpu_seconds(pid) - before) / (PAGES_A_DOCUMENT * (len(documents) - 1))


def _report(costs: Sequence[Cost]) -> Iterator[str]:
    yield "# Cost"
    yield ""
    yield f"{describe_machine()} Processor seconds of the function with everything it does: reading, fields, vectors."
    yield (
        f"A busy core is taken for {costs[0].watts:g} W. {SERVER.name} for {SERVER.euros:.3f} euros an hour, "
        f"{HOURS_A_MONTH * SERVER.euros:.2f} a month ({SERVER.source})."
    )
    yield ""
    head = ["1,000 pages with Kairo OCR", "CPU s", "kWh", "euros, server never idle"]
    rows = [
        [cost.title, f"{cost.cpu_seconds:.0f}", f"{cost.energy:.4f}", f"{cost.euros:.4f}"] for cost in costs
    ]
    yield from draw_table(head, rows)
    yield ""
    yield "List prices, without volume discounts and taxes; they may have changed:"
    yield ""
    yield from draw_table(
        ["1,000 pages with", "dollars", "source"],
        [[service.name, f"{service.dollars:.2f}", service.source] for service in SERVICES],
    )


if __name__ == "__main__":
    run_command(main)
