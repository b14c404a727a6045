"""Runs the stack as `make run` does, in its own folder, with methods for using it."""

import json
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import psycopg
from psycopg.rows import DictRow, dict_row

from function.machine.scratch import open_scratch, remove_abandoned
from local.stack import CHECKOUT, Stack
from tests.support.concepts import give_concepts
from tests.support.waiting import wait_until

OFFLINE = Path(__file__).parent / "offline"
MAX_FILE_SIZE_MB = 1
INSTANCE = "vps-1"
# The kind of the folders of stacks.
SCRATCH = "stack"


@dataclass(frozen=True)
class Running:
    """A running stack: upload a file, insert its row, call the function."""

    stack: Stack
    database: psycopg.Connection[DictRow]
    api: httpx.Client
    environment: Mapping[str, str]

    @property
    def offline_report(self) -> Path:
        return Path(self.environment["OFFLINE_REPORT"])

    def upload(self, name: str, content: bytes) -> str:
        self._ask_storage("POST", f"documents/{name}", content=content)
        return f"documents/{name}"

    def download(self, file_url: str) -> bytes:
        return self._ask_storage("GET", file_url).content

    def remove(self, file_url: str) -> None:
        self._ask_storage("DELETE", file_url)

    def _ask_storage(self, method: str, file_url: str, **options: Any) -> httpx.Response:
        headers = {"Authorization": f"Bearer {self.stack.secrets.service_role_key}", "x-upsert": "true"}
        url = f"{self.stack.storage_url}/storage/v1/object/{file_url}"
        return httpx.request(method, url, headers=headers, **options).raise_for_status()

    def insert(self, file_url: str) -> UUID:
        row = self.database.execute(
            "insert into documents (file_url) values (%s) returning id", [file_url]
        ).fetchone()
        assert row is not None
        return UUID(str(row["id"]))

    def job(self, document_id: UUID) -> dict[str, Any]:
        answer = self.api.get(f"/api/jobs/{document_id}")
        answer.raise_for_status()
        found: dict[str, Any] = answer.json()
        return found

    def wait_for(self, document_id: UUID, status: str, seconds: float = 120) -> dict[str, Any]:
        job = wait_until(lambda: (found := self.job(document_id))["status"] == status and found, seconds)
        assert isinstance(job, dict)
        return job

    def process(self, document_id: UUID, **body: Any) -> httpx.Response:
        return self.api.post("/api/process-document", json={"document_id": str(document_id), **body})

    def log_events(self, event: str, document_id: UUID) -> list[dict[str, Any]]:
        """The function's log lines for one event and document, oldest first."""
        lines = (self.stack.root / "logs" / f"{INSTANCE}.jsonl").read_text("utf-8").splitlines()
        found = [json.loads(line) for line in lines]
        return [line for line in found if line["event"] == event and line.get("document") == str(document_id)]

    def hand_in(self, document_id: UUID) -> httpx.Response:
        """Calls the function as the database does; it answers once it has accepted the document."""
        body = {"document_id": str(document_id)}
        return self.api.post("/api/process-document", json=body, headers={"Prefer": "respond-async"})

    def rows(self, query: str, *parameters: Any) -> list[DictRow]:
        cursor = self.database.execute(query.encode(), parameters or None)
        # Of rows without columns the description is empty; without rows it is None.
        return cursor.fetchall() if cursor.description is not None else []

    def worker_pid(self, instance: str = INSTANCE) -> int:
        """The pid of gunicorn's worker, not of its master."""
        function = self.stack.functions[instance]
        children = Path(f"/proc/{function.pid}/task/{function.pid}/children").read_text().split()
        return int(children[0])


@contextmanager
def run_stack(
    *instances: str,
    environment: Mapping[str, str],
    dispatched: bool = True,
    fault_rate: float = 0,
    answer_seconds: float = 120,
) -> Iterator[Running]:
    """A stack with one function per instance; `environment` overrides the functions' settings.

    If `dispatched`, the database sends inserted documents to the function; otherwise the caller must.
    """
    remove_abandoned(SCRATCH)
    with (
        open_scratch(SCRATCH) as root,
        Stack(root, fault_rate=fault_rate) as stack,
    ):
        stack.start_postgres()
        stack.migrate()
        give_concepts(stack.postgres.dsn)
        stack.start_storage()
        stack.start_workers(net_pause=0.1)
        for instance in instances:
            stack.start_function(instance, env=environment)
        function = stack.functions[instances[0]]
        if dispatched:
            stack.configure(function.url, stack.secrets.function_token)
        headers = {"Authorization": f"Bearer {stack.secrets.function_token}"}
        with (
            psycopg.connect(stack.postgres.dsn, autocommit=True, row_factory=dict_row) as database,
            httpx.Client(base_url=function.url, headers=headers, timeout=answer_seconds) as api,
        ):
            yield Running(stack, database, api, environment)


@contextmanager
def run_quick_stack(*instances: str, fault_rate: float = 0, **environment: str) -> Iterator[Running]:
    """For tests: offline, with a lease short enough to wait for, and quick resubmits."""
    with tempfile.TemporaryDirectory(prefix="kairo-") as reports:
        settings = {
            # The whole suite runs offline: only this machine can be reached.
            "PYTHONPATH": f"{OFFLINE}{os.pathsep}{CHECKOUT}",
            "OFFLINE_REPORT": str(Path(reports) / "offline-report.txt"),
            "LEASE_SECONDS": "6",
            **environment,
        }
        with run_stack(*instances, environment=settings, fault_rate=fault_rate) as running:
            running.database.execute(
                "select cron.alter_job(jobid, schedule => '1 seconds') from cron.job"
                " where jobname = 'kairo-ocr-resubmit'"
            )
            yield running
