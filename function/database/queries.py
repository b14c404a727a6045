"""Loads named queries from a .sql file; each begins with a line `-- name: <name>`."""

import re
from collections.abc import Mapping
from pathlib import Path

_NAME = re.compile(r"^-- name: (\w+)$", re.MULTILINE)


def load_queries(file: Path) -> Mapping[str, str]:
    _, *parts = _NAME.split(file.read_text(encoding="utf-8"))
    return {name: query.strip() for name, query in zip(parts[::2], parts[1::2], strict=True)}


QUERIES = load_queries(Path(__file__).with_name("queries.sql"))
