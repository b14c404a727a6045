"""`make doctor`: runs the function's doctor with the settings of the running stack."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from local.errors import StackError
from local.stack import CHECKOUT, ROOT, Stack, lock_folder


def run_doctor(*, as_json: bool) -> int:
    """Return the doctor's exit code."""
    command = [sys.executable, "-m", "function", "doctor", *(["--json"] if as_json else [])]
    return subprocess.run(command, env=choose_environment(ROOT), cwd=CHECKOUT, check=False).returncode


def choose_environment(root: Path) -> Mapping[str, str]:
    """Return the current environment if it sets DATABASE_URL, else the one of the running stack."""
    if os.environ.get("DATABASE_URL"):
        return os.environ
    if not is_running(root):
        raise StackError(
            "No stack is running, and DATABASE_URL is not set. Start one in another terminal with make run. Or, for your "
            "own project: set -a; . ./.env; set +a; make doctor"
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
