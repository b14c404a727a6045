"""Restricts the process that opens files to its libraries and the folder with the files: no other files, no
network.

Landlock needs no privileges and works in containers, too (Linux 5.13; for TCP 6.7, for signals 6.12). Its
system calls have the same numbers on all processors, and packages that wrap them are still young. A kernel
without it changes nothing.
"""

import ctypes
import os
import struct
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
TELL_VERSION = 1
PATH_BENEATH = 1
PR_SET_NO_NEW_PRIVS = 38

# linux/landlock.h: the number of file access rights in each version, as the lowest bits.
FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15}
LATEST_FILE_RIGHTS = 16
EXECUTE, READ_FILE, READ_DIR = 1 << 0, 1 << 2, 1 << 3
READ = READ_FILE | READ_DIR
TCP_SINCE, TCP = 4, 0b11
# Abstract sockets, and signals to other processes.
SCOPES_SINCE, SCOPES = 6, 0b11


def confine(readable: Iterable[Path], writable: Iterable[Path]) -> bool:
    """Restrict this process and its children for good: no other files, programs, TCP, or other processes'
    memory.

    Returns False when that had no effect: the kernel has no Landlock, or a seccomp filter refuses its calls.
    """
    version = _call(CREATE_RULESET, None, 0, TELL_VERSION)
    if version < 1:
        return False
    rights = (1 << FILE_RIGHTS.get(version, LATEST_FILE_RIGHTS)) - 1
    attributes = struct.pack(
        "=QQQ", rights, TCP if version >= TCP_SINCE else 0, SCOPES if version >= SCOPES_SINCE else 0
    )
    rules = _call(CREATE_RULESET, attributes, len(attributes), 0)
    if rules < 0:
        return False
    for path in readable:
        _allow(rules, path, READ)
    for path in writable:
        _allow(rules, path, rights & ~EXECUTE)
    ctypes.CDLL(None).prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    confined = _call(RESTRICT_SELF, rules, 0) == 0
    os.close(rules)
    return confined and not _sees_outside()


def _sees_outside() -> bool:
    """Whether the root folder, which nobody may be allowed, can be listed."""
    try:
        next(Path("/").iterdir(), None)
    except PermissionError:
        return False
    return True


def _allow(rules: int, folder: Path, rights: int) -> None:
    with suppress(FileNotFoundError):
        descriptor = os.open(folder, os.O_PATH | os.O_DIRECTORY)
        _call(ADD_RULE, rules, PATH_BENEATH, struct.pack("=Qi", rights, descriptor), 0)
        os.close(descriptor)


def _call(number: int, *arguments: int | bytes | None) -> int:
    """Return the system call's result; -1 for an error, or when the call does not exist."""
    syscall = ctypes.CDLL(None).syscall
    syscall.restype = ctypes.c_long
    plain = [ctypes.c_long(argument) if isinstance(argument, int) else argument for argument in arguments]
    return int(syscall(ctypes.c_long(number), *plain))


if __name__ == "__main__":
    # For the doctor: confines this process to nothing, and tells whether that worked.
    sys.exit(not confine((), ()))
