"""What can go wrong with the embedded stack, each as one sentence for the person who started it."""

from pathlib import Path


class StackError(Exception):
    """A part of the embedded stack did not start, or ended."""


class PostgresError(StackError):
    """The embedded Postgres did not start or stop."""


class MigrationError(StackError):
    """A migration could not be applied; nothing of it was kept."""


def read_tail(log: Path, lines: int = 15) -> str:
    """The last lines of a log, indented under the sentence they explain; empty when there are none."""
    try:
        tail = log.read_text(errors="replace").splitlines()[-lines:]
    except FileNotFoundError:
        return ""
    return "".join(f"\n    {line}" for line in tail)
