"""Faults of the machine: while there is one, no document is taken, and none that it stops is to blame.

A fault begins with an error that names it, or with one that cannot be explained while a probe fails; it ends when the
probes pass again.
"""

import asyncio
import contextlib
import errno
import mmap
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence

import structlog

from function.errors import KairoError, MachineDiskError, MachineError, MachineMemoryError
from function.models.locate import check_models
from function.observability.logs import describe_exception
from function.settings import Settings

log = structlog.get_logger()

PROBE_SECONDS = 5.0
PROCESS_SECONDS = 30.0
DISK = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO)
# EAGAIN is what fork says at the limit of processes.
MEMORY = (errno.ENOMEM, errno.EAGAIN)

Probe = Callable[[], None]


def find_fault(error: BaseException) -> MachineError | None:
    """The fault that an error, or what led to it, names."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, MachineError):
            return cause
        if isinstance(cause, OSError) and cause.errno in DISK:
            return _disk_error(cause)
        if isinstance(cause, MemoryError) or (isinstance(cause, OSError) and cause.errno in MEMORY):
            return _memory_error()
        cause = cause.__cause__ or cause.__context__
    return None


def make_probes(settings: Settings) -> tuple[Probe, ...]:
    """Each raises a MachineError while its part of the machine does not work."""
    return (
        lambda: probe_disk(settings.max_file_size_bytes),
        probe_processes,
        lambda: check_models(settings),
    )


def probe_disk(size: int) -> None:
    """Makes room for a file of `size` bytes in the temporary folder, or for half of what the folder can hold at all."""
    try:
        with tempfile.TemporaryFile(prefix="kairo-probe-") as file:
            most = shutil.disk_usage(tempfile.gettempdir()).total // 2
            os.posix_fallocate(file.fileno(), 0, max(min(size, most), mmap.PAGESIZE))
            file.write(b"\0" * mmap.PAGESIZE)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise _disk_error(error) from None


def probe_processes() -> None:
    """Starts a process, as each file needs one."""
    try:
        subprocess.run([sys.executable, "-S", "-c", ""], env={}, check=True, timeout=PROCESS_SECONDS)
    except (OSError, MemoryError, subprocess.SubprocessError):
        raise _memory_error() from None


class Faults:
    """Knows whether the machine is well. `report` may be called from any thread; `changed` is called on the event loop."""

    def __init__(self, probes: Sequence[Probe], changed: Callable[[], None]) -> None:
        self._probes = probes
        self._changed = changed
        self._current: MachineError | None = None
        self._begun = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._watching: asyncio.Task[None] | None = None

    @property
    def current(self) -> MachineError | None:
        return self._current

    @property
    def code(self) -> str | None:
        fault = self._current
        return fault.code if fault else None

    def start(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._watching = asyncio.create_task(self._watch())

    async def stop(self) -> None:
        if self._watching is not None:
            self._watching.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._watching

    def check(self) -> None:
        """Raises the MachineError that keeps this instance from taking documents."""
        if self._current is not None:
            raise type(self._current)(str(self._current))

    def explain(self, error: Exception) -> MachineError | None:
        """The machine's fault behind an error that ended an attempt, which is reported, if there is one.

        An error with another cause is a file's or a service's own, unless a probe fails as well.
        """
        fault = find_fault(error)
        if fault is None and not isinstance(error, KairoError):
            fault = self.probe()
        if fault is not None:
            log.error("machine_fault", code=fault.code, detail=str(fault), **describe_exception(error))
            self.report(fault)
        return fault

    def probe(self) -> MachineError | None:
        """What is wrong now."""
        for probe in self._probes:
            try:
                probe()
            except MachineError as fault:
                return fault
        return None

    def report(self, fault: MachineError) -> None:
        self._current = fault
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._begun.set)

    async def _watch(self) -> None:
        while True:
            await self._begun.wait()
            self._changed()
            while self._current is not None:
                await asyncio.sleep(PROBE_SECONDS)
                self._current = await asyncio.to_thread(self.probe)
            self._begun.clear()
            log.info("machine_well")
            self._changed()


def _disk_error(error: OSError) -> MachineDiskError:
    return MachineDiskError(
        f"The function cannot write to its temporary folder {tempfile.gettempdir()} "
        f"({os.strerror(error.errno or 0)}). Free space there, or give it more; documents are taken again by themselves."
    )


def _memory_error() -> MachineMemoryError:
    return MachineMemoryError(
        "The function's machine has no memory or no processes left. End what takes them, or give it more; documents are "
        "taken again by themselves."
    )
