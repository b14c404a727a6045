"""What a language model has answered, as far as it has the form that was asked for."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

# A longer value is none of a field that is asked for.
MOST_IN_A_VALUE = 200
# The most fields of a type, and as many that were not asked for.
MOST_VALUES = 24


@dataclass(frozen=True, slots=True)
class Said:
    """A value, and the number of the line where it is said to be printed."""

    value: str
    line: int


def read_answer(content: str) -> Mapping[str, Said | None] | None:
    """Return what was said of each field, None for what does not have the form; None for an answer that is no JSON object,
    for example because it was cut off."""
    # Some servers put JSON into a code block.
    text = content.strip().removeprefix("```json").removeprefix("```").removesuffix("```")
    try:
        answer = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(answer, dict):
        return None
    named = {
        name: said for name, said in list(answer.items())[:MOST_VALUES] if said not in (None, "", {}, [])
    }
    return {name: _read(said) for name, said in named.items()}


def _read(said: Any) -> Said | None:
    if not isinstance(said, dict):
        return None
    value, line = said.get("value"), said.get("line")
    if isinstance(line, str) and line.isascii() and line.isdigit() and len(line) < 6:
        line = int(line)
    # JSON's true is a number in Python.
    if type(line) is not int:
        return None
    if type(value) in (int, float):
        value = str(value)
    if not isinstance(value, str) or not 0 < len(value.strip()) <= MOST_IN_A_VALUE:
        return None
    return Said(value.strip(), line)
