"""Search as people use it: the household's questions, by kind, over near-identical bills, payslips and renewals."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from benchmarks.report import draw_table, judge
from function.database.pool import Database
from function.database.search import SearchFilter, search_documents
from function.embedding.encoder import Encoder
from tests.support.fields import NO_FIELDS, make_fields
from tests.support.search_set import Passage
from tests.support.search_set.archive import Archive, Scribe, bind
from tests.support.search_set.household import TODAY, HouseholdPaper, Question, load_papers, load_questions

DEPTH = 20
ALL_KINDS = "all"
# In %: the first hit and the first five over all kinds, and the first hit of each kind.
MIN_FIRST, MIN_FIVE, MIN_FIRST_OF_A_KIND = 92, 97, 80


@dataclass(frozen=True, slots=True)
class Share:
    """How many questions there are, and for how many % a right paper is first or among five, understood and literally."""

    questions: int
    first: float
    five: float
    literal_first: float
    literal_five: float


class Household:
    """The household's papers in an empty database; with the fields that an extraction finds, or with none."""

    def __init__(self, database: Database, scribe: Scribe, encoder: Encoder, *, with_fields: bool) -> None:
        self._database = database
        self._encoder = encoder
        self._title = (
            "Papers of a household" if with_fields else "Papers of a household, of which no field was read"
        )
        archive = Archive(database, scribe)
        archive.relate_by_meaning()
        self._names = {
            document_id: paper.name
            for paper in load_papers()
            for document_id in _store(archive, paper, with_fields=with_fields)
        }

    def rank(self, question: Question, *, literal: bool) -> int | None:
        """The place of the first right paper among the papers found, from 1; None if it is not among them."""
        answer = search_documents(
            self._database,
            question.text,
            self._encoder.encode_query(question.text),
            self._encoder.model_id,
            limit=DEPTH,
            only=SearchFilter(),
            literal=literal,
            today=TODAY,
        )
        found = [self._names[found.document_id] for found in answer.results]
        return next((place for place, name in enumerate(found, 1) if name in question.papers), None)

    @cached_property
    def shares(self) -> Mapping[str, Share]:
        """By kind, and over all."""
        ranks: dict[str, list[tuple[int | None, int | None]]] = {ALL_KINDS: []}
        for question in load_questions():
            both = (self.rank(question, literal=False), self.rank(question, literal=True))
            ranks.setdefault(question.kind, []).append(both)
            ranks[ALL_KINDS].append(both)
        return {kind: _share(found) for kind, found in ranks.items()}

    def write_table(self) -> Iterator[str]:
        yield f"## {self._title}"
        yield ""
        yield f"{len(load_papers())} papers. Recall@1 / recall@5 in %; *literal* understands nothing but the words."
        yield ""
        rows = (
            [
                kind,
                str(s.questions),
                f"{s.first:.1f} / {s.five:.1f}",
                f"{s.literal_first:.1f} / {s.literal_five:.1f}",
            ]
            for kind, s in self.shares.items()
        )
        yield from draw_table(["", "questions", "ours", "literal"], rows)

    def judge(self) -> Iterator[str]:
        everything = self.shares[ALL_KINDS]
        worst = min(self.shares, key=lambda kind: self.shares[kind].first)
        yield judge(f"{self._title}, recall@1", everything.first, MIN_FIRST, unit=" %", at_least=True)
        yield judge(f"{self._title}, recall@5", everything.five, MIN_FIVE, unit=" %", at_least=True)
        yield judge(
            f"{self._title}, recall@1 of the worst kind ({worst})",
            self.shares[worst].first,
            MIN_FIRST_OF_A_KIND,
            unit=" %",
            at_least=True,
        )


def _store(archive: Archive, paper: HouseholdPaper, *, with_fields: bool) -> set[UUID]:
    places = archive.store(
        bind([Passage(paper.name, paper.text)]),
        name=paper.file_name,
        fields=make_fields(paper.kind, {}, **paper.fields) if with_fields else NO_FIELDS,
        language=paper.language,
    )
    return {place.document_id for place in places.values()}


def _share(ranks: list[tuple[int | None, int | None]]) -> Share:
    def within(most: int, way: int) -> float:
        places = [both[way] for both in ranks]
        return 100 * sum(place is not None and place <= most for place in places) / len(places)

    return Share(len(ranks), within(1, 0), within(5, 0), within(1, 1), within(5, 1))
