"""How much memory the function may hold, and does; and that nobody else looks into it."""

import ctypes
import os
import sys
from contextlib import suppress
from pathlib import Path

import psutil
import structlog

from function.machine.processor import CGROUPS

log = structlog.get_logger()

MEGABYTE = 2**20
# glibc gives each thread pools of its own, eight a core, and pieces that one has freed serve no other: two for all.
# Blocks of 4 MB and more go back to the system at once, in huge pages, so that taking them anew costs little: over
# 100 pages of different sizes the worker's peak is 1,791 instead of 2,106 MB, and the OCR engine needs 45.4 instead of
# 43.8 s of processor time for 40 of them. Without huge pages detection alone needs a tenth more.
TUNABLES = ":".join(
    f"glibc.malloc.{name}={value}"
    for name, value in (
        ("arena_max", 2),
        ("hugetlb", 1),
        ("mmap_threshold", 4 * MEGABYTE),
        ("trim_threshold", 64 * MEGABYTE),
    )
)
# Passed while another document is being read, it has that much room: a letter does not wait until a book is done.
PATIENCE = 1.2
# MB by which a process may grow before it gives back what its allocator keeps free: 180 of 1,150 MB after 2,000 pages of
# different sizes. Documents that need no more than the one before pay nothing.
TIDY_STEP = 64
PR_SET_DUMPABLE = 4  # prctl.h


class Memory:
    """`limit` in MB is what the process and those it has started should stay below together."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self._process = psutil.Process()
        self._tidy = 0.0

    def resident(self) -> float:
        """MB of the process and its descendants."""
        total = 0
        for process in (self._process, *self._process.children(recursive=True)):
            with suppress(psutil.NoSuchProcess):
                total += process.memory_info().rss
        return total / MEGABYTE

    def tidy(self) -> None:
        """Gives back what is free if the process has grown since it was tidied; to be called between documents."""
        if self._own() > self._tidy + TIDY_STEP:
            _tell_libc("malloc_trim", 0)
            self._tidy = self._own()

    def is_spent(self, *, busy: bool = False) -> bool:
        """Whether the limit is passed, which is logged. While `busy`, the limit has some room."""
        limit = self.limit * PATIENCE if busy else self.limit
        resident = self.resident()
        if resident <= limit:
            return False
        log.warning("memory_limit_passed", resident_mb=round(resident), limit_mb=self.limit)
        return True

    def _own(self) -> float:
        return float(self._process.memory_info().rss) / MEGABYTE


def use_tunables() -> None:
    """Starts the program anew with glibc's allocator set to TUNABLES, unless the environment has settings for it."""
    if sys.platform == "linux" and "GLIBC_TUNABLES" not in os.environ:
        # Read only when a program starts.
        os.environ["GLIBC_TUNABLES"] = TUNABLES
        os.execv(sys.executable, sys.orig_argv)  # noqa: S606  this very command


def container_limit(cgroups: Path = CGROUPS) -> float | None:
    """MB that the cgroup allows (v2 `memory.max`, v1 `memory.limit_in_bytes`); None without a limit."""
    for file in (cgroups / "memory.max", cgroups / "memory" / "memory.limit_in_bytes"):
        with suppress(OSError):
            limit = file.read_text().strip()
            # v1 says "no limit" with a number that no machine has.
            return None if limit == "max" or int(limit) > 2**60 else int(limit) / MEGABYTE
    return None


def hide_memory() -> None:
    """Closes memory and environment of this process, and of its forks, to all but root: no ptrace, no core dump.

    What this process starts otherwise would read them under /proc, having the same user.
    """
    _tell_libc("prctl", PR_SET_DUMPABLE, 0, 0, 0, 0)


def _tell_libc(function: str, *arguments: int) -> None:
    # Only glibc keeps so much, and only Linux has these functions.
    if sys.platform == "linux":
        with suppress(AttributeError, OSError):
            getattr(ctypes.CDLL(None), function)(*arguments)
