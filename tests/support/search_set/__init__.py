"""Invented Spanish family papers and what people ask about them, in two sets.

`mixed`: a clause a paper, 47 to 106 words, each on another subject, as in most archives. Written without a look at what
any search finds, and nothing was chosen by it afterwards.
`alike`: papers of 80 to 200 words, several on each subject, of which one answers.

`NAME_passages.jsonl` has a paper a line, `NAME_queries.jsonl` a query with the paper that answers it: `paraphrased`
ones share no content word with it, `exact` ones are names and codes as people type them, `english` ones ask in another
language, `oblique` ones (alike alone) are paraphrased and hardly name the subject either, as among people who know.
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
    """A paper; `name` says what it is, `text` what stands on it."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Query:
    """What a person types, and the name of the one passage that answers it."""

    kind: QueryKind
    text: str
    passage: str


def load_passages(name: SetName) -> tuple[Passage, ...]:
    return tuple(Passage(row["id"], row["text"]) for row in _read(f"{name}_passages.jsonl"))


def load_queries(name: SetName) -> tuple[Query, ...]:
    return tuple(Query(row["kind"], row["text"], row["passage"]) for row in _read(f"{name}_queries.jsonl"))


def _read(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (_FOLDER / name).read_text(encoding="utf-8").splitlines()]
