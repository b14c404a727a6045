"""Users may put files that they can read into `documents`, and may not write results."""

from uuid import UUID

import psycopg
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from psycopg import sql
from psycopg.errors import InsufficientPrivilege

from function.errors import FileUrlError
from function.intake.file_url import parse_file_url
from tests.support.jobs import Jobs
from tests.support.services import Database
from tests.support.users import OWN_FOLDER, logged_in, put_object

pytestmark = pytest.mark.integration

ANA, LUIS = UUID(int=1), UUID(int=2)
OWN, FOREIGN = f"documents/{ANA}/carta.pdf", f"documents/{LUIS}/nomina.pdf"
INSERT = "insert into documents (file_url) values (%s) returning id"
PROJECT = "https://project.example.com"
RESULTS = {
    "ocr_status": "completed",
    "ocr_text": "invented",
    "ocr_markdown": "invented",
    "ocr_media_type": "image/png",
    "ocr_notes": ["invented"],
    "ocr_confidence": 1,
    "ocr_error_code": "x",
    "ocr_error": "x",
    "ocr_completed_at": "2026-01-01",
    "needs_review": False,
    "review_reasons": ["x"],
    "searchable_file_url": FOREIGN,
    "ai_metadata": "{}",
    "read_metadata": "{}",
}


@pytest.fixture
def files(connection: psycopg.Connection) -> psycopg.Connection:
    """One file of Ana's and one of Luis's, each in a folder only its owner can read."""
    connection.execute(OWN_FOLDER)
    put_object(connection, OWN)
    put_object(connection, FOREIGN)
    return connection


@pytest.fixture
def document(files: psycopg.Connection) -> UUID:
    """A document of Ana's, inserted by the project's server."""
    found = Jobs(files).insert(OWN)
    files.execute("update documents set owner_id = %s where id = %s", [ANA, found])
    return found


def assert_not_readable(connection: psycopg.Connection, statement: str, *parameters: object) -> None:
    with (
        pytest.raises(InsufficientPrivilege, match="does not name a file that you can read"),
        connection.transaction(),
    ):
        connection.execute(statement, parameters)


def test_a_user_names_a_file_that_they_may_read(files: psycopg.Connection) -> None:
    with logged_in(files, "authenticated", ANA):
        row = files.execute(INSERT, [OWN]).fetchone()
        assert row is not None
        files.execute("update documents set file_name = 'Carta' where id = %s", row)
        files.execute("update documents set force_ocr = true where id = %s", row)
        files.execute("reset role")
        assert Jobs(files).job(row[0], "status") == "queued"


def test_a_temporary_table_does_not_pass_for_the_catalog(files: psycopg.Connection) -> None:
    with logged_in(files, "authenticated", ANA):
        files.execute(
            "create temp table pg_roles as select 'authenticated' rolname, true rolsuper, true rolbypassrls"
        )
        assert_not_readable(files, INSERT, FOREIGN)


@pytest.mark.parametrize(
    "file_url",
    [
        FOREIGN,
        "documents/not-there.pdf",
        f"/{FOREIGN}",
        f"{FOREIGN} ",
        f"storage://{FOREIGN}",
        # Their own file, but in forms that the check and the function might resolve differently.
        f"storage://{OWN}",
        f"{PROJECT}/storage/v1/object/{OWN}",
        f"{PROJECT}/storage/v1/object/documents/%2e%2e/{LUIS}/nomina.pdf",
        f"documents/{ANA}/../{LUIS}/nomina.pdf",
        "documents",
        "documents/",
        "\t",
    ],
)
def test_a_user_cannot_name_any_other(files: psycopg.Connection, document: UUID, file_url: str) -> None:
    with logged_in(files, "authenticated", ANA):
        assert_not_readable(files, INSERT, file_url)
        assert_not_readable(files, "update documents set file_url = %s", file_url)


def test_one_foreign_file_among_own_ones_is_enough(files: psycopg.Connection) -> None:
    with logged_in(files, "authenticated", ANA):
        assert_not_readable(
            files, "insert into documents (file_url) select unnest(%s::text[])", [OWN, FOREIGN, OWN]
        )


def test_a_user_who_writes_first_and_names_the_file_later_is_checked_too(files: psycopg.Connection) -> None:
    upsert = (
        "insert into documents (id, file_url) values (%s, %s)"
        " on conflict (id) do update set file_url = excluded.file_url"
    )
    with logged_in(files, "authenticated", ANA):
        row = files.execute("insert into documents (file_url) values ('') returning id").fetchone()
        assert row is not None
        assert_not_readable(files, "update documents set file_url = %s", FOREIGN)
        assert_not_readable(files, upsert, row[0], FOREIGN)


def test_a_trigger_of_the_project_does_not_lead_around_the_check(
    files: psycopg.Connection, document: UUID
) -> None:
    files.execute(
        "create function public.follow() returns trigger language plpgsql set search_path = '' as"
        " $$ begin new.file_url := new.file_name; return new; end $$;"
        "create trigger z_follow before insert or update on documents for each row execute function follow()"
    )
    with logged_in(files, "authenticated", ANA):
        assert_not_readable(files, "update documents set file_name = %s", FOREIGN)
        assert_not_readable(
            files, "insert into documents (file_url, file_name) values (%s, %s)", OWN, FOREIGN
        )


def test_a_file_that_has_changed_hands_is_not_read_again(files: psycopg.Connection, document: UUID) -> None:
    files.execute('drop policy "users see their folder" on storage.objects')
    with logged_in(files, "authenticated", ANA):
        files.execute("update documents set file_name = 'Carta'")
        assert_not_readable(files, "update documents set force_ocr = true")


def test_a_project_with_a_table_of_its_own_is_protected_too(files: psycopg.Connection) -> None:
    files.execute("alter table documents disable row level security")
    with logged_in(files, "anon"):
        assert_not_readable(files, INSERT, FOREIGN)


def test_without_a_policy_nobody_may_name_a_file(connection: psycopg.Connection) -> None:
    """Supabase's default for Storage is row level security without policies."""
    put_object(connection, OWN)
    with logged_in(connection, "authenticated", ANA):
        assert_not_readable(connection, INSERT, OWN)


def test_without_storage_nobody_may_name_a_file(database: Database, connection: psycopg.Connection) -> None:
    with psycopg.connect(database.admin_dsn, autocommit=True) as admin:
        admin.execute("drop schema storage cascade")
    with (
        logged_in(connection, "authenticated", ANA),
        pytest.raises(InsufficientPrivilege, match="no Supabase Storage"),
    ):
        connection.execute(INSERT, [OWN])
    assert Jobs(connection).insert(OWN)


@pytest.mark.parametrize("role", ["service_role", "postgres"])
def test_the_projects_servers_may_name_any_file(files: psycopg.Connection, role: str) -> None:
    with logged_in(files, role):
        for file_url in (FOREIGN, f"storage://{FOREIGN}", "documents/uploaded-later.pdf"):
            files.execute(INSERT, [file_url])
        files.execute("update documents set file_url = %s, ocr_text = 'corrected by hand'", [OWN])


@pytest.mark.parametrize("column", RESULTS)
def test_a_user_cannot_write_what_was_read(files: psycopg.Connection, document: UUID, column: str) -> None:
    name, value = sql.Identifier(column), sql.Literal(RESULTS[column])
    update = sql.SQL("update documents set {} = {}").format(name, value)
    insert = sql.SQL("insert into documents (file_url, {}) values ({}, {})").format(name, OWN, value)
    with logged_in(files, "authenticated", ANA):
        for statement in (update, insert):
            with pytest.raises(InsufficientPrivilege, match="Only the function"), files.transaction():
                files.execute(statement)


def test_a_row_that_is_sent_back_as_it_came_is_taken(files: psycopg.Connection, document: UUID) -> None:
    jobs = Jobs(files)
    claim = jobs.claim(document)
    jobs.begin(claim)
    assert jobs.complete(claim)
    columns = sql.SQL(", ").join(sql.SQL("{0} = d.{0}").format(sql.Identifier(name)) for name in RESULTS)
    with logged_in(files, "authenticated", ANA):
        statement = sql.SQL("update documents o set {}, file_name = 'x' from documents d where d.id = o.id")
        assert files.execute(statement.format(columns)).rowcount == 1


@pytest.fixture
def anywhere(connection: psycopg.Connection) -> psycopg.Connection:
    """Let everyone read every file, so that a name can only be refused for its form."""
    connection.execute("create policy everybody on storage.objects for select to authenticated using (true)")
    return connection


ODD = (
    "/",
    "//",
    "..",
    ".",
    " ",
    "\t",
    "\n",
    "\u00a0",
    "\u2003",
    "\x1c",
    "\x85",
    ":",
    "\\",
    "@",
    "?",
    "#",
    "[",
    "%2e",
    "%2F",
)
WORDS = ("documents", "a.pdf", "señal", "storage:", "https:", PROJECT, "/storage/v1/object/")
CHARACTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\x00")
PIECES = st.one_of(st.sampled_from(ODD + WORDS), CHARACTERS)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tail=st.lists(PIECES, max_size=5).map("".join), head=st.lists(PIECES, max_size=3).map("".join))
@example(head="storage:", tail="/documents/a.pdf")
@example(head="documents", tail="a.pdf\u00a0")
@example(head="", tail="documents/a.pdf")
def test_what_a_user_may_name_is_the_same_file_to_the_function(
    anywhere: psycopg.Connection, head: str, tail: str
) -> None:
    """However odd the name, the function reads the file that was checked or none."""
    file_url = f"{head}/{tail}"
    bucket, _, name = file_url.partition("/")
    with anywhere.transaction(force_rollback=True):
        anywhere.execute(
            "insert into storage.buckets (id, name) values (%s, %s) on conflict do nothing", [bucket, bucket]
        )
        put_object(anywhere, file_url)
        anywhere.execute("set local role authenticated")
        anywhere.execute("select set_config('request.jwt.claims', %s, true)", [f'{{"sub": "{ANA}"}}'])
        try:
            with anywhere.transaction():
                anywhere.execute(INSERT, [file_url])
        except InsufficientPrivilege:
            return
    try:
        stored = parse_file_url(file_url, PROJECT, "1")
    except FileUrlError:
        return
    assert (stored.bucket, stored.path) == (bucket, name)
