"""How much memory the function may hold, and does."""

import ctypes
import os
import sys
from contextlib import suppress

import psutil
import structlog

log = structlog.get_logger()

MEGABYTE = 2**20
# glibc gives each thread pools of its own, eight a core, and pieces that one has freed serve no other: two for all.
# Blocks of 4 MB and more go back to the system at once, in huge pages, so that taking them anew costs little. On 40
# pages of different sizes the OCR engine then holds 1,066 instead of 1,450 MB, in 45 instead of 44 s of processor time;
# without huge pages detection alone needs a tenth more.
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


class Memory:
    """`limit` in MB is what the process and those it has started should stay below together."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self._process = psutil.Process()

    def resident(self) -> float:
        """MB of the process and its descendants."""
        total = 0
        for process in (self._process, *self._process.children(recursive=True)):
            with suppress(psutil.NoSuchProcess):
                total += process.memory_info().rss
        return total / MEGABYTE

    def is_spent(self, *, busy: bool = False) -> bool:
        """Whether the limit is passed although nothing freed is kept; logged. While `busy`, the limit has some room."""
        limit = self.limit * PATIENCE if busy else self.limit
        if self.resident() <= limit:
            return False
        _give_back_freed()
        resident = self.resident()
        if resident <= limit:
            return False
        log.warning("memory_limit_passed", resident_mb=round(resident), limit_mb=self.limit)
        return True


def use_tunables() -> None:
    """Starts the program anew with glibc's allocator set to TUNABLES, unless the environment has settings for it."""
    if sys.platform == "linux" and "GLIBC_TUNABLES" not in os.environ:
        # Read only when a program starts.
        os.environ["GLIBC_TUNABLES"] = TUNABLES
        os.execv(sys.executable, sys.orig_argv)  # noqa: S606  this very command


def _give_back_freed() -> None:
    # Only glibc keeps so much, and only it has this function.
    if sys.platform == "linux":
        with suppress(AttributeError, OSError):
            ctypes.CDLL(None).malloc_trim(0)
