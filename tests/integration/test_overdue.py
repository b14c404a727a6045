"""Every step of an attempt ends: by itself, at the attempt's deadline, or with the worker process."""

import asyncio
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import psutil
import psycopg
import pytest

from function.database.queue import Attempt, Queue
from function.errors import JobTimeoutError
from function.faults import Faults
from function.inference import Inference
from function.jobs.lease import Lease
from function.jobs.page_step import PageStep
from function.jobs.tools import Tools
from function.machine.memory import Memory
from function.observability import steps as steps_module
from function.observability.exposition import Exposition
from function.observability.health import Health
from function.observability.metrics import Metrics
from function.observability.steps import StepClock, Steps
from function.observability.tracing import Tracing
from function.reading.reader import Reader
from tests.integration.test_process import document_process, recognise_nothing
from tests.support.jobs import Jobs
from tests.support.reading import make_settings
from tests.support.services import Database
from tests.support.zoo import bombs

pytestmark = pytest.mark.integration


@pytest.fixture
def jobs(connection: psycopg.Connection) -> Jobs:
    jobs = Jobs(connection)
    jobs.configure()
    return jobs


def claim(queue: Queue, jobs: Jobs) -> Attempt:
    attempt = queue.claim(jobs.insert())
    assert attempt is not None
    return attempt


def test_a_deadline_is_seen_while_a_page_is_being_read(
    queue: Queue, jobs: Jobs, tmp_path: Path, eventually: Callable[..., Any]
) -> None:
    """On its own, the page would be given up only after 8 seconds."""
    path = tmp_path / "bomba.pdf"
    path.write_bytes(bombs.bomb_between("Una carta"))
    attempt = claim(queue, jobs)
    settings = make_settings()
    reader = Reader(settings, recognise_nothing)
    tools = cast(Tools, SimpleNamespace(metrics=Metrics(), tracing=Tracing(settings), settings=settings))
    clock = StepClock()
    with reader.open(path, "application/pdf", "doc-1") as document:
        child = document_process(document)
        with Lease(queue, attempt, lease_seconds=60, timeout_seconds=1) as lease:
            steps = Steps(tools.metrics, tools.tracing, clock, attempt, deadline=lease.deadline)
            with PageStep(tools, attempt, lease, steps, reader) as pages, pytest.raises(JobTimeoutError):
                pages.read(document, 2, None, ahead=False)
    assert reader.is_abandoned
    eventually(lambda: not child.is_running() or child.status() == psutil.STATUS_ZOMBIE)
    # The thread that was reading the page ends with the process.
    eventually(lambda: not clock.under_way())


def test_a_page_that_is_ready_is_waited_for_no_longer(queue: Queue, jobs: Jobs) -> None:
    attempt = claim(queue, jobs)
    page: Future[str] = Future()
    with Lease(queue, attempt, lease_seconds=60, timeout_seconds=60) as lease:
        threading.Timer(0.05, page.set_result, ["page"]).start()
        assert lease.wait(page) == "page"


def test_a_step_that_is_overdue_shows(
    queue: Queue, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = make_settings(database_url=database.dsn)
    inference = Inference(settings)
    monkeypatch.setattr(Inference, "is_loaded", True)
    monkeypatch.setattr(steps_module, "LIMITS", {"download": -1.0})
    clock, faults = StepClock(), Faults((), print)
    health = Health(settings, queue, inference, faults, clock)
    exposition = Exposition("vps-1", Metrics(), queue, inference, Memory(1800), faults, clock)
    far = time.monotonic() + 1000
    with clock.watch("download", "doc-1", far), clock.watch("assemble", "doc-2", far):
        report = asyncio.run(health.report())
        assert report["status"] == "degraded"
        assert report["reason"].startswith("step_overdue: download ")
        assert not asyncio.run(health.is_ready())
        text = asyncio.run(exposition.render()).decode()
        assert 'kairo_steps_overdue{step="download"} 1.0' in text
        assert 'kairo_steps_overdue{step="assemble"} 0.0' in text
    assert asyncio.run(health.report())["status"] == "ok"
    inference.stop()


def test_a_step_without_a_limit_of_its_own_ends_with_the_attempt() -> None:
    clock = StepClock()
    with clock.watch("embed", "doc-1", time.monotonic() + 60):
        assert not clock.overdue(by=-steps_module.DEADLINE_GRACE)
        assert clock.overdue(by=-60 - steps_module.DEADLINE_GRACE - 1)


# One attempt hangs while another one works; the program ends by itself if nothing kills it.
WORKER = """if True:
    import sys, threading, time
    from uuid import UUID
    from function.database.pool import Database
    from function.jobs import step_watch
    from function.observability import steps
    from tests.support.jobs import make_queue

    step_watch.LOOK_SECONDS = 0.05
    steps.LIMITS = {"assemble": 0.0}
    pool = Database(sys.argv[1])
    pool.open()
    queue = make_queue(pool)
    hanging, working = (queue.claim(UUID(name)) for name in sys.argv[2:4])
    clock = steps.StepClock()
    watch = step_watch.StepWatch(queue, clock)
    watch.start()
    far = time.monotonic() + 1000
    with clock.watch("assemble", hanging, far), clock.watch("read_page", working, far):
        if "stop" in sys.argv:
            watch.hurry()
        if "end" in sys.argv:
            steps.LIMITS = {}
            watch.close()
        threading.Event().wait(20)
    pool.close()"""


@pytest.mark.parametrize("when", ["stop", "end"])
def test_a_step_that_nothing_ends_costs_the_worker_and_its_own_document_a_try(
    database: Database, jobs: Jobs, when: str
) -> None:
    hanging, working = jobs.insert(), jobs.insert()
    command = [sys.executable, "-c", WORKER, database.dsn, str(hanging), str(working), when]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert ended.returncode == -signal.SIGKILL, ended.stderr
    assert (jobs.job(hanging, "status"), jobs.job(hanging, "error_code")) == ("failed", "step_overdue")
    assert (jobs.job(hanging, "tries"), jobs.job(working, "tries")) == (1, 0)
    assert jobs.job(working, "retryable")


def test_a_worker_says_for_a_while_that_a_step_is_overdue_before_it_ends(
    database: Database, jobs: Jobs
) -> None:
    command = [sys.executable, "-c", WORKER, database.dsn, str(jobs.insert()), str(jobs.insert()), "wait"]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert ended.returncode == 0, ended.stderr
