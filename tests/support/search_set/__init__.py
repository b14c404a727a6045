"""Invented Spanish family papers and the questions people ask about them, in two sets.

`mixed`: one clause per paper, 47 to 106 words, each on a different subject, as in most archives. Written
without looking at search results, and not filtered by them afterwards.
`alike`: papers of 80 to 200 words, several on each subject, only one of which has the answer.

`NAME_passages.jsonl` has one paper per line, `NAME_queries.jsonl` one query per line with the paper that
answers it. `paraphrased` queries share no content word with the paper, `exact` ones are names and codes as
people type them, `english` ones are in another language, and `oblique` ones (only in `alike`) are paraphrased
and barely name the subject.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

QueryKind = Literal["paraphrased", "exact", "english", "oblique"]
KINDS: tuple[QueryKind, ...] = ("paraphrased", "exact", "english", "oblique")
SetName = Literal["mixed", "alike"]

_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Passage:
    """A paper; `name` says what it is, `text` is what it says."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Query:
    """A query as a person types it, and the name of the only passage that answers it."""

    kind: QueryKind
    text: str
    passage: str


def load_passages(name: SetName) -> tuple[Passage, ...]:
    return tuple(Passage(row["id"], row["text"]) for row in _read(f"{name}_passages.jsonl"))


def load_queries(name: SetName) -> tuple[Query, ...]:
    return tuple(Query(row["kind"], row["text"], row["passage"]) for row in _read(f"{name}_queries.jsonl"))


def _read(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (_FOLDER / name).read_text(encoding="utf-8").splitlines()]
