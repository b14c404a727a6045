"""Rows belong to users: each role's rights to read, write and call."""

from dataclasses import dataclass
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg import sql

from tests.support.jobs import Jobs
from tests.support.users import OWN_FOLDER, logged_in, put_object

pytestmark = pytest.mark.integration

TABLES = ["documents", "document_pages", "document_embeddings", "document_passages"]
INTERNAL_TABLES = [
    "public.ocr_queue",
    "ocr.settings",
    "ocr.added_columns",
    "ocr.events",
    "ocr.callbacks",
    "ocr.dead_letters",
    "ocr.known_issuers",
    "ocr.kept_vectors",
    "ocr.model_requests",
    "ocr.instances",
    "ocr.living_instances",
]


@dataclass(frozen=True)
class Users:
    ana: UUID
    luis: UUID


@pytest.fixture
def users(connection: psycopg.Connection) -> Users:
    """Two users with a completed document of one page and one chunk each."""
    users = Users(uuid4(), uuid4())
    jobs = Jobs(connection)
    for user in (users.ana, users.luis):
        document = jobs.insert()
        connection.execute("update documents set owner_id = %s where id = %s", [user, document])
        claim = jobs.claim(document)
        jobs.begin(claim)
        jobs.save_page(claim, 1)
        connection.execute(
            "insert into document_embeddings (document_id, chunk_index, chunk_text, chunk_length, token_count,"
            " start_offset, end_offset, pages, language, content_hash, model, embedding)"
            " values (%s, 0, 'hola mundo', 10, 2, 0, 10, '{1}', 'es', 'x', 'm',"
            " array_fill(0.1::real, array[384])::extensions.vector)",
            [document],
        )
        connection.execute(
            "insert into document_passages"
            " (chunk_id, document_id, passage_index, start_offset, end_offset, model, embedding)"
            " select id, document_id, 0, 0, 10, model, embedding from document_embeddings where document_id = %s",
            [document],
        )
        jobs.complete(claim)
    return users


def count(connection: psycopg.Connection, table: str) -> int:
    row = connection.execute(sql.SQL("select count(*) from {}").format(sql.Identifier(table))).fetchone()
    assert row is not None
    return int(row[0])


def assert_refused(connection: psycopg.Connection, statement: sql.SQL | sql.Composed) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege), connection.transaction():
        connection.execute(statement)


@pytest.mark.parametrize("table", TABLES)
def test_a_user_sees_what_is_theirs_and_nothing_else(
    connection: psycopg.Connection, users: Users, table: str
) -> None:
    with logged_in(connection, "authenticated", users.ana):
        assert count(connection, table) == 1
    with logged_in(connection, "authenticated", uuid4()):
        assert count(connection, table) == 0
    with logged_in(connection, "service_role"):
        assert count(connection, table) == 2


@pytest.mark.parametrize("table", TABLES)
def test_nobody_sees_anything_without_logging_in(
    connection: psycopg.Connection, users: Users, table: str
) -> None:
    with logged_in(connection, "anon"):
        try:
            with connection.transaction():
                assert count(connection, table) == 0
        except psycopg.errors.InsufficientPrivilege:
            return


@pytest.mark.parametrize("table", TABLES[1:])
def test_what_was_read_can_only_be_written_by_the_function(
    connection: psycopg.Connection, users: Users, table: str
) -> None:
    name = sql.Identifier(table)
    with logged_in(connection, "authenticated", users.ana):
        assert_refused(connection, sql.SQL("delete from {}").format(name))
        assert_refused(connection, sql.SQL("update {} set document_id = document_id").format(name))
        assert_refused(connection, sql.SQL("insert into {} default values").format(name))


def test_a_user_cannot_change_or_take_over_a_strangers_document(
    connection: psycopg.Connection, users: Users
) -> None:
    with logged_in(connection, "authenticated", users.ana):
        changed = connection.execute("update documents set file_name = 'x' where owner_id = %s", [users.luis])
        assert changed.rowcount == 0
        assert connection.execute("delete from documents where owner_id = %s", [users.luis]).rowcount == 0
        assert_refused(
            connection, sql.SQL("update documents set owner_id = {}").format(sql.Literal(str(users.luis)))
        )
        assert_refused(
            connection,
            sql.SQL("insert into documents (owner_id, file_url) values ({}, 'documents/a.pdf')").format(
                sql.Literal(str(users.luis))
            ),
        )


def test_a_users_own_insert_is_queued(connection: psycopg.Connection, users: Users) -> None:
    connection.execute(OWN_FOLDER)
    own = put_object(connection, f"documents/{users.ana}/b.pdf")
    with logged_in(connection, "authenticated", users.ana):
        row = connection.execute(
            "insert into documents (file_url) values (%s) returning id, owner_id", [own]
        ).fetchone()
        assert row is not None
        assert row[1] == users.ana
        connection.execute("reset role")
        assert Jobs(connection).job(row[0], "status") == "queued"


@pytest.mark.parametrize("role", ["anon", "authenticated"])
@pytest.mark.parametrize("table", INTERNAL_TABLES)
def test_the_queue_is_closed_to_the_application(
    connection: psycopg.Connection, users: Users, role: str, table: str
) -> None:
    with logged_in(connection, role, users.ana):
        assert_refused(connection, sql.SQL("select * from {}").format(sql.Identifier(*table.split("."))))


@pytest.mark.parametrize("role", ["anon", "authenticated"])
def test_no_internal_function_can_be_called_by_the_application(
    connection: psycopg.Connection, users: Users, role: str
) -> None:
    rows = connection.execute(
        "select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace"
        " where n.nspname = 'ocr' and has_function_privilege(%s, p.oid, 'execute')",
        [role],
    ).fetchall()
    assert rows == []
    with logged_in(connection, role, users.ana):
        assert_refused(connection, sql.SQL("select ocr.setting('function_token')"))


CALLABLE = {
    "anon": [],
    "authenticated": [
        *(
            "boxes_between",
            "center_query",
            "correct_field",
            "correct_query",
            "correct_words",
            "count_found",
            "document_progress",
            "documents_page",
            "due_soon",
            "duplicates_of",
            "file_names_query",
            "holds_codes",
            "is_common_word",
            "is_same_paper",
            "is_sentence",
            "list_documents",
            "mark_hits",
        ),
        "match_documents",
        *("near_concepts", "nearest_passages", "parse_query", "query_terms", "resubmit_document"),
        *("search_coverage", "search_documents"),
        *(
            "set_document_password",
            "set_my_passwords",
            "similar_documents",
            "understand_query",
            "wanted_dates",
        ),
    ],
}


@pytest.mark.parametrize("role", CALLABLE)
def test_each_role_may_call_what_is_listed_here_and_nothing_else(
    connection: psycopg.Connection, role: str
) -> None:
    """Supabase lets every role execute new functions in `public`. Any function added here must limit its input."""
    rows = connection.execute(
        "select p.proname from pg_proc p where p.proowner = 'postgres'::regrole"
        " and has_function_privilege(%s, p.oid, 'execute') order by 1",
        [role],
    ).fetchall()
    assert [row[0] for row in rows] == CALLABLE[role]


VECTOR = "array_fill(0.1::real, array[384])::extensions.vector"
LONG = "repeat('ab1 ', 70000)"
TOO_MUCH = [
    f"search_documents({LONG}, {VECTOR}, 'm')",
    f"search_documents('x', {VECTOR}, 'm', match_count => 1000000000)",
    f"search_documents('x', {VECTOR}, 'm', match_count => 101)",
    f"search_documents('x', {VECTOR}, 'm', match_count => null)",
    f"search_documents('x', {VECTOR}, 'm', document_ids => array_fill(gen_random_uuid(), array[10001]))",
    f"search_documents('x', {VECTOR}, 'm', languages => array_fill('es'::text, array[101]))",
    f"search_documents('x', {VECTOR}, 'm', types => array_fill('invoice'::text, array[101]))",
    f"search_documents('x', {VECTOR}, 'm', issuer => {LONG})",
    f"match_documents({VECTOR}, match_count => 1000000000)",
    f"match_documents({VECTOR}, filter => jsonb_build_object('file_name', {LONG}))",
    f"nearest_passages({VECTOR}, 'm', 1000000000, null)",
    f"nearest_passages({VECTOR}, 'm', null, null)",
    "similar_documents(gen_random_uuid(), 101)",
    "similar_documents(gen_random_uuid(), null)",
    "due_soon(1000000)",
    "due_soon(-1)",
    "document_progress(array_fill(gen_random_uuid(), array[1001]))",
    "documents_page('created_at', true, 1001)",
    f"documents_page('created_at', true, 10, issuer => {LONG})",
    f"documents_page('created_at', true, 10, sha256 => {LONG})",
    "documents_page('created_at', true, 10, statuses => array_fill('failed'::text, array[11]))",
    f"correct_field(gen_random_uuid(), 'title', {LONG})",
    f"parse_query({LONG})",
    f"query_terms({LONG})",
    f"understand_query({LONG})",
    f"is_sentence({LONG})",
    f"file_names_query({LONG})",
    f"wanted_dates(jsonb_build_object('dates', {LONG}))",
    f"correct_words({LONG}, '{{abcde}}', 'x')",
    "correct_words('x', array_fill('abcde'::text, array[65]), 'x')",
    f"correct_words('x', array[{LONG}], 'x')",
    "correct_query('x', array_fill(1::bigint, array[20001]), 'm', null)",
    f"holds_codes('x', {LONG})",
    f"mark_hits('es', 'x', {LONG})",
    f"mark_hits('es', {LONG}, 'x')",
    "count_found('es', 'x', to_tsquery('simple', (select string_agg('a' || i, '&') from generate_series(1, 10000) i)))",
]


@pytest.mark.parametrize("call", TOO_MUCH)
def test_what_is_too_much_for_one_call_is_refused(connection: psycopg.Connection, call: str) -> None:
    with (
        logged_in(connection, "authenticated", uuid4()),
        pytest.raises(psycopg.errors.InvalidParameterValue),
    ):
        connection.execute(f"select * from {call}".encode())  # noqa: S608  constants of this file


def test_search_finds_only_the_callers_own(connection: psycopg.Connection, users: Users) -> None:
    query = (
        "select document_id from search_documents('hola mundo',"
        " array_fill(0.1::real, array[384])::extensions.vector, 'm')"
    )
    with logged_in(connection, "authenticated", users.ana):
        assert len(connection.execute(query).fetchall()) == 1
    with logged_in(connection, "service_role"):
        assert len(connection.execute(query).fetchall()) == 2
    with logged_in(connection, "anon"):
        assert_refused(connection, sql.SQL(query))


def test_functions_for_the_application_run_with_the_callers_rights(connection: psycopg.Connection) -> None:
    rows = connection.execute(
        "select p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace"
        " where n.nspname = 'public' and p.prosecdef and p.proowner = 'postgres'::regrole order by 1"
    ).fetchall()
    # The search functions only read their arguments. Those for passwords and for reading again write rows that the
    # caller cannot, and check the caller themselves: see test_passwords.py and tests/e2e/test_people.py.
    assert [row[0] for row in rows] == [
        "correct_words",
        "count_found",
        "file_names_query",
        "holds_codes",
        "is_common_word",
        "is_same_paper",
        "is_sentence",
        "mark_hits",
        "parse_query",
        "query_terms",
        "resubmit_document",
        "set_document_password",
        "set_my_passwords",
        "set_owner_passwords",
        "understand_query",
        "wanted_dates",
    ]


def test_every_function_of_ours_has_a_fixed_search_path(connection: psycopg.Connection) -> None:
    rows = connection.execute(
        "select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace"
        " where (n.nspname = 'ocr' or n.nspname = 'public' and p.proowner = 'postgres'::regrole)"
        " and not coalesce('search_path=\"\"' = any (p.proconfig), false)"
    ).fetchall()
    assert rows == []


def test_every_table_and_function_of_ours_is_commented(connection: psycopg.Connection) -> None:
    rows = connection.execute(
        "select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace"
        " where n.nspname = 'ocr' and obj_description(p.oid, 'pg_proc') is null"
        " union all select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace"
        " where c.relkind in ('r', 'v') and (n.nspname = 'ocr' or c.relname in"
        " ('ocr_queue', 'document_pages', 'document_embeddings', 'document_passages', 'document_corrections',"
        " 'document_line_corrections'))"
        " and obj_description(c.oid, 'pg_class') is null"
    ).fetchall()
    assert rows == []
