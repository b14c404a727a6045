"""What a query says besides its words: dates, amounts, what is due, the newest of its kind. Asked on 14 November 2024."""

from typing import Any

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

pytestmark = pytest.mark.integration

TODAY = "2024-11-14"


def understand(connection: psycopg.Connection, query: str) -> dict[str, Any]:
    row = connection.execute("select understand_query(%s, %s)", [query, TODAY]).fetchone()
    assert row is not None
    assert isinstance(row[0], dict)
    return row[0]


def spans(connection: psycopg.Connection, query: str) -> list[str]:
    return [f"{span['from']} {span['to']}" for span in understand(connection, query).get("dates", [])]


MARCH = "2024-03-01 2024-03-31"


@pytest.mark.parametrize(
    ("query", "span", "words"),
    [
        ("factura luz marzo 2024", MARCH, "factura luz"),
        ("factura luz 03/2024", MARCH, "factura luz"),
        ("la nómina de marzo de 2024 de Ana", MARCH, "la nomina de de ana"),
        ("rebut de la llum de març de 2024", MARCH, "rebut de la llum de"),
        ("recibo do gas de marzo do 2024", MARCH, "recibo do gas de"),
        ("argindarraren faktura 2024ko martxoa", MARCH, "argindarraren faktura"),
        ("conta da luz de março de 2024", MARCH, "conta da luz de"),
        ("facture de gaz mars 2024", MARCH, "facture de gaz"),
        ("phone bill March 2024", MARCH, "phone bill"),
        ("luz mar-24", MARCH, "luz"),
        # Without a year: the latest that has begun.
        ("factura luz marzo", MARCH, "factura luz"),
        ("factura luz diciembre", "2023-12-01 2023-12-31", "factura luz"),
        ("nómina marzo Ana 2023", "2023-03-01 2023-03-31", "nomina ana"),
        ("factura del 12/03/2024", "2024-03-12 2024-03-12", "factura del"),
        ("factura del 12 de marzo", "2024-03-12 2024-03-12", "factura del"),
        ("bill of March 12, 2024", "2024-03-12 2024-03-12", "bill of"),
        ("IVA 2T 2023", "2023-04-01 2023-06-30", "iva"),
        ("IVA tercer trimestre", "2024-07-01 2024-09-30", "iva"),
        ("notas curso 2023/24", "2023-09-01 2024-08-31", "notas curso"),
        ("renta 2022", "2022-01-01 2022-12-31", "renta"),
        ("la luz del mes pasado", "2024-10-01 2024-10-31", "la luz del"),
        ("la llum del mes passat", "2024-10-01 2024-10-31", "la llum del"),
        ("a luz do mes pasado", "2024-10-01 2024-10-31", "a luz do"),
        ("la facture du mois dernier", "2024-10-01 2024-10-31", "la facture du"),
        ("the bill of last month", "2024-10-01 2024-10-31", "the bill of"),
        ("seguro de este año", "2024-01-01 2024-12-31", "seguro de"),
        ("iazko aseguru", "2023-01-01 2023-12-31", "aseguru"),
        ("acta de diciembre del año pasado", "2023-12-01 2023-12-31", "acta de del"),
    ],
)
def test_a_date_is_understood_and_taken_out_of_the_words(
    connection: psycopg.Connection, query: str, span: str, words: str
) -> None:
    assert spans(connection, query) == [span]
    assert understand(connection, query)["words"] == words


@pytest.mark.parametrize(
    "query",
    [
        "un piso en el mar",
        "set de cuchillos",
        "factura 2024/041",
        "póliza AU-5570913",
        "20240409_factura-lumera.pdf",
        "31/02/2024",
        "mayor de edad",
        '"marzo de 2024"',
        "teléfono 973 12 05 23",
    ],
)
def test_what_is_no_date_stays_a_word(connection: psycopg.Connection, query: str) -> None:
    assert not understand(connection, query).keys() & {"dates", "words"}


@pytest.mark.parametrize(
    ("query", "order"),
    [
        ("último contrato de alquiler", "newest"),
        ("la póliza vigente del coche", "newest"),
        ("el contracte més recent", "newest"),
        ("latest phone bill", "newest"),
        ("derniers relevés", "newest"),
        ("azken faktura", "newest"),
        ("primer contrato de alquiler", "oldest"),
        ("la factura más antigua", "oldest"),
        ("the first payslip", "oldest"),
        ("segunda dosis y primera dosis", None),
        ("último plazo de la matrícula", None),
        ("current account fees", None),
        ("how long does the battery last", None),
    ],
)
def test_the_newest_or_oldest_is_understood_unless_it_is_the_name_of_a_thing(
    connection: psycopg.Connection, query: str, order: str | None
) -> None:
    assert understand(connection, query).get("order") == order


@pytest.mark.parametrize(
    ("query", "least", "most"),
    [
        ("la factura de 84,30", 84.3, 84.3),
        ("pagamos 1.012 euros", 1012, 1012),
        ("presupuesto de más de 500 €", 500, None),
        ("fontanero menos de 200 euros", None, 200),
        ("multa entre 50 y 100 €", 50, 100),
        ("under £80", None, 80),
        ("unos 100 euros", 90, 110),
        ("hace más de 3 meses", None, None),
        ("artículo 20", None, None),
    ],
)
def test_an_amount_is_understood_by_its_currency_or_its_cents(
    connection: psycopg.Connection, query: str, least: float | None, most: float | None
) -> None:
    understood = understand(connection, query)
    assert (understood.get("total_from"), understood.get("total_to")) == (least, most)


def test_what_is_due_is_a_date_with_a_word_for_it(connection: psycopg.Connection) -> None:
    assert understand(connection, "qué vence en enero de 2025")["due"]
    assert "due" not in understand(connection, "factura de enero de 2025")
    assert "due" not in understand(connection, "cuándo vence")


def test_a_paper_s_own_date_weighs_more_than_one_that_it_mentions(connection: psycopg.Connection) -> None:
    rows = connection.execute(
        "select key, weight from wanted_dates(understand_query('luz marzo 2024', %s))", [TODAY]
    ).fetchall()
    weights = {row[0]: row[1] for row in rows}
    assert weights["w:2024-03"] > weights["p:2024-03"] > weights["n:2024-03"] > 0


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("facutra", "factura"),
        ("electrcidad", "electricidad"),
        ("bicicelta", "bicicleta"),
        ("alquiiler", "alquiler"),
        ("enpadronado", "empadronado"),
    ],
)
def test_a_slip_of_the_hand_is_corrected_by_the_words_of_papers(
    connection: psycopg.Connection, typed: str, meant: str
) -> None:
    vocabulary = "Factura de electricidad. Bicicleta. Contrato de ALQUILER. Empadronado"
    row = connection.execute(
        "select correct_words(%s, %s, %s)", [f"{typed} de junio", [typed], vocabulary]
    ).fetchone()
    assert row == ({"corrected": {typed: meant}, "words": f"{meant} de junio"},)


def test_another_word_is_no_slip_of_the_hand(connection: psycopg.Connection) -> None:
    typed = "tocar sobra reventado entran salio"
    row = connection.execute(
        "select correct_words(%s, string_to_array(%s, ' '), 'tomar obra devengado entrar saldo')",
        [typed, typed],
    ).fetchone()
    assert row == ({},)


@pytest.mark.parametrize(
    ("word", "is_common"),
    [
        ("claro", True),
        ("camionetas", True),
        ("habitacion", True),
        ("furniture", True),
        ("facutra", False),
        ("hipotca", False),
        ("x" * 2000, False),
    ],
)
def test_frequent_words_are_known_in_any_inflection_with_and_without_accents(
    connection: psycopg.Connection, word: str, is_common: bool
) -> None:
    assert connection.execute("select is_common_word(%s)", [word]).fetchone() == (is_common,)


def test_a_frequent_word_that_no_paper_has_is_not_corrected(connection: psycopg.Connection) -> None:
    connection.execute(
        "with d as (insert into documents (file_url) values ('documents/a.pdf') returning id)"
        " insert into document_embeddings (document_id, chunk_index, chunk_text, chunk_length, token_count, start_offset,"
        " end_offset, pages, language, content_hash, model, embedding)"
        " select id, 0, 'Fue caro.', 9, 3, 0, 9, '{1}', 'es', '-', 'm', array_fill(1, '{384}')::vector from d"
    )
    correct = "select correct_query('claro', array(select id from document_embeddings), 'm', null)"
    assert connection.execute(correct).fetchone() == ({},)
    connection.execute("delete from common_words")
    assert connection.execute(correct).fetchone() == ({"corrected": {"claro": "caro"}, "words": "caro"},)


PIECES = st.sampled_from(
    [
        *"«»'\"\\%_&|!():*<->;$€,./-0123456789áñç中ב😀\n\t ",
        *(
            "mes pasado",
            "2024/25",
            "31/02/2024",
            "9999999999 €",
            "marzo",
            "1T",
            "último",
            "=",
            "--",
            "/*",
            "a.pdf",
        ),
        *("entre 1 y 2 euros", "más de ", "vence", "1.000.000,00", "00/0000", "2000-13", "((((", "[a", "\\m"),
    ]
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.lists(PIECES, max_size=120).map("".join), st.text(max_size=300)))
def test_no_query_is_too_strange_to_be_understood(connection: psycopg.Connection, query: str) -> None:
    stored = query.replace("\x00", "").encode("utf-8", "ignore").decode()[:2000]
    understood = understand(connection, stored)
    assert set(understood) <= {"dates", "due", "order", "total_from", "total_to", "types", "words"}
    assert len(understood.get("dates", [])) <= 40
    connection.execute("select file_names_query(%s)", [stored])
    connection.execute("select from wanted_dates(understand_query(%s))", [stored])
