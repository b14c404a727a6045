"""A benchmark that is stopped leaves no process behind."""

import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from local.stack import CHECKOUT

pytestmark = pytest.mark.integration

# Ignores the signals that ask it to stop; so does the orphan that it leaves behind in another session.
PEER = """#!/bin/sh
cd "$(dirname "$0")"
trap '' INT TERM HUP
(setsid sleep 600 & echo $! > orphan)
echo '{"version": "1"}'
while :; do sleep 600; done
"""
BENCHMARK = """
import sys
from pathlib import Path
from benchmarks.command import run_command
from benchmarks.peers import Peer, RunningPeer
from local.stack import Stack

def main():
    with Stack(Path(sys.argv[1])) as stack, RunningPeer(Peer("Deaf", "deaf", Path(sys.argv[2]))) as peer:
        stack.start_postgres()
        print("reading", flush=True)
        peer.read([Path("page.png")])

run_command(main)
"""


@pytest.fixture
def root() -> Iterator[Path]:
    # Not in pytest's own folder: when we are root, Postgres runs as another user, which cannot enter it.
    with tempfile.TemporaryDirectory(prefix="kairo-") as folder:
        yield Path(folder)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_stopped_benchmark_leaves_no_process(root: Path, number: signal.Signals) -> None:
    peer = root / "peer"
    peer.write_text(PEER)
    peer.chmod(0o755)
    command = [sys.executable, "-c", BENCHMARK, str(root / "stack"), str(peer)]
    with subprocess.Popen(command, cwd=CHECKOUT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as benchmark:
        assert benchmark.stdout is not None
        assert benchmark.stdout.readline() == b"reading\n"
        orphan = int((root / "orphan").read_text())
        started = [*psutil.Process(benchmark.pid).children(recursive=True), psutil.Process(orphan)]
        try:
            benchmark.send_signal(number)
            _, errors = benchmark.communicate(timeout=30)
        finally:
            left = [process for process in started if process.is_running()]
            for process in (*left, benchmark):
                process.kill()
    assert len(started) > 4, "Postgres, its workers, the peer and its orphan"
    assert left == []
    assert (benchmark.returncode, errors) == (128 + number, b"")


@pytest.mark.parametrize("ends", ["return 3", "raise SystemExit(3)", "sys.exit(3)"])
def test_a_benchmark_that_ends_by_itself_leaves_none_either(tmp_path: Path, ends: str) -> None:
    program = f"""
import subprocess, sys
from benchmarks.command import run_command

def main():
    started = subprocess.Popen(["sh", "-c", "setsid sleep 600 & echo $!"], stdout=subprocess.PIPE)
    print(int(started.stdout.readline()), flush=True)
    {ends}

run_command(main)
"""
    ended = subprocess.run(
        [sys.executable, "-c", program], cwd=CHECKOUT, stdout=subprocess.PIPE, text=True, check=False
    )
    assert ended.returncode == 3
    assert not psutil.pid_exists(int(ended.stdout))
