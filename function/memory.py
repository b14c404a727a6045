"""How much memory the function holds, and giving back what it no longer needs."""

import ctypes
import sys
from contextlib import suppress

import psutil
import structlog

log = structlog.get_logger()

MEGABYTE = 2**20
# From this share of the limit on, freed memory is given back after each page: that costs a page up to 5 %, and the
# allocator would keep about 250 MB of freed pieces (measured on 45 pages of different sizes).
GIVE_BACK_SHARE = 0.6
# glibc gives each thread pools of its own, eight a core, and pieces that one has freed serve no other.
ARENAS = 2
M_ARENA_MAX = -8  # malloc.h


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

    def give_back(self) -> None:
        """Gives freed memory back to the system, if there is little left."""
        if self.resident() > GIVE_BACK_SHARE * self.limit:
            _trim()

    def is_spent(self) -> bool:
        """Whether the limit is passed although nothing freed is kept; logged."""
        if self.resident() <= self.limit:
            return False
        _trim()
        resident = self.resident()
        if resident <= self.limit:
            return False
        log.warning("memory_limit_passed", resident_mb=round(resident), limit_mb=self.limit)
        return True


def limit_arenas() -> None:
    """Lets all threads allocate from a few pools; for the start, before there are threads."""
    _tell_allocator("mallopt", M_ARENA_MAX, ARENAS)


def _trim() -> None:
    _tell_allocator("malloc_trim", 0)


def _tell_allocator(function: str, *arguments: int) -> None:
    # Only glibc keeps so much, and only it has these functions.
    if sys.platform == "linux":
        with suppress(AttributeError, OSError):
            getattr(ctypes.CDLL(None), function)(*arguments)
