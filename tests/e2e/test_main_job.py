"""A row goes in; text and vectors come out. Everything is real except the Storage server."""

import os
import signal
import socket
from uuid import UUID, uuid4

import httpx
import pytest

from local.samples import SAMPLES, SEARCHES, Sample
from tests.support.gate import books_held
from tests.support.running import MAX_FILE_SIZE_MB, Running
from tests.support.scoring import character_error_rate
from tests.support.small_documents import scan_with_pages, short_pdf
from tests.support.waiting import wait_until

pytestmark = pytest.mark.e2e

SCANS = [sample for sample in SAMPLES if sample.scanned]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_a_sample_becomes_text_chunks_and_vectors(
    running: Running, sample_documents: dict[str, UUID], sample: Sample
) -> None:
    document_id = sample_documents[sample.name]
    document = running.rows("select * from documents where id = %s", document_id)[0]
    assert document["ocr_status"] == "completed"
    assert document["page_count"] == sample.pages
    assert document["language"] == sample.language
    assert 0.9 < document["ocr_confidence"] <= 1
    sources = running.rows("select distinct source from document_pages where document_id = %s", document_id)
    assert [row["source"] for row in sources] == ["ocr" if sample.scanned else "text_layer"]
    chunks = running.rows(
        "select * from document_embeddings where document_id = %s order by chunk_index", document_id
    )
    assert [chunk["chunk_index"] for chunk in chunks] == list(range(len(chunks)))
    assert chunks
    for chunk in chunks:
        assert document["ocr_text"][chunk["start_offset"] : chunk["end_offset"]] == chunk["chunk_text"]
        assert chunk["chunk_length"] == len(chunk["chunk_text"])
    passages = running.rows("select * from document_passages where document_id = %s", document_id)
    assert {passage["chunk_id"] for passage in passages} == {chunk["id"] for chunk in chunks}


@pytest.mark.parametrize("sample", SCANS, ids=lambda sample: sample.name)
def test_a_scan_is_read_with_few_errors(
    running: Running, sample_documents: dict[str, UUID], sample: Sample
) -> None:
    text = running.rows("select ocr_text from documents where id = %s", sample_documents[sample.name])[0][
        "ocr_text"
    ]
    error = character_error_rate(sample.truth.read_text("utf-8"), text)
    print(f"{sample.name}: character error rate {error:.2%}")
    assert error < 0.015


def test_a_text_layer_is_read_without_errors(running: Running, sample_documents: dict[str, UUID]) -> None:
    sample = next(sample for sample in SAMPLES if not sample.scanned)
    row = running.rows("select ocr_text from documents where id = %s", sample_documents[sample.name])[0]
    text = " ".join(row["ocr_text"].split())
    lines = [" ".join(line.split()) for line in sample.truth.read_text("utf-8").splitlines()]
    missing = [line for line in lines if line not in text]
    # A paragraph that continues on the next page is interrupted by the footer.
    assert len(missing) <= sample.pages, missing


def test_a_question_finds_the_document_that_answers_it(
    running: Running, sample_documents: dict[str, UUID]
) -> None:
    for question, expected in zip(SEARCHES, ["contrato", "memoria"], strict=True):
        ids = [str(document) for document in sample_documents.values()]
        answer = running.api.post("/api/search", json={"query": question, "document_ids": ids})
        results = answer.raise_for_status().json()["results"]
        assert results[0]["document_id"] == str(sample_documents[expected])
        assert results[0]["passage"] in results[0]["text"]


def test_an_insert_is_picked_up_without_any_other_action(running: Running) -> None:
    document = running.insert(running.upload("recibo.pdf", short_pdf()))
    job = running.wait_for(document, "completed")
    assert job["attempt"] == 1
    assert job["pages_done"] == job["pages_total"] == 1


def test_a_caller_gets_the_figures_of_the_text(running: Running) -> None:
    document = running.insert(running.upload("llamada.pdf", short_pdf()))
    running.wait_for(document, "completed")
    answer = running.process(document, force=True)
    assert answer.status_code == 200
    figures = answer.json()
    assert figures["document_id"] == str(document)
    assert figures["status"] == "completed"
    assert figures["attempt"] == 2
    assert (figures["page_count"], figures["language"], figures["chunk_count"]) == (1, "es", 1)
    assert figures["confidence"] == 1
    assert figures["seconds"] > 0
    assert running.process(document).json()["attempt"] == 2


def test_a_caller_may_wait_for_a_run_that_somebody_else_began(running: Running) -> None:
    document = running.insert(running.upload("espera.pdf", scan_with_pages(2)))
    answer = running.process(document, wait=True)
    assert (answer.status_code, answer.json()["status"]) == (200, "completed")


def test_a_document_that_is_being_read_is_accepted_and_not_read_twice(running: Running) -> None:
    with books_held(running, "save_page") as gate:
        document = running.insert(running.upload("doble.pdf", scan_with_pages(2)))
        gate.wait_for(1)
        answer = running.process(document)
        assert answer.status_code == 202
        assert answer.json() == {"job_id": running.job(document)["job_id"], "status": "processing"}
        gate.open()
        assert running.wait_for(document, "completed")["attempt"] == 1


def test_a_caller_that_hangs_up_stops_nothing(running: Running) -> None:
    document = running.insert(running.upload("colgado.pdf", scan_with_pages(3)))
    running.wait_for(document, "completed")
    body = f'{{"document_id": "{document}", "force": true}}'
    head = (
        f"POST /api/process-document HTTP/1.1\r\nHost: kairo\r\nContent-Length: {len(body)}\r\n"
        f"Authorization: Bearer {running.stack.secrets.function_token}\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", running.stack.functions["vps-1"].port)) as caller:
        caller.sendall((head + body).encode())
        wait_until(lambda: running.job(document)["attempt"] == 2)
    job = running.wait_for(document, "completed")
    assert (job["attempt"], job["pages_done"]) == (2, 3)


def test_a_worker_killed_while_it_reads_costs_a_page_and_no_document(running: Running) -> None:
    pages, done = 5, 2
    attempt = "select from ocr_queue where document_id = %s and attempt = %s"
    with books_held(running, "save_page") as gate:
        document = running.insert(running.upload("matado.pdf", scan_with_pages(pages)))
        for _ in range(done):
            gate.wait_for(1)
            gate.let_through()
        gate.wait_for(1)
        killed = running.worker_pid()
        os.kill(killed, signal.SIGKILL)
        # Postgres still holds what the killed worker asked it; from now on the fence is another one.
        wait_until(lambda: running.rows(attempt, document, 2), 180)
        gate.open()
        running.wait_for(document, "completed", seconds=180)
    assert running.worker_pid() != killed
    attempts = running.rows(
        "select attempt, count(*) as pages from document_pages where document_id = %s group by 1 order by 1",
        document,
    )
    # The second attempt kept the pages of the first and read only the rest.
    assert attempts == [{"attempt": 1, "pages": done}, {"attempt": 2, "pages": pages - done}]
    read = running.log_events("page_read", document)
    assert [event["page"] for event in read] == sorted(set(range(1, pages + 1)))
    chunks = running.rows(
        "select chunk_index from document_embeddings where document_id = %s order by 1", document
    )
    assert [row["chunk_index"] for row in chunks] == list(range(len(chunks)))


BAD_FILES = {
    "file_missing": None,
    "file_empty": b"",
    "unsupported_type": b"PK\x03\x04 a spreadsheet, perhaps",
    "file_corrupt": b"%PDF-1.7\nthis is no PDF",
    "file_too_large": b"%PDF-1.7\n" + b"0" * (MAX_FILE_SIZE_MB * 1024 * 1024),
}


@pytest.mark.parametrize("code", BAD_FILES)
def test_a_bad_file_fails_with_a_reason_and_disturbs_nobody(running: Running, code: str) -> None:
    content = BAD_FILES[code]
    url = f"documents/{code}.pdf" if content is None else running.upload(f"{code}.pdf", content)
    bad, good = running.insert(url), running.insert(running.upload("bueno.pdf", short_pdf()))
    job = running.wait_for(bad, "failed")
    assert (job["error_code"], job["retryable"], job["attempt"]) == (code, False, 1)
    assert str(bad) in job["error_message"]
    row = running.rows(
        "select ocr_status, ocr_error_code, ocr_error, ocr_media_type from documents where id = %s", bad
    )[0]
    assert row == {
        "ocr_status": "failed",
        "ocr_error_code": code,
        "ocr_error": job["error_message"],
        "ocr_media_type": "application/pdf" if code == "file_corrupt" else None,
    }
    answer = running.process(bad)
    assert answer.headers["content-type"] == "application/problem+json"
    assert (answer.json()["code"], answer.json()["detail"]) == (code, job["error_message"])
    running.wait_for(good, "completed")


def test_everything_under_api_needs_the_token(running: Running) -> None:
    # An address that has sent the right token once is not rate limited for wrong ones.
    running.api.get("/api/queue/stats").raise_for_status()
    for method, path in [
        ("POST", "/api/process-document"),
        ("GET", f"/api/jobs/{uuid4()}"),
        ("GET", "/api/queue/stats"),
        ("POST", "/api/search"),
        ("POST", "/api/callbacks/deliver"),
    ]:
        for headers in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": ""}):
            answer = httpx.request(method, f"{running.stack.function_url}{path}", headers=headers)
            assert (answer.status_code, answer.json()["code"]) == (401, "unauthorized"), path


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"", 400, "invalid_request"),
        (b"no json", 400, "invalid_request"),
        (b"[]", 400, "invalid_request"),
        (b'{"document_id": "1"}', 400, "invalid_request"),
        (b'{"document_id": "3fa85f64-5717-4562-b3fc-2c963f66afa6", "priority": 11}', 400, "invalid_request"),
        (b'{"document_id": "3fa85f64-5717-4562-b3fc-2c963f66afa6", "forse": true}', 400, "invalid_request"),
        (b'{"document_id": "3fa85f64-5717-4562-b3fc-2c963f66afa6"}', 404, "document_not_found"),
        (b'{"x": "' + b"x" * 100_000 + b'"}', 413, "body_too_large"),
    ],
)
def test_a_request_that_makes_no_sense_is_explained(
    running: Running, body: bytes, status: int, code: str
) -> None:
    answer = running.api.post("/api/process-document", content=body)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_database_webhook_of_supabase_is_understood(running: Running) -> None:
    document = running.insert(running.upload("webhook.pdf", short_pdf()))
    running.wait_for(document, "completed")
    payload = {
        "type": "INSERT",
        "table": "documents",
        "schema": "public",
        "record": {"id": str(document)},
        "old_record": None,
    }
    assert running.api.post("/api/process-document", json=payload).json()["document_id"] == str(document)
    removed = {**payload, "type": "DELETE", "record": None, "old_record": {"id": str(document)}}
    assert running.api.post("/api/process-document", json=removed).json() == {"status": "ignored"}


def test_health_says_what_runs(running: Running) -> None:
    report = httpx.get(f"{running.stack.function_url}/health").raise_for_status().json()
    assert report["status"] == "ok"
    assert report["models_loaded"] is True
    assert isinstance(report["queue_size"], int)
    assert report["instances"] >= 1
    assert report["models"]["embeddings"] == "multilingual-e5-small"
    assert {"paddleocr", "torch", "kairo-ocr"} <= report["versions"].keys()
    assert httpx.get(f"{running.stack.function_url}/health/live").status_code == 200
    assert httpx.get(f"{running.stack.function_url}/health/ready").status_code == 200


def test_the_function_saves_what_its_questions_have_in_common(running: Running) -> None:
    statement = "select model from embedding_models"
    assert wait_until(lambda: running.rows(statement), 30) == [{"model": "multilingual-e5-small"}]


def test_the_function_makes_the_vectors_of_related_terms_that_are_missing(running: Running) -> None:
    missing = "select concept from ocr.concepts_to_embed('multilingual-e5-small')"
    wait_until(lambda: not running.rows(missing))


def test_stats_count_the_queue(running: Running) -> None:
    before = running.api.get("/api/queue/stats").raise_for_status().json()["completed_today"]
    running.wait_for(running.insert(running.upload("contado-hoy.pdf", short_pdf())), "completed")
    stats = running.api.get("/api/queue/stats").raise_for_status().json()
    # Unless midnight was in between.
    assert stats["completed_today"] in (before + 1, 1)
    assert {"queued", "processing", "failed", "oldest_wait_seconds"} <= stats.keys()


def test_logs_hold_no_text_and_no_secrets(running: Running, sample_documents: dict[str, UUID]) -> None:
    logs = b"".join(path.read_bytes() for path in (running.stack.root / "logs").glob("*vps-1*")).decode()
    assert str(sample_documents["contrato"]) in logs
    for secret in (
        running.stack.secrets.function_token,
        running.stack.secrets.service_role_key,
        running.stack.postgres.password,
    ):
        assert secret not in logs
    for word in ("arrendamiento", "ARRENDAMIENTO", "calefacción"):
        assert word not in logs


def test_nothing_reached_out_of_this_machine(running: Running, sample_documents: dict[str, UUID]) -> None:
    report = running.offline_report
    assert sample_documents
    assert not report.exists(), report.read_text()
