"""Whether the process that opens files is confined, in effect and not only in intention."""

import subprocess
import sys
from pathlib import Path

import function
from function.doctor.finding import Verdict, ok, warning
from function.settings import Settings

_TRY = (sys.executable, "-m", "function.reading.files.landlock")


def check_sandbox(settings: Settings) -> Verdict:  # noqa: ARG001  all checks have the same signature
    """Confine a process as the one that opens files is, and have it look outside."""
    folder = Path(function.__file__).parent.parent
    if subprocess.run(_TRY, cwd=folder, env={}, capture_output=True, check=False).returncode == 0:
        return ok("a process that opens files sees nothing else (Landlock)")
    return warning(
        "none: a file that takes over the process that opens it can read what the function's user can, and use the network",
        "It needs Linux 5.13 with Landlock (cat /sys/kernel/security/lsm), and no seccomp filter that refuses "
        "landlock_create_ruleset, landlock_add_rule and landlock_restrict_self: Docker 20.10.10 or later, or the unit in "
        "deploy/systemd. The log of the function says files_unconfined as long as it is so.",
    )
