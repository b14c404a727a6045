"""What a check found, and what to do about it."""

from dataclasses import dataclass
from typing import Literal

Level = Literal["ok", "warning", "failure", "skipped"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """`found` is a sentence for a person, `remedy` what to do; empty when there is nothing to do."""

    level: Level
    found: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """A verdict under the name of its check, by which docs/operations.md lists it."""

    check: str
    level: Level
    found: str
    remedy: str


def ok(found: str) -> Verdict:
    return Verdict("ok", found)


def warning(found: str, remedy: str) -> Verdict:
    """The function works, and something about it will cost time, money or sleep."""
    return Verdict("warning", found, remedy)


def failure(found: str, remedy: str) -> Verdict:
    """Documents are not read until this is repaired."""
    return Verdict("failure", found, remedy)


def skipped(found: str) -> Verdict:
    """Not tested, because of another failure or because nobody asked for it."""
    return Verdict("skipped", found)
