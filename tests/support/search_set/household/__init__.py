"""The papers of one invented family over three years, and what its members type to find them.

Most of it is what makes a real archive hard: bills, payslips and renewals that differ by a date and an amount. Series
are written by code, single papers are in `single_papers.jsonl`. `questions.txt` has one question a line: its kind, the
question, and the papers that answer it, any of which may come first. `TODAY` is the day on which they are asked.
Nothing of it is copied from anybody's papers.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from tests.support.search_set.household import bills, school_and_health, work_and_money
from tests.support.search_set.household.paper import HouseholdPaper

__all__ = ["TODAY", "HouseholdPaper", "Question", "load_papers", "load_questions"]

TODAY = date(2024, 11, 14)
_QUESTIONS = Path(__file__).with_name("questions.txt")
_SINGLE_PAPERS = Path(__file__).with_name("single_papers.jsonl")
_SERIES = (bills, work_and_money, school_and_health)


@dataclass(frozen=True, slots=True)
class Question:
    """`papers` are the names of those that answer it."""

    kind: str
    text: str
    papers: tuple[str, ...]


@cache
def load_papers() -> tuple[HouseholdPaper, ...]:
    series = (paper for module in _SERIES for paper in module.write())
    return (*series, *_read_single_papers())


@cache
def load_questions() -> tuple[Question, ...]:
    lines = _QUESTIONS.read_text(encoding="utf-8").splitlines()
    return tuple(_question(line) for line in lines if line and not line.startswith("#"))


def _read_single_papers() -> Iterator[HouseholdPaper]:
    for line in _SINGLE_PAPERS.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield HouseholdPaper(
            row["id"], row["file_name"], row["type"], row["text"], row["language"], row["fields"]
        )


def _question(line: str) -> Question:
    kind, text, papers = (part.strip() for part in line.split(" | "))
    return Question(kind, text, tuple(papers.split()))
