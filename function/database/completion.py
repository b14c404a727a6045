"""The completing transaction: replaces pages, chunks and vectors and ends the job, all under one fence."""

import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import numpy as np

from function.database.documents import page_row
from function.database.pool import Connection
from function.database.queries import QUERIES
from function.document.chunks import Chunk, EmbeddedChunk, Vectors
from function.document.pages import WholeDocument
from function.document.places import LinePlace, place_lines
from function.document.reviewed_fields import ReviewedFields, reviewed_fields_to_json

# Types of the columns in `copy_passages`; a binary copy needs exactly these.
PASSAGE_TYPES = ("int8", "uuid", "int4", "int4", "int4", "text", "vector")


@dataclass(frozen=True, slots=True)
class FileFacts:
    """Facts from the file itself: `media_type` by its content, `notes` for a person, and the `bucket/path` of its
    searchable PDF."""

    media_type: str
    notes: tuple[str, ...]
    searchable_file_url: str | None


@dataclass(frozen=True, slots=True)
class Reading:
    """The result of a finished attempt; `file` is None if the pages had been read before, `chunks` if the attempt only
    extracted fields."""

    whole: WholeDocument
    file: FileFacts | None
    fields: ReviewedFields
    chunks: tuple[EmbeddedChunk, ...] | None
    model: str
    seconds: float


def write_reading(connection: Connection, document_id: UUID, fence: dict[str, Any], reading: Reading) -> bool:
    """Write everything inside the caller's transaction. Return False if the fence is lost."""
    if reading.chunks is None:
        return _write_fields(connection, fence, reading)
    if _value(connection, "begin_completion", fence) is None:
        return False
    _update_pages(connection, document_id, reading.whole)
    ids = _insert_chunks(connection, document_id, reading, reading.chunks)
    _copy_passages(connection, document_id, reading, zip(ids, reading.chunks, strict=True))
    row = {
        **fence,
        "document": storable_json(_document_row(reading)),
        "chunk_count": len(reading.chunks),
        "seconds": reading.seconds,
    }
    return bool(_value(connection, "complete", row))


def _write_fields(connection: Connection, fence: dict[str, Any], reading: Reading) -> bool:
    metadata = storable_json(reviewed_fields_to_json(reading.fields))
    row = {**fence, "read_metadata": metadata, "seconds": reading.seconds}
    return bool(_value(connection, "complete_extraction", row))


def _document_row(reading: Reading) -> dict[str, Any]:
    """Return the columns of `documents`."""
    return {
        "ocr_text": reading.whole.text,
        "ocr_markdown": reading.whole.markdown,
        "ocr_media_type": reading.file and reading.file.media_type,
        "ocr_notes": reading.file and reading.file.notes,
        "page_count": len(reading.whole.pages),
        "language": reading.whole.language,
        "ocr_confidence": reading.whole.confidence,
        "review_reasons": reading.whole.review_reasons,
        "searchable_file_url": reading.file and reading.file.searchable_file_url,
        "read_metadata": reviewed_fields_to_json(reading.fields),
    }


def _update_pages(connection: Connection, document_id: UUID, whole: WholeDocument) -> None:
    """Update pages whose running headers and footers were marked once all pages were known."""
    for page in whole.as_read or whole.pages:
        if page.number in whole.changed:
            row = page_row(page)
            connection.execute(
                QUERIES["update_page"],
                {
                    "document_id": document_id,
                    "page_number": page.number,
                    "text": _storable(page.text),
                    "blocks": storable_json(row["blocks"]),
                },
            )


def _insert_chunks(
    connection: Connection, document_id: UUID, reading: Reading, chunks: Sequence[EmbeddedChunk]
) -> list[int]:
    """Insert them without waiting for one before the next is sent, and return their ids."""
    lines = place_lines(reading.whole)
    with connection.cursor() as cursor:
        rows = (_chunk_row(document_id, reading, embedded, lines) for embedded in chunks)
        cursor.executemany(QUERIES["insert_chunk"], rows, returning=True)
        return [row["id"] for found in cursor.results() for row in found]


def _chunk_row(
    document_id: UUID, reading: Reading, embedded: EmbeddedChunk, lines: Sequence[LinePlace]
) -> dict[str, Any]:
    """Return the parameters of `insert_chunk`."""
    chunk = embedded.chunk
    return {
        "document_id": document_id,
        "chunk_index": chunk.index,
        "chunk_text": _storable(chunk.text),
        "chunk_length": len(chunk.text),
        "token_count": chunk.token_count,
        "start_offset": chunk.start,
        "end_offset": chunk.end,
        "pages": list(chunk.pages),
        "table_header": _storable(chunk.table_header),
        "headings": [_storable(heading) for heading in chunk.headings],
        "lines": _lines_of(chunk, lines),
        "language": reading.whole.language,
        "content_hash": chunk.content_hash,
        "model": reading.model,
        "embedding": _mean_vector(embedded.vectors),
    }


def _copy_passages(
    connection: Connection,
    document_id: UUID,
    reading: Reading,
    chunks: Iterable[tuple[int, EmbeddedChunk]],
) -> None:
    """Send the passages of all chunks, given with their ids, while the database adds the first ones to the index."""
    with connection.cursor() as cursor, cursor.copy(QUERIES["copy_passages"]) as copy:
        copy.set_types(PASSAGE_TYPES)
        for chunk_id, embedded in chunks:
            for passage, vector in zip(embedded.chunk.passages, embedded.vectors, strict=True):
                copy.write_row(
                    (
                        chunk_id,
                        document_id,
                        passage.index,
                        passage.start,
                        passage.end,
                        reading.model,
                        vector,
                    )
                )


def _lines_of(chunk: Chunk, lines: Sequence[LinePlace]) -> list[list[float]]:
    """Return a row for each line that the chunk has a part of: start and end in the chunk, page, and box."""
    first = bisect_right(lines, chunk.start, key=lambda line: line.end)
    last = bisect_left(lines, chunk.end, key=lambda line: line.start)
    return [
        [
            float(line.start - chunk.start),
            float(line.end - chunk.start),
            float(line.page),
            *map(float, line.box),
        ]
        for line in lines[first:last]
    ]


def _mean_vector(vectors: Vectors) -> Vectors:
    mean = vectors.mean(axis=0)
    return np.asarray(mean / np.linalg.norm(mean), dtype=np.float32)


def _value(connection: Connection, query: str, parameters: dict[str, Any]) -> Any:
    row = connection.execute(QUERIES[query], parameters).fetchone()
    return next(iter(row.values())) if row else None


def _storable(text: str) -> str:
    # Postgres text cannot contain NUL, and jsonb rejects its JSON escape.
    return text.replace("\\u0000", "").replace("\x00", "")


def storable_json(value: Any) -> str:
    """Return JSON that Postgres accepts."""
    return _storable(json.dumps(value, ensure_ascii=False))
