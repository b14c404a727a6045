"""`python -m benchmarks.swarm`: replicas of one core each on Docker Swarm, over the embedded database and Storage.

Scans through one, two and three replicas; then a mixed queue through three while one is killed and all get a rolling
update, to see what was lost or done twice and which replica did what. Needs an image (`docker compose build`), a node in
Swarm mode (`docker swarm init`), and ports 80 and 443.
"""

import argparse
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import httpx
import psutil
import psycopg
from psycopg.rows import dict_row

from benchmarks.command import run_command
from benchmarks.relay import relay_ports
from benchmarks.report import describe_machine, draw_table, write_result
from benchmarks.swarm_service import Service, bridge_address, deploy_service, require_swarm, wait_until
from local.stack import Stack
from tests.support.running import Running
from tests.support.small_documents import scan_with_pages, short_pdf

URL = "http://localhost"
REPLICAS = 3
PAGES_A_SCAN = 2
# In the mixed queue, one document in this many is a scan.
SCAN_EVERY = 5
# Seconds between documents, so that they span an update.
INSERT_SECONDS = 3.0

OPEN = """
    select count(*) as open from ocr_queue where document_id = any (%s) and status in ('queued', 'processing')
"""
LOST = "select count(*) as lost from ocr_queue where document_id = any (%s) and status <> 'completed'"
TWICE = """
    select count(*) as twice from ocr_queue q where q.document_id = any (%s) and (
        1 <> (select count(*) from ocr.events e where e.document_id = q.document_id and e.to_status = 'completed')
        or q.chunk_count <> (select count(*) from document_embeddings c where c.document_id = q.document_id)
        or q.pages_total <> (select count(*) from document_pages p where p.document_id = q.document_id))
"""
BY_INSTANCE = """
    select instance, count(*) as documents from ocr.events
    where document_id = any (%s) and to_status = 'completed' group by instance order by instance
"""
REPEATED = "select count(*) as repeated from ocr_queue where document_id = any (%s) and attempt > 1"
BUSY = "select claimed_by from ocr_queue where status = 'processing' and pages_total > 1 and pages_done > 0 limit 1"


@dataclass(frozen=True)
class Outcome:
    """A finished queue; `by_instance` counts the documents each instance completed."""

    documents: int
    seconds: float
    lost: int
    twice: int
    repeated: int
    by_instance: dict[str, int]


def main() -> None:
    arguments = _parse()
    load, _, _ = psutil.getloadavg()
    with _run_swarm(arguments.cores) as (running, service):
        rates = {}
        for replicas in range(1, REPLICAS + 1):
            _scale(running, service, replicas)
            print(f"{arguments.scans} scans, {replicas} replicas …", flush=True)
            rates[replicas] = _read_scans(running, arguments.scans)
        print(f"{arguments.documents} documents, a killed replica and an update …", flush=True)
        outcome = _break_in_between(running, service, arguments.documents)
    print(write_report(arguments.cores, load, rates, outcome))


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cores", type=float, default=1, help="of each replica")
    parser.add_argument("--scans", type=int, default=16, help="of two pages, for the throughput")
    parser.add_argument("--documents", type=int, default=60, help="of the mixed queue")
    return parser.parse_args()


@contextmanager
def _run_swarm(cores: float) -> Iterator[tuple[Running, Service]]:
    require_swarm()
    address = bridge_address()
    with (
        tempfile.TemporaryDirectory(prefix="kairo-swarm-") as root,
        tempfile.TemporaryDirectory(prefix="kairo-swarm-files-") as files,
        Stack(Path(root)) as stack,
    ):
        stack.start_postgres()
        stack.migrate()
        stack.start_storage()
        stack.start_workers()
        storage = httpx.URL(stack.storage_url)
        project = {
            "DATABASE_URL": stack.postgres.dsn.replace("127.0.0.1", address),
            "SUPABASE_URL": str(storage.copy_with(host=address)),
            "SUPABASE_SERVICE_ROLE_KEY": stack.secrets.service_role_key,
            "FUNCTION_TOKEN": stack.secrets.function_token,
        }
        with (
            relay_ports(address, [stack.postgres.port, storage.port or 80]),
            deploy_service(Path(files), project, cores) as service,
            psycopg.connect(stack.postgres.dsn, autocommit=True, row_factory=dict_row) as database,
            httpx.Client(base_url=URL) as api,
        ):
            stack.configure(URL, stack.secrets.function_token)
            yield Running(stack, database, api, project), service


def _scale(running: Running, service: Service, replicas: int) -> None:
    service.scale(replicas)
    living = "select count(*) as living from ocr.living_instances"
    wait_until(lambda: running.rows(living)[0]["living"] == replicas)


def _read_scans(running: Running, count: int) -> float:
    """Pages per minute."""
    contents = [scan_with_pages(PAGES_A_SCAN) for _ in range(count)]
    urls = [running.upload(f"escaneado-{number}.pdf", content) for number, content in enumerate(contents)]
    started = time.monotonic()
    outcome = _finish(running, [running.insert(url) for url in urls], started)
    return 60 * PAGES_A_SCAN * count / outcome.seconds


def _break_in_between(running: Running, service: Service, count: int) -> Outcome:
    started = time.monotonic()
    documents: list[UUID] = []
    for number in range(count):
        content = short_pdf() if number % SCAN_EVERY else scan_with_pages(2 * PAGES_A_SCAN)
        documents.append(running.insert(running.upload(f"mezcla-{number}.pdf", content)))
        if number == count // 6:
            wait_until(lambda: bool(running.rows(BUSY)))
            service.kill(running.rows(BUSY)[0]["claimed_by"].rpartition("-")[2])
        if number == count // 3:
            before = service.healthy_tasks().keys()
            service.start_update()
        time.sleep(INSERT_SECONDS)
    wait_until(lambda: len(service.healthy_tasks().keys() - before) == REPLICAS)
    return _finish(running, documents, started)


def _finish(running: Running, documents: Sequence[UUID], started: float) -> Outcome:
    wait_until(lambda: not running.rows(OPEN, documents)[0]["open"])
    return Outcome(
        len(documents),
        time.monotonic() - started,
        running.rows(LOST, documents)[0]["lost"],
        running.rows(TWICE, documents)[0]["twice"],
        running.rows(REPEATED, documents)[0]["repeated"],
        {row["instance"]: row["documents"] for row in running.rows(BY_INSTANCE, documents)},
    )


def write_report(cores: float, load: float, rates: Mapping[int, float], outcome: Outcome) -> str:
    """Also written to `results/swarm.md`. `load` is the machine's before the start; `rates` are by number of replicas."""
    shares = ", ".join(f"{name} {documents}" for name, documents in outcome.by_instance.items())
    rows = [[str(replicas), f"{rate:.0f}", f"{rate / rates[1]:.2f}"] for replicas, rate in rates.items()]
    lines = [
        "# Docker Swarm",
        "",
        f"{describe_machine()} One node, load {load:.1f} before the start; a replica has {cores:g} core at most.",
        "",
        "## Scans",
        "",
        *draw_table(["replicas", "pages a minute", "times one replica's"], rows),
        "",
        f"## {outcome.documents} documents, a replica killed and all updated in between",
        "",
        f"{outcome.lost} lost, {outcome.twice} done twice, {outcome.repeated} picked up by another replica; "
        f"{outcome.seconds:.0f} s. Completed by {shares}.",
    ]
    return write_result("swarm.md", lines)


if __name__ == "__main__":
    run_command(main)
