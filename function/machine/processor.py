"""How many cores the function may use, in a container too, and what they are fast at."""

import os
import platform
import threading
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import structlog

log = structlog.get_logger()

_measuring = threading.Lock()

CGROUPS = Path("/sys/fs/cgroup")
# A convolution as the recogniser has many: channels, and height and width of its input.
CHANNELS, HEIGHT, WIDTH = 96, 6, 160
# The fastest of so many runs counts: whatever else the machine does only makes some of them slower.
RUNS = 10
# Integers must be faster by a clear margin; where they are, a recogniser takes 0.7 of the time in them. With AMX the trial
# takes 0.88 to 1.03, and the whole recogniser 1.12.
FASTER = 0.8
# bfloat16 rounds the result by 0.004 at most. Where sums of two products saturate at 16 bits, it is wrong by half.
MOST_ERROR = 0.02
LARGEST_INPUT, LARGEST_WEIGHT = 255.0, 127


def available_cores(cgroups: Path = CGROUPS) -> int:
    """Return the number of whole cores that CPU affinity and cgroup quota allow, at least 1.

    The quota is `cpu.max` (v2) or `cpu.cfs_quota_us` (v1). A quota of 1.5 cores gives 1: a second thread
    would be throttled, and the first would wait for it.
    """
    cores = len(os.sched_getaffinity(0))
    quota = _quota(cgroups)
    return cores if quota is None else max(1, min(cores, int(quota)))


def share_cores(workers: int) -> int:
    """Return the number of cores for each of so many workers, at least 1."""
    return max(1, available_cores() // workers)


def is_arm() -> bool:
    return platform.machine() in {"aarch64", "arm64"}


@dataclass(frozen=True, slots=True)
class Trial:
    """A convolution in 8-bit integers and in the default precision: milliseconds of each, and the relative error of the
    first for the largest numbers there are."""

    int8_ms: float
    float_ms: float
    error: float

    @property
    def is_won(self) -> bool:
        """Whether integers are exact and clearly faster."""
        return self.error <= MOST_ERROR and self.int8_ms <= FASTER * self.float_ms


def multiplies_int8() -> bool:
    """Whether the processor multiplies 8-bit integers clearly faster than floats, and without saturation.

    Measured once, after a fork, in about 80 ms; logged as `precision_chosen`. On ARM it is not tried: integers were exact
    there, but OpenVINO's recogniser in them had no output.
    """
    if is_arm():
        return False
    # Two models that are loaded side by side must not measure each other.
    with _measuring:
        return _measure()


@cache
def _measure() -> bool:
    trial = try_int8()
    log.info(
        "precision_chosen",
        precision="int8" if trial.is_won else "float",
        int8_ms=round(trial.int8_ms, 3),
        float_ms=round(trial.float_ms, 3),
        int8_error=round(trial.error, 4),
    )
    return trial.is_won


def try_int8() -> Trial:
    """Run a convolution in both precisions in turn, on one core."""
    import numpy as np

    from function.machine.openvino import CompiledGraph

    runs = [
        CompiledGraph(_make_convolution(int8=int8), threads=1, streams=1, kept=1) for int8 in (True, False)
    ]
    largest = np.full((1, CHANNELS, HEIGHT, WIDTH), LARGEST_INPUT, np.float32)
    ((found,), _) = [run([largest]) for run in runs]
    exact = LARGEST_INPUT * CHANNELS * 9
    seconds = np.array([[_time(run, largest) for run in runs] for _ in range(RUNS)]).min(axis=0)
    error = abs(float(found[0, 0, HEIGHT // 2, WIDTH // 2]) / exact - 1)
    return Trial(1000 * float(seconds[0]), 1000 * float(seconds[1]), error)


def _make_convolution(*, int8: bool) -> Any:
    """Return an openvino.Model; its weights are the largest, so that every sum is."""
    import numpy as np
    import openvino
    from openvino import opset13 as ops

    entry = ops.parameter([1, CHANNELS, HEIGHT, WIDTH], np.float32)
    integers = ops.constant(np.full((CHANNELS, CHANNELS, 3, 3), LARGEST_WEIGHT, np.int8))
    weights = ops.multiply(ops.convert(integers, np.float32), ops.constant(np.float32(1 / LARGEST_WEIGHT)))
    low, high = (ops.constant(np.float32(bound)) for bound in (0.0, LARGEST_INPUT))
    taken = ops.fake_quantize(entry, low, high, low, high, int(LARGEST_INPUT) + 1) if int8 else entry
    return openvino.Model([ops.convolution(taken, weights, [1, 1], [1, 1], [1, 1], [1, 1])], [entry])


def _time(run: Any, largest: Any) -> float:
    started = time.perf_counter()
    run([largest])
    return time.perf_counter() - started


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
