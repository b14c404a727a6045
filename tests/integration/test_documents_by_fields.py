"""Documents are found and listed by their fields."""

import random
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any, get_args
from uuid import UUID, uuid4

import numpy as np
import psycopg
import pytest
from psycopg import sql
from psycopg.types.json import Jsonb

from function.database.field_filter import FieldFilter
from function.database.listing import Key, Listed, Order, SortColumn, StateFilter, list_documents
from function.database.pool import Database as Pool
from function.database.search import SearchFilter, search_documents
from function.document.reviewed_fields import reviewed_fields_to_json
from tests.support.fields import make_fields
from tests.support.jobs import Jobs
from tests.support.services import Database

pytestmark = pytest.mark.integration

VECTOR = [0.1] * 384
LIGHT: dict[str, Any] = {
    "kind": "utility_bill",
    "issuer": "Luz Norte, S.A.",
    "document_date": "2026-03-12",
    "total": "107.30",
}
WATER: dict[str, Any] = {
    "kind": "utility_bill",
    "issuer": "Aguas",
    "document_date": "2026-01-31",
    "total": "20.00",
}
PLUMBER: dict[str, Any] = {
    "kind": "invoice",
    "issuer": "Aguas",
    "document_date": "2026-03-01",
    "due_date": "2026-04-01",
    "total": "1300.00",
}
LETTER: dict[str, Any] = {"kind": "other"}
FILTERS = [
    (FieldFilter(), {"light", "water", "plumber", "letter"}),
    (FieldFilter(types=["utility_bill"]), {"light", "water"}),
    (FieldFilter(types=["invoice", "other"]), {"plumber", "letter"}),
    (FieldFilter(types=[]), set()),
    (FieldFilter(issuer="aguas"), {"water", "plumber"}),
    (FieldFilter(issuer="LUZ NORTE, S.A.", types=["invoice"]), set()),
    (FieldFilter(date_from=date(2026, 3, 1)), {"light", "plumber"}),
    (FieldFilter(date_to=date(2026, 3, 1)), {"water", "plumber"}),
    (FieldFilter(date_from=date(2026, 3, 1), date_to=date(2026, 3, 11)), {"plumber"}),
    (FieldFilter(due_from=date(2026, 4, 1)), {"plumber"}),
    (FieldFilter(due_to=date(2026, 3, 31)), set()),
    (FieldFilter(total_from=Decimal("107.30")), {"light", "plumber"}),
    (FieldFilter(total_to=Decimal("107.30")), {"light", "water"}),
]


class Archive:
    """Documents with fields, and a chunk each that every search finds."""

    def __init__(self, connection: psycopg.Connection, pool: Pool) -> None:
        self.connection = connection
        self.pool = pool
        self.names: dict[UUID, str] = {}

    def store(self, name: str, owner: UUID | None = None, **values: Any) -> UUID:
        document = Jobs(self.connection).insert()
        self.names[document] = name
        self.connection.execute(
            "update documents set ai_metadata = %s, owner_id = %s where id = %s",
            [Jsonb(reviewed_fields_to_json(make_fields(**values))), owner, document],
        )
        self.connection.execute(
            "insert into document_embeddings (document_id, chunk_index, chunk_text, chunk_length, token_count,"
            " start_offset, end_offset, pages, language, content_hash, model, embedding)"
            " values (%s, 0, 'hola', 4, 1, 0, 4, '{1}', 'es', 'x', 'm', %s)",
            [document, str(VECTOR)],
        )
        self.connection.execute(
            "insert into document_passages"
            " (chunk_id, document_id, passage_index, start_offset, end_offset, model, embedding)"
            " select id, document_id, 0, 0, 4, model, embedding from document_embeddings where document_id = %s",
            [document],
        )
        return document

    def page(
        self,
        only: FieldFilter,
        order: Order,
        after: Key | None = None,
        limit: int = 100,
        owner: UUID | None = None,
    ) -> tuple[list[Listed], Key | None]:
        return list_documents(self.pool, only, StateFilter(owner), order, after=after, limit=limit)

    def called(self, documents: list[UUID]) -> set[str]:
        assert len(documents) == len(set(documents))
        return {self.names[document] for document in documents}


@pytest.fixture
def archive(database: Database, connection: psycopg.Connection) -> Iterator[Archive]:
    pool = Pool(database.dsn)
    pool.open()
    yield Archive(connection, pool)
    pool.close()


@pytest.fixture
def family(archive: Archive) -> Archive:
    for name, values in (("light", LIGHT), ("water", WATER), ("plumber", PLUMBER), ("letter", LETTER)):
        archive.store(name, **values)
    return archive


def test_a_list_and_a_search_are_limited_alike(family: Archive, subtests: pytest.Subtests) -> None:
    for only, names in FILTERS:
        with subtests.test(str(only)):
            listed, _ = family.page(only, Order("document_date", descending=True))
            assert family.called([document.document_id for document in listed]) == names
            answer = search_documents(
                family.pool,
                "hola",
                np.full(384, 0.1, np.float32),
                "m",
                limit=10,
                only=SearchFilter(fields=only),
            )
            assert family.called([hit.document_id for hit in answer.results]) == names


@pytest.mark.parametrize(
    ("only", "names"),
    [
        ({"document_type": "utility_bill"}, {"light", "water"}),
        ({"issuer": "Aguas", "document_type": "invoice"}, {"plumber"}),
        ({"issuer": "Aguas", "date_to": "2026-01-31"}, {"water"}),
        ({"date_from": "2026-03-01"}, {"light", "plumber"}),
        ({"due_from": "2026-04-01", "due_to": "2026-04-01"}, {"plumber"}),
        ({"total_from": 20, "total_to": "107.30"}, {"light", "water"}),
    ],
)
def test_a_match_takes_the_same_limits_in_its_filter(family: Archive, only: Any, names: set[str]) -> None:
    rows = family.connection.execute(
        "select document_id from match_documents(%s, filter => %s)", [str(VECTOR), Jsonb(only)]
    ).fetchall()
    assert family.called([row[0] for row in rows]) == names


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("column", get_args(SortColumn))
def test_pages_show_every_document_once_and_in_order(
    archive: Archive, column: SortColumn, descending: bool
) -> None:
    chance = random.Random(18)
    for number in range(23):
        # Many share a value, and some have none.
        day, amount = f"2026-03-{chance.randint(1, 4):02}", f"{chance.randint(8, 11)}.00"
        some: list[dict[str, Any]] = [{}, {"document_date": day, "due_date": day, "total": amount}]
        archive.store(str(number), **some[number % 5 > 0])
    # As in a project whose documents are older than the column.
    archive.connection.execute("alter table documents alter created_at drop not null")
    archive.connection.execute("update documents set created_at = null where total_amount is null")
    whole, end = archive.page(FieldFilter(), Order(column, descending))
    assert end is None
    values: list[Any] = [value for document in whole if (value := getattr(document, column)) is not None]
    assert values == sorted(values, reverse=descending)
    assert len(values) == 18
    assert [getattr(document, column) for document in whole[18:]] == [None] * 5
    for limit in (1, 4, 18, 23):
        seen: list[Listed] = []
        after: Key | None = None
        while True:
            page, after = archive.page(FieldFilter(), Order(column, descending), after, limit)
            assert len(page) <= limit
            seen += page
            if after is None:
                break
        assert seen == whole


def test_a_page_goes_on_where_it_ended_although_its_last_document_is_gone(family: Archive) -> None:
    order = Order("total_amount", descending=True)
    (first,), after = family.page(FieldFilter(), order, limit=1)
    family.connection.execute("delete from documents where id = %s", [first.document_id])
    rest, _ = family.page(FieldFilter(), order, after)
    assert family.called([document.document_id for document in rest]) == {"light", "water", "letter"}


def test_a_list_of_an_owner_holds_theirs_alone(family: Archive) -> None:
    ana = uuid4()
    mine = family.store("mine", ana, **LIGHT)
    listed, _ = family.page(FieldFilter(), Order("created_at", descending=False), owner=ana)
    assert [(document.document_id, document.file_name) for document in listed] == [(mine, "a.pdf")]


@pytest.mark.parametrize("column", get_args(SortColumn))
def test_a_page_of_a_large_archive_is_read_along_an_index(
    connection: psycopg.Connection, column: SortColumn
) -> None:
    connection.execute("alter table documents disable trigger user")
    connection.execute(
        "insert into documents (file_url, file_sha256, ai_metadata)"
        " select 'documents/a.pdf', md5(i::text), jsonb_build_object('fields',"
        " jsonb_build_object('document_date', jsonb_build_object('value', date '2026-01-01' + i % 300),"
        " 'due_date', jsonb_build_object('value', date '2026-01-01' + i % 300),"
        " 'total', jsonb_build_object('value', i::text))) from generate_series(1, 5000) i"
    )
    connection.execute("analyze documents")
    middle = connection.execute(
        sql.SQL("select {}::text, id from documents order by {}, id offset 2500 limit 1").format(
            *[sql.Identifier(column)] * 2
        )
    ).fetchone()
    assert middle is not None
    before = rows_read(connection)
    page = connection.execute(
        "select from documents_page(%s, true, 50, after_value => %s, after_id => %s)", [column, *middle]
    )
    assert page.rowcount == 50
    scanned, fetched = (now - then for now, then in zip(rows_read(connection), before, strict=True))
    assert scanned == 0
    assert 50 <= fetched < 100
    before = rows_read(connection)
    by_hash = "select from documents_page(%s, true, 50, sha256 => md5('7'))"
    assert connection.execute(by_hash, [column]).rowcount == 1
    scanned, fetched = (now - then for now, then in zip(rows_read(connection), before, strict=True))
    assert scanned == 0
    assert fetched < 10


def rows_read(connection: psycopg.Connection) -> tuple[int, int]:
    """How many rows of `documents` this session has read without and with an index."""
    connection.execute("select pg_stat_force_next_flush()")
    row = connection.execute(
        "select seq_tup_read, idx_tup_fetch from pg_stat_user_tables where relname = 'documents'"
    ).fetchone()
    assert row is not None
    return row[0], row[1]
