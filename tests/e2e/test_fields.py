"""Fields of documents over HTTP: read, listed, searched, corrected, and extracted again."""

from typing import Any
from uuid import UUID, uuid4

import pymupdf
import pytest

from tests.support.running import Running

pytestmark = pytest.mark.e2e

BILL = (
    (20, "Talleres Robledo, S.L."),
    (10, "CIF: B12345674"),
    (16, "FACTURA"),
    (10, "Fecha de factura: 12/03/2026"),
    (10, "Base imponible: 100,00 EUR"),
    (10, "IVA 21 %: 21,00 EUR"),
    (12, "Total a pagar: 121,00 EUR"),
)


def make_bill() -> bytes:
    made = pymupdf.open()
    page, y = made.new_page(), 60
    for size, line in BILL:
        page.insert_text((60, y), line, fontsize=size)
        y += 30
    content: bytes = made.tobytes()
    return content


@pytest.fixture
def bill(running: Running) -> UUID:
    document = running.insert(running.upload(f"{uuid4()}.pdf", make_bill()))
    running.wait_for(document, "completed")
    return document


def read_metadata(running: Running, document: UUID) -> Any:
    return running.api.get(f"/api/documents/{document}").raise_for_status().json()["metadata"]


def correct(running: Running, document: UUID, **body: Any) -> Any:
    return running.api.post(f"/api/documents/{document}/fields", json=body)


def test_a_document_says_its_fields_with_place_and_reason(running: Running, bill: UUID) -> None:
    metadata = read_metadata(running, bill)
    assert metadata["type"]["value"] == "invoice"
    field = metadata["fields"]["document_date"]
    assert (field["value"], field["page"], field["source"]) == ("2026-03-12", 1, "rule")
    assert field["reason"]
    x0, y0, x1, y1 = field["box"]
    assert 0 < x0 < x1 < 1
    assert 0 < y0 < y1 < 1


def test_a_correction_wins_over_every_reading_until_it_is_taken_back(running: Running, bill: UUID) -> None:
    read = read_metadata(running, bill)
    answer = correct(running, bill, field="document_date", value="2026-03-21")
    assert answer.status_code == 200
    assert answer.json()["metadata"] == read_metadata(running, bill)
    running.process(bill, force=True, wait=True).raise_for_status()
    assert read_metadata(running, bill)["fields"]["document_date"]["value"] == "2026-03-21"
    assert running.rows("select ocr.reextract(%s) as queued", bill)[0]["queued"] == 1
    running.wait_for(bill, "completed")
    assert read_metadata(running, bill)["fields"]["document_date"]["source"] == "person"
    assert correct(running, bill, field="document_date", value=None).json()["metadata"] == read


def test_an_extraction_reads_no_page_and_keeps_chunks(running: Running, bill: UUID) -> None:
    chunks = "select id from document_embeddings where document_id = %s order by id"
    before = running.rows(chunks, bill)
    running.rows("update documents set read_metadata = null, ai_metadata = null where id = %s", bill)
    assert running.rows("select ocr.reextract(before_version => 1) as queued")[0]["queued"] == 1
    running.wait_for(bill, "completed")
    assert read_metadata(running, bill)["fields"]["document_date"]["value"] == "2026-03-12"
    assert running.rows(chunks, bill) == before
    assert len(running.log_events("page_read", bill)) == 1


def test_what_the_owner_has_named_is_named_in_the_next_document(running: Running, bill: UUID) -> None:
    owner, stranger = uuid4(), uuid4()
    running.rows("update documents set owner_id = %s where id = %s", owner, bill)
    correct(running, bill, field="issuer", value="El taller de Robledo").raise_for_status()
    names = {}
    for reader in (owner, stranger):
        file_url = running.upload(f"{uuid4()}.pdf", make_bill())
        document = running.rows(
            "insert into documents (file_url, owner_id) values (%s, %s) returning id", file_url, reader
        )[0]["id"]
        running.wait_for(document, "completed")
        names[reader] = read_metadata(running, document)["fields"]["issuer"]["value"]
    assert names == {owner: "El taller de Robledo", stranger: "Talleres Robledo, S.L."}


@pytest.mark.parametrize(
    "body",
    [
        *({}, {"field": "total"}, {"field": "line_items", "value": "x"}, {"field": "total", "value": "many"}),
        *({"field": "title", "value": "x" * 501}, {"field": "total", "value": 5}),
        {"field": "total", "value": "1.00", "by": "me"},
    ],
)
def test_a_correction_that_cannot_be_is_explained(running: Running, bill: UUID, body: Any) -> None:
    refused = correct(running, bill, **body)
    assert (refused.status_code, refused.json()["code"]) == (400, "invalid_request")
    assert refused.headers["content-type"] == "application/problem+json"


def test_a_correction_of_no_document_is_explained(running: Running) -> None:
    refused = correct(running, uuid4(), field="total", value="1.00")
    assert (refused.status_code, refused.json()["code"]) == (404, "document_not_found")


def test_documents_are_listed_in_pages_by_their_fields(running: Running) -> None:
    issuer = f"Gómez {uuid4()}"
    documents = []
    for day in ("2026-01-01", "2026-01-03", "2026-01-02"):
        document = running.insert("documents/nothing.pdf")
        correct(running, document, field="issuer", value=issuer).raise_for_status()
        correct(running, document, field="type", value="receipt").raise_for_status()
        correct(running, document, field="total", value="12.50 EUR").raise_for_status()
        correct(running, document, field="document_date", value=day).raise_for_status()
        documents.append(str(document))
    query: dict[str, Any] = {"type": "receipt", "issuer": issuer.upper(), "from": "2026-01-01", "limit": 2}
    first = running.api.get("/api/documents", params=query).raise_for_status().json()
    second = (
        running.api.get("/api/documents", params=query | {"after": first["next"]}).raise_for_status().json()
    )
    listed = first["documents"] + second["documents"]
    assert [document["document_id"] for document in listed] == [documents[1], documents[2], documents[0]]
    assert second["next"] is None
    assert (listed[0]["total_amount"], listed[0]["currency"]) == ("12.50", "EUR")
    wrong = running.api.get("/api/documents", params={"sort": "title"})
    assert (wrong.status_code, wrong.json()["code"]) == (400, "invalid_request")


def test_a_search_is_limited_by_fields(running: Running, bill: UUID) -> None:
    correct(running, bill, field="issuer", value=f"Robledo {bill}").raise_for_status()
    body: dict[str, Any] = {
        "query": "factura de talleres",
        "issuer": f"robledo {bill}",
        "date_from": "2026-03-12",
    }
    found = running.api.post("/api/search", json=body).raise_for_status().json()["results"]
    assert {hit["document_id"] for hit in found} == {str(bill)}
    none = running.api.post("/api/search", json=body | {"date_from": "2026-03-13"}).raise_for_status().json()
    assert none["results"] == []


def test_no_value_is_logged(running: Running, bill: UUID) -> None:
    value = f"secret-{uuid4()}"
    correct(running, bill, field="title", value=value).raise_for_status()
    running.api.get("/api/documents", params={"issuer": value}).raise_for_status()
    running.process(bill, force=True, wait=True).raise_for_status()
    logs = "".join(file.read_text("utf-8") for file in (running.stack.root / "logs").glob("vps-1*"))
    assert str(bill) in logs
    assert value not in logs
    assert "Talleres Robledo" not in logs
