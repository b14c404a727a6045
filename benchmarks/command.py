"""Runs a benchmark as a command that leaves no processes behind, however it ends."""

import ctypes
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from types import FrameType
from typing import NoReturn

import psutil

PR_SET_CHILD_SUBREAPER = 36
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
# A zombie is reparented shortly after its parent dies, and then needs another wait.
DYING_SECONDS = 1.0


def run_command(main: Callable[[], int | None]) -> NoReturn:
    """Run `main` and exit with its code, or with 128 plus the number of the signal that stopped it.

    A signal kills all descendants and raises KeyboardInterrupt, so that the context managers open in `main` only have
    files to remove. Further signals are ignored.
    """
    received: list[int] = []

    def stop(number: int, _: FrameType | None) -> None:
        if not received:
            received.append(number)
            end_descendants()
            raise KeyboardInterrupt

    adopt_orphans()
    for number in STOP_SIGNALS:
        signal.signal(number, stop)
    try:
        code = main()
    except BaseException:
        # Context managers may raise because their processes are gone, but the signal is the cause.
        if not received:
            raise
        code = 128 + received[0]
    finally:
        end_descendants()
    sys.exit(code)


def adopt_orphans() -> None:
    """Make this process adopt orphaned descendants (on Linux), so that they can still be found."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def end_descendants() -> None:
    while descendants := psutil.Process().children(recursive=True):
        for process in descendants:
            with suppress(psutil.NoSuchProcess):
                process.kill()
        psutil.wait_procs(descendants, timeout=DYING_SECONDS)
