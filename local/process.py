"""Child processes that end when their parent does, however it ends."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from local.errors import StackError, read_tail

PR_SET_PDEATHSIG = 1


def die_with_parent(death_signal: signal.Signals) -> Callable[[], None] | None:
    """Return a `preexec_fn`: Linux sends `death_signal` to the child when the thread that started it ends.

    It is the thread that counts, not the process: start children from a thread that lives as long as they
    should.
    """
    if sys.platform != "linux":
        return None
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    parent = os.getpid()

    def set_death_signal() -> None:
        prctl(PR_SET_PDEATHSIG, death_signal.value, 0, 0, 0)
        # If the parent ended before the line above, the signal would never be sent.
        if os.getppid() != parent:
            os._exit(1)

    return set_death_signal


@dataclass
class Child:
    """A running child process that writes to a log file."""

    name: str
    log: Path
    process: subprocess.Popen[bytes] = field(repr=False)
    stop_signal: signal.Signals = signal.SIGTERM

    @property
    def pid(self) -> int:
        return self.process.pid

    def is_running(self) -> bool:
        return self.process.poll() is None

    def check(self) -> None:
        status = self.process.poll()
        if status is not None:
            raise StackError(
                f"{self.name} has ended with status {status}; its log {self.log} ends with:{read_tail(self.log)}"
            )

    def wait_until(self, condition: Callable[[], bool], seconds: float) -> None:
        """Wait until `condition` holds. Raises StackError when the child ends or the time is up."""
        deadline = time.monotonic() + seconds
        while not condition():
            self.check()
            if time.monotonic() > deadline:
                raise StackError(f"{self.name} was not ready after {seconds:.0f} s; {self._describe_log()}")
            time.sleep(0.05)

    def _describe_log(self) -> str:
        return f"its log {self.log} ends with:{read_tail(self.log)}"

    def stop(self, seconds: float = 10) -> None:
        """Ask the child to end; kill its whole process group if it does not within `seconds`."""
        if self.is_running():
            self.process.send_signal(self.stop_signal)
            try:
                self.process.wait(seconds)
            except subprocess.TimeoutExpired:
                self.kill()

    def kill(self) -> None:
        """Kill the child and its process group at once, like a power cut."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def start_child(
    name: str,
    command: Sequence[str],
    log: Path,
    *,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    user: int | None = None,
    group: int | None = None,
    stop_signal: signal.Signals = signal.SIGTERM,
) -> Child:
    """Start `command` in its own process group: Ctrl-C reaches only the parent, which then stops it."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as output:
        process = subprocess.Popen(
            list(command),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=dict(env) if env is not None else None,
            cwd=cwd,
            user=user,
            group=group,
            extra_groups=[] if user is not None else None,
            start_new_session=True,
            preexec_fn=die_with_parent(stop_signal),
        )
    return Child(name, log, process, stop_signal)
