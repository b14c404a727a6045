"""A function with a language model: what the rules leave open is read with it, and no document fails for it."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

import pymupdf
import pytest

from tests.support.model_papers import LETTER
from tests.support.model_server import HANGS, ModelServer, serve_model
from tests.support.running import INSTANCE, Running, run_quick_stack

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

KEY = "sk-that-must-not-be-shown"


@pytest.fixture(scope="module")
def model() -> Iterator[ModelServer]:
    with serve_model() as server:
        yield server


@pytest.fixture(scope="module")
def running(model: ModelServer) -> Iterator[Running]:
    with run_quick_stack(
        INSTANCE,
        METADATA_LLM_URL=model.url,
        METADATA_LLM_KEY=KEY,
        METADATA_LLM_MODEL="deepseek-flash",
        # Long enough for another document to be read meanwhile.
        METADATA_LLM_SECONDS="15",
        DOCUMENTS_AT_ONCE="1",
    ) as running:
        yield running


def insert_letter(running: Running) -> UUID:
    made = pymupdf.open()
    page, y = made.new_page(), 60
    for line in LETTER.strip().splitlines():
        page.insert_text((60, y), line, fontsize=10)
        y += 30
    content: bytes = made.tobytes()
    return running.insert(running.upload(f"{uuid4()}.pdf", content))


def read_metadata(running: Running, document: UUID) -> Any:
    return running.api.get(f"/api/documents/{document}").raise_for_status().json()["metadata"]


def test_what_the_rules_left_open_comes_from_the_model(running: Running, model: ModelServer) -> None:
    document = insert_letter(running)
    running.wait_for(document, "completed")
    metadata = read_metadata(running, document)
    assert (metadata["type"]["value"], metadata["type"]["source"]) == ("invoice", "model")
    issuer = metadata["fields"]["issuer"]
    assert (issuer["value"], issuer["source"], issuer["page"]) == ("el manitas de lavapiés", "model", 1)
    assert len(issuer["box"]) == 4
    assert "issuer" in metadata["review"]["fields_uncertain"]
    row = running.rows(
        "select issuer, document_date::text, needs_review from documents where id = %s", document
    )[0]
    assert tuple(row.values()) == ("el manitas de lavapiés", "2026-05-04", True)
    assert running.rows("select requests from ocr.model_requests")[0]["requests"] == len(model.requests)
    # A person's word comes first.
    running.api.post(
        f"/api/documents/{document}/fields", json={"field": "issuer", "value": "Manolo"}
    ).raise_for_status()
    assert running.rows("select ocr.reextract(%s) as queued", document)[0]["queued"] == 1
    running.wait_for(document, "completed")
    assert read_metadata(running, document)["fields"]["issuer"]["value"] == "Manolo"


def test_a_model_that_hangs_delays_no_other_document_and_fails_none(
    running: Running, model: ModelServer
) -> None:
    model.answers = [HANGS, "good"]
    model.asked.clear()
    hanging = insert_letter(running)
    assert model.asked.wait(60)
    other = insert_letter(running)
    running.wait_for(other, "completed")
    running.wait_for(hanging, "completed")
    order = "select document_id, reason from ocr.events where reason = any(%s) and document_id = any(%s) order by id"
    ended = running.rows(order, ["claimed", "completed"], [hanging, other])
    assert [(row["document_id"], row["reason"]) for row in ended][:2] == [
        (hanging, "claimed"),
        (other, "claimed"),
    ]
    metadata = read_metadata(running, hanging)
    assert metadata["notes"] == [
        "The language model did not answer in time, so what the rules left open stays as it was."
    ]
    assert "issuer" not in metadata["fields"]
    metrics = running.api.get("/metrics").text
    assert 'kairo_model_requests_total{result="timeout"} 1.0' in metrics
    logs = "".join(file.read_text("utf-8") for file in (running.stack.root / "logs").glob("vps-1*"))
    assert "model_asked" in logs
    for secret in (KEY, "manitas", "love letter"):
        assert secret not in logs
