"""Measuring memory, enforcing its limit, and returning what is free to the system."""

import os
import subprocess
import sys

from function.machine.allocator import TUNABLES
from function.machine.memory import Memory


def test_a_limit_is_spent_only_when_it_is_passed() -> None:
    resident = Memory(10**6).resident()
    assert resident > 20
    assert not Memory(round(2 * resident)).is_spent()
    assert Memory(1).is_spent()


def test_while_another_document_is_read_the_limit_has_some_room() -> None:
    passed = Memory(round(Memory(1).resident() / 1.1))
    assert passed.is_spent()
    assert not passed.is_spent(busy=True)
    assert Memory(1).is_spent(busy=True)


def test_a_program_restarts_itself_with_the_allocators_settings_and_its_own_arguments() -> None:
    program = """if True:
        import os, sys
        from function.machine.allocator import use_tunables
        use_tunables()
        print(os.environ["GLIBC_TUNABLES"], sys.argv[1:])"""
    environment = {name: value for name, value in os.environ.items() if name != "GLIBC_TUNABLES"}

    def run(**more: str) -> str:
        command = [sys.executable, "-c", program, "first", "second one"]
        return subprocess.run(
            command, env=environment | more, capture_output=True, text=True, check=True
        ).stdout.strip()

    assert run() == f"{TUNABLES} ['first', 'second one']"
    assert run(GLIBC_TUNABLES="glibc.malloc.check=0") == "glibc.malloc.check=0 ['first', 'second one']"


def test_processes_that_were_started_count() -> None:
    hog = "import sys; block = bytearray(120_000_000); print(len(block), flush=True); sys.stdin.read()"
    before = Memory(1).resident()
    with subprocess.Popen(
        [sys.executable, "-c", hog], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        assert Memory(1).resident() > before + 100


def test_a_process_that_has_grown_gives_back_what_is_free() -> None:
    memory = Memory(10_000)
    memory.tidy()
    # Small enough to be allocated on the heap; the last block keeps the top of it in use.
    blocks = [bytearray(b"x" * 100_000) for _ in range(2000)]
    end = blocks.pop()
    blocks.clear()
    kept = memory.resident()
    memory.tidy()
    assert memory.resident() < kept - 100
    assert end
