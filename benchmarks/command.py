"""A benchmark as a command: however it ends, no process that it has started is left."""

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
# A zombie is handed over a moment after its parent has died; then it is waited for once more.
DYING_SECONDS = 1.0


def run_command(main: Callable[[], int | None]) -> NoReturn:
    """Runs `main` and exits with its code, or with 128 and the number of the signal that stopped it.

    A signal kills every descendant at once and is then a KeyboardInterrupt: the context managers that `main` is in
    find their processes gone and have only files to remove. Further signals do not disturb that.
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
        # Whatever the context managers make of processes that are gone, the signal is the reason.
        if not received:
            raise
        code = 128 + received[0]
    finally:
        end_descendants()
    sys.exit(code)


def adopt_orphans() -> None:
    """Makes Linux hand every descendant whose parent has ended to this process, so that it is still found."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def end_descendants() -> None:
    while descendants := psutil.Process().children(recursive=True):
        for process in descendants:
            with suppress(psutil.NoSuchProcess):
                process.kill()
        psutil.wait_procs(descendants, timeout=DYING_SECONDS)
