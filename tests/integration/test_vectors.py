"""Vectors survive the database bit for bit, and need no restart after the migrations."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import numpy as np
import psycopg
import pytest
from psycopg import sql

from function.database import pool
from function.database.completion import FileFacts, Reading
from function.database.search import save_query_center
from function.document.chunks import Chunk, EmbeddedChunk, Passage, Vectors
from function.document.pages import WholeDocument
from function.errors import FenceLostError
from local.migrate import migrate
from local.postgres import OWNER, SUPERUSER, Postgres
from tests.support.fields import NO_FIELDS
from tests.support.jobs import Jobs, make_queue
from tests.support.services import Database

pytestmark = pytest.mark.integration

MODEL = "model"
# A search path without the extension's schema.
PUBLIC_ALONE = "?options=-c%20search_path%3Dpublic"


@contextmanager
def connections(dsn: str) -> Iterator[pool.Database]:
    opened = pool.Database(dsn)
    opened.open()
    try:
        yield opened
    finally:
        opened.close()


def draw_vectors() -> Vectors:
    """Vectors with values of every magnitude below 1, including subnormal numbers and negative zero."""
    chance = np.random.default_rng(0)
    shape = (5, 384)
    sign, exponent, fraction = (chance.integers(0, most, shape, np.uint32) for most in (2, 127, 2**23))
    vectors: Vectors = (sign << 31 | exponent << 23 | fraction).view(np.float32)
    vectors[0, :3] = 0.1, -0.0, 1e-45
    return vectors


def make_chunk(vectors: Vectors, index: int = 0) -> EmbeddedChunk:
    passages = tuple(
        Passage(number, "a", number, number + 1, token_count=1) for number in range(len(vectors))
    )
    chunk = Chunk(
        index,
        "aaaaa",
        0,
        5,
        5,
        pages=(1,),
        headings=(),
        table_header="",
        content_hash=f"hash-{index}",
        passages=passages,
    )
    return EmbeddedChunk(chunk, vectors)


def write(database: pool.Database, document: UUID, *chunks: EmbeddedChunk) -> None:
    queue = make_queue(database)
    attempt = queue.claim(document)
    assert attempt is not None
    whole = WholeDocument((), "aaaaa", (0,), "aaaaa", "es", 1.0, ())
    facts = FileFacts("application/pdf", (), None)
    queue.complete(attempt, Reading(whole, facts, NO_FIELDS, chunks, MODEL, 0.0))


@pytest.mark.parametrize("options", ["", PUBLIC_ALONE])
def test_vectors_come_back_bit_for_bit(
    database: Database, connection: psycopg.Connection, options: str
) -> None:
    document, vectors = Jobs(connection).insert(), draw_vectors()
    with connections(database.dsn + options) as opened:
        write(opened, document, make_chunk(vectors))
        (found,) = make_queue(opened).read_vectors(document, MODEL).values()
    assert found.dtype == np.float32
    assert found.tobytes() == vectors.tobytes()


def test_each_chunk_has_the_vectors_of_its_own_passages(
    database: Database, connection: psycopg.Connection
) -> None:
    document, vectors = Jobs(connection).insert(), draw_vectors()
    chunks = [make_chunk(vectors[: index % 5 + 1] + np.float32(index), index) for index in range(60)]
    with connections(database.dsn) as opened:
        write(opened, document, *chunks)
        found = make_queue(opened).read_vectors(document, MODEL)
    assert len(found) == len(chunks)
    for embedded in chunks:
        assert found[embedded.chunk.key].tobytes() == embedded.vectors.tobytes()
    indices = "select array_agg(chunk_index order by id) from document_embeddings"
    assert connection.execute(indices).fetchone() == (list(range(60)),)


def test_vectors_of_a_document_that_gave_way_come_back_bit_for_bit(
    database: Database, connection: psycopg.Connection
) -> None:
    jobs = Jobs(connection)
    document, chunk = jobs.insert(), make_chunk(draw_vectors())
    with connections(database.dsn) as opened:
        queue = make_queue(opened)
        attempt = queue.claim(document)
        assert attempt is not None
        queue.begin_reading(attempt, fingerprint="abc", pages_total=5)
        queue.begin_embedding(attempt, pages=5)
        assert not queue.give_way_embedding(attempt, [chunk], [], model=MODEL, pages_to_embed=4)
        jobs.insert()
        assert queue.give_way_embedding(attempt, [chunk], [], model=MODEL, pages_to_embed=4)
        (key, found), *others = queue.read_vectors(document, MODEL).items()
        with pytest.raises(FenceLostError):
            queue.begin_embedding(attempt, pages=5)
    assert not others
    assert key == chunk.chunk.key
    assert found.tobytes() == chunk.vectors.tobytes()


def test_a_pool_from_before_the_migrations_learns_of_vectors(postgres: Postgres) -> None:
    name = "no_extension"
    with psycopg.connect(postgres.admin_dsn, autocommit=True) as admin:
        admin.execute(sql.SQL("create database {} template template0").format(sql.Identifier(name)))
        try:
            with connections(postgres.dsn_for(OWNER, name)) as opened:
                with opened.transaction() as connection:
                    assert connection.execute("select 1 as one").fetchone() == {"one": 1}
                migrate(postgres.dsn_for(SUPERUSER, name), postgres.dsn_for(OWNER, name))
                center = draw_vectors()[1]
                save_query_center(opened, MODEL, center)
                with opened.transaction() as connection:
                    row = connection.execute("select query_center from embedding_models").fetchone()
                assert row is not None
                assert row["query_center"].to_numpy().tobytes() == center.tobytes()
        finally:
            admin.execute(sql.SQL("drop database {} with (force)").format(sql.Identifier(name)))
