"""Finding chunks: one query, one row a chunk, best first."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from function.database.pool import Database
from function.database.queue import Vectors, as_vector_text


@dataclass(frozen=True, slots=True)
class SearchFilter:
    """What a search is limited to; None is no limit."""

    document_ids: Sequence[UUID] | None = None
    owner: UUID | None = None
    languages: Sequence[str] | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A chunk that answers a query. Offsets count characters in `documents.ocr_text`.

    `passage` is the piece of the chunk that matched best; `similarity` its cosine (None when only the words
    matched); the ranks count from 1 in each leg.
    """

    document_id: UUID
    file_name: str | None
    chunk_index: int
    pages: tuple[int, ...]
    start: int
    end: int
    text: str
    passage: str
    similarity: float | None
    semantic_rank: int | None
    lexical_rank: int | None
    score: float


def search_documents(
    database: Database, text: str, vector: Vectors, model: str, *, limit: int, only: SearchFilter
) -> list[Found]:
    """`vector`: shape (384,), normalised, of `text` as a query under `model`."""
    rows = database.fetch_all(
        "search",
        {
            "query_text": text,
            "query_embedding": as_vector_text(vector),
            "model": model,
            "match_count": limit,
            "document_ids": list(only.document_ids) if only.document_ids is not None else None,
            "owner": only.owner,
            "languages": list(only.languages) if only.languages is not None else None,
        },
    )
    return [
        Found(
            document_id=row["document_id"],
            file_name=row["file_name"],
            chunk_index=row["chunk_index"],
            pages=tuple(row["pages"]),
            start=row["start_offset"],
            end=row["end_offset"],
            text=row["chunk_text"],
            passage=row["chunk_text"][
                row["passage_start"] - row["start_offset"] : row["passage_end"] - row["start_offset"]
            ],
            similarity=row["similarity"],
            semantic_rank=row["semantic_rank"],
            lexical_rank=row["lexical_rank"],
            score=row["score"],
        )
        for row in rows
    ]
