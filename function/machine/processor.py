"""How many cores the function may really use, the container's, not the host's; and what they are good at."""

import os
from pathlib import Path

CGROUPS = Path("/sys/fs/cgroup")
CPUINFO = Path("/proc/cpuinfo")
# Instructions that multiply 8-bit integers and add them up exactly. Without them products of two are cut at 16 bits.
INT8_FLAGS = frozenset({"avx512_vnni", "avx_vnni", "amx_int8"})


def available_cores(cgroups: Path = CGROUPS) -> int:
    """Whole cores within the CPU affinity and the cgroup quota (v2 `cpu.max`, v1 `cpu.cfs_quota_us`), at least 1.

    A quota of 1.5 cores gives 1: a second thread would be throttled while the first one waits for it.
    """
    cores = len(os.sched_getaffinity(0))
    quota = _quota(cgroups)
    return cores if quota is None else max(1, min(cores, int(quota)))


def multiplies_int8(cpuinfo: Path = CPUINFO) -> bool:
    """Whether the processor multiplies 8-bit integers faster than floating-point numbers, and right."""
    try:
        words = cpuinfo.read_text("utf-8", errors="replace").split()
    except OSError:
        return False
    return not INT8_FLAGS.isdisjoint(words)


def _quota(cgroups: Path) -> float | None:
    """Cores that the quota allows; None without one. In a container the own cgroup is mounted as the root."""
    try:
        quota, period = (cgroups / "cpu.max").read_text().split()
    except OSError:
        try:
            quota = (cgroups / "cpu" / "cpu.cfs_quota_us").read_text().strip()
            period = (cgroups / "cpu" / "cpu.cfs_period_us").read_text().strip()
        except OSError:
            return None
    return None if quota in {"max", "-1"} else int(quota) / int(period)
