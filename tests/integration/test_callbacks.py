"""The outbox: written when a job ends, signed, delivered at least once."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import psycopg
import pytest
from psycopg.types.json import Jsonb
from standardwebhooks.webhooks import Webhook
from starlette.testclient import TestClient

from function.database.pool import Database as Pool
from function.http.signed import SignedTokens
from function.jobs.callbacks import Callbacks, sign_callback
from function.observability.metrics import Metrics
from function.settings import Settings, load_settings
from local.receiver import make_receiver
from tests.support.callback_receiver import Receiver, receive_callbacks
from tests.support.jobs import DOCUMENT, Jobs
from tests.support.services import Database

pytestmark = pytest.mark.integration

SECRET = "whsec_" + "c2VjcmV0LW9mLXRoZS10ZXN0cy1zZWNyZXQ="


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receive_callbacks() as receiver:
        yield receiver


@pytest.fixture
def settings(database: Database, receiver: Receiver) -> Settings:
    return load_settings(
        database_url=database.dsn,
        supabase_url="http://127.0.0.1:9",
        supabase_service_role_key="key",
        function_token="token-of-the-tests",
        kairo_webhook_url=receiver.url,
        webhook_secret=SECRET,
    )


@pytest.fixture
def callbacks(settings: Settings, database: Database) -> Iterator[Callbacks]:
    pool = Pool(database.dsn)
    pool.open()
    callbacks = Callbacks(settings, pool, Metrics())
    yield callbacks
    callbacks.close()
    pool.close()


@pytest.fixture
def jobs(connection: psycopg.Connection) -> Jobs:
    jobs = Jobs(connection)
    jobs.configure()
    return jobs


def finish(jobs: Jobs, *, fail: str | None = None) -> UUID:
    document = jobs.insert()
    row = jobs.connection.execute(
        "select job_id, attempt from ocr.claim(%s, 'vps-1', wants_callback => true)", [document]
    ).fetchone()
    assert row is not None
    if fail:
        jobs.value("select ocr.fail(%s, %s, %s, 'why', false)", *row, fail)
    else:
        jobs.value(
            "select ocr.complete(%s, %s, %s, 0, 1.0)", *row, Jsonb({**DOCUMENT, "ocr_text": "texto secreto"})
        )
    return document


def state(jobs: Jobs) -> tuple[Any, ...]:
    row = jobs.connection.execute(
        "select tries, delivered_at is not null, gave_up_at is not null, last_status from ocr.callbacks"
    ).fetchone()
    assert row is not None
    return row


def test_a_completed_document_is_called_back_with_a_signature_and_without_text(
    jobs: Jobs, callbacks: Callbacks, receiver: Receiver, eventually: Callable[..., Any]
) -> None:
    document = finish(jobs)
    callbacks.wake()
    eventually(lambda: receiver.received)
    headers, body = receiver.received[0]
    payload = Webhook(SECRET).verify(body, headers)
    assert payload["type"] == "document.completed"
    assert payload["data"]["document_id"] == str(document)
    assert payload["data"]["page_count"] == 1
    assert b"secreto" not in body
    eventually(lambda: state(jobs) == (1, True, False, 204))


def test_a_failed_document_is_called_back_with_its_reason(
    jobs: Jobs, callbacks: Callbacks, receiver: Receiver, eventually: Callable[..., Any]
) -> None:
    finish(jobs, fail="file_encrypted")
    callbacks.wake()
    eventually(lambda: receiver.received)
    payload = json.loads(receiver.received[0][1])
    assert payload["type"] == "document.failed"
    assert payload["data"]["error"] == {"code": "file_encrypted", "message": "why"}


def test_a_retryable_failure_is_not_called_back(jobs: Jobs) -> None:
    document = jobs.insert()
    jobs.connection.execute("select ocr.claim(%s, 'vps-1', wants_callback => true)", [document])
    jobs.connection.execute("select ocr.fail(id, attempt, 'storage_unavailable', 'why', true) from ocr_queue")
    assert jobs.value("select count(*) from ocr.callbacks") == 0


def test_nothing_is_written_for_a_function_without_a_webhook(jobs: Jobs) -> None:
    jobs.complete(jobs.claim(jobs.insert()))
    assert jobs.value("select count(*) from ocr.callbacks") == 0


def test_a_receiver_that_is_down_gets_the_same_callback_later(
    jobs: Jobs, callbacks: Callbacks, receiver: Receiver, eventually: Callable[..., Any]
) -> None:
    receiver.statuses = [500, 204]
    finish(jobs)
    callbacks.wake()
    eventually(lambda: state(jobs) == (1, False, False, 500))
    assert jobs.value("select next_attempt_at > now() + interval '10 s' from ocr.callbacks")
    jobs.connection.execute("update ocr.callbacks set next_attempt_at = now()")
    callbacks.wake()
    eventually(lambda: state(jobs) == (2, True, False, 204))
    first, second = (headers["webhook-id"] for headers, _ in receiver.received)
    assert first == second


def test_gone_means_never_again(
    jobs: Jobs, callbacks: Callbacks, receiver: Receiver, eventually: Callable[..., Any]
) -> None:
    receiver.statuses = [410]
    finish(jobs)
    callbacks.wake()
    eventually(lambda: state(jobs) == (1, False, True, 410))


def test_a_redirect_is_not_followed(
    jobs: Jobs, callbacks: Callbacks, receiver: Receiver, eventually: Callable[..., Any]
) -> None:
    receiver.statuses = [302]
    finish(jobs)
    callbacks.wake()
    eventually(lambda: state(jobs) == (1, False, False, 302))
    assert len(receiver.received) == 1


def test_after_a_day_nobody_tries_any_more(
    jobs: Jobs, callbacks: Callbacks, receiver: Receiver, eventually: Callable[..., Any]
) -> None:
    receiver.statuses = [500]
    finish(jobs)
    jobs.connection.execute("update ocr.callbacks set created_at = now() - interval '25 hours'")
    callbacks.wake()
    eventually(lambda: state(jobs) == (1, False, True, 500))


def test_waits_between_tries_grow_over_a_day(jobs: Jobs) -> None:
    finish(jobs)
    waits = []
    for _ in range(20):
        jobs.connection.execute("update ocr.callbacks set next_attempt_at = now()")
        jobs.connection.execute("select ocr.claim_callbacks()")
        waits.append(
            jobs.value(
                "select extract(epoch from next_attempt_at - clock_timestamp())::float from ocr.callbacks"
            )
        )
    assert 20 < waits[0] < 40
    assert all(wait < 5 * 3600 for wait in waits)
    assert sum(waits) > 24 * 3600


def test_pg_cron_asks_the_function_only_while_something_is_due(jobs: Jobs) -> None:
    assert jobs.value("select ocr.wake_callbacks()") is False
    finish(jobs)
    jobs.connection.execute("delete from net.http_request_queue")
    assert jobs.value("select ocr.wake_callbacks()") is True
    assert jobs.value("select url from net.http_request_queue") == "http://127.0.0.1:9/api/callbacks/deliver"
    token = jobs.value("select headers ->> 'Authorization' from net.http_request_queue").encode()
    scope = {"method": "POST", "path": "/api/callbacks/deliver"}
    assert SignedTokens(("test-token",)).admits(token, scope)


def test_the_example_receiver_accepts_what_is_signed_and_nothing_else(
    capsys: pytest.CaptureFixture[str],
) -> None:
    body = '{"type": "document.completed", "data": {"document_id": "1", "status": "completed"}}'
    with TestClient(make_receiver(SECRET)) as application:
        signed = sign_callback([SECRET], "msg_1", datetime.now(UTC), body)
        assert [application.post("/", content=body, headers=signed).status_code for _ in range(2)] == [
            204,
            204,
        ]
        assert application.post("/", content=body.replace("1", "2"), headers=signed).status_code == 401
    assert capsys.readouterr().out == "document.completed 1 completed\n"
