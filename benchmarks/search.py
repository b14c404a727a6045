"""`python -m benchmarks.search`: how well papers are found, by kind of query, compared with simpler searches.

Each paper is a document of its own, or six unrelated papers form one; clean, or with 6 % of the characters misread. Then
what people really type, over the papers of one household (benchmarks/search_household.py).
"""

import os
import random
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

# Must be set before torch is loaded, as in gunicorn.conf.py.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

import psycopg

from benchmarks.command import run_command
from benchmarks.report import describe_machine, write_result
from benchmarks.search_household import Household
from function.database import pool
from function.database.search import SearchFilter, search_documents
from function.document.chunks import Vectors
from function.embedding.encoder import Encoder
from local.migrate import migrate
from local.postgres import OWNER, SUPERUSER, Postgres
from tests.support.reading import make_settings
from tests.support.search_set import KINDS, Passage, Query, QueryKind, SetName, load_passages, load_queries
from tests.support.search_set.archive import Archive, Paper, Place, Scribe, bind
from tests.support.search_set.noise import add_noise

DEPTH = 20
NOISE = 0.06
BOUND_TOGETHER = 6
SETS: tuple[SetName, ...] = ("mixed", "alike")
# Recall@1 in % that `ours` must reach in the mixed set with one paper per document, by share of misread characters.
TARGETS: dict[tuple[float, QueryKind], float] = {
    (0, "paraphrased"): 82,
    (0, "exact"): 100,
    (0, "english"): 84,
    (NOISE, "paraphrased"): 76,
    (NOISE, "exact"): 95,
}

Hit = tuple[UUID, int, int]
Search = Callable[[Query, Vectors], Sequence[Hit]]


@dataclass(frozen=True, slots=True)
class Condition:
    """How the papers are stored."""

    papers: SetName
    bound: bool
    noise: float

    @property
    def title(self) -> str:
        binding = "six papers a document" if self.bound else "a document each"
        wear = f"{self.noise:.0%} of the characters misread" if self.noise else "clean"
        return f"{self.papers.capitalize()} papers, {binding}, {wear}"

    @property
    def has_targets(self) -> bool:
        return self.papers == "mixed" and not self.bound


@dataclass(frozen=True, slots=True)
class Score:
    """The result of one way to search on one kind of query, in %."""

    recall_at_1: float
    recall_at_5: float
    mrr_at_10: float


CONDITIONS = tuple(
    Condition(papers, bound, noise) for papers in SETS for bound in (False, True) for noise in (0, NOISE)
)


def main() -> None:
    encoder = Encoder(make_settings())
    vectors = {query: encoder.encode_query(query.text) for papers in SETS for query in load_queries(papers)}
    scribe = Scribe(encoder, make_settings())
    lines, verdicts = [*_head(encoder.model_id), "", _describe_passages(scribe, encoder.window)], list[str]()
    with (
        tempfile.TemporaryDirectory(prefix="kairo-search-", ignore_cleanup_errors=True) as root,
        Postgres(Path(root), settings={"fsync": "off"}) as cluster,
    ):
        for number, condition in enumerate(CONDITIONS):
            print(f"{condition.title} …", flush=True)
            with open_database(cluster, f"search_{number}") as database:
                places = _store(Archive(database, scribe), condition)
                scores = {
                    name: _score(search, load_queries(condition.papers), vectors, places)
                    for name, search in _ways(database, encoder.model_id).items()
                }
            lines += ["", *_table(condition, scores)]
            verdicts += _judge(condition, scores["ours"])
        for number, with_fields in enumerate((True, False)):
            print("A household …", flush=True)
            with open_database(cluster, f"household_{number}") as database:
                household = Household(database, scribe, encoder, with_fields=with_fields)
                lines += ["", *household.write_table()]
                verdicts += household.judge()
    print(write_result("search.md", [*lines, "", *verdicts]))


@contextmanager
def open_database(cluster: Postgres, name: str) -> Iterator[pool.Database]:
    """A migrated database of the given name."""
    with psycopg.connect(cluster.admin_dsn, autocommit=True) as connection:
        connection.execute(f"create database {name}")
    migrate(cluster.dsn_for(SUPERUSER, name), cluster.dsn_for(OWNER, name))
    database = pool.Database(cluster.dsn_for(OWNER, name))
    database.open()
    try:
        yield database
    finally:
        database.close()


def _store(archive: Archive, condition: Condition) -> dict[str, Place]:
    places: dict[str, Place] = {}
    archive.relate_by_meaning()
    for paper in _papers(condition):
        places |= archive.store(paper)
    return places


def _papers(condition: Condition) -> Iterator[Paper]:
    passages = [
        Passage(passage.name, add_noise(passage.text, condition.noise, passage.name))
        for passage in load_passages(condition.papers)
    ]
    if condition.bound:
        random.Random(7).shuffle(passages)
    size = BOUND_TOGETHER if condition.bound else 1
    return (bind(passages[first : first + size]) for first in range(0, len(passages), size))


def _ways(database: pool.Database, model: str) -> dict[str, Search]:
    def ours(query: Query, vector: Vectors) -> Sequence[Hit]:
        answer = search_documents(database, query.text, vector, model, limit=DEPTH, only=SearchFilter())
        return [(item.document_id, item.start, item.end) for item in answer.results]

    def by_vector(_: Query, vector: Vectors) -> Sequence[Hit]:
        return _fetch(database, VECTOR, {"vector": vector})

    def by_words(query: Query, _: Vectors) -> Sequence[Hit]:
        return _fetch(database, WORDS, {"query": query.text})

    def naive(query: Query, vector: Vectors) -> Sequence[Hit]:
        scores: dict[Hit, float] = {}
        for hits in (by_vector(query, vector), by_words(query, vector)):
            for rank, hit in enumerate(hits, start=1):
                scores[hit] = scores.get(hit, 0) + 1 / (60 + rank)
        return sorted(scores, key=lambda hit: -scores[hit])

    return {"vectors alone": by_vector, "full text alone": by_words, "naive fusion": naive, "ours": ours}


VECTOR = """
    select e.document_id, e.start_offset, e.end_offset
    from match_documents(%(vector)s::extensions.vector(384), match_threshold => -1, match_count => 80) m
    join document_embeddings e on e.id = m.id
    order by m.similarity desc
"""
# The usual full-text search: any word of the query, stemmed.
WORDS = """
    with asked as (select replace(plainto_tsquery('spanish', %(query)s)::text, '&', '|')::tsquery as query)
    select e.document_id, e.start_offset, e.end_offset
    from document_embeddings e, asked a, to_tsvector('spanish', e.chunk_text) as words
    where words @@ a.query
    order by ts_rank(words, a.query) desc, e.id
    limit 80
"""


def _fetch(database: pool.Database, statement: str, parameters: dict[str, str]) -> Sequence[Hit]:
    with database.transaction() as connection:
        rows = connection.execute(statement, parameters).fetchall()
    return [(row["document_id"], row["start_offset"], row["end_offset"]) for row in rows]


def _score(
    search: Search, queries: Sequence[Query], vectors: dict[Query, Vectors], places: dict[str, Place]
) -> dict[QueryKind, Score]:
    ranks: dict[QueryKind, list[float]] = {}
    for query in queries:
        hits = search(query, vectors[query])[:DEPTH]
        right = (rank for rank, hit in enumerate(hits, start=1) if places[query.passage].is_in(*hit))
        ranks.setdefault(query.kind, []).append(next(right, float("inf")))
    return {kind: _summarise(found) for kind, found in ranks.items()}


def _summarise(ranks: Sequence[float]) -> Score:
    def share(points: Sequence[float]) -> float:
        return 100 * sum(points) / len(points)

    return Score(
        recall_at_1=share([rank == 1 for rank in ranks]),
        recall_at_5=share([rank <= 5 for rank in ranks]),
        mrr_at_10=share([1 / rank if rank <= 10 else 0 for rank in ranks]),
    )


def _head(model: str) -> Iterator[str]:
    yield "# Search"
    yield ""
    yield f"{describe_machine()} Embedded PostgreSQL 18, {model}."
    yield "Recall@1 / recall@5 / MRR@10 in %."
    for papers in SETS:
        kinds = [query.kind for query in load_queries(papers)]
        counts = ", ".join(f"{kinds.count(kind)} {kind}" for kind in KINDS if kind in kinds)
        yield f"\n{papers.capitalize()}: {len(load_passages(papers))} papers; queries: {counts}."


def _describe_passages(scribe: Scribe, window: int) -> str:
    counts = sorted(
        passage.token_count
        for papers in SETS
        for paper in load_passages(papers)
        for embedded in scribe.embed(paper.text)
        for passage in embedded.chunk.passages
    )
    assert counts[-1] <= window
    return (
        f"Tokens of the {len(counts)} embedded passages: median {counts[len(counts) // 2]}, most {counts[-1]}, "
        f"window {window}."
    )


def _table(condition: Condition, scores: dict[str, dict[QueryKind, Score]]) -> Iterator[str]:
    yield f"## {condition.title}"
    yield ""
    kinds = list(scores["ours"])
    yield "| | " + " | ".join(kinds) + " |"
    yield "| --- |" + " ---: |" * len(kinds)
    for name, by_kind in scores.items():
        cells = [f"{s.recall_at_1:.1f} / {s.recall_at_5:.1f} / {s.mrr_at_10:.1f}" for s in by_kind.values()]
        yield f"| {name} | " + " | ".join(cells) + " |"


def _judge(condition: Condition, ours: dict[QueryKind, Score]) -> Iterator[str]:
    for (noise, kind), target in TARGETS.items():
        if noise == condition.noise and condition.has_targets:
            value = ours[kind].recall_at_1
            verdict = "holds" if value >= target else "**FAILS**"
            yield f"- {verdict}: {condition.title}, {kind}: recall@1 {value:.1f} % (at least {target:g} %)"


if __name__ == "__main__":
    run_command(main)
