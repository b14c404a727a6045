"""Traces of the running function: a document's steps are children of its request and contain none of its text."""

import pytest

from tests.support.running import Running
from tests.support.small_documents import short_pdf
from tests.support.trace_collector import Collector, Span
from tests.support.waiting import wait_until

pytestmark = pytest.mark.e2e

TRACE, CALLER = "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"


def test_a_documents_steps_are_spans_of_its_request_without_text(
    running: Running, collector: Collector
) -> None:
    document = running.insert(running.upload("traced.pdf", short_pdf()))
    running.wait_for(document, "completed")
    answer = running.api.post(
        "/api/process-document",
        json={"document_id": str(document), "force": True},
        headers={"traceparent": f"00-{TRACE}-{CALLER}-01"},
    )
    assert answer.status_code == 200

    def collected() -> dict[str, Span]:
        return {span.name: span for span in collector.spans() if span.trace_id == TRACE}

    request_name = "POST /api/process-document"
    spans = wait_until(
        lambda: (found := collected()).keys() >= {request_name, "attempt", "complete"} and found
    )
    request, attempt = spans[request_name], spans["attempt"]
    assert (request.parent_id, attempt.parent_id) == (CALLER, request.span_id)
    assert attempt.attributes["document"] == str(document)
    steps = {name for name, span in spans.items() if span.parent_id == attempt.span_id}
    assert steps == {"download", "read_page", "searchable_copy", "extract", "embed", "complete"}
    assert spans["read_page"].attributes == {"page": 1, "source": "text_layer"}
    text = running.rows("select ocr_text from documents where id = %s", document)[0]["ocr_text"]
    hidden = [*text.split("\n")[:3], running.stack.secrets.function_token, running.stack.postgres.password]
    hidden.append(running.stack.secrets.service_role_key)
    assert not [part for part in hidden if part and any(part.encode() in body for body in collector.bodies)]


def test_a_document_that_the_database_sent_has_a_trace_of_its_own(
    running: Running, collector: Collector
) -> None:
    document = running.insert("documents/there-is-no-such-file.pdf")
    running.wait_for(document, "failed")
    attempt = wait_until(
        lambda: [
            span
            for span in collector.spans()
            if span.name == "attempt" and span.attributes.get("document") == str(document)
        ]
    )[0]
    assert attempt.failed
    assert attempt.attributes["error.type"] == "file_missing"
    wait_until(lambda: [span for span in collector.spans() if span.span_id == attempt.parent_id])
