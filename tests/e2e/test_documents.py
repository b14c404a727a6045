"""Results as callers and the database see them."""

import io
from uuid import UUID, uuid4

import numpy as np
import pymupdf
import pytest

from local.samples import SAMPLES
from tests.support.running import Running
from tests.support.small_documents import short_pdf

pytestmark = pytest.mark.e2e

INVOICE = next(sample for sample in SAMPLES if sample.name == "factura")


def photograph(content: bytes) -> bytes:
    """Render the first page of a PDF as a JPEG."""
    with pymupdf.open(stream=content) as pdf:
        picture: bytes = pdf[0].get_pixmap(dpi=110).tobytes("jpeg")
    return picture


def test_a_document_is_returned_as_json_markdown_and_text(
    running: Running, sample_documents: dict[str, UUID]
) -> None:
    document = sample_documents["factura"]
    told = running.api.get(f"/api/documents/{document}").raise_for_status().json()
    row = running.rows("select * from documents where id = %s", document)[0]
    assert (told["status"], told["page_count"], told["language"]) == ("completed", INVOICE.pages, "es")
    assert (told["text"], told["markdown"]) == (row["ocr_text"], row["ocr_markdown"])
    assert (told["needs_review"], told["review_reasons"], told["notes"]) == (False, [], [])
    assert len(told["pages"]) == INVOICE.pages
    assert (row["file_name"], told["file_name"]) == (None, row["file_url"].removeprefix("documents/"))
    for name, column in (("markdown", "ocr_markdown"), ("text", "ocr_text")):
        answer = running.api.get(f"/api/documents/{document}?format={name}")
        assert answer.text == row[column]
        assert answer.headers["content-type"].startswith(
            f"text/{'markdown' if name == 'markdown' else 'plain'}"
        )


def test_a_table_comes_as_cells_as_markdown_and_as_html(
    running: Running, sample_documents: dict[str, UUID]
) -> None:
    told = running.api.get(f"/api/documents/{sample_documents['factura']}").json()
    tables = [
        block["table"] for page in told["pages"] for block in page["blocks"] if block["kind"] == "table"
    ]
    assert tables
    for table in tables:
        assert {(cell["row"], cell["column"]) for cell in table["cells"]} <= {
            (row, column) for row in range(table["rows"]) for column in range(table["columns"])
        }
        assert table["html"].startswith("<table>")
        assert table["markdown"] in told["markdown"] or table["html"] in told["markdown"]


def test_a_document_that_is_not_there_or_not_read_is_explained(running: Running) -> None:
    missing = running.api.get(f"/api/documents/{uuid4()}")
    assert (missing.status_code, missing.json()["code"]) == (404, "document_not_found")
    failed = running.insert("documents/no-hay-nada.pdf")
    running.wait_for(failed, "failed")
    assert running.api.get(f"/api/documents/{failed}").json()["error_code"] == "file_missing"
    pending = running.api.get(f"/api/documents/{failed}?format=text")
    assert (pending.status_code, pending.json()["code"]) == (409, "text_pending")
    wrong = running.api.get(f"/api/documents/{failed}?format=docx")
    assert (wrong.status_code, wrong.json()["code"]) == (400, "invalid_request")


def test_a_file_that_is_not_what_its_row_says_is_read_as_what_it_is(running: Running) -> None:
    document = running.insert(running.upload("en-realidad-foto.pdf", photograph(short_pdf())))
    running.wait_for(document, "completed")
    told = running.api.get(f"/api/documents/{document}").json()
    assert told["media_type"] == "image/jpeg"
    assert told["notes"] == [
        "The file is image/jpeg, although its name says application/pdf; it was read as image/jpeg."
    ]
    assert "comunidad de propietarios" in told["text"]


def test_force_ocr_reads_a_document_again_and_ignores_its_text_layer(running: Running) -> None:
    document = running.insert(running.upload("capa.pdf", short_pdf()))
    running.wait_for(document, "completed")
    running.rows("update documents set force_ocr = true where id = %s", document)
    running.wait_for(document, "completed")
    (page,) = running.api.get(f"/api/documents/{document}").json()["pages"]
    assert page["source"] == "ocr"
    assert "comunidad de propietarios" in page["text"]


def test_the_searchable_pdf_lies_beside_the_original_and_says_the_same(running: Running) -> None:
    document = running.insert(running.upload("archivo/foto.jpg", photograph(short_pdf())))
    running.wait_for(document, "completed")
    told = running.api.get(f"/api/documents/{document}").json()
    assert told["searchable_file_url"] == "documents/archivo/foto.jpg.searchable.pdf"
    with pymupdf.open(stream=io.BytesIO(running.download(told["searchable_file_url"]))) as pdf:
        words = [word[4] for word in pdf[0].get_text("words", sort=True)]
    assert " ".join(words) == " ".join(told["text"].split())


def test_running_lines_are_marked_in_the_pages_and_left_out_of_the_text(running: Running) -> None:
    pdf = pymupdf.open()
    for number in range(1, 4):
        page = pdf.new_page()
        page.insert_text((60, 40), "Asociación de Vecinos - Memoria 2025", fontsize=9)
        page.insert_text((60, 200), f"Lo que pasó en el trimestre número {number} fue poco y bueno.")
        page.insert_text((280, 820), f"Página {number} de 3", fontsize=9)
    document = running.insert(running.upload("memoria.pdf", pdf.tobytes()))
    running.wait_for(document, "completed")
    told = running.api.get(f"/api/documents/{document}").json()
    assert "Memoria 2025" not in told["text"]
    assert "Página" not in told["text"]
    assert [block["kind"] for block in told["pages"][1]["blocks"]] == ["header", "paragraph", "footer"]


def test_texts_of_the_application_are_embedded_as_the_documents_are(running: Running) -> None:
    texts = ["El perro ladra.", "La caldera no arranca."]
    answer = (
        running.api.post("/api/embed", json={"texts": texts, "kind": "passage"}).raise_for_status().json()
    )
    assert (answer["model"], answer["dimensions"]) == ("multilingual-e5-small", 384)
    vectors = np.array(answer["vectors"])
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    question = running.api.post("/api/embed", json={"texts": ["avería de la calefacción"], "kind": "query"})
    assert np.argmax(vectors @ np.array(question.json()["vectors"][0])) == 1


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"texts": []},
        {"texts": [""]},
        {"texts": ["a"] * 65},
        {"texts": ["palabra " * 900]},
        {"texts": ["a"], "kind": "paragraph"},
    ],
)
def test_texts_that_cannot_be_embedded_are_refused_with_a_reason(
    running: Running, body: dict[str, object]
) -> None:
    answer = running.api.post("/api/embed", json=body)
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid_request")


def vectors_of(running: Running, document: UUID) -> list[str]:
    rows = running.rows("select embedding::text from document_passages where document_id = %s", document)
    return [row["embedding"] for row in rows]


def test_no_stale_vector_survives_a_new_file_or_a_deletion(running: Running) -> None:
    document = running.insert(running.upload("viejo.pdf", short_pdf()))
    running.wait_for(document, "completed")
    before = vectors_of(running, document)
    running.rows(
        "update documents set file_url = %s where id = %s", running.upload("nuevo.pdf", short_pdf()), document
    )
    running.wait_for(document, "completed")
    after = vectors_of(running, document)
    assert after
    assert not set(before) & set(after)
    running.rows("delete from documents where id = %s", document)
    assert vectors_of(running, document) == []


def test_text_that_did_not_change_is_not_embedded_again(running: Running) -> None:
    document = running.insert(running.upload("igual.pdf", short_pdf()))
    running.wait_for(document, "completed")
    mark = "[1" + ",0" * 383 + "]"
    running.rows("update document_passages set embedding = %s where document_id = %s", mark, document)
    assert running.process(document, force=True).status_code == 200
    assert vectors_of(running, document) == [mark]


def test_a_change_of_model_embeds_again_and_does_not_read_again(running: Running) -> None:
    document = running.insert(running.upload("otro-modelo.pdf", short_pdf()))
    running.wait_for(document, "completed")
    before = vectors_of(running, document)
    running.rows("update document_embeddings set model = 'another' where document_id = %s", document)
    running.rows("update document_passages set model = 'another' where document_id = %s", document)
    read = len(running.log_events("page_read", document))
    running.remove("documents/otro-modelo.pdf")
    assert running.rows("select ocr.reembed('multilingual-e5-small') as queued")[0]["queued"] == 1
    running.wait_for(document, "completed")
    told = running.rows("select model from document_embeddings where document_id = %s", document)
    assert [row["model"] for row in told] == ["multilingual-e5-small"]
    np.testing.assert_allclose(
        [float(x) for x in vectors_of(running, document)[0][1:-1].split(",")],
        [float(x) for x in before[0][1:-1].split(",")],
        atol=1e-5,
    )
    assert len(running.log_events("page_read", document)) == read
    assert (
        running.rows("select ocr_media_type from documents where id = %s", document)[0]["ocr_media_type"]
        == "application/pdf"
    )
