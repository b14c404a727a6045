"""How many cores the function may use, in a container too, and which instructions they have."""

import os
from pathlib import Path

CGROUPS = Path("/sys/fs/cgroup")
CPUINFO = Path("/proc/cpuinfo")
# Instructions that add products of 8-bit integers exactly. Without them, sums of two saturate at 16 bits.
INT8_FLAGS = frozenset({"avx512_vnni", "avx_vnni", "amx_int8"})


def available_cores(cgroups: Path = CGROUPS) -> int:
    """Return the number of whole cores that CPU affinity and cgroup quota allow, at least 1.

    The quota is `cpu.max` (v2) or `cpu.cfs_quota_us` (v1). A quota of 1.5 cores gives 1: a second thread
    would be throttled, and the first would wait for it.
    """
    cores = len(os.sched_getaffinity(0))
    quota = _quota(cgroups)
    return cores if quota is None else max(1, min(cores, int(quota)))


def multiplies_int8(cpuinfo: Path = CPUINFO) -> bool:
    """Whether the processor multiplies 8-bit integers faster than floats, and without saturation."""
    try:
        words = cpuinfo.read_text("utf-8", errors="replace").split()
    except OSError:
        return False
    return not INT8_FLAGS.isdisjoint(words)


def _quota(cgroups: Path) -> float | None:
    """Return the quota in cores, or None. A container sees its own cgroup as the root."""
    try:
        quota, period = (cgroups / "cpu.max").read_text().split()
    except OSError:
        try:
            quota = (cgroups / "cpu" / "cpu.cfs_quota_us").read_text().strip()
            period = (cgroups / "cpu" / "cpu.cfs_period_us").read_text().strip()
        except OSError:
            return None
    return None if quota in {"max", "-1"} else int(quota) / int(period)
