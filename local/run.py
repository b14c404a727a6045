"""`make run`: starts the stack, reads the samples, answers two questions."""

import hashlib
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

import httpx
import psycopg
from psycopg.rows import DictRow, dict_row
from rich.console import Console
from rich.table import Table

from function.database.queries import load_queries
from local import SQL
from local.memory import read_peak_megabytes
from local.ports import is_free
from local.samples import SAMPLES, SEARCHES, Sample
from local.stack import ROOT, Stack

SAMPLE_SECONDS = 900.0
PORTS = range(8080, 8180)

QUERIES = load_queries(SQL / "run.sql")

# Pipes and logs have no width; the table needs 100 columns.
console = Console(highlight=False, soft_wrap=True, width=None if sys.stdout.isatty() else 100)


@dataclass(frozen=True)
class SampleDocument:
    """A sample and the id of its row, made from name and content, so that a second run finds it done."""

    sample: Sample
    id: UUID


def run(*, port: int | None, once: bool) -> int:
    """Return the exit code: 0 when every sample is completed."""
    stop = stop_on_signals()
    chosen = port or next(candidate for candidate in PORTS if is_free(candidate))
    with Stack(ROOT, function_port=chosen) as stack:
        start(stack)
        with psycopg.connect(stack.postgres.dsn, autocommit=True, row_factory=dict_row) as connection:
            documents = submit_samples(stack, connection)
            rows = follow(stack, connection, documents, stop)
            show_table(rows)
            show_fields(rows)
            show_cost(stack, connection, documents)
        show_searches(stack)
        completed = all(row["status"] == "completed" for row in rows.values())
        if once:
            return 0 if completed else 1
        show_ways_in(stack, documents[0])
        serve(stack, stop)
        console.print("\nStopping after the current page.")
    return 0


def stop_on_signals() -> threading.Event:
    """Return an event set by Ctrl-C and SIGTERM, which also raise KeyboardInterrupt the first time."""
    stop = threading.Event()

    def ask_to_stop(_: int, __: FrameType | None) -> None:
        if stop.is_set():
            return
        stop.set()
        raise KeyboardInterrupt

    signal.signal(signal.SIGINT, ask_to_stop)
    signal.signal(signal.SIGTERM, ask_to_stop)
    return stop


@contextmanager
def step(text: str) -> Iterator[None]:
    """Print one line: what is being done, then how long it took."""
    started = time.monotonic()
    console.print(f"  {text} … ", end="")
    sys.stdout.flush()
    yield
    console.print(f"{time.monotonic() - started:.1f} s")


def start(stack: Stack) -> None:
    console.print("\n[bold]Starting the stack[/bold]")
    with step("Postgres"):
        stack.start_postgres()
    with step("migrations"):
        stack.migrate()
    with step("Storage"):
        stack.start_storage()
    with step("pg_net and pg_cron"):
        stack.start_workers()
    with step("function, models warm"):
        function = stack.start_function()
        stack.configure(function.url, stack.secrets.function_token)


def submit_samples(stack: Stack, connection: psycopg.Connection[DictRow]) -> list[SampleDocument]:
    """Upload each sample and insert its row, unless the row exists."""
    from supabase import create_client

    documents = [SampleDocument(sample, sample_id(sample.file)) for sample in SAMPLES]
    known = {row["id"] for row in connection.execute(QUERIES["document_ids"]).fetchall()}
    bucket = create_client(stack.storage_url, stack.secrets.service_role_key).storage.from_("documents")
    for document in documents:
        if document.id not in known:
            path = f"samples/{document.sample.file.name}"
            options: Any = {"content-type": document.sample.media_type, "upsert": "true"}
            bucket.upload(path, document.sample.file.read_bytes(), options)
            row = [document.id, f"documents/{path}", document.sample.file.name, document.sample.media_type]
            connection.execute(QUERIES["insert_document"], row)
    return documents


def sample_id(file: Path) -> UUID:
    return uuid5(
        NAMESPACE_URL, f"kairo-ocr-sample:{file.name}:{hashlib.sha256(file.read_bytes()).hexdigest()}"
    )


def follow(
    stack: Stack,
    connection: psycopg.Connection[DictRow],
    documents: list[SampleDocument],
    stop: threading.Event,
) -> dict[UUID, DictRow]:
    """Print a line for each finished document; on a terminal, also the progress of the current one."""
    console.print("\n[bold]Reading the samples[/bold]")
    deadline = time.monotonic() + SAMPLE_SECONDS
    ended: dict[UUID, DictRow] = {}
    with console.status("") as status:
        while len(ended) < len(documents) and time.monotonic() < deadline and not stop.is_set():
            for document in documents:
                row = read_job(connection, document.id)
                if document.id not in ended and has_ended(row):
                    ended[document.id] = row
                    console.print(f"  {describe(row)}")
                elif row["status"] == "processing":
                    status.update(
                        f"{row['file_name']}: page {row['pages_done']} of {row['pages_total'] or '?'}"
                    )
            stack.check()
            stop.wait(0.2)
    for document in documents:
        ended.setdefault(document.id, read_job(connection, document.id))
    return ended


def read_job(connection: psycopg.Connection[DictRow], document_id: UUID) -> DictRow:
    row = connection.execute(QUERIES["sample_job"], [document_id]).fetchone()
    assert row is not None  # noqa: S101  submit_samples inserted it
    return row


def has_ended(row: DictRow) -> bool:
    return row["status"] == "completed" or (row["status"] == "failed" and not row["retryable"])


def describe(row: DictRow) -> str:
    pages = f"{row['pages_done']}/{row['pages_total'] or '?'} pages"
    if row["status"] != "completed":
        return f"[red]✗[/red] {row['file_name']:<14} {pages:<12} {row['error_code']}: {row['error_message']}"
    source = (row["sources"] or "").replace("text_layer", "text layer").replace("ocr", "OCR")
    return f"[green]✓[/green] {row['file_name']:<14} {pages:<12} {source:<12} {row['seconds']:.1f} s"


def show_table(rows: dict[UUID, DictRow]) -> None:
    table = Table(title="\nDocuments", title_justify="left", title_style="bold")
    table.add_column("document")
    table.add_column("status")
    for heading in ("pages", "language", "characters", "chunks", "confidence", "seconds"):
        table.add_column(heading, justify="right")
    for row in rows.values():
        figures = [row["page_count"], row["language"], row["characters"], row["chunk_count"]]
        confidence = "" if row["ocr_confidence"] is None else f"{row['ocr_confidence']:.3f}"
        seconds = "" if row["seconds"] is None else f"{row['seconds']:.1f}"
        cells = [str(figure) if figure is not None else "" for figure in figures]
        table.add_row(row["file_name"], row["status"], *cells, confidence, seconds)
    console.print(table)


def show_fields(rows: dict[UUID, DictRow]) -> None:
    table = Table(title="\nFields", title_justify="left", title_style="bold")
    for heading in ("document", "type", "issuer", "date"):
        table.add_column(heading)
    table.add_column("total", justify="right")
    for row in rows.values():
        total = (
            "" if row["total_amount"] is None else f"{row['total_amount']} {row['currency'] or ''}".strip()
        )
        day = "" if row["document_date"] is None else row["document_date"].isoformat()
        table.add_row(row["file_name"], row["document_type"] or "", row["issuer"] or "", day, total)
    console.print(table)


def show_cost(stack: Stack, connection: psycopg.Connection[DictRow], documents: list[SampleDocument]) -> None:
    ids = [document.id for document in documents]
    row = connection.execute(QUERIES["scanned_pages"], [ids]).fetchone()
    if row and row["pages"]:
        console.print(f"Seconds per scanned page: {row['seconds']:.2f} (mean of {row['pages']})")
    peak = read_peak_megabytes(stack.functions["vps-1"].pid)
    console.print(f"Peak memory of the function's worker: {peak:.0f} MB")


def show_searches(stack: Stack) -> None:
    for question in SEARCHES:
        answer = httpx.post(
            f"{stack.function_url}/api/search",
            json={"query": question, "limit": 2},
            headers={"Authorization": f"Bearer {stack.secrets.function_token}"},
            timeout=60,
            trust_env=False,
        )
        console.print(f"\n[bold]{question}[/bold]")
        for found in answer.raise_for_status().json()["results"]:
            place = f"{found['file_name']}, page {', '.join(map(str, found['pages']))}"
            console.print(f"  [cyan]{place}[/cyan]: {' '.join(found['passage'].split())}", markup=True)


def show_ways_in(stack: Stack, document: SampleDocument) -> None:
    token = stack.secrets.function_token
    console.print(
        f"""
[bold]Ready[/bold]
  page      {stack.function_url}/   (health: {stack.function_url}/health)
  people    ana@example.com   {stack.secrets.ana_password}
            luis@example.com  {stack.secrets.luis_password}
  token     {token}
  database  {stack.postgres.psql} '{stack.postgres.dsn}'
  logs      {stack.root / "logs"}

[bold]Read a sample again[/bold]
  curl -sS -X POST {stack.function_url}/api/process-document -H 'Authorization: Bearer {token}' \\
    -H 'Content-Type: application/json' -d '{{"document_id": "{document.id}", "force": true}}'

[bold]See its fields, each with its place and reason[/bold]
  curl -sS {stack.function_url}/api/documents/{document.id} -H 'Authorization: Bearer {token}' \\
    | {sys.executable} -c 'import json, sys; print(json.dumps(json.load(sys.stdin)["metadata"], indent=2))'

[bold]Read your own file[/bold] (replace mi.pdf)
  curl -sS -F file=@mi.pdf "{stack.function_url}/api/documents?wait=true" -H 'Authorization: Bearer {token}'

Ctrl-C stops.""",
        markup=True,
    )


def serve(stack: Stack, stop: threading.Event) -> None:
    """Wait for a signal. Raises StackError when a part of the stack ends unexpectedly."""
    try:
        while not stop.is_set():
            stack.check()
            stop.wait(1)
    except KeyboardInterrupt:
        return
