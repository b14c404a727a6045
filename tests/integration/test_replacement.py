"""A worker that cannot go on ends in a way that fits the reason. Runs real processes, to see how they exit."""

import signal
import subprocess
import sys

import pytest

pytestmark = pytest.mark.integration

# Has the function's models without loading them; `stuck` makes one hang. Exits normally if it is not replaced.
WORKER = """if True:
    import contextlib, sys, threading
    from function.errors import InferenceStuckError
    from function.inference import Inference, ModelThread
    from function.jobs.replacement import Replacement
    from function.machine.memory import Memory
    from tests.support.settings import settings

    inference, limit = Inference(settings()), int(sys.argv[1])
    if "stuck" in sys.argv:
        inference.encoder = ModelThread("encoder", object, step_seconds=0.01)
        inference.encoder.start().result()
        with contextlib.suppress(InferenceStuckError):
            inference.encoder.call(lambda _: threading.Event().wait())
        assert inference.is_stuck
    memory = Memory(limit or round(Memory(1).resident() / 1.1))
    Replacement(inference, memory).consider(busy="busy" in sys.argv)
    print("goes on")"""
ROOMY, SMALL, JUST_PASSED = 10**6, 1, 0


def work(limit: int, *conditions: str) -> tuple[int, bool]:
    """Return the worker's exit code and whether it was allowed to go on."""
    command = [sys.executable, "-c", WORKER, str(limit), *conditions]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    return ended.returncode, "goes on" in ended.stdout


def test_a_worker_that_is_well_goes_on() -> None:
    assert work(ROOMY) == (0, True)
    assert work(ROOMY, "busy") == (0, True)


def test_a_worker_with_a_model_that_hangs_is_killed_since_it_cannot_end_by_itself() -> None:
    assert work(ROOMY, "stuck") == (-signal.SIGKILL, False)
    assert work(SMALL, "stuck", "busy") == (-signal.SIGKILL, False)


def test_a_worker_that_has_grown_too_much_is_asked_to_end() -> None:
    assert work(SMALL) == (-signal.SIGTERM, False)
    assert work(SMALL, "busy") == (-signal.SIGTERM, False)


def test_a_worker_that_has_just_grown_too_much_reads_its_other_documents_first() -> None:
    assert work(JUST_PASSED) == (-signal.SIGTERM, False)
    assert work(JUST_PASSED, "busy") == (0, True)
