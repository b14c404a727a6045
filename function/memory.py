"""How much memory the function may hold, and does."""

import ctypes
import sys
from contextlib import suppress

import psutil
import structlog

log = structlog.get_logger()

MEGABYTE = 2**20
# glibc gives each thread pools of its own, eight a core, and pieces that one has freed serve no other.
ARENAS = 2
# Larger blocks go straight back to the system when they are freed. Left alone, glibc soon keeps blocks of up to 32 MB: on
# 45 pages of different sizes the OCR engine then holds 1,351 MB instead of 998 (1 MB: 921, 16 MB: 1,278). It costs about
# a tenth of the time, and 1 MB a third of embedding's.
KEPT_BLOCK = 4 * 2**20
M_MMAP_THRESHOLD, M_ARENA_MAX = -3, -8  # malloc.h


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
        _tell_allocator("malloc_trim", 0)
        resident = self.resident()
        if resident <= self.limit:
            return False
        log.warning("memory_limit_passed", resident_mb=round(resident), limit_mb=self.limit)
        return True


def tune_allocator() -> None:
    """Makes glibc give freed memory back; for the start, before there are threads."""
    _tell_allocator("mallopt", M_ARENA_MAX, ARENAS)
    _tell_allocator("mallopt", M_MMAP_THRESHOLD, KEPT_BLOCK)


def _tell_allocator(function: str, *arguments: int) -> None:
    # Only glibc keeps so much, and only it has these functions.
    if sys.platform == "linux":
        with suppress(AttributeError, OSError):
            getattr(ctypes.CDLL(None), function)(*arguments)
