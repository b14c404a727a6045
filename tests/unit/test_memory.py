"""What is done about memory, and when."""

from function.memory import Memory


def test_a_limit_is_spent_only_when_it_is_passed() -> None:
    resident = Memory(10**6).resident()
    assert resident > 20
    assert not Memory(round(2 * resident)).is_spent()
    assert Memory(1).is_spent()


def test_processes_that_were_started_count() -> None:
    import subprocess
    import sys

    hog = "import sys; block = bytearray(120_000_000); print(len(block), flush=True); sys.stdin.read()"
    before = Memory(1).resident()
    with subprocess.Popen(
        [sys.executable, "-c", hog], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        assert Memory(1).resident() > before + 100
