"""Processor time and peak memory of a process and everything it has started."""

import threading
from collections.abc import Iterator
from contextlib import suppress
from typing import Self

import psutil

from function.machine.memory import MEGABYTE
from local.memory import peak_of


def cpu_seconds(pid: int) -> float:
    """User and system time of the process and its descendants, including those already waited for."""
    total = 0.0
    for process in _family(pid):
        with suppress(psutil.NoSuchProcess):
            total += sum(process.cpu_times()[:4])
    return total


def resident_megabytes(pid: int) -> float:
    """Memory of the process and its descendants; shared pages count once (PSS)."""
    total = 0
    for process in _family(pid):
        with suppress(psutil.NoSuchProcess):
            total += process.memory_full_info().pss
    return total / MEGABYTE


class MemoryGauge:
    """Samples memory each `every` seconds while entered. This costs processor time, so do not use it in a timed run.

    `peak` in MB: the largest sum seen, or the kernel's own peak of the largest process if that is more.
    """

    def __init__(self, pid: int, *, every: float = 0.1) -> None:
        self.peak = 0.0
        self._pid = pid
        self._every = every
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()
        self.peak = max(self.peak, *(peak_of(process.pid) for process in _family(self._pid)))

    def _look(self) -> None:
        while not self._ended.wait(self._every):
            self.peak = max(self.peak, resident_megabytes(self._pid))


def _family(pid: int) -> Iterator[psutil.Process]:
    process = psutil.Process(pid)
    yield process
    yield from process.children(recursive=True)
