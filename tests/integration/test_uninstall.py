"""Uninstalling the function from a project, and installing it again."""

import psycopg
import pytest

from function.migrations.files import MIGRATIONS
from local.migrate import migrate
from tests.integration.test_migrations import dump_schema
from tests.support.jobs import Jobs
from tests.support.services import Database

pytestmark = pytest.mark.integration

OWN_TABLE = """
    create table documents (
        id uuid primary key default gen_random_uuid(), title text, file_url text, language text, page_count integer default 1
    );
    comment on column documents.file_url is 'The project''s own words';
    alter table documents enable row level security;
    create policy mine on documents using (title = 'mine');
    create function fold_text(text) returns text language sql as 'select $1';
    insert into documents (title, file_url) values ('old', 'documents/old.pdf');
    create schema supabase_migrations;
    create table supabase_migrations.schema_migrations (version text not null primary key, statements text[], name text);
"""


def use(jobs: Jobs) -> None:
    jobs.configure()
    claim = jobs.claim(jobs.insert())
    jobs.begin(claim)
    jobs.save_page(claim, 1)
    jobs.complete(claim)


def record_runs(project: Database) -> None:
    """As pg_cron does."""
    with psycopg.connect(project.admin_dsn, autocommit=True) as admin:
        admin.execute(
            "insert into cron.job_run_details (jobid, username) select jobid, username from cron.job"
        )


def apply_again(connection: psycopg.Connection) -> None:
    for file in sorted(MIGRATIONS.glob("*.sql")):
        connection.execute(file.read_bytes())


def test_removing_it_leaves_a_project_as_it_was(project: Database) -> None:
    with psycopg.connect(project.dsn, autocommit=True) as connection:
        connection.execute(OWN_TABLE.encode())
        before = dump_schema(project)
        migrate(project.admin_dsn, project.dsn)
        jobs = Jobs(connection)
        use(jobs)
        record_runs(project)
        # As after `supabase db push`.
        pushed = (
            "insert into supabase_migrations.schema_migrations (version) select version from ocr.migrations"
        )
        connection.execute(pushed)
        connection.execute(
            "insert into supabase_migrations.schema_migrations (version) values ('20261123101500')"
        )
        assert dump_schema(project) != before
        connection.execute("select ocr.remove()")
        assert dump_schema(project) == before
        assert jobs.value("select count(*) from documents") == 2
        for leftover in (
            "vault.secrets where name like 'kairo%'",
            "cron.job",
            "cron.job_run_details",
            "supabase_migrations.schema_migrations where version <> '20261123101500'",
        ):
            assert jobs.value(f"select count(*) from {leftover}") == 0  # noqa: S608  constants of this file
        assert jobs.value("select count(*) from supabase_migrations.schema_migrations") == 1


def test_a_table_that_the_installation_made_stays_with_its_rows(project: Database) -> None:
    migrate(project.admin_dsn, project.dsn)
    notices: list[psycopg.errors.Diagnostic] = []
    with psycopg.connect(project.dsn, autocommit=True) as connection:
        jobs = Jobs(connection)
        use(jobs)
        connection.add_notice_handler(notices.append)
        connection.execute("select ocr.remove()")
        assert not notices
        columns = connection.execute("select * from documents").description or ()
        assert [column.name for column in columns] == [
            *("id", "owner_id", "file_url", "file_name", "mime_type", "created_at")
        ]
        assert jobs.value("select count(*) from documents") == 1
        ours = "select count(*) from pg_proc where proowner = 'postgres'::regrole"
        assert jobs.value(ours) == 0
        migrate(project.admin_dsn, project.dsn)
        assert jobs.job(jobs.insert(), "status") == "queued"


def test_uninstalling_leaves_nothing_on_the_applications_table(connection: psycopg.Connection) -> None:
    connection.execute("select ocr.uninstall()")
    jobs = Jobs(connection)
    document = jobs.insert()
    assert jobs.document(document, "ocr_status") is None
    assert jobs.job(document, "status") is None
    assert (
        jobs.value(
            "select count(*) from pg_trigger where tgname like 'ocr%' and tgrelid = 'documents'::regclass"
        )
        == 0
    )
    assert jobs.value("select count(*) from cron.job") == 0


def test_what_was_inserted_meanwhile_is_read_when_it_is_back(connection: psycopg.Connection) -> None:
    jobs = Jobs(connection)
    jobs.configure(max_in_flight=10)
    done, never = jobs.insert(), jobs.insert()
    jobs.complete(jobs.claim(done))
    connection.execute("delete from ocr_queue where document_id = %s", [never])
    connection.execute("update documents set ocr_status = null where id = %s", [never])
    for _ in range(2):
        connection.execute("select ocr.uninstall()")
    meanwhile, empty = jobs.insert(priority=9), jobs.insert(file_url="")
    apply_again(connection)
    assert jobs.job(meanwhile, "status") == "queued"
    assert jobs.job(meanwhile, "priority") == 9
    assert jobs.document(meanwhile, "ocr_status") == "queued"
    assert [jobs.job(document, "status") for document in (done, never, empty)] == ["completed", None, None]
    assert str(meanwhile) in [request["document_id"] for request in jobs.requests()]
    assert jobs.job(jobs.insert(), "status") == "queued"


def test_what_is_inserted_between_two_files_is_read(connection: psycopg.Connection) -> None:
    connection.execute("drop trigger ocr_enqueue_inserted on documents")
    jobs = Jobs(connection)
    document = jobs.insert()
    assert jobs.job(document, "status") is None
    apply_again(connection)
    assert jobs.job(document, "status") == "queued"
