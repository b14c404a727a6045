"""Promises of the queue, in SQL on a real Postgres."""

import hmac
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from function.database.job import Failure
from function.database.queue import Queue
from function.http.signed import SIGNED_DOCUMENT, SignedTokens
from tests.support.jobs import Claimed, Jobs
from tests.support.services import Database, close_vault
from tests.support.users import logged_in

pytestmark = pytest.mark.integration


@pytest.fixture
def jobs(connection: psycopg.Connection) -> Jobs:
    jobs = Jobs(connection)
    jobs.configure()
    return jobs


def test_an_inserted_document_is_queued_and_posted(jobs: Jobs) -> None:
    document = jobs.insert(priority=7)
    assert jobs.job(document, "status") == "queued"
    assert jobs.document(document, "ocr_status") == "queued"
    assert jobs.requests() == [{"document_id": str(document), "priority": 7}]


def test_the_post_carries_a_signed_token_and_a_short_timeout(jobs: Jobs) -> None:
    document = jobs.insert()
    row = jobs.connection.execute(
        "select url, headers, timeout_milliseconds from net.http_request_queue"
    ).fetchone()
    assert row is not None
    assert row[0] == "http://127.0.0.1:9/api/process-document"
    assert row[2] == 2000
    scope = {"method": "POST", "path": "/api/process-document"}
    assert SignedTokens(("another", "test-token")).admits(row[1]["Authorization"].encode(), scope)
    assert scope[SIGNED_DOCUMENT] == document


def test_what_every_sql_user_may_read_holds_no_standing_token(jobs: Jobs) -> None:
    """By default pg_net lets every role read its queue of requests."""
    jobs.insert()
    with logged_in(jobs.connection, "anon"):
        waiting = jobs.value("select string_agg(q::text, '') from net.http_request_queue q")
    assert "Authorization" in waiting
    assert "test-token" not in waiting


@pytest.mark.parametrize("key", ["k", "ñandú", "a" * 64, "a" * 65, "ñ" * 200])
def test_the_database_signs_as_everybody_does(jobs: Jobs, key: str) -> None:
    signed = jobs.value("select encode(ocr.hmac_sha256('kairo1.1.ñ', %s), 'hex')", key)
    assert signed == hmac.digest(key.encode(), "kairo1.1.ñ".encode(), "sha256").hex()


def test_an_insert_succeeds_while_nothing_is_configured(connection: psycopg.Connection) -> None:
    jobs = Jobs(connection)
    document = jobs.insert()
    assert jobs.job(document, "status") == "queued"
    assert jobs.requests() == []


def test_an_insert_succeeds_while_pg_net_is_broken(jobs: Jobs, database: Database) -> None:
    with psycopg.connect(database.admin_dsn, autocommit=True) as admin:
        admin.execute("alter table net.http_request_queue rename to gone")
        document = jobs.insert()
        assert jobs.job(document, "status") == "queued"
        admin.execute("alter table net.gone rename to http_request_queue")
    jobs.value("select ocr.resubmit()")
    assert [request["document_id"] for request in jobs.requests()] == [str(document)]


def test_a_rolled_back_insert_leaves_nothing(jobs: Jobs) -> None:
    with jobs.connection.transaction(force_rollback=True):
        jobs.insert()
    assert jobs.value("select count(*) from ocr_queue") == 0
    assert jobs.requests() == []


def test_a_document_without_a_file_waits_for_one(jobs: Jobs) -> None:
    document = jobs.insert(file_url="")
    assert jobs.job(document, "status") is None
    assert jobs.document(document, "ocr_status") is None
    jobs.connection.execute("update documents set file_url = 'documents/b.pdf' where id = %s", [document])
    assert jobs.job(document, "status") == "queued"
    assert len(jobs.requests()) == 1


@pytest.mark.parametrize(
    ("file_url", "told", "status"),
    [("documents/a.pdf", None, "queued"), ("documents/a.pdf", "completed", "queued"), (" ", "queued", None)],
)
def test_an_inserted_row_says_whether_it_is_queued(
    jobs: Jobs, file_url: str, told: str | None, status: str | None
) -> None:
    document = jobs.value(
        "insert into documents (file_url, ocr_status) values (%s, %s) returning id", file_url, told
    )
    assert jobs.document(document, "ocr_status") == jobs.job(document, "status") == status


def test_a_failed_document_keeps_the_type_that_was_seen(jobs: Jobs, queue: Queue) -> None:
    document = jobs.insert()
    for media_type in ("application/pdf", None):
        attempt = queue.claim(document)
        assert attempt is not None
        assert queue.fail(attempt, Failure("file_encrypted", "why", seconds=0, media_type=media_type))
        assert jobs.document(document, "ocr_media_type") == "application/pdf"


def test_at_most_max_in_flight_are_posted_highest_priority_first_oldest_first(jobs: Jobs) -> None:
    jobs.configure(max_in_flight=3)
    jobs.connection.execute(
        "insert into documents (file_url, ocr_priority) select 'documents/' || i, 1 + i % 10 from generate_series(1, 500) i"
    )
    assert [request["priority"] for request in jobs.requests()] == [10, 10, 10]
    jobs.value("select ocr.dispatch()")
    assert len(jobs.requests()) == 3


def test_concurrent_inserts_never_post_more_than_the_slots(database: Database, jobs: Jobs) -> None:
    jobs.configure(max_in_flight=4)
    start = threading.Barrier(8)

    def insert_many(_: int) -> None:
        with psycopg.connect(database.dsn, autocommit=True) as own:
            start.wait()
            for _ in range(10):
                Jobs(own).insert()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(insert_many, range(8)))
    assert len(jobs.requests()) == 4
    assert jobs.value("select count(*) from ocr_queue") == 80


def test_a_long_transaction_of_the_application_holds_nobody_up(database: Database, jobs: Jobs) -> None:
    with psycopg.connect(database.dsn) as other, other.transaction():
        Jobs(other).insert()
        document = jobs.insert()
        assert [request["document_id"] for request in jobs.requests()] == [str(document)]


def test_completion_dispatches_the_next_job(jobs: Jobs) -> None:
    jobs.configure(max_in_flight=1)
    first, second = jobs.insert(), jobs.insert()
    claim = jobs.claim(first)
    assert len(jobs.requests()) == 1
    assert jobs.complete(claim)
    assert [request["document_id"] for request in jobs.requests()] == [str(first), str(second)]


def test_a_dispatch_that_nobody_claimed_is_sent_again(jobs: Jobs) -> None:
    jobs.insert()
    jobs.connection.execute("update ocr_queue set dispatch_expires_at = now() - interval '1 s'")
    jobs.value("select ocr.resubmit()")
    assert len(jobs.requests()) == 2


def test_a_full_function_gives_the_slot_back(jobs: Jobs) -> None:
    jobs.configure(max_in_flight=1)
    document = jobs.insert()
    assert jobs.value("select ocr.in_flight()") == 1
    assert jobs.value("select ocr.turn_away(%s)", document) is True
    assert jobs.value("select ocr.in_flight()") == 0
    assert jobs.job(document, "status") == "queued"


def test_a_document_in_the_waiting_room_is_not_posted_again(jobs: Jobs) -> None:
    document = jobs.insert()
    jobs.connection.execute("update ocr_queue set dispatch_expires_at = now() - interval '1 s'")
    jobs.value("select ocr.keep_waiting(%s)", document)
    jobs.value("select ocr.resubmit()")
    assert len(jobs.requests()) == 1


def test_two_claims_at_the_same_instant_have_one_winner(database: Database, jobs: Jobs) -> None:
    rounds = 200
    documents = [jobs.insert() for _ in range(rounds)]
    start = threading.Barrier(2)

    def claim_all(instance: str) -> list[Claimed]:
        with psycopg.connect(database.dsn, autocommit=True) as own:
            claims = []
            for document in documents:
                start.wait()
                claims.append(Jobs(own).claim(document, instance))
            return claims

    with ThreadPoolExecutor(2) as pool:
        one, two = pool.map(claim_all, ["vps-1", "vps-2"])
    outcomes = [sorted((a.outcome, b.outcome)) for a, b in zip(one, two, strict=True)]
    assert outcomes == [["claimed", "processing"]] * rounds


def test_pages_survive_a_crash_and_are_not_read_again(jobs: Jobs) -> None:
    document = jobs.insert()
    claim = jobs.claim(document)
    assert jobs.begin(claim) == []
    assert jobs.save_page(claim, 1)
    assert jobs.save_page(claim, 2)
    jobs.expire_lease(document)
    jobs.value("select ocr.resubmit()")
    again = jobs.claim(document)
    assert again.attempt == 2
    assert jobs.begin(again) == [1, 2]
    assert jobs.job(document, "pages_done") == 2


def test_another_file_starts_over(jobs: Jobs) -> None:
    document = jobs.insert()
    claim = jobs.claim(document)
    jobs.begin(claim)
    jobs.save_page(claim, 1)
    jobs.expire_lease(document)
    assert jobs.begin(jobs.claim(document), fingerprint="another file") == []


def test_force_starts_over(jobs: Jobs) -> None:
    document = jobs.insert()
    claim = jobs.claim(document)
    jobs.begin(claim)
    jobs.save_page(claim, 1)
    assert jobs.complete(claim)
    assert jobs.claim(document).outcome == "completed"
    assert jobs.read_again(document)
    forced = jobs.claim(document)
    assert forced.outcome == "claimed"
    assert jobs.begin(forced) == []


def test_a_zombie_changes_nothing(jobs: Jobs) -> None:
    document = jobs.insert()
    zombie = jobs.claim(document, "vps-1")
    jobs.begin(zombie)
    jobs.expire_lease(document)
    winner = jobs.claim(document, "vps-2")
    jobs.begin(winner)
    assert not jobs.heartbeat(zombie)
    assert not jobs.save_page(zombie, 1)
    assert jobs.begin(zombie) is None
    assert not jobs.fail(zombie)
    assert not jobs.complete(zombie)
    assert jobs.job(document, "claimed_by") == "vps-2"
    assert jobs.complete(winner)


def test_a_changed_file_stops_the_running_attempt(jobs: Jobs) -> None:
    document = jobs.insert()
    claim = jobs.claim(document)
    jobs.begin(claim)
    jobs.connection.execute("update documents set file_url = 'documents/new.pdf' where id = %s", [document])
    assert not jobs.heartbeat(claim)
    assert jobs.job(document, "status") == "queued"
    assert jobs.claim(document).outcome == "claimed"


def test_at_the_deadline_heartbeats_end_and_a_ready_page_is_kept(jobs: Jobs) -> None:
    document = jobs.insert()
    claim = jobs.claim(document)
    assert jobs.heartbeat(claim)
    jobs.connection.execute("update ocr_queue set deadline_at = now(), lease_expires_at = now()")
    lease = jobs.job(document, "lease_expires_at")
    assert not jobs.heartbeat(claim)
    assert jobs.save_page(claim, 1)
    assert jobs.job(document, "lease_expires_at") == lease


def test_a_retryable_failure_is_queued_again_when_due(jobs: Jobs) -> None:
    document = jobs.insert()
    assert jobs.fail(jobs.claim(document))
    assert jobs.job(document, "status") == "failed"
    jobs.value("select ocr.resubmit()")
    assert jobs.job(document, "status") == "failed"
    jobs.connection.execute("update ocr_queue set next_attempt_at = now()")
    jobs.value("select ocr.resubmit()")
    assert jobs.job(document, "status") == "queued"
    assert jobs.document(document, "ocr_status") == "queued"


def test_backoff_grows_and_attempts_end(jobs: Jobs) -> None:
    document = jobs.insert()
    waits = []
    for _ in range(3):
        jobs.fail(jobs.claim(document, retries=2))
        waits.append(
            jobs.value("select extract(epoch from next_attempt_at - clock_timestamp())::float from ocr_queue")
        )
    assert 10 < waits[0] < 50
    assert 25 < waits[1] < 95
    assert jobs.job(document, "retryable") is False
    assert jobs.claim(document).outcome == "failed"


def test_a_permanent_failure_waits_for_a_person(jobs: Jobs) -> None:
    document = jobs.insert()
    jobs.fail(jobs.claim(document), retryable=False, code="file_encrypted")
    jobs.connection.execute("update ocr_queue set next_attempt_at = now()")
    jobs.value("select ocr.resubmit()")
    assert jobs.job(document, "status") == "failed"
    assert jobs.document(document, "ocr_error_code") == "file_encrypted"
    assert jobs.value("select ocr.resubmit(%s)", document) == "failed"
    assert jobs.value("select ocr.resubmit(%s, force => true)", document) == "queued"
    assert jobs.document(document, "ocr_error_code") is None


def test_attempts_that_die_are_counted_and_end_with_a_reason(jobs: Jobs) -> None:
    document = jobs.insert()
    # The first death may have had another cause, so it costs no try.
    for _ in range(3):
        assert jobs.claim(document, retries=1).outcome == "claimed"
        jobs.expire_lease(document)
        jobs.value("select ocr.resubmit()")
    assert jobs.job(document, "status") == "failed"
    assert jobs.job(document, "error_code") == "attempts_spent"
    assert str(document) in jobs.document(document, "ocr_error")


def test_deleting_a_document_removes_everything_of_it(jobs: Jobs) -> None:
    document = jobs.insert()
    claim = jobs.claim(document)
    jobs.begin(claim)
    jobs.save_page(claim, 1)
    jobs.connection.execute("delete from documents where id = %s", [document])
    assert jobs.value("select count(*) from ocr_queue") == 0
    assert jobs.value("select count(*) from document_pages") == 0
    assert not jobs.heartbeat(claim)


def test_an_unknown_document_is_not_found(jobs: Jobs) -> None:
    assert jobs.claim(uuid4()).outcome == "not_found"
    assert jobs.value("select ocr.turn_away(%s)", uuid4()) is False


def test_secrets_are_kept_in_vault(jobs: Jobs) -> None:
    assert jobs.value("select count(*) from ocr.settings") == 0
    stored = jobs.value(
        "select decrypted_secret from vault.decrypted_secrets where name = 'kairo_ocr_function_token'"
    )
    assert stored == "test-token"


def test_without_vault_a_private_table_keeps_the_settings(
    database: Database, connection: psycopg.Connection
) -> None:
    with psycopg.connect(database.admin_dsn, autocommit=True) as admin:
        admin.execute("drop extension supabase_vault cascade")
    jobs = Jobs(connection)
    jobs.configure(url="http://127.0.0.1:10/")
    assert jobs.value("select ocr.setting('function_url')") == "http://127.0.0.1:10"
    for role in ("anon", "authenticated"):
        connection.execute(psycopg.sql.SQL("set role {}").format(psycopg.sql.Identifier(role)))
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("select * from ocr.settings")


@pytest.fixture
def restored(database: Database, jobs: Jobs) -> Iterator[Jobs]:
    """The queue of a backup restored into another project, whose Vault has a different key."""
    jobs.configure(max_in_flight=1)
    with psycopg.connect(database.admin_dsn, autocommit=True) as admin:
        admin.execute(f"alter database {database.name} set vault.root_key = 'of another project'".encode())
    with psycopg.connect(database.dsn, autocommit=True) as connection:
        yield Jobs(connection)


def test_jobs_end_while_vault_cannot_decrypt(restored: Jobs) -> None:
    with pytest.raises(psycopg.errors.DataException, match="invalid ciphertext"):
        restored.value("select decrypted_secret from vault.decrypted_secrets")
    assert restored.fail(restored.claim(restored.insert()))
    assert restored.complete(restored.claim(restored.insert()))
    assert restored.value("select ocr.resubmit()") == 0
    assert restored.requests() == []


def test_configuring_again_repairs_secrets_of_another_key(restored: Jobs) -> None:
    document = restored.insert()
    restored.configure(url="https://new.example.com")
    assert restored.value("select ocr.setting('function_token')") == "test-token"
    assert restored.value("select count(*) from ocr.settings") == 0
    restored.value("select ocr.resubmit()")
    assert [request["document_id"] for request in restored.requests()] == [str(document)]


def test_a_vault_without_rights_is_as_good_as_none(database: Database, jobs: Jobs) -> None:
    close_vault(database)
    jobs.configure(url="https://new.example.com")
    assert jobs.value("select ocr.setting('function_url')") == "https://new.example.com"
    assert jobs.value("select value from ocr.settings where key = 'function_token'") == "test-token"
    with psycopg.connect(database.admin_dsn, autocommit=True) as admin:
        admin.execute("grant usage on schema vault to postgres")
        admin.execute("grant select, delete on all tables in schema vault to postgres")
        admin.execute("grant execute on all functions in schema vault to postgres")
    jobs.configure()
    assert jobs.value("select ocr.setting('function_url')") == "http://127.0.0.1:9"
    assert jobs.value("select count(*) from ocr.settings") == 0


@pytest.mark.usefixtures("cron_worker")
def test_pg_cron_brings_a_stale_job_back_by_itself(jobs: Jobs, eventually: Callable[..., Any]) -> None:
    document = jobs.insert()
    jobs.claim(document)
    jobs.value(
        "select cron.alter_job(jobid, schedule => '1 seconds') from cron.job where jobname = 'kairo-ocr-resubmit'"
    )
    jobs.expire_lease(document)
    eventually(lambda: jobs.job(document, "status") == "queued")


def test_stats_count_every_state(jobs: Jobs) -> None:
    jobs.insert()
    jobs.claim(jobs.insert())
    jobs.complete(jobs.claim(jobs.insert()))
    jobs.fail(jobs.claim(jobs.insert()), retryable=False)
    jobs.fail(jobs.claim(jobs.insert()))
    row = jobs.connection.execute(
        "select queued, processing, completed_today, failed, retrying from ocr.stats()"
    ).fetchone()
    assert row == (1, 1, 1, 1, 1)


def test_a_hundred_thousand_documents_are_no_stampede(jobs: Jobs) -> None:
    jobs.configure(max_in_flight=3)
    jobs.connection.execute(
        "insert into documents (file_url, ocr_priority)"
        " select 'documents/' || i, 1 + i % 10 from generate_series(1, 100000) i"
    )
    outstanding, priorities = [], []
    for _ in range(20):
        requests = jobs.requests()
        outstanding.append(jobs.value("select ocr.in_flight()"))
        priorities += [request["priority"] for request in requests]
        jobs.connection.execute("delete from net.http_request_queue")
        for request in requests:
            assert jobs.complete(jobs.claim(request["document_id"]))
    assert max(outstanding) == 3
    assert priorities == sorted(priorities, reverse=True)
    assert len(priorities) > 40
