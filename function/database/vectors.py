"""Vectors that need not be made again: those of unchanged chunks, and what an attempt had embedded when it gave way."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import numpy as np

from function.database.pool import Connection, Database
from function.database.queries import QUERIES
from function.document.chunks import ChunkKey, EmbeddedChunk, Vectors


def read_vectors(database: Database, document_id: UUID, model: str) -> dict[ChunkKey, Vectors]:
    """Return the vectors of the document's current chunks and those kept by an attempt that gave way."""
    with database.transaction() as connection:
        parameters = {"document_id": document_id, "model": model}
        rows = connection.execute(QUERIES["read_vectors"], parameters, binary=True).fetchall()
    return {
        (row["content_hash"], tuple(row["starts"])): np.stack(
            [vector.to_numpy() for vector in row["vectors"]]
        )
        for row in rows
    }


def keep_vectors(
    connection: Connection,
    fence: dict[str, Any],
    chunks: Sequence[EmbeddedChunk],
    *,
    model: str,
    pages_to_embed: int,
) -> bool:
    """Save the vectors inside the caller's transaction for the next attempt. Return False if the fence is lost."""
    parameters = {**fence, "pages_to_embed": pages_to_embed}
    held = connection.execute(QUERIES["keep_vectors"], parameters).fetchone()
    if held is None or held["keep_vectors"] is None:
        return False
    rows = [
        {
            "document_id": held["keep_vectors"],
            "model": model,
            "content_hash": content_hash,
            "starts": list(starts),
            "passage_index": index,
            "embedding": vector,
        }
        for embedded in chunks
        for content_hash, starts in [embedded.chunk.key]
        for index, vector in enumerate(embedded.vectors)
    ]
    connection.cursor().executemany(QUERIES["insert_kept_vector"], rows)
    return True
