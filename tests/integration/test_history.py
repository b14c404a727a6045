"""The history of jobs: what is recorded, and when it is deleted."""

import psycopg
import pytest

from tests.support.jobs import Jobs
from tests.support.services import Database

pytestmark = pytest.mark.integration


@pytest.fixture
def jobs(connection: psycopg.Connection) -> Jobs:
    jobs = Jobs(connection)
    jobs.configure()
    return jobs


def events(jobs: Jobs) -> list[tuple[int, str | None, str, str]]:
    return jobs.connection.execute(
        "select attempt, from_status, to_status, reason from ocr.events order by id"
    ).fetchall()


def test_every_transition_is_an_event_with_its_reason(jobs: Jobs) -> None:
    document = jobs.insert()
    jobs.claim(document)
    jobs.expire_lease(document)
    jobs.value("select ocr.resubmit()")
    jobs.fail(jobs.claim(document))
    jobs.connection.execute("update ocr_queue set next_attempt_at = now()")
    jobs.value("select ocr.resubmit()")
    jobs.complete(jobs.claim(document, "vps-2"))
    jobs.value("select ocr.resubmit(%s, force => true)", document)
    assert events(jobs) == [
        (0, None, "queued", "inserted"),
        (1, "queued", "processing", "claimed"),
        (1, "processing", "queued", "stale"),
        (2, "queued", "processing", "claimed"),
        (2, "processing", "failed", "storage_unavailable"),
        (2, "failed", "queued", "retry"),
        (3, "queued", "processing", "claimed"),
        (3, "processing", "completed", "completed"),
        (3, "completed", "queued", "resubmitted"),
    ]
    assert jobs.value("select instance from ocr.events where reason = 'completed'") == "vps-2"


def test_heartbeats_and_pages_are_no_events(jobs: Jobs) -> None:
    claim = jobs.claim(jobs.insert())
    jobs.begin(claim)
    before = len(events(jobs))
    jobs.save_page(claim, 1)
    jobs.heartbeat(claim)
    assert len(events(jobs)) == before


def test_dead_letters_say_what_waits_for_a_person(jobs: Jobs) -> None:
    encrypted, passing, done = jobs.insert("documents/e.pdf"), jobs.insert(), jobs.insert()
    jobs.fail(jobs.claim(encrypted), retryable=False, code="file_encrypted")
    jobs.fail(jobs.claim(passing))
    jobs.complete(jobs.claim(done))
    rows = jobs.connection.execute(
        "select document_id, file_url, error_code, error_message from ocr.dead_letters"
    ).fetchall()
    assert rows == [(encrypted, "documents/e.pdf", "file_encrypted", "why")]


def test_failed_documents_are_resubmitted_by_time_and_by_code(jobs: Jobs) -> None:
    old, new, other = jobs.insert(), jobs.insert(), jobs.insert()
    for document, code in ((old, "file_missing"), (new, "file_missing"), (other, "file_encrypted")):
        jobs.fail(jobs.claim(document), retryable=False, code=code)
    jobs.connection.execute(
        "update ocr_queue set finished_at = now() - interval '2 days' where document_id = %s", [old]
    )
    assert (
        jobs.value(
            "select ocr.resubmit_failed(since => now() - interval '1 day', error_code => 'file_missing')"
        )
        == 1
    )
    assert [jobs.job(document, "status") for document in (old, new, other)] == ["failed", "queued", "failed"]
    assert jobs.value("select ocr.resubmit_failed()") == 2
    assert jobs.job(old, "tries") == 0


def test_a_resubmitted_document_goes_on_from_its_saved_pages(jobs: Jobs) -> None:
    document = jobs.insert()
    claim = jobs.claim(document, retries=0)
    jobs.begin(claim)
    jobs.save_page(claim, 1)
    jobs.fail(claim)
    jobs.value("select ocr.resubmit_failed()")
    assert jobs.begin(jobs.claim(document)) == [1]


def test_what_is_old_is_forgotten_and_the_text_is_kept(jobs: Jobs) -> None:
    done, failed, fresh = jobs.insert(), jobs.insert(), jobs.insert()
    jobs.complete(jobs.claim(done))
    jobs.fail(jobs.claim(failed), retryable=False)
    jobs.complete(jobs.claim(fresh))
    jobs.connection.execute(
        "update ocr_queue set finished_at = now() - interval '91 days' where document_id <> %s", [fresh]
    )
    jobs.connection.execute(
        "update ocr.events set at = now() - interval '31 days' where document_id = %s", [done]
    )
    assert jobs.connection.execute("select * from ocr.clean()").fetchone() == (3, 0, 1)
    assert jobs.job(done, "status") is None
    assert jobs.document(done, "ocr_text") == "hola"
    assert jobs.job(failed, "status") == "failed"
    assert jobs.job(fresh, "status") == "completed"


def test_runs_that_never_began_are_forgotten(database: Database, jobs: Jobs) -> None:
    """pg_cron gives no times to those that could not log in, or that a restart of the server ended."""
    with psycopg.connect(database.admin_dsn, autocommit=True) as pg_cron:
        pg_cron.execute(
            "insert into cron.job_run_details (jobid, username, status, end_time) select j.jobid, j.username, r.*"
            " from cron.job j, (values ('failed', null), ('running', null), ('succeeded', now())) r (status, end_time)"
        )
    jobs.value("select count(*) from ocr.clean()")
    left = jobs.connection.execute("select distinct status from cron.job_run_details order by 1").fetchall()
    assert left == [("running",), ("succeeded",)]


def test_a_completed_document_whose_job_is_forgotten_is_not_read_again(jobs: Jobs) -> None:
    document = jobs.insert()
    jobs.complete(jobs.claim(document))
    jobs.connection.execute("delete from ocr_queue")
    assert jobs.claim(document).outcome == "completed"
    assert jobs.read_again(document)
    assert jobs.claim(document).outcome == "claimed"


def test_retention_is_a_setting(jobs: Jobs) -> None:
    jobs.insert()
    jobs.connection.execute("update ocr.events set at = now() - interval '3 days'")
    jobs.value("select ocr.configure(keep_events_days => 2)")
    assert jobs.value("select events from ocr.clean()") == 1


def test_uninstall_leaves_the_applications_data_alone(jobs: Jobs) -> None:
    document = jobs.insert()
    jobs.complete(jobs.claim(document))
    jobs.value("select ocr.uninstall()")
    later = jobs.insert()
    assert jobs.job(later, "status") is None
    assert jobs.document(document, "ocr_text") == "hola"
    assert jobs.value("select count(*) from cron.job where jobname like 'kairo-ocr-%'") == 0
