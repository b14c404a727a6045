"""Repair rules: each has a name, under which `benchmarks/repair.py` counts it, and changes a text."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """A repair. `apply` keeps the marks between the pieces of a block and is idempotent."""

    name: str
    apply: Callable[[str], str]


def substitute(
    name: str, pattern: str | re.Pattern[str], replacement: str | Callable[[re.Match[str]], str]
) -> Rule:
    """Return a rule that replaces the matches of `pattern`."""
    found = re.compile(pattern)
    return Rule(name, lambda text: found.sub(replacement, text))


def apply_rules(rules: Iterable[Rule], text: str) -> str:
    """Return the text after applying every rule in order."""
    for rule in rules:
        text = rule.apply(text)
    return text
