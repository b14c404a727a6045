"""What the rules have left open in a document."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from function.document.fields import Fields

OTHER = "other"


@dataclass(frozen=True, slots=True)
class Questions:
    """`kind` is the type that the rules found; `fields` are the names of fields that documents of this type have and that
    were not found. A type that no rule has found is the field `type`."""

    kind: str
    fields: tuple[str, ...]


def find_open(fields: Fields) -> Questions:
    """Return what is left to ask; nothing where `fields` is empty."""
    kind = fields.type.value
    missing = [name for name in _expected()["types"].get(kind, ()) if name not in fields.fields]
    return Questions(kind, tuple(["type", *missing] if kind == OTHER else missing))


@cache
def types() -> tuple[str, ...]:
    """The types that a document can be told to have."""
    return tuple(kind for kind in _expected()["types"] if kind != OTHER)


def meaning(name: str) -> str:
    """What a field is, in words."""
    found: str = _expected()["meanings"][name]
    return found


@cache
def _expected() -> dict[str, dict[str, Any]]:
    return tomllib.loads(Path(__file__).with_name("expected.toml").read_text("utf-8"))
