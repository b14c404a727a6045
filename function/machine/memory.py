"""Memory: how much the function uses and may use, and who may read it."""

import ctypes
import sys
from contextlib import suppress
from pathlib import Path

import psutil
import structlog

from function.machine.processor import CGROUPS

log = structlog.get_logger()

MEGABYTE = 2**20
# The limit is this much higher while another document is being read: a letter need not wait for a book.
PATIENCE = 1.2
# MB by which the process may grow before it returns free memory to the system, which is 180 of 1,150 MB after
# 2,000 pages of different sizes. Documents that need no more memory than earlier ones cost nothing.
TIDY_STEP = 64
PR_SET_DUMPABLE = 4  # prctl.h


class Memory:
    """The memory of this process and its descendants; `limit` is in MB."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self._process = psutil.Process()
        self._tidy = 0.0

    def resident(self) -> float:
        """Return the resident memory of the process and its descendants in MB."""
        total = 0
        for process in (self._process, *self._process.children(recursive=True)):
            with suppress(psutil.NoSuchProcess):
                total += process.memory_info().rss
        return total / MEGABYTE

    def tidy(self) -> None:
        """Return free memory to the system if the process has grown; call it between documents."""
        if self._own() > self._tidy + TIDY_STEP:
            self.trim()

    def trim(self) -> None:
        """Return free memory to the system."""
        trim_heap()
        self._tidy = self._own()

    def is_spent(self, *, busy: bool = False) -> bool:
        """Whether the limit is passed, which is logged. With `busy`, the limit is 20 % higher."""
        limit = self.limit * PATIENCE if busy else self.limit
        resident = self.resident()
        if resident <= limit:
            return False
        log.warning("memory_limit_passed", resident_mb=round(resident), limit_mb=self.limit)
        return True

    def _own(self) -> float:
        return float(self._process.memory_info().rss) / MEGABYTE


def container_limit(cgroups: Path = CGROUPS) -> float | None:
    """Return the cgroup's memory limit in MB (v2 `memory.max`, v1 `memory.limit_in_bytes`), or None."""
    for file in (cgroups / "memory.max", cgroups / "memory" / "memory.limit_in_bytes"):
        with suppress(OSError):
            limit = file.read_text().strip()
            # v1 reports an impossibly large number when there is no limit.
            return None if limit == "max" or int(limit) > 2**60 else int(limit) / MEGABYTE
    return None


def hide_memory() -> None:
    """Make memory and environment of this process and its forks readable by root only.

    No ptrace, no core dumps. Otherwise child processes, which run as the same user, could read them under
    /proc.
    """
    _call_libc("prctl", PR_SET_DUMPABLE, 0, 0, 0, 0)


def trim_heap() -> None:
    """Return free memory of this process to the system, which takes a millisecond or two."""
    _call_libc("malloc_trim", 0)


def _call_libc(function: str, *arguments: int) -> None:
    # Only Linux has prctl, and only glibc malloc_trim.
    if sys.platform == "linux":
        with suppress(AttributeError, OSError):
            getattr(ctypes.CDLL(None), function)(*arguments)
