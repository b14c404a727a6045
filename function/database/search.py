"""Finds chunks with one query: one row per chunk, best first."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from function.database.field_filter import FieldFilter
from function.database.pool import Database, Row
from function.database.queries import QUERIES
from function.document.chunks import Vectors
from function.document.file_name import choose_file_name


@dataclass(frozen=True, slots=True)
class SearchFilter:
    """Limits a search; None means no limit.

    `languages` are ISO 639-1 codes of whole documents; `created_from` is inclusive, `created_before` exclusive.
    """

    document_ids: Sequence[UUID] | None = None
    owner: UUID | None = None
    languages: Sequence[str] | None = None
    created_from: datetime | None = None
    created_before: datetime | None = None
    fields: FieldFilter = field(default_factory=FieldFilter)


@dataclass(frozen=True, slots=True)
class Found:
    """A chunk that answers a query. Offsets count characters in `documents.ocr_text`. `headings` are those above the
    chunk, outermost first. `table_header` is the header of a table if the chunk begins inside that table, else empty.

    `passage` is the part of the chunk that answers the query best; `snippet` is the same as HTML, with `<mark>` around
    words and codes of the query. `similarity` is the cosine of the nearest passage. Ranks count from 1, or are None if
    that search did not find the chunk: by meaning, by all words of the query, by a code in it, by all words if misread.
    `rerank_rank` is the place that a reranker gives it among the first hits, by `rerank_score`; None without one.

    `boxes` are those of the passage's lines, as `{"page": 2, "box": [x0, y0, x1, y1]}` in points of the upright page; none
    if the document was read before they were kept. `explanation` holds the parts whose sum is `score`, if it was asked for.
    """

    document_id: UUID
    file_name: str | None
    chunk_index: int
    pages: tuple[int, ...]
    headings: tuple[str, ...]
    table_header: str
    start: int
    end: int
    text: str
    passage: str
    snippet: str
    similarity: float | None
    semantic_rank: int | None
    lexical_rank: int | None
    code_rank: int | None
    name_rank: int | None
    score: float
    document_type: str | None
    document_date: date | None
    boxes: Sequence[Mapping[str, Any]]
    explanation: Sequence[Mapping[str, Any]] | None
    rerank_rank: int | None = None
    rerank_score: float | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """`understood` is what the query says besides its words, as `public.understand_query` returns it, and the words that
    were corrected; empty if nothing was found."""

    results: Sequence[Found]
    understood: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much a search with a model covers; what is missing has vectors of another model."""

    documents: int
    chunks: int
    missing_documents: int
    missing_chunks: int


def search_documents(
    database: Database,
    text: str,
    vector: Vectors,
    model: str,
    *,
    limit: int,
    only: SearchFilter,
    literal: bool = False,
    explain: bool = False,
    today: date | None = None,
) -> Answer:
    """Return the best chunks for `text`. `vector` is its query embedding by `model`: shape (384,), normalised.

    `literal` searches for the words only, without understanding dates, amounts or what is misspelt. `explain` asks for
    the parts of each score. `today` is the day from which words like *last month* count, that of the database by default.
    """
    rows = database.fetch_all(
        "search",
        {
            "query_text": text,
            "query_embedding": vector,
            "model": model,
            "match_count": limit,
            "document_ids": list(only.document_ids) if only.document_ids is not None else None,
            "owner": only.owner,
            "languages": list(only.languages) if only.languages is not None else None,
            "created_from": only.created_from,
            "created_before": only.created_before,
            "literal": literal,
            "today": today,
            "explain": explain,
            **asdict(only.fields),
        },
    )
    return Answer([_found(row) for row in rows], rows[0]["understood"] if rows else {})


def save_query_center(database: Database, model: str, center: Vectors) -> None:
    """Save the vector that `search_documents` subtracts from queries with `model`; its shape is (384,)."""
    parameters = {"model": model, "query_center": center}
    database.execute("save_query_center", parameters)


def read_concepts(database: Database, model: str) -> Mapping[int, str]:
    """Return a few concepts of related terms that have no vector by `model` yet, and the text to make it of."""
    rows = database.fetch_all("concepts_to_embed", {"model": model})
    return {row["concept"]: row["terms"] for row in rows}


def save_concepts(database: Database, model: str, concepts: Mapping[int, str], vectors: Vectors) -> None:
    """Save the vectors of what `read_concepts` returned, in its order; their shape is (concepts, 384)."""
    rows = [
        {"model": model, "concept": concept, "terms": terms, "embedding": vector}
        for (concept, terms), vector in zip(concepts.items(), vectors, strict=True)
    ]
    database.run(lambda connection: connection.cursor().executemany(QUERIES["save_concept"], rows))


def read_coverage(database: Database, model: str) -> Coverage:
    row = database.fetch_one("search_coverage", {"model": model})
    assert row is not None  # noqa: S101  an aggregate always returns a row
    return Coverage(
        documents=row["document_count"],
        chunks=row["chunk_count"],
        missing_documents=row["missing_document_count"],
        missing_chunks=row["missing_chunk_count"],
    )


def _found(row: Row) -> Found:
    text, start = row["chunk_text"], row["start_offset"]
    return Found(
        document_id=row["document_id"],
        file_name=choose_file_name(row["file_name"], row["file_url"]),
        chunk_index=row["chunk_index"],
        pages=tuple(row["pages"]),
        headings=tuple(row["headings"]),
        table_header=row["table_header"],
        start=start,
        end=row["end_offset"],
        text=text,
        passage=text[row["passage_start"] - start : row["passage_end"] - start],
        snippet=row["snippet"],
        similarity=row["similarity"],
        semantic_rank=row["semantic_rank"],
        lexical_rank=row["lexical_rank"],
        code_rank=row["code_rank"],
        name_rank=row["name_rank"],
        score=row["score"],
        document_type=row["document_type"],
        document_date=row["document_date"],
        boxes=row["boxes"],
        explanation=row["explanation"],
    )
