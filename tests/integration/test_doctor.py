"""Every link of an installation is broken in turn: the doctor names it, says what to do, shows no secret."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import jwt
import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from function.doctor.checks import CHECKS, examine
from function.doctor.environment import check_project
from function.doctor.finding import Finding, Level
from function.models.locate import default_models
from function.settings import Settings, load_settings
from local import net_worker as net
from local.ports import find_free_port
from tests.support.jobs import Jobs
from tests.support.model_server import serve_model
from tests.support.services import Database, StorageServer, close_vault
from tests.support.settings import MODELS_DIR
from tests.support.small_function import SmallFunction, serve_function

pytestmark = pytest.mark.integration

TOKEN = "token-that-must-not-be-shown"
CALM_LEVELS = {"ok", "skipped"}


@dataclass
class Installation:
    """A working installation, and the doctor's findings about it."""

    database: Database
    connection: psycopg.Connection
    function: SmallFunction
    environment: pytest.MonkeyPatch
    secrets: tuple[str, ...]

    def set(self, **values: str) -> None:
        for name, value in values.items():
            self.environment.setenv(name, value)

    def sql(self, statement: str) -> None:
        self.connection.execute(statement.encode())

    def as_platform(self, statement: str) -> None:
        """Run a statement as the superuser that owns the extensions."""
        with psycopg.connect(self.database.admin_dsn, autocommit=True) as connection:
            connection.execute(statement.encode())

    def configure(self) -> None:
        statement = "select ocr.configure(function_url => %s, function_token => %s)"
        self.connection.execute(statement, [self.function.url, TOKEN])

    def examine(self, patience: float) -> dict[str, Finding]:
        """Return the findings that need attention, by check. None of the findings may contain a secret."""
        findings = list(examine(patience))
        told = "\n".join(f"{item.found} {item.remedy}" for item in findings)
        assert not [secret for secret in self.secrets if secret in told]
        assert {item.check for item in findings} == set(CHECKS)
        return {item.check: item for item in findings if item.level not in CALM_LEVELS}

    def examine_without_pg_net(self) -> dict[str, Finding]:
        """For links that have nothing to do with pg_net: saves waiting for its two requests."""
        found = self.examine(patience=0)
        found.pop("function from the database", None)
        return found


@pytest.fixture
def net_worker(net_worker: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hardly pauses between the doctor's two requests."""
    monkeypatch.setattr(net, "PAUSE_SECONDS", 0.1)


@pytest.fixture
def function() -> Iterator[SmallFunction]:
    with serve_function(TOKEN) as serving:
        yield serving


@pytest.fixture
def installation(
    database: Database,
    connection: psycopg.Connection,
    storage: StorageServer,
    function: SmallFunction,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> Installation:
    """Leaves out the two workers, which few tests need, and fakes pg_cron's record of past runs."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    embeddings = tmp_path / "embeddings"
    embeddings.mkdir()
    for name in ("config.json", "model.safetensors", "tokenizer.json"):
        (embeddings / name).touch()
    password = conninfo_to_dict(database.dsn)["password"]
    made = Installation(
        database, connection, function, monkeypatch, (TOKEN, storage.service_key, str(password))
    )
    made.set(
        DATABASE_URL=database.dsn,
        SUPABASE_URL=storage.url,
        SUPABASE_SERVICE_ROLE_KEY=storage.service_key,
        FUNCTION_TOKEN=TOKEN,
        # Small weights, because every examination reads them.
        MODELS_DIR=str(MODELS_DIR),
        OCR_MODEL="tiny",
        EMBEDDINGS_MODEL=str(embeddings),
    )
    made.configure()
    made.as_platform(
        "insert into cron.job_run_details (jobid, database, username, status, start_time, end_time)"
        " select jobid, database, username, 'succeeded', now(), now() from cron.job"
    )
    return made


def assert_named(
    found: dict[str, Finding], check: str, told: str, remedy: str, level: Level = "failure"
) -> None:
    """`check` is the only finding, and its sentences contain the given words."""
    assert list(found) == [check]
    assert found[check].level == level
    assert told in found[check].found
    assert remedy in found[check].remedy


def test_a_whole_installation_is_well(installation: Installation, net_worker: None) -> None:
    assert installation.examine(patience=20) == {}


def run_command(*options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "function", "doctor", *options]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_nothing_failed_is_exit_code_0_and_ok_in_json(installation: Installation, net_worker: None) -> None:
    result = run_command("--json")
    told = json.loads(result.stdout)
    assert (result.returncode, told["ok"]) == (0, True)
    assert [item["check"] for item in told["findings"]] == list(CHECKS)
    assert not [secret for secret in installation.secrets if secret in result.stdout + result.stderr]


def test_a_failure_is_exit_code_1_and_a_line_with_its_remedy(
    installation: Installation, net_worker: None
) -> None:
    installation.set(SUPABASE_SERVICE_ROLE_KEY="another-key")
    result = run_command()
    lines = result.stdout.splitlines()
    assert result.returncode == 1
    broken = next(number for number, line in enumerate(lines) if line.startswith("failure  storage "))
    assert lines[broken + 1].lstrip().startswith("→ Set SUPABASE_SERVICE_ROLE_KEY")
    assert lines[-1].startswith(f"{len(CHECKS)} checks: ")
    assert "1 failure" in lines[-1]
    output = result.stdout + result.stderr
    assert not [secret for secret in (*installation.secrets, "another-key") if secret in output]


@pytest.mark.parametrize(
    ("values", "check", "told", "remedy"),
    [
        ({"MEMORY_LIMIT_MB": "99999999"}, "memory", "the kernel would kill", "lower MEMORY_LIMIT_MB"),
        ({"KAIRO_WEBHOOK_URL": "http://127.0.0.1:9/hook"}, "receiver", "does not answer", "Correct it"),
    ],
)
def test_a_setting_that_does_not_fit_is_named(
    installation: Installation, values: dict[str, str], check: str, told: str, remedy: str
) -> None:
    installation.set(WEBHOOK_SECRET="whsec_" + "QUJD" * 8, **values)
    assert_named(installation.examine_without_pg_net(), check, told, remedy)


def test_every_setting_that_cannot_be_read_is_named(installation: Installation) -> None:
    installation.set(FUNCTION_TOKEN="short", OCR_MODEL="huge")
    installation.environment.delenv("DATABASE_URL")
    findings = list(examine())
    failures = [item.found.split(":")[0] for item in findings if item.level == "failure"]
    assert failures == ["DATABASE_URL", "FUNCTION_TOKEN", "OCR_MODEL"]
    assert {item.check for item in findings} == set(CHECKS)


@pytest.mark.parametrize(
    ("claims", "told"),
    [({"role": "anon"}, "the role 'anon'"), ({"role": "service_role", "exp": 1}, "has expired")],
)
def test_a_key_that_opens_nothing_is_named(
    installation: Installation, claims: dict[str, Any], told: str
) -> None:
    installation.set(SUPABASE_SERVICE_ROLE_KEY=jwt.encode(claims, "s" * 32))
    found = installation.examine_without_pg_net()
    assert found["service key"].level == "failure"
    assert told in found["service key"].found
    assert "API Keys" in found["service key"].remedy


def test_a_wrong_service_key_is_named(installation: Installation) -> None:
    installation.set(SUPABASE_SERVICE_ROLE_KEY="another-key")
    found = installation.examine_without_pg_net()
    assert_named(found, "storage", "does not accept the key", "SUPABASE_SERVICE_ROLE_KEY")


def test_a_url_without_storage_is_named(installation: Installation, function: SmallFunction) -> None:
    installation.set(SUPABASE_URL=function.url)
    assert_named(installation.examine_without_pg_net(), "storage", "there is no Storage", "without a path")
    function.paths["/storage/v1/bucket"] = (307, {})
    assert_named(installation.examine_without_pg_net(), "storage", "redirects (307)", "final address")
    function.paths["/storage/v1/bucket"] = (200, [])
    assert_named(
        installation.examine_without_pg_net(), "buckets", "not the service_role key", "SUPABASE_SERVICE"
    )
    installation.set(SUPABASE_URL=f"http://127.0.0.1:{find_free_port()}")
    assert_named(installation.examine_without_pg_net(), "storage", "does not answer", "Correct SUPABASE_URL")


def test_two_projects_in_one_environment_are_named(installation: Installation) -> None:
    one, other = "a" * 20, "b" * 20
    installation.set(
        SUPABASE_URL=f"https://{one}.supabase.co",
        DATABASE_URL=f"postgresql://postgres:x@db.{other}.supabase.co:5432/postgres",
    )
    found = check_project(load_settings())
    assert found.level == "failure"
    assert one in found.found
    assert other in found.found


def test_a_model_file_that_is_missing_or_damaged_is_named(installation: Installation, tmp_path: Path) -> None:
    copy = tmp_path / "models"
    for model in default_models(load_settings()):
        shutil.copytree(MODELS_DIR / model.name, copy / model.name)
    installation.set(MODELS_DIR=str(copy))
    weights = copy / "PP-OCRv6_tiny_rec" / "inference.onnx"
    content = weights.read_bytes()
    # Keep the size, which is all that is checked at startup.
    weights.write_bytes(b"\0" + content[1:])
    named = "PP-OCRv6_tiny_rec (inference.onnx)"
    assert_named(installation.examine_without_pg_net(), "models", named, "function.models fetch")
    weights.unlink()
    assert_named(installation.examine_without_pg_net(), "models", named, f"rm -rf {weights.parent}")


@pytest.mark.parametrize(
    ("change", "check", "told", "remedy"),
    [
        ({"password": "wrong"}, "database login", "the password is wrong", "Correct it in DATABASE_URL"),
        ({"user": "nobody"}, "database login", "the password is wrong", "Correct it in DATABASE_URL"),
        ({"dbname": "nowhere"}, "database login", "no such user or database", "called postgres"),
        ({"port": "9"}, "database login", "nothing listens", "Is Postgres up"),
        ({"sslmode": "require"}, "database login", "refuses this kind of connection", "sslmode"),
        ({"host": "no-such-host.invalid"}, "database address", "is unknown here", "Correct the host"),
        (
            {"host": "aws-0-eu-west-1.pooler.supabase.com"},
            *("database address", "the user is postgres", "Write postgres.<ref>"),
        ),
    ],
)
def test_a_database_that_cannot_be_reached_is_named(
    installation: Installation, change: dict[str, str], check: str, told: str, remedy: str
) -> None:
    installation.set(DATABASE_URL=make_conninfo(installation.database.dsn, **change))
    assert_named(installation.examine(patience=0), check, told, remedy)


def test_an_address_that_is_ipv6_alone_is_named(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("function.doctor.connection._has_route", lambda address, _: ":" not in address)
    installation.set(DATABASE_URL="postgresql://postgres:x@[2001:db8::1]:5432/postgres")
    assert_named(installation.examine(patience=0), "database address", "2001:db8::1", "Session pooler")


def test_a_connection_string_that_is_none_is_named(installation: Installation) -> None:
    installation.set(DATABASE_URL="postgresql://postgres:pass#word@[host")
    found = installation.examine(patience=0)
    assert_named(found, "database address", "not a connection string", "percent-encode @")


@pytest.mark.parametrize(
    ("extension", "also"), [("vector", {"migrations"}), ("pg_net", set()), ("pg_cron", set())]
)
def test_a_missing_extension_is_named(installation: Installation, extension: str, also: set[str]) -> None:
    installation.as_platform(f"drop extension {extension} cascade")
    found = installation.examine_without_pg_net()
    assert set(found) == {extension, *also}
    assert found[extension].level == "failure"
    assert f"create extension {extension}" in found[extension].remedy


def test_a_missing_vault_is_only_a_warning(installation: Installation) -> None:
    installation.as_platform("drop extension supabase_vault cascade")
    installation.configure()
    found = installation.examine_without_pg_net()
    assert_named(found, "vault", "readable", "create extension supabase_vault", "warning")


@pytest.mark.parametrize(
    ("statement", "check", "told", "remedy", "level"),
    [
        (
            "drop function ocr.keep_waiting; drop function ocr.settle_callback",
            *("migrations", "2 of", "function migrate --again", "failure"),
        ),
        (
            "alter table documents drop column ocr_notes cascade",
            *("migrations", "ocr_notes", "function migrate --again", "failure"),
        ),
        (
            "alter table ocr_queue disable trigger ocr_dispatch_inserted",
            *("triggers", "ocr_dispatch_inserted", "enable trigger", "failure"),
        ),
        (
            "alter table document_line_corrections disable trigger ocr_apply_correction",
            *("triggers", "ocr_apply_correction on public.document_line_corrections"),
            *("alter table public.document_line_corrections enable trigger ocr_apply_correction;", "failure"),
        ),
        (
            "drop trigger ocr_add_line_correction on document_line_corrections",
            *("triggers", "ocr_add_line_correction", "function migrate --again", "failure"),
        ),
        (
            "alter table document_line_corrections disable row level security",
            *(
                "exposure",
                "document_line_corrections has no row security",
                "enable row level security",
                "failure",
            ),
        ),
        ("grant select on ocr_queue to anon", "exposure", "anon may read", "revoke all", "failure"),
        (
            "grant execute on function ocr.setting to authenticated",
            *("exposure", "authenticated may execute", "revoke all", "failure"),
        ),
        (
            "alter table document_pages disable row level security",
            *("exposure", "document_pages has no row security", "enable row level security", "failure"),
        ),
        (
            "revoke usage on schema ocr from service_role",
            *("exposure", "service_role lacks", "grant usage", "warning"),
        ),
        (
            "alter table documents disable row level security",
            *("exposure", "no row security", "policies", "warning"),
        ),
        (
            "drop trigger ocr_check_user_update on documents",
            *("exposure", "may name any file", "checks file_url itself", "warning"),
        ),
        (
            "select cron.unschedule('kairo-ocr-resubmit')",
            *("cron jobs", "kairo-ocr-resubmit", "migrate --again", "failure"),
        ),
        (
            "select cron.alter_job(jobid, active => false) from cron.job where jobname = 'kairo-ocr-clean'",
            *("cron jobs", "switched off", "active => true", "failure"),
        ),
        ("delete from cron.job_run_details", "cron runs", "no run has ended", "pg_cron's worker", "warning"),
        (
            "update cron.job_run_details set start_time = now() - interval '1 hour'",
            *("cron runs", "pg_cron's worker is down", "Restart", "failure"),
        ),
        (
            "update cron.job_run_details set status = 'failed'",
            *("cron runs", "the last run failed", "return_message", "failure"),
        ),
        (
            # As on a server whose pg_hba.conf asks for a password.
            "update cron.job_run_details set status = 'failed', return_message = 'connection failed', start_time = null",
            *("cron runs", "(connection failed)", "pg_hba.conf", "failure"),
        ),
        (
            "insert into documents (file_url) values ('papers/a.pdf'), ('documents/b.pdf')",
            *("buckets", "papers (1)", "New bucket", "failure"),
        ),
        (
            "insert into documents (file_url) values ('https://elsewhere.example/b.pdf')",
            *("buckets", "1 documents", "Use bucket/path", "warning"),
        ),
        (
            "delete from storage.buckets",
            *("buckets", "no bucket 'documents'", "insert into storage.buckets", "warning"),
        ),
        (
            "insert into ocr.callbacks (document_id, event, payload, tries)"
            " values (gen_random_uuid(), 'document.completed', '{}', 3)",
            *("callbacks", "1 refused", "WEBHOOK_SECRET", "warning"),
        ),
    ],
)
def test_what_is_wrong_in_the_database_is_named(
    installation: Installation, statement: str, check: str, told: str, remedy: str, level: Level
) -> None:
    installation.sql(statement)
    assert_named(installation.examine_without_pg_net(), check, told, remedy, level)


def test_migrations_of_this_version_that_are_missing_are_named(installation: Installation) -> None:
    installation.sql("delete from ocr.migrations where version = (select max(version) from ocr.migrations)")
    found = installation.examine_without_pg_net()
    assert_named(
        found, "migrations", "but 1 migrations are not those of this version", "function migrate", "warning"
    )
    installation.sql("delete from ocr.migrations")
    assert installation.examine_without_pg_net() == {}


def test_a_database_that_takes_no_writes_is_named(installation: Installation) -> None:
    name = installation.database.name
    installation.as_platform(f"alter database {name} set default_transaction_read_only = on")
    found = installation.examine(patience=0)
    assert found["space"].level == "failure"
    assert "takes no writes" in found["space"].found
    assert "disk" in found["space"].remedy


def test_our_migrations_in_the_projects_own_history_are_named(installation: Installation) -> None:
    installation.sql("create schema supabase_migrations")
    installation.sql("create table supabase_migrations.schema_migrations (version text primary key)")
    installation.sql("insert into supabase_migrations.schema_migrations values ('20250101000000')")
    assert installation.examine_without_pg_net() == {}
    installation.sql(
        "insert into supabase_migrations.schema_migrations select version from ocr.migrations"
        # One that only an earlier version had.
        " union select '20261123000960'"
    )
    found = installation.examine_without_pg_net()
    assert_named(found, "other migrations", "beside 1 of the project", "delete from supabase_mig", "warning")
    installation.sql(found["other migrations"].remedy.partition("SQL editor: ")[2])
    assert installation.examine_without_pg_net() == {}


def test_a_table_that_cannot_be_used_is_named(installation: Installation) -> None:
    installation.sql("alter table documents alter column page_count type text")
    assert_named(
        installation.examine_without_pg_net(), "documents", "page_count is text and must be integer", "Rename"
    )


def test_a_vault_with_another_projects_key_is_named(installation: Installation) -> None:
    installation.sql("select ocr.configure(backoff_seconds => 10)")
    installation.as_platform(f"alter database {installation.database.name} set vault.root_key = 'another'")
    found = installation.examine(patience=0)
    assert set(found) == {"vault", "function url", "function token"}
    assert found["vault"].level == "failure"
    assert "cannot decrypt backoff_seconds, function_token, function_url:" in found["vault"].found
    assert (
        "ocr.configure(backoff_seconds => …, function_token => …, function_url => …)" in found["vault"].remedy
    )


@pytest.mark.parametrize(
    ("statement", "check", "told", "remedy"),
    [
        (
            'drop policy "kairo: own folder in documents" on storage.objects',
            *("uploads of people", "lets them upload", "select ocr.allow_uploads('documents')"),
        ),
        (
            'alter policy "kairo: own folder in documents" on storage.objects using (false)',
            *("uploads of people", "lets them upload and read", "select ocr.allow_uploads('documents')"),
        ),
        (
            "revoke delete on documents from authenticated",
            *("people", "may not delete public.documents", "grant delete on public.documents"),
        ),
        (
            "revoke select on document_line_corrections from authenticated",
            *("people", "may not select public.document_line_corrections"),
            "grant select on public.document_line_corrections to authenticated;",
        ),
        (
            "revoke insert (cell_index, text) on document_line_corrections from authenticated",
            *("people", "may not write cell_index, text of public.document_line_corrections"),
            "grant insert (cell_index, text) on public.document_line_corrections to authenticated;",
        ),
        (
            "revoke execute on function set_document_password from authenticated",
            *("people", "set_document_password", "grant execute on function set_document_password"),
        ),
        (
            "do $$ declare name text; begin for name in select policyname from pg_policies"
            " where tablename = 'documents' loop execute format('drop policy %I on documents', name); end loop; end $$",
            *("people", "no policy lets authenticated", "create policy"),
        ),
    ],
)
def test_what_is_closed_to_people_who_sign_in_is_named(
    installation: Installation, statement: str, check: str, told: str, remedy: str
) -> None:
    installation.sql("select ocr.allow_uploads()")
    # Policies of Storage's table are those of its owner.
    installation.as_platform(statement)
    assert installation.examine_without_pg_net() == {}
    installation.set(SUPABASE_ANON_KEY="anon-key")
    assert_named(installation.examine_without_pg_net(), check, told, remedy, "warning")


def test_people_who_may_do_what_the_page_offers_are_no_finding(installation: Installation) -> None:
    installation.set(SUPABASE_ANON_KEY="anon-key")
    found = installation.examine_without_pg_net()
    assert_named(found, "uploads of people", "lets them upload", "select ocr.allow_uploads", "warning")
    before = installation.connection.execute("select count(*) from storage.objects").fetchall()
    installation.sql("select ocr.allow_uploads()")
    assert installation.examine_without_pg_net() == {}
    assert installation.connection.execute("select count(*) from storage.objects").fetchall() == before


def test_passwords_under_another_projects_key_are_named(installation: Installation) -> None:
    installation.sql("insert into documents (file_url) values ('')")
    installation.sql("select set_document_password(id, 'contraseña') from documents")
    installation.as_platform(f"alter database {installation.database.name} set vault.root_key = 'another'")
    with psycopg.connect(installation.database.dsn, autocommit=True) as restored:
        again = replace(installation, connection=restored)
        again.configure()
        found = again.examine_without_pg_net()
        assert_named(found, "vault", "encrypted files (1)", "ocr.lost_passwords()", "warning")
        again.sql("delete from ocr.passwords where id in (select ocr.lost_passwords())")
        assert again.examine_without_pg_net() == {}


def test_a_vault_without_grants_is_named(installation: Installation) -> None:
    close_vault(installation.database)
    installation.configure()
    found = installation.examine_without_pg_net()
    assert_named(found, "vault", "postgres has no rights", "grant usage on schema vault", "warning")


def test_what_was_uninstalled_is_named(installation: Installation) -> None:
    installation.sql("select ocr.uninstall()")
    found = installation.examine_without_pg_net()
    assert set(found) == {"triggers", "cron jobs", "exposure"}
    assert "function migrate --again" in found["triggers"].remedy


def test_a_queue_that_does_not_move_is_named(installation: Installation) -> None:
    jobs = Jobs(installation.connection)
    document = jobs.insert()
    installation.sql("update ocr_queue set queued_at = now() - interval '1 hour'")
    found = installation.examine_without_pg_net()
    assert_named(found, "queue", "waited 60 minutes", "another instance", "warning")
    claim = jobs.claim(document)
    jobs.expire_lease(document)
    assert_named(installation.examine_without_pg_net(), "queue", "1 stale", "cron jobs", "warning")
    jobs.fail(claim, retryable=False)
    assert_named(installation.examine_without_pg_net(), "queue", "1 failed", "ocr.dead_letters", "warning")


@pytest.fixture
def poor_role(installation: Installation) -> Iterator[str]:
    """A role with only the rights that the migrations grant to service_role, and subject to row security."""
    role = f"poor_{installation.database.name}"
    installation.as_platform(f"create role {role} login password 'poor' in role service_role")
    installation.set(DATABASE_URL=make_conninfo(installation.database.dsn, user=role, password="poor"))
    yield role
    installation.as_platform(f"drop owned by {role}; drop role {role}")


def test_a_role_without_rights_is_named(installation: Installation, poor_role: str) -> None:
    installation.as_platform("revoke execute on function ocr.claim from service_role")
    found = installation.examine(patience=0)
    assert found["rights"].level == "failure"
    assert "permission denied for function claim" in found["rights"].found
    assert "Use the role postgres" in found["rights"].remedy


def test_a_role_from_whom_rows_are_hidden_is_named(installation: Installation, poor_role: str) -> None:
    found = installation.examine(patience=0)
    assert found["rights"].level == "failure"
    assert (
        "row security hides rows of public.document_corrections, public.document_embeddings, "
        "public.document_line_corrections" in found["rights"].found
    )


def test_doctor_says_how_a_database_learns_of_the_function(installation: Installation) -> None:
    installation.sql("delete from vault.secrets where name = 'kairo_ocr_function_url'")
    found = installation.examine(patience=0)
    assert_named(found, "function url", "does not know where", "ocr.configure(function_url")


def test_where_workers_take_documents_by_themselves_nobody_needs_an_address(
    installation: Installation,
) -> None:
    installation.sql("delete from vault.secrets")
    installation.sql("select ocr.beat(gen_random_uuid(), 'pulling', 3, true, '1', 'm')")
    assert installation.examine(patience=0) == {}


def test_another_token_in_the_database_is_named(installation: Installation, net_worker: None) -> None:
    installation.sql("select ocr.configure(function_token => 'an-older-token-of-the-function')")
    found = installation.examine(patience=20)
    assert set(found) == {"function token", "token from the database"}
    assert "ocr.configure(function_token" in found["function token"].remedy
    assert "401" in found["token from the database"].found


def test_a_database_without_a_token_is_named(installation: Installation) -> None:
    installation.sql("delete from vault.secrets where name = 'kairo_ocr_function_token'")
    found = installation.examine_without_pg_net()
    assert_named(found, "function token", "has no function_token", "ocr.configure(function_token")


def test_a_function_that_runs_with_an_older_token_is_named(
    installation: Installation, net_worker: None
) -> None:
    installation.function.token = "an-older-token-of-the-function"
    found = installation.examine(patience=20)
    assert_named(found, "token from the database", "401", "docker compose up -d after")


def test_a_function_that_is_not_there_is_named(installation: Installation, net_worker: None) -> None:
    installation.function.url = f"http://127.0.0.1:{find_free_port()}"
    installation.configure()
    found = installation.examine(patience=20)
    assert set(found) == {"function from here", "function from the database"}
    assert "the database could not connect to" in found["function from the database"].found
    assert "host.docker.internal" in found["function from the database"].remedy
    assert "docker compose ps" in found["function from here"].remedy


def test_a_name_that_the_database_does_not_know_is_named(
    installation: Installation, net_worker: None
) -> None:
    installation.sql("select ocr.configure(function_url => 'https://no-such-host.invalid')")
    found = installation.examine(patience=20)
    assert "does not know the name no-such-host.invalid" in found["function from the database"].found
    assert "DNS" in found["function from the database"].remedy


@pytest.mark.parametrize(("status", "body"), [(200, "<html>parked</html>"), (502, "bad gateway")])
def test_something_else_at_the_functions_address_is_named(
    installation: Installation, net_worker: None, status: int, body: str
) -> None:
    installation.function.paths = {"/health/live": (status, body), "/health": (status, body)}
    found = installation.examine(patience=20)
    assert set(found) == {"function from here", "function from the database"}
    assert f"status {status}" in found["function from the database"].found
    assert "something other than the function" in found["function from the database"].remedy


def test_a_pg_net_worker_that_is_down_is_named(installation: Installation) -> None:
    found = installation.examine(patience=0.2)
    assert_named(found, "function from the database", "worker is down", "net.worker_restart()")


def test_a_receiver_that_redirects_is_named(installation: Installation, function: SmallFunction) -> None:
    function.paths["/hook"] = (302, {})
    installation.set(KAIRO_WEBHOOK_URL=f"{function.url}/hook", WEBHOOK_SECRET="whsec_" + "QUJD" * 8)
    assert_named(installation.examine_without_pg_net(), "receiver", "redirect (302)", "final address")


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ("error_401", "refuses the request"),
        ("blank", "answers nothing"),
        ("prose", "something other than JSON"),
        ("good", ""),
    ],
)
def test_a_language_model_that_cannot_be_used_is_named(
    installation: Installation, answer: str, told: str
) -> None:
    with serve_model() as model:
        model.answers = [answer]
        installation.set(METADATA_LLM_URL=model.url, METADATA_LLM_KEY="sk-secret", METADATA_LLM_MODEL="m")
        found = installation.examine_without_pg_net()
        assert len(model.requests) == 1
    if not told:
        assert found == {}
        return
    assert_named(found, "language model", told, "METADATA_LLM_KEY", "warning")
    assert "sk-secret" not in str(found)


def test_the_doctor_changes_nothing(installation: Installation) -> None:
    Jobs(installation.connection).insert()
    tables = (
        "documents",
        "ocr_queue",
        "document_pages",
        "ocr.events",
        "ocr.callbacks",
        "ocr.settings",
        "cron.job",
    )

    def look() -> list[Any]:
        return [installation.connection.execute(f"table {table}".encode()).fetchall() for table in tables]

    before = look()
    installation.examine(patience=0)
    assert look() == before
