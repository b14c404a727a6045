"""The keys of a document: written with its text, rewritten with its name and fields, and seen by its owner only."""

from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg.types.json import Jsonb

from tests.support.jobs import DOCUMENT, Jobs
from tests.support.users import logged_in

pytestmark = pytest.mark.integration


def complete(
    connection: psycopg.Connection, text: str, fields: dict[str, Any] | None = None, name: str = "a.pdf"
) -> UUID:
    jobs = Jobs(connection)
    document = jobs.insert()
    connection.execute("update documents set file_name = %s where id = %s", [name, document])
    claim = jobs.claim(document)
    jobs.begin(claim)
    read = {"fields": {name: {"value": value} for name, value in (fields or {}).items()}}
    row = {**DOCUMENT, "ocr_text": text, "read_metadata": read}
    connection.execute("select ocr.complete(%s, %s, %s, 0, 1.0)", [claim.job_id, claim.attempt, Jsonb(row)])
    return document


def key(connection: psycopg.Connection, document: UUID, column: str) -> Any:
    row = connection.execute(
        f"select {column} from document_keys where document_id = %s".encode(),  # noqa: S608  names of this file
        [document],
    ).fetchone()
    return None if row is None else row[0]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Fecha: 12/03/2024", {"w:2024-03-12", "w:2024-03", "w:2024"}),
        ("Factura de marzo de 2024", {"p:2024-03", "p:2024"}),
        ("Lleida, 12 de març de 2024", {"w:2024-03-12"}),
        ("Data límit de pagament: 20/04/2024", {"d:2024-04-20", "d:2024-04"}),
        ("Válido hasta el 13 02 2029", {"d:2029-02-13"}),
        ("1r trimestre de 2024", {"p:2024-Q1"}),
        ("4º trimestre de 2023", {"p:2023-Q4"}),
        ("Curso 2023/24", {"p:2023/24"}),
        ("Ejercicio 2022", {"p:2022"}),
        ("Bilbo, 2024ko martxoaren 12a", {"w:2024-03-12"}),
        ("March 12, 2024", {"w:2024-03-12"}),
        ("le 1er juin 2024", {"w:2024-06-01"}),
    ],
)
def test_every_date_of_a_text_is_a_key(connection: psycopg.Connection, text: str, keys: set[str]) -> None:
    assert keys <= set(key(connection, complete(connection, text), "dates"))


def test_a_day_that_the_calendar_does_not_have_is_no_key(connection: psycopg.Connection) -> None:
    assert (
        key(connection, complete(connection, "31/02/2024, 00/00/2024, 2024/041, 973 12 05 23"), "dates") == []
    )


def test_a_field_says_more_about_the_date_than_the_text(connection: psycopg.Connection) -> None:
    document = complete(
        connection, "Fecha: 01/02/2020", {"document_date": "2024-03-12", "due_date": "2024-04-01"}
    )
    assert str(key(connection, document, "dated")) == "2024-03-12"
    assert {"w:2024-03", "d:2024-04", "n:2020-02"} <= set(key(connection, document, "dates"))


@pytest.mark.parametrize(
    ("text", "name", "dated"),
    [
        ("Nacido el 3/6/2016. Madrid, 5 de mayo de 2024", "a.pdf", "2024-05-05"),
        ("Fecha de vencimiento 1/2/2025. Fecha de emisión: 1/1/2024", "a.pdf", "2024-01-01"),
        ("Sin fecha", "20240312_factura.pdf", "2024-03-12"),
        ("Sin fecha", "IMG_2041.jpg", "None"),
    ],
)
def test_without_a_field_the_text_or_the_file_name_gives_the_date(
    connection: psycopg.Connection, text: str, name: str, dated: str
) -> None:
    assert str(key(connection, complete(connection, text, name=name), "dated")) == dated


def test_amounts_and_the_total_are_keys(connection: psycopg.Connection) -> None:
    document = complete(connection, "Base 1.000,00 €, IVA 210,00 €. Total: 1.210,00 €. Ahorro: 5,00 €")
    assert [float(amount) for amount in key(connection, document, "amounts")] == [5, 210, 1000, 1210]
    assert key(connection, document, "total") == 1210


def test_a_new_name_and_a_correction_are_keys_at_once(connection: psycopg.Connection) -> None:
    document = complete(connection, "Hola", name="IMG_2041.jpg")
    connection.execute(
        "update documents set file_name = 'contratoPiso_firmado.pdf' where id = %s", [document]
    )
    assert key(connection, document, "names @@ to_tsquery('spanish', 'contrato & piso & firmado')")
    connection.execute("select correct_field(%s, 'document_date', '2023-07-09')", [document])
    assert "w:2023-07" in key(connection, document, "dates")
    connection.execute("select correct_field(%s, 'document_date', '')", [document])
    assert "w:2023-07" not in key(connection, document, "dates")


def test_a_document_that_is_not_read_has_no_keys_and_a_deleted_one_none_left(
    connection: psycopg.Connection,
) -> None:
    waiting = Jobs(connection).insert()
    connection.execute("update documents set file_name = 'b.pdf' where id = %s", [waiting])
    assert key(connection, waiting, "dates") is None
    document = complete(connection, "Hola")
    connection.execute("delete from documents where id = %s", [document])
    assert key(connection, document, "dates") is None


def test_keys_are_seen_by_the_owner_of_the_document_only(connection: psycopg.Connection) -> None:
    document = complete(connection, "Hola")
    ana = uuid4()
    connection.execute("update documents set owner_id = %s where id = %s", [ana, document])
    with logged_in(connection, "authenticated", ana):
        assert key(connection, document, "dates") == []
        with pytest.raises(psycopg.errors.InsufficientPrivilege), connection.transaction():
            connection.execute("update document_keys set dates = '{x}'")
    with logged_in(connection, "authenticated", uuid4()):
        assert key(connection, document, "dates") is None
