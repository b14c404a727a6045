"""No query breaks a search: its answer is bounded and safe HTML, and the papers are as they were."""

import re
from collections.abc import Iterator

import psycopg
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from function.database import pool
from function.database.search import Answer, SearchFilter, search_documents
from function.embedding.encoder import Encoder
from tests.support.search_set import load_passages
from tests.support.search_set.archive import Archive, Scribe, bind
from tests.support.services import Database

pytestmark = pytest.mark.integration

# As POST /api/search takes them.
LONGEST = 2000
LIMIT = 5
# Longer than any search of these papers takes, however slow the machine; a search without an end fails.
END = "set statement_timeout = '60s'"
PAPERS = ("seguro-coche", "suministro-luz", "factura-fontanero", "alquiler-piso-gijon")
PIECES = st.sampled_from(
    [
        *(
            "seguro",
            "fianza",
            "FACTURA",
            "última",
            "facutra",
            "marzo de 2024",
            "84,30 €",
            "IMG_2041.jpg",
            " ",
        ),
        *("ES76 2085 9991", "4821-KLM", "ab-1058", "a1", "0" * 40, "B12345678", "1/2/3/4", "x" * 200, "\n\t"),
        *(
            "счёт за март",
            "請求書",
            "فاتورة",
            "חשבונית",
            "τιμολόγιο",
            "ใบแจ้งหนี้",
            "😀",
            "👩\u200d👧",
            "e\u0301",
        ),
        *(
            "ﬁ",
            "İ",
            "ß",
            "\u202e",
            "\u200d",
            "'",
            '"',
            '""',
            "''",
            "$$",
            "\\",
            "\\m",
            "`",
            ";",
            "--",
            "/*",
            "*/",
        ),
        *(
            "%",
            "_",
            "%s",
            "{}",
            ":*",
            "<->",
            "&",
            "|",
            "!",
            "(",
            ")",
            "[",
            "[^",
            "{1,9}",
            "+",
            "?",
            "-fianza",
        ),
        *("<b>", "</mark>", "<script>", "&amp;", "\ue000", "\ue001", "\ufffe", " or ", "$1", "=papel"),
        "'; drop table documents; --",
        "') or true --",
    ]
)
QUERIES = st.one_of(
    st.lists(PIECES, max_size=300).map("".join), st.lists(PIECES, max_size=60).map(" ".join), st.text()
)


class Asked:
    """A few papers, asked anything."""

    def __init__(self, database: pool.Database, encoder: Encoder, scribe: Scribe) -> None:
        self._database = database
        self._encoder = encoder
        archive = Archive(database, scribe)
        for passage in load_passages("alike"):
            if passage.name in PAPERS:
                archive.store(bind([passage]), name=f"{passage.name}.pdf")

    def ask(self, query: str, *, literal: bool) -> Answer:
        vector = self._encoder.encode_query(query)
        return search_documents(
            self._database,
            query,
            vector,
            self._encoder.model_id,
            limit=LIMIT,
            only=SearchFilter(),
            literal=literal,
        )


@pytest.fixture
def asked(database: Database, encoder: Encoder, scribe: Scribe) -> Iterator[Asked]:
    with psycopg.connect(database.admin_dsn, autocommit=True) as admin:
        admin.execute(f"alter database {database.name} {END}".encode())
    connections = pool.Database(database.dsn)
    connections.open()
    try:
        yield Asked(connections, encoder, scribe)
    finally:
        connections.close()


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=QUERIES, literal=st.booleans())
@example(query=" ".join(f"a{number}" for number in range(1000)), literal=False)
@example(query=" ".join(f"{number}-b" for number in range(1000)), literal=False)
@example(query="ab-1058 " * 250, literal=True)
@example(query="(" * LONGEST, literal=False)
@example(query='"' + "casa a " * 285, literal=False)
@example(query="0" * LONGEST, literal=False)
@example(query="ñ" * LONGEST, literal=False)
@example(query="marzo " * 333, literal=False)
@example(query="facutra " * 250, literal=False)
def test_no_query_is_an_error_or_without_bounds(
    asked: Asked, connection: psycopg.Connection, query: str, literal: bool
) -> None:
    # What a JSON body of UTF-8 may hold; Postgres has no null character.
    typed = query.replace("\x00", "").encode("utf-8", "ignore").decode()[:LONGEST]
    answer = asked.ask(typed, literal=literal)
    assert len(answer.results) <= LIMIT
    assert len(str(answer.understood)) <= 20 * LONGEST
    for found in answer.results:
        unmarked = re.sub("</?mark>", "", found.snippet)
        assert not set(unmarked) & set('<>"')
        assert found.snippet.count("<mark>") == found.snippet.count("</mark>")
    stored = connection.execute("select count(*) from documents where ocr_status = 'completed'").fetchone()
    assert stored == (len(PAPERS),)
