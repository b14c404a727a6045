"""Temporary folders that a killed process leaves behind only until the next one starts."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PREFIX = "kairo-"
FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW


@contextmanager
def open_scratch(kind: str) -> Iterator[Path]:
    """Make a folder for this process alone, and remove it with its contents at the end.

    The folder is locked while it is in use, so `remove_abandoned` leaves it alone.
    """
    made = Path(tempfile.mkdtemp(prefix=PREFIX))
    lock = os.open(made, FOLDER)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        # It gets the name that `remove_abandoned` looks for only now that it is locked.
        folder = made.rename(made.with_name(made.name.replace(PREFIX, f"{PREFIX}{kind}-", 1)))
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    finally:
        os.close(lock)


def remove_abandoned(kind: str) -> int:
    """Remove this user's folders of the kind whose process is gone. Return how many there were."""
    # Not gettempdir, which fails on a full disk, where this is needed most.
    folders = Path(os.environ.get("TMPDIR", "/tmp")).glob(f"{PREFIX}{kind}-*")  # noqa: S108
    return sum(_remove_if_abandoned(folder) for folder in folders)


def _remove_if_abandoned(folder: Path) -> bool:
    with suppress(OSError):
        lock = os.open(folder, FOLDER)
        try:
            if os.fstat(lock).st_uid == os.geteuid():
                # The kernel releases the lock when its process ends, however it ends.
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(folder, ignore_errors=True)
                return True
        finally:
            os.close(lock)
    return False
