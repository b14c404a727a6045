"""SQL search over a real archive: results, their order, access and snippets."""

from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import UUID, uuid4

import psycopg
import pytest
from pgvector import Vector

from function.database import pool
from function.database.search import Found, SearchFilter, read_coverage, search_documents
from function.embedding.encoder import Encoder
from tests.support.search_set import Passage, load_passages, load_queries
from tests.support.search_set.archive import Archive, Place, Scribe, bind
from tests.support.services import Database
from tests.support.users import logged_in

pytestmark = pytest.mark.integration

ARCHIVE = (
    "alquiler-piso-gijon",
    "banco-plazo-fijo",
    "factura-fontanero",
    "mascota-vacunas-perro",
    "seguro-coche",
    "suministro-luz",
)
# Five unrelated papers, so that the answer is only a small part of its chunk.
LONG = ("viaje-vuelo", "trabajo-nomina", "medico-alergia", "coche-itv", "escuela-beca")
FUNCTION_WORDS = {"mas", "pued", "si"}


class Asked:
    """An archive of invented papers that can be searched."""

    def __init__(self, database: pool.Database, encoder: Encoder, scribe: Scribe) -> None:
        self.database = database
        self.encoder = encoder
        self.archive = Archive(database, scribe)
        self.places: dict[str, Place] = {}

    def store(self, *names: str, owner: UUID | None = None) -> UUID:
        """Store the papers as one document."""
        passages = [passage for passage in load_passages("alike") if passage.name in names]
        places = self.archive.store(bind(passages), name=f"{names[0]}.pdf", owner=owner)
        self.places |= places
        return places[names[0]].document_id

    def ask(self, text: str, only: SearchFilter | None = None, model: str | None = None) -> list[Found]:
        vector = self.encoder.encode_query(text)
        answer = search_documents(
            self.database, text, vector, model or self.encoder.model_id, limit=10, only=only or SearchFilter()
        )
        return list(answer.results)

    def vector(self, text: str) -> str:
        return Vector(self.encoder.encode_query(text)).to_text()


@pytest.fixture
def papers(database: Database, encoder: Encoder, scribe: Scribe) -> Iterator[Asked]:
    connections = pool.Database(database.dsn)
    connections.open()
    try:
        yield Asked(connections, encoder, scribe)
    finally:
        connections.close()


@pytest.fixture
def family(papers: Asked) -> Asked:
    for name in ARCHIVE:
        papers.store(name)
    return papers


@pytest.mark.parametrize(
    ("typed", "paper"),
    [
        ("4821 KLM", "seguro-coche"),
        ("4821klm", "seguro-coche"),
        ("matrícula 4821-klm", "seguro-coche"),
        ("884471920", "seguro-coche"),
        ("es 0021 0000 0887 4413 vk", "suministro-luz"),
        ("ES0021000008874413VK", "suministro-luz"),
        ("factura 2024-0318", "factura-fontanero"),
        ("3060 9921 47 6600218830", "banco-plazo-fijo"),
        ("chip 941 000 024 417 702", "mascota-vacunas-perro"),
        ("COVADONGA PINERA", "alquiler-piso-gijon"),
    ],
)
def test_a_code_or_name_is_found_however_it_is_typed(family: Asked, typed: str, paper: str) -> None:
    first = family.ask(typed)[0]
    assert first.document_id == family.places[paper].document_id
    assert "<mark>" in first.snippet


@pytest.mark.parametrize(
    ("printed", "typed"),
    [
        ("ES76 2085 9991 2203 3014 7785", "ES7620859991220330147785"),
        ("ES76 2O85 999l 22O3 3014 77B5", "es76 2085 9991 2203 3014 7785"),
        ("ES7G 2085 991 2203 3O14 7785", "ES76 2085 9991 2203 3014 7785"),
        ("póliza HG-O7782l3-04", "hg 0778213 04"),
        ("matrícula 73S0 JRM", "7350-jrm"),
        ("Dña. Mi1agros Cobo", "milagros cobo"),
        ("DonEfrén Rebol1o, jardinero", "Efrén Rebollo"),
        ("Sra. Castaheda Villarreai", "castañeda villarreal"),
        ("Sra. Ernrna Mornpó", "emma mompó"),
        ("el lote A8-lO5B", "ab 1058"),
    ],
)
def test_what_ocr_damaged_is_found_without_pg_trgm(family: Asked, printed: str, typed: str) -> None:
    # Surrounded by other text, so that the vector alone does not find it.
    text = next(passage.text for passage in load_passages("alike") if passage.name == "viaje-hotel")
    places = family.archive.store(bind([Passage("damaged", f"{text} Consta además {printed} desde ayer.")]))
    first = family.ask(typed)[0]
    assert first.document_id == places["damaged"].document_id
    # Found by its words, not because its vector happens to be close.
    assert first.lexical_rank or first.code_rank or first.name_rank


def test_a_paraphrase_finds_its_chunk(family: Asked) -> None:
    found = family.ask("Who has to replace the boiler if it breaks because of its age?")
    assert found[0].document_id == family.places["alquiler-piso-gijon"].document_id
    assert found[0].semantic_rank == 1
    assert found[0].lexical_rank is None


def test_words_are_found_in_any_inflection_with_and_without_accents(family: Asked) -> None:
    stored = family.archive.store(
        bind([Passage("room", "Se alquilan habitaciones luminosas con calefacción.")])
    )
    for typed in ("habitacion luminosa", "HABITACIÓN LUMINOSA", "calefaccion"):
        found = family.ask(typed)
        assert found[0].document_id == stored["room"].document_id
        assert found[0].lexical_rank == 1


def test_words_alone_outvote_no_vector_unless_all_of_them_stand_there(family: Asked) -> None:
    found = family.ask("vacaciones, impuesto, fiesta, propietaria y aeropuerto")
    assert all(item.lexical_rank is None and item.name_rank is None for item in found)
    assert [item.semantic_rank for item in found] == list(range(1, len(found) + 1))


def test_the_best_passage_wins_and_is_shown(papers: Asked) -> None:
    papers.store(*LONG)
    papers.store(*ARCHIVE)
    first = papers.ask("What is the boy allergic to?")[0]
    place = papers.places["medico-alergia"]
    assert place.is_in(first.document_id, first.start, first.end)
    assert first.passage in first.text
    assert "avellana" in first.passage
    assert len(first.passage) < len(first.text) / 2


def test_the_passage_with_the_code_is_shown_not_the_nearest(papers: Asked) -> None:
    papers.store(*LONG)
    first = papers.ask("¿Qué alergia tiene el niño? QX7TRM")[0]
    assert "<mark>QX7TRM</mark>" in first.snippet


def test_a_snippet_marks_accented_words_and_is_safe_html(papers: Asked) -> None:
    text = 'El Sr. Peñón pagó <script>alert("x")</script> la FIANZA & la fianza del garaje.'
    papers.archive.store(bind([Passage("html", text)]))
    first = papers.ask("penon fianzas")[0]
    assert first.snippet == (
        "El Sr. <mark>Peñón</mark> pagó &lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; la <mark>FIANZA</mark>"
        " &amp; la <mark>fianza</mark> del garaje."
    )


def test_the_marks_can_be_chosen(papers: Asked, connection: psycopg.Connection) -> None:
    papers.archive.store(bind([Passage("html", "La fianza del garaje.")]))
    row = connection.execute(
        "select snippet from search_documents('fianza', %s, %s, mark_opening => '[', mark_closing => ']')",
        [papers.vector("fianza"), papers.encoder.model_id],
    ).fetchone()
    assert row == ("La [fianza] del garaje.",)


@pytest.mark.parametrize(
    "query", ["", "   ", "de la", "'\\ \" < > & | ! ( ) :* <->", "%s_%", "0" * 300, "no -contrato"]
)
def test_no_query_is_an_error(family: Asked, query: str) -> None:
    assert family.ask(query)


def test_filters_filter(family: Asked, connection: psycopg.Connection) -> None:
    ids = {name: family.places[name].document_id for name in ARCHIVE}
    owner = uuid4()
    change = "update documents set language = %s, owner_id = %s, created_at = %s where id = %s"
    connection.execute(change, ["ca", owner, datetime(2001, 5, 1, tzinfo=UTC), ids["seguro-coche"]])
    connection.execute(change, ["es", owner, datetime(2002, 5, 1, tzinfo=UTC), ids["suministro-luz"]])

    def found(query: str, **only: object) -> set[UUID]:
        return {item.document_id for item in family.ask(query, SearchFilter(**only))}  # type: ignore[arg-type]

    for query in ("4821klm", "¿Cuánto cuesta el coche?"):
        wanted = [ids["suministro-luz"], ids["factura-fontanero"]]
        assert found(query, document_ids=wanted) == set(wanted)
        assert found(query, document_ids=[]) == set()
        assert found(query, owner=owner) == {ids["seguro-coche"], ids["suministro-luz"]}
        assert found(query, owner=owner, languages=["es", "en"]) == {ids["suministro-luz"]}
        assert found(query, languages=["ca"]) == {ids["seguro-coche"]}
        before = datetime(2002, 5, 1, tzinfo=UTC)
        assert found(query, created_before=before) == {ids["seguro-coche"]}
        assert len(found(query, created_from=before)) == len(ARCHIVE) - 1
        assert found(query) == set(ids.values())


def test_a_user_finds_only_own_documents(papers: Asked, connection: psycopg.Connection) -> None:
    ana, luis = uuid4(), uuid4()
    owned = {
        ana: {papers.store("seguro-coche", owner=ana), papers.store("coche-itv", owner=ana)},
        luis: {papers.store("suministro-luz", owner=luis)},
    }
    for query in ("4821klm", "¿Cuánto cuesta?"):
        vector, model = papers.vector(query), papers.encoder.model_id
        for user, documents in owned.items():
            with logged_in(connection, "authenticated", user):
                rows = connection.execute(
                    "select document_id from search_documents(%s, %s, %s)", [query, vector, model]
                ).fetchall()
                assert {row[0] for row in rows} == documents
                rows = connection.execute("select document_id from match_documents(%s)", [vector]).fetchall()
                assert {row[0] for row in rows} == documents
                counts = connection.execute("select * from search_coverage(%s)", [model]).fetchone()
                assert counts == (len(documents), len(documents), 0, 0)


def test_vectors_of_another_model_are_never_compared_and_are_counted(
    family: Asked, connection: psycopg.Connection
) -> None:
    outdated = family.places["seguro-coche"].document_id
    for table in ("document_embeddings", "document_passages"):
        connection.execute(f"update {table} set model = 'older' where document_id = %s", [outdated])  # noqa: S608
    everything = SearchFilter(document_ids=[place.document_id for place in family.places.values()])
    for only in (SearchFilter(), everything):
        assert outdated not in {item.document_id for item in family.ask("4821 KLM", only)}
    assert [item.document_id for item in family.ask("4821 KLM", model="older")] == [outdated]
    coverage = read_coverage(family.database, family.encoder.model_id)
    assert (coverage.documents, coverage.missing_documents) == (len(ARCHIVE) - 1, 1)
    assert (coverage.chunks, coverage.missing_chunks) == (len(ARCHIVE) - 1, 1)


def test_nothing_stale_is_found_after_reprocessing_or_deletion(
    family: Asked, connection: psycopg.Connection
) -> None:
    changed, deleted = (family.places[name].document_id for name in ("seguro-coche", "suministro-luz"))
    family.archive.complete(changed, "El seguro tiene ahora el número ZZ-551-908.")
    connection.execute("delete from documents where id = %s", [deleted])
    assert family.ask("zz551908")[0].document_id == changed
    for typed in ("4821klm", "ES0021 0000 0887 4413 VK"):
        assert all(item.code_rank is None for item in family.ask(typed))
    assert deleted not in {item.document_id for item in family.ask("¿Cuánta electricidad gasté?")}
    kept = connection.execute("select count(distinct document_id) from document_passages").fetchone()
    assert kept == (len(ARCHIVE) - 1,)


def test_a_chunk_is_shown_under_the_name_of_its_file_when_its_row_has_none(
    family: Asked, connection: psycopg.Connection
) -> None:
    query = "Who has to replace the boiler if it breaks because of its age?"
    assert family.ask(query)[0].file_name == "alquiler-piso-gijon.pdf"
    connection.execute("update documents set file_name = null")
    assert family.ask(query)[0].file_name == "papel.pdf"


def test_match_documents_answers_as_in_supabases_guides(
    family: Asked, connection: psycopg.Connection
) -> None:
    query = "Who has to replace the boiler if it breaks because of its age?"
    rows = connection.execute(
        "select id, content, similarity, document_id, metadata from match_documents("
        "query_embedding => %s, match_threshold => 0.5, match_count => 3)",
        [family.vector(query)],
    ).fetchall()
    assert len(rows) == 3
    # Ranked by vector distance only, whether or not a chunk contains words of the query.
    assert [row[2] for row in rows] == sorted((row[2] for row in rows), reverse=True)
    assert rows[0][3] == family.ask(query)[0].document_id
    assert [row[2] for row in rows] == sorted((row[2] for row in rows), reverse=True)
    assert rows[0][4]["file_name"] == "alquiler-piso-gijon.pdf"
    assert rows[0][4]["pages"] == [1]
    only = '{"file_name": "suministro-luz.pdf"}'
    rows = connection.execute(
        "select document_id from match_documents(%s, filter => %s)", [family.vector(query), only]
    ).fetchall()
    assert rows == [(family.places["suministro-luz"].document_id,)]
    assert connection.execute("select from match_documents(%s, 1)", [family.vector(query)]).rowcount == 0


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("¿Qué dice el casero?", "arrendador"),
        ("¿Cuándo le toca el pinchazo al perro?", "vacunación"),
        ("the landlord", "arrendador"),
        ("security deposit", "fianza"),
        ("un papel del ayuntamiento", "papel"),
    ],
)
def test_a_question_s_words_mean_what_papers_call_it(
    connection: psycopg.Connection, asked: str, written: str
) -> None:
    found = connection.execute(
        "select 1 from query_terms(%s) where to_tsvector('spanish', ocr.stem_text('es', %s)) @@ meant",
        [asked, written],
    ).fetchone()
    assert found is not None


def test_words_that_stand_in_every_question_are_no_terms(connection: psycopg.Connection) -> None:
    assert connection.execute("select from query_terms('¿Cuánto hay que hacer y cómo?')").rowcount == 0


def test_a_query_has_a_limited_number_of_words_and_codes_each_once(connection: psycopg.Connection) -> None:
    def words(query: str) -> list[str]:
        row = connection.execute("select ocr.query_words(%s)", [query]).fetchone()
        assert row is not None
        return str(row[0]).split()

    many = [f"palabra{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(100)]
    assert words(" ".join(many)) == many[:64]
    assert words("casa perro casa perro gato") == ["casa", "perro", "gato"]
    assert words('"casa a casa"') == ['"casa', "a", 'casa"']
    codes = connection.execute("select code from ocr.query_codes(%s)", ["; ".join(["ab1234"] * 100)])
    assert codes.rowcount == 32


def test_an_application_relates_its_own_terms(family: Asked, connection: psycopg.Connection) -> None:
    query = "zurriburri"
    before = family.ask(query)
    connection.execute("set role service_role")
    assert connection.execute(
        "select ocr.relate_terms(%s)", [f"{query}, caldera | boilerplate"]
    ).fetchone() == (1,)
    after = family.ask(query)
    assert {hit.document_id for hit in after} == {hit.document_id for hit in before}
    assert after[0].document_id == family.places["alquiler-piso-gijon"].document_id


def test_paraphrased_queries_share_no_content_word_with_their_passage(connection: psycopg.Connection) -> None:
    texts = {passage.name: passage.text for passage in load_passages("alike")}
    stems = (
        "select tsvector_to_array(to_tsvector('spanish', t) || to_tsvector('spanish', ocr.fold_text(t)))"
        " from (values (%s)) as v (t)"
    )

    def stem(text: str) -> set[str]:
        row = connection.execute(stems, [text]).fetchone()
        assert row is not None
        return set(row[0]) - FUNCTION_WORDS

    shared = {
        query.text: stem(query.text) & stem(texts[query.passage])
        for query in load_queries("alike")
        if query.kind in ("paraphrased", "oblique")
    }
    assert {text: words for text, words in shared.items() if words} == {}


def test_the_set_is_as_large_as_it_should_be() -> None:
    passages, queries = load_passages("alike"), load_queries("alike")
    kinds = [query.kind for query in queries]
    assert len({passage.name for passage in passages}) == len(passages) >= 60
    assert all(80 <= len(passage.text.split()) <= 200 for passage in passages)
    assert kinds.count("paraphrased") >= 60
    assert kinds.count("exact") >= 25
    assert kinds.count("english") >= 40
    assert {query.passage for query in queries} == {passage.name for passage in passages}
