"""What `benchmarks.chaos` does to a running stack, and when."""

import os
import signal
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from itertools import cycle
from pathlib import Path

import psutil

from tests.support.running import Running

WORKER_SECONDS = 15.0
FILE_PROCESS_SECONDS = 20.0
STORAGE_DOWN_SECONDS = 8.0
FULL_DISK_SECONDS = 30.0
# The share of the documents that have ended when it happens.
FULL_DISK_SHARE, STORAGE_DOWN_SHARE, POSTGRES_RESTART_SHARE = 0.1, 0.2, 0.5
CHUNK_BYTES = 2**16

Action = Callable[[], None]


class Faults:
    """Does what is due each time `strike` is called, and counts it.

    There is no thread for it: what the stack starts ends with the thread that started it.
    """

    def __init__(self, running: Running) -> None:
        self.counts = Counter[str]()
        self._running = running
        self._victims = cycle(running.stack.functions)
        self._timed: list[tuple[float, Action]] = []
        self._staged: list[tuple[float, Action]] = []

    def kill_workers(self) -> None:
        self._after(WORKER_SECONDS, self._kill_worker)

    def break_everything(self, disk: Path | None) -> None:
        """`disk` is the small one of one of the instances; without it none is filled."""
        self.kill_workers()
        self._after(FILE_PROCESS_SECONDS, self._kill_file_process)
        if disk is not None:
            self._staged.append((FULL_DISK_SHARE, lambda: self._fill(disk / "filling")))
        self._staged.append((STORAGE_DOWN_SHARE, self._stop_storage))
        self._staged.append((POSTGRES_RESTART_SHARE, self._restart_postgres))

    def strike(self, ended: float) -> None:
        """`ended` is the share of the documents that have ended."""
        while self._staged and self._staged[0][0] <= ended:
            self._staged.pop(0)[1]()
        now = time.monotonic()
        due = [action for moment, action in self._timed if moment <= now]
        self._timed = [(moment, action) for moment, action in self._timed if moment > now]
        for action in due:
            action()

    def _after(self, seconds: float, action: Action) -> None:
        self._timed.append((time.monotonic() + seconds, action))

    def _kill_worker(self) -> None:
        self._after(WORKER_SECONDS, self._kill_worker)
        # Between two workers gunicorn's master has no child.
        with suppress(IndexError, ProcessLookupError):
            os.kill(self._running.worker_pid(next(self._victims)), signal.SIGKILL)
            self.counts["worker killed"] += 1

    def _kill_file_process(self) -> None:
        self._after(FILE_PROCESS_SECONDS, self._kill_file_process)
        with suppress(IndexError, psutil.NoSuchProcess):
            psutil.Process(self._running.worker_pid(next(self._victims))).children()[0].kill()
            self.counts["file process killed"] += 1

    def _stop_storage(self) -> None:
        self._running.stack.stop_storage()
        self.counts["Storage down"] += 1
        self._after(STORAGE_DOWN_SECONDS, self._running.stack.start_storage)

    def _restart_postgres(self) -> None:
        self._running.stack.postgres.restart()
        self.counts["Postgres restarted"] += 1

    def _fill(self, filling: Path) -> None:
        with suppress(OSError), filling.open("wb", buffering=0) as file:
            while file.write(bytes(CHUNK_BYTES)):
                pass
        self.counts["disk full"] += 1
        self._after(FULL_DISK_SECONDS, filling.unlink)
