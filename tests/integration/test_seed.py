"""The seed that `supabase db reset` loads never fails and never changes a configured project."""

import tomllib
from pathlib import Path
from typing import Any

import psycopg
import pytest

from function.settings import Settings
from tests.support.jobs import Jobs

pytestmark = pytest.mark.integration

SUPABASE = Path(__file__).parents[2] / "supabase"
SEED = (SUPABASE / "seed.sql").read_text()
CONFIG: dict[str, Any] = tomllib.loads((SUPABASE / "config.toml").read_text())


def test_the_seed_runs_twice_and_queues_nothing_that_would_fail(connection: psycopg.Connection) -> None:
    for _ in range(2):
        connection.execute(SEED.encode())
    jobs = Jobs(connection)
    assert jobs.value("select count(*) from documents") == 1
    assert jobs.value("select ocr_status from documents") is None
    assert jobs.value("select count(*) from ocr_queue") == 0
    assert jobs.value("select count(*) from storage.buckets where id = 'documents' and not public") == 1
    assert jobs.value("select ocr.setting('function_url')") == "http://host.docker.internal:8080"


def test_the_seeds_document_is_read_once_it_has_a_file(connection: psycopg.Connection) -> None:
    connection.execute(SEED.encode())
    connection.execute("update documents set file_url = 'documents/first.pdf'")
    assert Jobs(connection).value("select status from ocr_queue") == "queued"


def test_the_seed_leaves_a_configured_project_as_it_is(connection: psycopg.Connection) -> None:
    jobs = Jobs(connection)
    jobs.configure(url="https://ocr.example.com")
    connection.execute(SEED.encode())
    assert jobs.value("select ocr.setting('function_url')") == "https://ocr.example.com"
    assert jobs.value("select ocr.setting('function_token')") == "test-token"


def test_the_cli_has_the_same_bucket_and_limits() -> None:
    assert [(SUPABASE / path).resolve() for path in CONFIG["db"]["seed"]["sql_paths"]] == [
        SUPABASE / "seed.sql"
    ]
    assert CONFIG["storage"]["buckets"] == {"documents": {"public": False}}
    limit = Settings.model_fields["max_file_size_mb"].default
    assert CONFIG["storage"]["file_size_limit"] == f"{limit}MiB"
