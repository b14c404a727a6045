"""The list of related terms: no general word finds a narrow one, and what a project adds stays."""

import psycopg
import pytest
from spellchecker import SpellChecker

from local.related_terms import MIGRATION, TERMS, make_migration

pytestmark = pytest.mark.integration

# Those that a family's papers add to the most frequent words of Spanish.
ALSO_GENERAL = ("factura", "multa", "nómina", "cuota", "importe", "saldo")
MOST_FREQUENT = 2000


def frequent_words() -> list[str]:
    counts = SpellChecker(language="es").word_frequency.dictionary
    return sorted(counts, key=lambda word: (-counts[word], word))[:MOST_FREQUENT]


def related(connection: psycopg.Connection, asked: str, written: str) -> bool:
    row = connection.execute(
        "select bool_or(to_tsvector('spanish', ocr.stem_text('es', %s)) @@ meant) from query_terms(%s)",
        [written, asked],
    ).fetchone()
    assert row is not None
    return bool(row[0])


def concepts_that_mean_the_same() -> list[int]:
    lines = [line for line in TERMS.read_text().splitlines() if line.strip() and not line.startswith("#")]
    return [-number for number, line in enumerate(lines, 1) if line.startswith("=")]


def test_the_migration_is_made_from_the_list() -> None:
    assert MIGRATION.read_text() == make_migration(TERMS.read_text())


def test_no_frequent_word_finds_a_narrower_one(connection: psycopg.Connection) -> None:
    found = connection.execute(
        "select r.term, array_agg(distinct o.term) from related_terms r"
        " join related_terms o on o.concept = r.concept and not o.is_general and o.term <> r.term"
        " where r.language = 'es' and not r.is_general and numnode(r.query) = 1 and r.concept <> all (%s)"
        " and r.first_lexeme in (select lexeme from unnest(%s::text[]) word,"
        "   unnest(to_tsvector('spanish', ocr.stem_text('es', word))))"
        " group by r.term",
        [concepts_that_mean_the_same(), [*frequent_words(), *ALSO_GENERAL]],
    ).fetchall()
    assert found == []


@pytest.mark.parametrize(
    ("general", "narrow"),
    [
        ("obra", "andamio"),
        ("banco", "hipoteca"),
        ("cuenta", "iban"),
        ("papel", "notaría"),
        ("fondo", "gestora"),
    ],
)
def test_a_narrow_word_finds_the_general_one_and_not_the_other_way_round(
    connection: psycopg.Connection, general: str, narrow: str
) -> None:
    connection.execute("select ocr.relate_terms(%s)", [f"({general}), zutabela, {narrow}"])
    assert related(connection, narrow, general)
    assert not related(connection, general, narrow)


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        *(("casa", "vivienda"), ("coche", "automóvil"), ("médico", "facultativo"), ("luz", "eléctrica")),
        *(
            ("excursión", "salida"),
            ("casero", "arrendador"),
            ("rehabilitación", "obra"),
            ("trabajo", "empleo"),
        ),
        ("factura", "fatura"),
    ],
)
def test_what_is_called_otherwise_is_still_found(
    connection: psycopg.Connection, asked: str, written: str
) -> None:
    assert related(connection, asked, written)


def test_a_new_list_replaces_the_old_one_and_leaves_what_a_project_has_added(
    connection: psycopg.Connection,
) -> None:
    connection.execute("select ocr.relate_terms('cacharro, trasto | contraption')")
    own = connection.execute("select * from related_terms where concept > 0 order by term").fetchall()
    assert len(own) == 3
    connection.execute("select ocr.list_terms('# a list\n= zutabela, (zirimiri) | oddity')")
    rows = connection.execute(
        "select concept, language, term, is_general from related_terms where concept < 0 order by term"
    ).fetchall()
    assert rows == [(-1, "en", "oddity", False), (-1, "es", "zirimiri", True), (-1, "es", "zutabela", False)]
    assert connection.execute("select * from related_terms where concept > 0 order by term").fetchall() == own
