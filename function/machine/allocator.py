"""The settings of glibc's allocator, which a program reads when it starts.

Imports nothing, since a program that restarts itself imports twice.
"""

import os
import sys

# By default glibc creates up to eight arenas per core, and memory freed in one is not reused by another:
# allow two. Blocks of 4 MB and more are returned to the system at once, and huge pages make it cheap to
# allocate them again. Over 100 pages of different sizes the worker's peak is 1,791 instead of 2,106 MB; 40 of
# them take the OCR engine 45.4 instead of 43.8 s of CPU time. Without huge pages, detection takes 10 % more.
TUNABLES = ":".join(
    f"glibc.malloc.{name}={value}"
    for name, value in (
        ("arena_max", 2),
        ("hugetlb", 1),
        ("mmap_threshold", 4 * 2**20),
        ("trim_threshold", 64 * 2**20),
    )
)


def set_tunables() -> bool:
    """Give TUNABLES to the programs that this one becomes or starts. Return False if GLIBC_TUNABLES is already set."""
    if sys.platform != "linux" or "GLIBC_TUNABLES" in os.environ:
        return False
    os.environ["GLIBC_TUNABLES"] = TUNABLES
    return True


def use_tunables() -> None:
    """Restart this program with TUNABLES, unless GLIBC_TUNABLES is already set."""
    if set_tunables():
        os.execv(sys.executable, sys.orig_argv)  # noqa: S606  the same command
