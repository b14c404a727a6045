"""Search over near-identical papers: the month, the newest, the file, the amount and the word that was meant come first."""

from collections.abc import Iterator
from uuid import UUID

import psycopg
import pytest

from function.database import pool
from function.database.search import Answer, SearchFilter, search_documents
from function.embedding.encoder import Encoder
from tests.support.fields import NO_FIELDS, make_fields
from tests.support.search_set import Passage
from tests.support.search_set.archive import Archive, Scribe, bind
from tests.support.search_set.household import TODAY, load_papers, load_questions
from tests.support.services import Database

pytestmark = pytest.mark.integration

PAPERS = (
    *(
        "luz-2023-04",
        "luz-2024-02",
        "luz-2024-03",
        "luz-2024-04",
        "nomina-brais-2024-03",
        "nomina-brais-2024-04",
    ),
    *("contrato-piso-2016", "contrato-piso-2022", "lavadora", "multa-radar-2023", "contrato-piso-2019"),
)


class Asked:
    """Some papers of the household, with or without their fields."""

    def __init__(
        self, database: pool.Database, encoder: Encoder, scribe: Scribe, *, with_fields: bool
    ) -> None:
        self.database = database
        self.encoder = encoder
        self.names: dict[UUID, str] = {}
        archive = Archive(database, scribe)
        for paper in load_papers():
            if paper.name in PAPERS:
                fields = make_fields(paper.kind, {}, **paper.fields) if with_fields else NO_FIELDS
                places = archive.store(
                    bind([Passage(paper.name, paper.text)]), name=paper.file_name, fields=fields
                )
                self.names |= {place.document_id: name for name, place in places.items()}

    def ask(self, text: str, *, literal: bool = False, explain: bool = False) -> Answer:
        vector = self.encoder.encode_query(text)
        return search_documents(
            self.database,
            text,
            vector,
            self.encoder.model_id,
            limit=10,
            only=SearchFilter(),
            literal=literal,
            explain=explain,
            today=TODAY,
        )

    def first(self, text: str) -> str:
        return self.names[self.ask(text).results[0].document_id]


@pytest.fixture(params=[True, False], ids=["fields read", "no field read"])
def household(
    request: pytest.FixtureRequest, database: Database, encoder: Encoder, scribe: Scribe
) -> Iterator[Asked]:
    connections = pool.Database(database.dsn)
    connections.open()
    try:
        yield Asked(connections, encoder, scribe, with_fields=request.param)
    finally:
        connections.close()


QUESTIONS = (
    ("factura de la luz de marzo de 2024", "luz-2024-03"),
    ("luz febrero", "luz-2024-02"),
    ("rebut de la llum d'abril de 2023", "luz-2023-04"),
    ("última factura de la luz", "luz-2024-04"),
    ("primer contrato de alquiler de la vivienda", "contrato-piso-2016"),
    ("nómina de 1.669,75", "nomina-brais-2024-04"),
    ("IMG_2041", "contrato-piso-2022"),
    ("20240409_factura-lumera.pdf", "luz-2024-04"),
    ("garantia lavadroa", "lavadora"),
)


def test_what_a_query_says_besides_its_words_decides_between_twins(
    household: Asked, subtests: pytest.Subtests
) -> None:
    for text, paper in QUESTIONS:
        with subtests.test(text):
            assert household.first(text) == paper


def test_the_answer_says_what_was_understood_and_literal_understands_nothing(household: Asked) -> None:
    answer = household.ask("luz de marzo de 2024")
    assert answer.understood["dates"] == [{"from": "2024-03-01", "to": "2024-03-31", "spelled": "month"}]
    assert answer.understood["words"] == "luz de"
    assert household.ask("luz de marzo de 2024", literal=True).understood == {}
    assert household.ask("garantia lavadroa").understood["corrected"] == {"lavadroa": "lavadora"}


def test_a_word_of_a_paper_or_of_a_sentence_is_never_corrected(household: Asked) -> None:
    assert "corrected" not in household.ask("Norvik garantia").understood
    assert "corrected" not in household.ask("¿Qué garantia tiene la lavadroa?").understood


def test_a_month_of_which_there_is_no_paper_changes_nothing(household: Asked) -> None:
    text = "factura de la luz de mayo de 2019"
    understood, literal = household.ask(text), household.ask(text, literal=True)
    assert "dates" not in understood.understood
    assert {hit.document_id for hit in understood.results} == {hit.document_id for hit in literal.results}


def test_the_parts_of_a_score_add_up_to_the_order_shown(household: Asked, subtests: pytest.Subtests) -> None:
    for text, leg in (
        ("luz de marzo de 2024", "dates"),
        ("nómina de 1.669,75", "amount"),
        ("IMG_2041", "file_name"),
        ("última factura de la luz", "order"),
        ("ES0031407250119003AB0F", "code"),
        ("Norvik garantia", "lexical"),
    ):
        with subtests.test(text):
            results = household.ask(text, explain=True).results
            sums = [sum(part["score"] for part in found.explanation or ()) for found in results]
            assert sums == pytest.approx([found.score for found in results], abs=1e-6)
            assert sums == sorted(sums, reverse=True)
            parts = {part["by"]: part for part in results[0].explanation or ()}
            assert leg in parts
            assert parts["semantic"]["rank"] == results[0].semantic_rank
    assert household.ask("luz").results[0].explanation is None


def test_a_hit_says_of_which_type_and_date_its_paper_is(household: Asked) -> None:
    found = household.ask("factura de la luz de marzo de 2024").results[0]
    fields_read = household.names[found.document_id] == "luz-2024-03" and found.document_type != "other"
    assert (found.document_date is not None) == fields_read


GENERAL = (
    "contrato factura carta casa seguro pago cuenta fecha recibo papel trabajo escuela médico coche viaje"
)
NARROW = "albañil andamio embarque equipaje tumor nicho burofax radiografía piscina mascota"


@pytest.mark.parametrize("word", GENERAL.split())
def test_no_general_word_is_related_to_a_narrow_one(connection: psycopg.Connection, word: str) -> None:
    reached = connection.execute(
        "select narrow from query_terms(%s), unnest(%s::text[]) narrow"
        " where to_tsvector('spanish', ocr.stem_text('es', narrow)) @@ meant",
        [word, NARROW.split()],
    ).fetchall()
    assert reached == []


def test_an_excursion_is_a_salida(connection: psycopg.Connection) -> None:
    row = connection.execute(
        "select to_tsvector('spanish', 'salida') @@ meant from query_terms('excursión')"
    ).fetchone()
    assert row == (True,)


def test_the_household_is_as_large_as_it_should_be() -> None:
    papers, questions = load_papers(), load_questions()
    names = {paper.name for paper in papers}
    assert len(names) == len(papers) >= 150
    assert len(questions) >= 150
    assert {paper.language for paper in papers} == {"es", "ca", "gl", "en", "fr"}
    assert {name for question in questions for name in question.papers} <= names
    assert min(sum(q.kind == kind for q in questions) for kind in {q.kind for q in questions}) >= 14
