"""A machine fault costs no document a try, keeps documents waiting, and clears by itself."""

import asyncio
import errno
from pathlib import Path

import psycopg
import pytest

from function import faults as faults_module
from function.database.job import Failure
from function.database.queue import Queue
from function.errors import (
    CorruptFileError,
    MachineDiskError,
    MachineError,
    MachineMemoryError,
    ModelMissingError,
)
from function.faults import Faults, find_fault, make_probes, probe_disk, probe_processes
from function.intake.storage import Storage
from tests.support.jobs import Jobs
from tests.support.services import StorageServer
from tests.support.settings import settings

pytestmark = pytest.mark.integration


@pytest.fixture
def jobs(connection: psycopg.Connection) -> Jobs:
    jobs = Jobs(connection)
    jobs.configure()
    return jobs


def test_a_disk_that_is_full_during_a_download_is_the_machines_fault(storage: StorageServer) -> None:
    client = Storage(storage.url, storage.service_key, max_bytes=10**6)
    client._client.post("/object/documents/a.txt", content=b"a" * 10_000).raise_for_status()
    with pytest.raises(OSError, match="No space left") as caught:
        client.download("documents/a.txt", Path("/dev/full"), "doc-1")
    client.close()
    fault = find_fault(caught.value)
    assert isinstance(fault, MachineDiskError)
    assert "No space left" in str(fault)


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (OSError(errno.EDQUOT, "quota"), MachineDiskError),
        (OSError(errno.EROFS, "read-only"), MachineDiskError),
        (OSError(errno.EIO, "input/output"), MachineDiskError),
        (MemoryError(), MachineMemoryError),
        (OSError(errno.ENOMEM, "no memory"), MachineMemoryError),
        (BlockingIOError(errno.EAGAIN, "no process"), MachineMemoryError),
        (ModelMissingError("gone"), ModelMissingError),
    ],
)
def test_errors_that_name_a_fault_of_the_machine(error: Exception, kind: type[MachineError]) -> None:
    assert type(find_fault(error)) is kind
    wrapped = RuntimeError("led to by another")
    wrapped.__cause__ = error
    assert type(Faults((), print).explain(wrapped)) is kind


def test_a_file_that_is_damaged_is_not_the_machines_fault() -> None:
    faults = Faults((lambda: probe_disk(2**20), probe_processes), print)
    assert faults.explain(CorruptFileError("Document doc-1: damaged.")) is None
    assert faults.explain(KeyError("a defect of ours")) is None
    assert faults.current is None
    faults.check()


def test_an_error_that_nothing_explains_is_the_machines_while_a_probe_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "gone"))
    faults = Faults(make_probes(settings()), print)
    assert isinstance(faults.explain(KeyError("a consequence")), MachineDiskError)
    with pytest.raises(MachineDiskError, match="gone"):
        faults.check()


def test_a_fault_ends_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(faults_module, "PROBE_SECONDS", 0.01)
    is_full = True
    seen: list[str | None] = []

    def probe() -> None:
        if is_full:
            raise MachineDiskError("full")

    async def live_through_it() -> None:
        nonlocal is_full
        faults = Faults((probe,), lambda: seen.append(faults.code))
        faults.start()
        faults.report(MachineDiskError("full"))
        async with asyncio.timeout(20):
            while not seen:
                await asyncio.sleep(0.01)
            await asyncio.sleep(0.1)
            assert faults.code == "machine_disk"
            is_full = False
            while faults.current is not None or len(seen) < 2:
                await asyncio.sleep(0.01)
        await faults.stop()

    asyncio.run(live_through_it())
    assert seen == ["machine_disk", None]


def test_the_machines_fault_spends_no_try(jobs: Jobs, queue: Queue) -> None:
    document = jobs.insert()
    for number in range(1, 8):
        attempt = queue.claim(document)
        assert attempt is not None
        assert attempt.number == number
        assert queue.give_back(attempt, Failure("machine_disk", "full", seconds=0.1))
        assert (jobs.job(document, "status"), jobs.job(document, "retryable")) == ("failed", True)
        assert (jobs.job(document, "tries"), jobs.document(document, "ocr_error_code")) == (0, "machine_disk")
        late = attempt
    assert not queue.give_back(late, Failure("machine_disk", "late", seconds=0.1))
