"""Peak memory of a process tree."""

import re
from pathlib import Path

import psutil


def read_peak_megabytes(pid: int) -> float:
    """Return the peak resident memory (VmHWM) of the largest descendant of `pid`, gunicorn's worker."""
    peaks = [peak_of(child.pid) for child in psutil.Process(pid).children(recursive=True)]
    return max(peaks, default=peak_of(pid))


def peak_of(pid: int) -> float:
    try:
        found = re.search(r"^VmHWM:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text(), re.MULTILINE)
    except OSError:
        # The process has ended, or there is no /proc (macOS).
        return 0.0
    return int(found.group(1)) / 1024 if found else 0.0
