"""Errors of the embedded stack. Each message is one sentence for the person who started it."""

from pathlib import Path


class StackError(Exception):
    """A part of the embedded stack did not start, or ended."""


class PostgresError(StackError):
    """The embedded Postgres did not start or stop."""


def read_tail(log: Path, lines: int = 15) -> str:
    """Return the last lines of a log, indented for an error message; empty when there is no log."""
    try:
        tail = log.read_text(errors="replace").splitlines()[-lines:]
    except FileNotFoundError:
        return ""
    return "".join(f"\n    {line}" for line in tail)
