"""Machine faults: during one, no documents are taken, and documents that it stops are not blamed.

A fault begins with an error that identifies it, or with an unexplained error while a probe fails. It ends when all
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
# fork fails with EAGAIN at the process limit.
MEMORY = (errno.ENOMEM, errno.EAGAIN)

Probe = Callable[[], None]


def find_fault(error: BaseException) -> MachineError | None:
    """Return the machine fault behind an error or one of its causes, or None."""
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
    """Return probes, each of which raises a MachineError while its part of the machine does not work."""
    return (
        lambda: probe_disk(settings.max_file_size_bytes),
        probe_processes,
        lambda: check_models(settings),
    )


def probe_disk(size: int) -> None:
    """Check that the temporary folder has room for `size` bytes, or for half of its disk if that is less."""
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
    """Check that a process can be started, since every file needs one."""
    try:
        subprocess.run([sys.executable, "-S", "-c", ""], env={}, check=True, timeout=PROCESS_SECONDS)
    except (OSError, MemoryError, subprocess.SubprocessError):
        raise _memory_error() from None


class Faults:
    """Tracks the current machine fault. `report` is thread-safe; `changed` is called on the event loop."""

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
        """Raise the MachineError that keeps this instance from taking documents, if any."""
        if self._current is not None:
            raise type(self._current)(str(self._current))

    def explain(self, error: Exception) -> MachineError | None:
        """Find the machine fault behind an error that ended an attempt. Report and return it, or return None.

        A KairoError without such a fault blames a file or a service; any other error is explained by a failing probe.
        """
        fault = find_fault(error)
        if fault is None and not isinstance(error, KairoError):
            fault = self.probe()
        if fault is not None:
            log.error("machine_fault", code=fault.code, detail=str(fault), **describe_exception(error))
            self.report(fault)
        return fault

    def probe(self) -> MachineError | None:
        """Run the probes. Return the first fault found, or None."""
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
        f"({os.strerror(error.errno or 0)}). Free some space there or add more; processing then resumes by itself."
    )


def _memory_error() -> MachineMemoryError:
    return MachineMemoryError(
        "The function's machine has no memory or processes left. End what uses them or add more; processing then "
        "resumes by itself."
    )
