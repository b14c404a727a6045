"""A function without documents gives memory back, and reads the next one all the same."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import httpx
import psutil
import psycopg
import pytest

from local.stack import FunctionInstance
from tests.support.running import Running
from tests.support.small_documents import scan_with_pages
from tests.support.waiting import wait_until

pytestmark = pytest.mark.e2e


@pytest.fixture
def drowsy(running: Running) -> Iterator[FunctionInstance]:
    """An instance beside the running one, which rests after a second; documents come from the test alone."""
    url = running.stack.functions["vps-1"].url
    with psycopg.connect(running.stack.postgres.admin_dsn, autocommit=True) as admin:
        admin.execute("delete from vault.secrets where name = 'kairo_ocr_function_url'")
    started = running.stack.start_function("drowsy", env={**running.environment, "IDLE_SECONDS": "1"})
    yield started
    started.stop()
    del running.stack.functions["drowsy"]
    running.stack.configure(url, running.stack.secrets.function_token)


def test_an_idle_function_gives_memory_back_and_still_searches_and_reads(
    running: Running, drowsy: FunctionInstance
) -> None:
    headers = {"Authorization": f"Bearer {running.stack.secrets.function_token}"}
    with httpx.Client(base_url=drowsy.url, headers=headers, timeout=120) as api:
        read(running, api, "awake.pdf", pages=1)
        # More than the process that opens files has.
        wait_until(lambda: any(rest["resident_mb"] < rest["before_mb"] - 80 for rest in rests(running)))
        wait_until(lambda: not openers(drowsy))

        assert api.get("/health/ready").is_success
        health = api.get("/health").json()
        assert (health["status"], health["models_loaded"]) == ("ok", True)
        assert api.post("/api/search", json={"query": "alquiler"}).is_success
        read(running, api, "woken.pdf", pages=2)


def read(running: Running, api: httpx.Client, name: str, *, pages: int) -> None:
    """Have a scan read by the instance of `api`, and look that it was."""
    document = running.insert(running.upload(name, scan_with_pages(pages)))
    answer = api.post("/api/process-document", json={"document_id": str(document), "wait": True})
    assert answer.raise_for_status().json()["status"] == "completed"
    (row,) = running.rows("select ocr_text from documents where id = %s", document)
    assert "contrato" in row["ocr_text"].lower()


def rests(running: Running) -> list[Mapping[str, Any]]:
    """What the log says of each rest."""
    lines = (running.stack.root / "logs" / "drowsy.jsonl").read_text("utf-8").splitlines()
    return [line for line in map(json.loads, lines) if line["event"] == "at_rest"]


def openers(instance: FunctionInstance) -> list[psutil.Process]:
    """The instance's processes that open files."""
    family = psutil.Process(instance.pid).children(recursive=True)
    return [process for process in family if "function.reading.files.child" in process.cmdline()]
