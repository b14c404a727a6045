"""How many cores this process may really use; a container's limit is invisible to `os.cpu_count`."""

import os
from pathlib import Path

CGROUP = Path("/sys/fs/cgroup")


def count_cores(cgroup: Path = CGROUP) -> int:
    """At least 1: the cores of the affinity mask, bounded by the control group's quota (v2 or v1)."""
    allowed = len(os.sched_getaffinity(0))
    quota = _read_quota(cgroup)
    return allowed if quota is None else max(1, min(allowed, round(quota)))


def _read_quota(cgroup: Path) -> float | None:
    """Cores that the scheduler grants, or None without a limit."""
    try:
        quota, period = (cgroup / "cpu.max").read_text().split()
    except (OSError, ValueError):
        try:
            quota = (cgroup / "cpu/cpu.cfs_quota_us").read_text().strip()
            period = (cgroup / "cpu/cpu.cfs_period_us").read_text().strip()
        except OSError:
            return None
    if quota == "max" or int(quota) <= 0:
        return None
    return int(quota) / int(period)
