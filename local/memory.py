"""How much memory a process tree has needed."""

import re
from pathlib import Path

import psutil


def read_peak_megabytes(pid: int) -> float:
    """Highest resident memory (VmHWM) of the largest descendant of `pid`: gunicorn's worker, not its master."""
    peaks = [peak_of(child.pid) for child in psutil.Process(pid).children(recursive=True)]
    return max(peaks, default=peak_of(pid))


def peak_of(pid: int) -> float:
    try:
        found = re.search(r"^VmHWM:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text(), re.MULTILINE)
    except OSError:
        # It has ended, or the system has no /proc (macOS).
        return 0.0
    return int(found.group(1)) / 1024 if found else 0.0
