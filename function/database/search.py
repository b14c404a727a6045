"""Finding chunks: one query, one row a chunk, best first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from function.database.pool import Database, Row
from function.database.queries import QUERIES
from function.document.chunks import Vectors


@dataclass(frozen=True, slots=True)
class SearchFilter:
    """What a search is limited to; None is no limit.

    `languages` are ISO 639-1 of the whole document; it was created at `created_from` or later, before `created_before`.
    """

    document_ids: Sequence[UUID] | None = None
    owner: UUID | None = None
    languages: Sequence[str] | None = None
    created_from: datetime | None = None
    created_before: datetime | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A chunk that answers a query. Offsets count characters in `documents.ocr_text`. It stands under `headings`,
    outermost first; one that begins below the header of a table has that in `table_header`, else it is empty.

    `passage` is the piece of the chunk that answers it best, `snippet` the same as HTML, with `<mark>` around words and
    codes of the query. `similarity` is the cosine of its nearest passage. The ranks count from 1; None where a leg did
    not find it: by meaning, by all words of the query, by a code in it, by all its words although misread.
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


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much a search under a model looks into; what is missing has vectors of another model."""

    documents: int
    chunks: int
    missing_documents: int
    missing_chunks: int


def search_documents(
    database: Database, text: str, vector: Vectors, model: str, *, limit: int, only: SearchFilter
) -> list[Found]:
    """`vector`: shape (384,), normalised, of `text` as a query under `model`."""
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
        },
    )
    return [_found(row) for row in rows]


def save_query_center(database: Database, model: str, center: Vectors) -> None:
    """What `search_documents` subtracts from queries under `model`, shape (384,)."""
    parameters = {"model": model, "query_center": center}
    database.run(lambda connection: connection.execute(QUERIES["save_query_center"], parameters))


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
        file_name=row["file_name"],
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
    )
