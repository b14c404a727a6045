"""What a check found, and what to do about it."""

from dataclasses import dataclass
from typing import Literal

Level = Literal["ok", "warning", "failure", "skipped"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """The result of a check: `found` is a sentence, `remedy` what to do, or empty."""

    level: Level
    found: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """A verdict with the name of its check, as listed in docs/operations.md."""

    check: str
    level: Level
    found: str
    remedy: str


def ok(found: str) -> Verdict:
    return Verdict("ok", found)


def warning(found: str, remedy: str) -> Verdict:
    """The function works, but something should be looked at."""
    return Verdict("warning", found, remedy)


def failure(found: str, remedy: str) -> Verdict:
    """Documents are not read until this is fixed."""
    return Verdict("failure", found, remedy)


def skipped(found: str) -> Verdict:
    """Not checked, because of another failure or because it does not apply."""
    return Verdict("skipped", found)
