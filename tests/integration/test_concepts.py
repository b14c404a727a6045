"""Related terms that a question means and does not name."""

from collections.abc import Iterator
from uuid import UUID

import psycopg
import pytest
from pgvector import Vector

from function.database import pool
from function.database.search import SearchFilter, read_concepts, search_documents
from function.document.chunks import Vectors
from function.embedding.encoder import Encoder
from tests.support.search_set import Passage
from tests.support.search_set.archive import Archive, Scribe, bind
from tests.support.services import Database

pytestmark = pytest.mark.integration

# The vectors of all 1,400 would take long.
KEPT = (
    "autoconsumo",
    "arrendador",
    "fontanero",
    "nómina",
    "vacuna",
    "matrícula",
    "herencia",
    "dentista",
    "hotel",
    "fianza",
)
AS_NEAR = (
    "update document_passages set embedding = (select embedding from document_passages limit 1)",
    "update document_embeddings set embedding = (select embedding from document_embeddings limit 1)",
)
QUESTION = "¿A cuánto me pagan lo que me sobra de las placas solares?"
PAPER = (
    "Por cada kilovatio que su instalación vierta a la red se le compensará con seis céntimos en la factura."
)


@pytest.fixture
def archive(database: Database, connection: psycopg.Connection, scribe: Scribe) -> Iterator[Archive]:
    connection.execute(
        "delete from related_terms r where not exists"
        " (select from related_terms o where o.concept = r.concept and o.term = any (%s))",
        [list(KEPT)],
    )
    connections = pool.Database(database.dsn)
    connections.open()
    try:
        yield Archive(connections, scribe)
    finally:
        connections.close()


def center(connection: psycopg.Connection, encoder: Encoder, vector: Vectors) -> str:
    row = connection.execute(
        "select center_query(%s, %s)", [Vector(vector).to_text(), encoder.model_id]
    ).fetchone()
    assert row is not None
    return str(row[0])


def test_a_question_reaches_concepts_that_it_does_not_name(
    archive: Archive, connection: psycopg.Connection, encoder: Encoder
) -> None:
    archive.relate_by_meaning()
    asked = center(connection, encoder, encoder.encode_query(QUESTION))
    rows = connection.execute(
        "select to_tsvector('spanish', 'el autoconsumo') @@ meant from near_concepts(%s, %s) order by nearness desc",
        [asked, encoder.model_id],
    ).fetchall()
    assert [row[0] for row in rows].index(True) == 0
    assert len(rows) == 8


def test_of_papers_as_near_the_one_that_speaks_of_what_was_meant_comes_first(
    archive: Archive, connection: psycopg.Connection, encoder: Encoder
) -> None:
    places = {
        word: archive.store(bind([Passage(word, f"{PAPER} {word}.")]))[word].document_id
        for word in ("Zurriburri", "Trampantojo")
    }
    for statement in AS_NEAR:
        connection.execute(statement)

    def first() -> UUID:
        vector = encoder.encode_query(QUESTION)
        only = SearchFilter()
        answer = search_documents(archive.database, QUESTION, vector, encoder.model_id, limit=2, only=only)
        return answer.results[0].document_id

    nearest = first()
    word = next(word for word, document in places.items() if document != nearest)
    connection.execute("select ocr.relate_terms(%s)", [f"autoconsumo, fotovoltaica, {word} | photovoltaics"])
    assert first() == nearest
    archive.relate_by_meaning()
    assert first() == places[word]


def test_an_application_s_own_terms_get_a_vector(
    archive: Archive, connection: psycopg.Connection, encoder: Encoder
) -> None:
    archive.relate_by_meaning()
    assert not read_concepts(archive.database, encoder.model_id)
    connection.execute("select ocr.relate_terms('cole mayor, residencia | dorm')")
    assert list(read_concepts(archive.database, encoder.model_id).values()) == ["cole mayor, residencia"]
    archive.relate_by_meaning()
    connection.execute(
        "delete from related_terms where term = 'residencia' and concept = (select max(concept) from related_terms)"
    )
    assert list(read_concepts(archive.database, encoder.model_id).values()) == ["cole mayor"]
