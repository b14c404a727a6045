"""A search in a table that belongs mostly to others."""

from uuid import UUID, uuid4

import numpy as np
import psycopg
import pytest

from function.database.pool import register_vectors
from function.document.chunks import Vectors
from tests.support.services import Database

pytestmark = pytest.mark.integration

MODEL = "model"
OTHERS, OWNED, QUERIES = 2500, 2050, 40


class Drawn:
    """Vectors in two corners of the space: what everybody asks about, and what the small owner has papers on."""

    def __init__(self) -> None:
        self._chance = np.random.default_rng(7)
        self._asked, self._owned = self._chance.normal(size=(2, 384))

    def others(self, count: int) -> Vectors:
        return self._draw(self._asked, count)

    def owned(self, count: int) -> Vectors:
        return self._draw(self._owned, count)

    def _draw(self, middle: Vectors, count: int) -> Vectors:
        # Real vectors vary in few directions.
        spread = self._chance.normal(size=(count, 24)) @ self._chance.normal(size=(24, 384)) / 24**0.5
        vectors = middle + spread
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), np.float32)


def store(connection: psycopg.Connection, vectors: Vectors) -> list[UUID]:
    """A document of one chunk and one passage for each vector."""
    ids = [uuid4() for _ in vectors]
    with connection.cursor() as cursor:
        with cursor.copy("copy documents (id, file_url) from stdin") as copy:
            for document in ids:
                copy.write_row((document, "documents/a.pdf"))
        statement = (
            "copy document_embeddings (document_id, chunk_index, chunk_text, chunk_length, token_count, start_offset,"
            " end_offset, pages, language, content_hash, model, embedding) from stdin"
        )
        with cursor.copy(statement) as copy:
            for document, vector in zip(ids, vectors, strict=True):
                copy.write_row((document, 0, "a", 1, 1, 0, 1, [1], "es", "-", MODEL, vector))
    connection.execute(
        "insert into document_passages (chunk_id, document_id, passage_index, start_offset, end_offset, model, embedding)"
        " select id, document_id, 0, 0, 1, model, embedding from document_embeddings where document_id = any (%s)",
        [ids],
    )
    return ids


def test_a_small_owner_s_nearest_passages_are_found_among_everybody_s(database: Database) -> None:
    with psycopg.connect(database.admin_dsn, autocommit=True) as connection:
        register_vectors(connection)
        drawn = Drawn()
        connection.execute("alter table documents disable trigger user")
        store(connection, drawn.others(OTHERS))
        owned = store(connection, vectors := drawn.owned(OWNED))
        connection.execute("analyze")
        # As if the table were many times as large.
        connection.execute("set hnsw.max_scan_tuples = 1000")
        worst = 1.0
        for query in drawn.others(QUERIES):
            rows = connection.execute(
                "select e.document_id from nearest_passages(%s, %s, 10, %s) n"
                " join document_embeddings e on e.id = n.chunk_id",
                [query, MODEL, owned],
            ).fetchall()
            nearest = {owned[place] for place in np.argsort(-(vectors @ query))[:10]}
            worst = min(worst, len(nearest & {row[0] for row in rows}) / 10)
    assert worst >= 0.98
