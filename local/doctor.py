"""`make doctor`: the function's own doctor, with the settings of the stack that runs here."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from local.errors import StackError
from local.stack import CHECKOUT, ROOT, Stack, lock_folder


def run_doctor(*, as_json: bool) -> int:
    """Returns the doctor's exit code."""
    command = [sys.executable, "-m", "function", "doctor", *(["--json"] if as_json else [])]
    return subprocess.run(command, env=choose_environment(ROOT), cwd=CHECKOUT, check=False).returncode


def choose_environment(root: Path) -> Mapping[str, str]:
    """The environment itself when it names a database, else that of the running stack."""
    if os.environ.get("DATABASE_URL"):
        return os.environ
    if not is_running(root):
        raise StackError(
            "No stack is running here, and DATABASE_URL is not set. In another terminal: make run. Or, for a project "
            "of your own: set -a; . ./.env; set +a; make doctor"
        )
    return Stack(root).read_environment()


def is_running(root: Path) -> bool:
    """Whether another process holds the stack's lock."""
    if not (root / "stack.lock").exists():
        return False
    try:
        lock_folder(root).close()
    except StackError:
        return True
    return False
