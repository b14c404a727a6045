"""The system user that runs Postgres: the current one, or `pgserver`, since Postgres refuses root."""

import os
import pwd
import shutil
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path

from local.errors import PostgresError

NAME = "pgserver"

TRAVERSE = stat.S_IXOTH
READ = stat.S_IROTH


@dataclass(frozen=True)
class SystemUser:
    uid: int
    gid: int

    @property
    def is_another(self) -> bool:
        return self.uid != os.geteuid()

    def own(self, path: Path) -> None:
        if self.is_another:
            os.chown(path, self.uid, self.gid)


def current_user() -> SystemUser:
    return SystemUser(os.geteuid(), os.getegid())


def unprivileged_user() -> SystemUser:
    return ensure_user() if os.geteuid() == 0 else current_user()


def ensure_user() -> SystemUser:
    known = find_user()
    if known is not None:
        return known
    if shutil.which("useradd"):
        command = ["useradd", "--system", "--no-create-home", "--shell", "/bin/false", "--user-group", NAME]
    else:
        command = ["adduser", "-S", "-D", "-H", "-s", "/bin/false", NAME]
    try:
        result = subprocess.run(command, capture_output=True, text=True, check=False)
        complaint = result.stderr.strip()
    except FileNotFoundError as error:
        complaint = str(error)
    # Look again instead of trusting the exit code: another stack may have created the user at the same time.
    made = find_user()
    if made is None:
        raise PostgresError(
            f"Postgres does not run as root, and the system user {NAME} could not be created ({complaint}); "
            "run this as a normal user instead."
        )
    return made


def find_user() -> SystemUser | None:
    try:
        entry = pwd.getpwnam(NAME)
    except KeyError:
        return None
    return SystemUser(entry.pw_uid, entry.pw_gid)


def open_to_others(path: Path, *, contents: bool = True) -> None:
    """Let other users read `path` and its contents; its parents become traversable, not readable."""
    for folder in path.resolve().parents:
        add_permission(folder, TRAVERSE)
    add_permission(path, TRAVERSE)
    for item in path.rglob("*") if contents else ():
        executable = item.is_dir() or item.stat().st_mode & stat.S_IXUSR
        add_permission(item, READ | TRAVERSE if executable else READ)


def add_permission(path: Path, permission: int) -> None:
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & permission != permission:
        path.chmod(mode | permission)
