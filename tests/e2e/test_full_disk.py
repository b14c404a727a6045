"""A full disk loses no documents; the instance reports it and recovers by itself."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import httpx
import pytest

from tests.support.running import Running, run_quick_stack
from tests.support.small_documents import short_pdf
from tests.support.waiting import wait_until

pytestmark = pytest.mark.e2e

DISK = 96 * 2**20


@pytest.fixture(scope="module")
def disk() -> Iterator[Path]:
    """A separate file system of 96 MB: the language model is unpacked there when the function starts."""
    with tempfile.TemporaryDirectory(prefix="kairo-disk-") as name:
        mount = ["mount", "-t", "tmpfs", "-o", f"size={DISK},mode=1777", "tmpfs", name]
        if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
            pytest.skip("only root can mount a small disk")
        try:
            yield Path(name)
        finally:
            subprocess.run(["umount", "--lazy", name], check=True)  # noqa: S607  where a system has it


@pytest.fixture(scope="module")
def running(disk: Path) -> Iterator[Running]:
    with run_quick_stack("vps-1", TMPDIR=str(disk)) as running:
        yield running


def health(running: Running) -> httpx.Response:
    return running.api.get("/health")


def fault(running: Running) -> bool:
    return 'kairo_machine_fault{code="machine_disk"} 1.0' in running.api.get("/metrics").text


def find_tries(running: Running, documents: list[UUID]) -> set[int]:
    rows = running.rows("select tries from ocr_queue where document_id = any(%s)", documents)
    return {row["tries"] for row in rows}


# The first test, before the function has read any document.
def test_the_first_document_is_read_on_a_disk_with_room_for_little_more(disk: Path, running: Running) -> None:
    filler = disk / "filler"
    filler.write_bytes(bytes(shutil.disk_usage(disk).free - 2**20))
    document = running.insert(running.upload("primera.pdf", short_pdf()))
    running.wait_for(document, "completed")
    assert find_tries(running, [document]) == {1}
    assert not fault(running)
    filler.unlink()


def test_a_full_disk_keeps_documents_waiting_and_spends_no_try(disk: Path, running: Running) -> None:
    running.rows("select ocr.configure(backoff_seconds => 1)")
    filler = disk / "filler"
    with pytest.raises(OSError, match="No space left"):
        filler.write_bytes(bytes(2 * DISK))
    documents = [running.insert(running.upload(f"{number}.pdf", short_pdf())) for number in range(3)]
    wait_until(lambda: health(running).status_code == 503)
    report = health(running).json()
    assert report["status"] == "degraded"
    assert "machine_disk" in report["reason"]
    assert "No space left" in report["reason"]
    assert running.api.get("/health/ready").status_code == 503
    assert fault(running)
    refused = running.process(documents[0])
    assert (refused.status_code, refused.json()["code"]) == (503, "machine_disk")
    assert int(refused.headers["Retry-After"]) > 0
    wait_until(lambda: running.rows("select ocr.max_in_flight() as free")[0]["free"] == 0)
    assert find_tries(running, documents) == {0}
    filler.unlink()
    wait_until(lambda: health(running).status_code == 200)
    for document in documents:
        running.wait_for(document, "completed", seconds=300)
    assert find_tries(running, documents) == {1}
    assert not fault(running)
