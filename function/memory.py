"""How much memory the function may hold, and does; and that nobody else looks into it."""

import ctypes
import sys
from contextlib import suppress

import psutil
import structlog

log = structlog.get_logger()

MEGABYTE = 2**20
# glibc gives each thread pools of its own, eight a core, and pieces that one has freed serve no other.
ARENAS = 2
# Not taken: handing freed blocks of 4 MB and more back at once (M_MMAP_THRESHOLD). The OCR engine then holds 998 instead
# of 1,351 MB on 45 pages of different sizes, and needs a tenth more time.
M_ARENA_MAX = -8  # malloc.h
PR_SET_DUMPABLE = 4  # prctl.h


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

    def is_spent(self) -> bool:
        """Whether the limit is passed although nothing freed is kept; logged."""
        if self.resident() <= self.limit:
            return False
        _tell_libc("malloc_trim", 0)
        resident = self.resident()
        if resident <= self.limit:
            return False
        log.warning("memory_limit_passed", resident_mb=round(resident), limit_mb=self.limit)
        return True


def limit_arenas() -> None:
    """Lets all threads allocate from a few pools; for the start, before there are threads."""
    _tell_libc("mallopt", M_ARENA_MAX, ARENAS)


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
