"""What a rule of repair is: a name, under which `benchmarks/repair.py` counts it, and what it does to a text."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """`apply` keeps the marks between pieces of a block, and a second time changes nothing."""

    name: str
    apply: Callable[[str], str]


def substitute(
    name: str, pattern: str | re.Pattern[str], replacement: str | Callable[[re.Match[str]], str]
) -> Rule:
    """A rule that replaces what `pattern` finds."""
    found = re.compile(pattern)
    return Rule(name, lambda text: found.sub(replacement, text))


def apply_rules(rules: Iterable[Rule], text: str) -> str:
    """The text after every rule in turn."""
    for rule in rules:
        text = rule.apply(text)
    return text
