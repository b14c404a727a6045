"""Metrics and logs of the running function after it has read documents."""

import json
from typing import Any
from uuid import UUID

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests.support.promql import alert_rules, dashboard_queries, find_selectors
from tests.support.running import Running
from tests.support.small_documents import short_pdf
from tests.support.waiting import wait_until

pytestmark = pytest.mark.e2e

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"

Values = dict[str, dict[tuple[str, ...], float]]


def address(running: Running, path: str) -> str:
    """The URL of a path on the function, for requests without the token."""
    return f"{running.stack.functions['vps-1'].url}{path}"


def scrape(running: Running) -> Values:
    """Samples by metric name and label values, fetched without a token as Prometheus does."""
    answer = httpx.get(address(running, "/metrics")).raise_for_status()
    assert answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    found: Values = {}
    for family in text_string_to_metric_families(answer.text):
        for sample in family.samples:
            labels = tuple(sample.labels[name] for name in sorted(sample.labels))
            found.setdefault(sample.name, {})[labels] = sample.value
    return found


def total(values: Values, name: str, *labels: str) -> float:
    """The sum of all series that have these label values."""
    return sum(value for key, value in values[name].items() if set(labels) <= set(key))


def growth(before: Values, after: Values, name: str, *labels: str) -> float:
    return total(after, name, *labels) - total(before, name, *labels)


def lines_of(running: Running, document: UUID) -> list[dict[str, Any]]:
    """All log lines about a document."""
    text = (running.stack.root / "logs" / "vps-1.jsonl").read_text("utf-8")
    lines = [json.loads(line) for line in text.splitlines()]
    return [line for line in lines if line.get("document") == str(document)]


def scrape_when_idle(running: Running) -> Values:
    """Scrape once no documents of other tests are queued or being read."""
    wait_until(lambda: not running.rows("select from ocr_queue where status in ('queued', 'processing')"))
    return scrape(running)


def test_documents_that_were_read_are_counted_in_the_metrics(
    running: Running, sample_documents: dict[str, UUID]
) -> None:
    before = scrape_when_idle(running)
    for document in sample_documents.values():
        assert running.process(document, force=True).status_code == 200
    after = scrape(running)
    pages = running.rows(
        "select source, count(*) as count from document_pages where document_id = any(%s) group by source",
        list(sample_documents.values()),
    )
    assert {row["source"] for row in pages} == {"ocr", "text_layer"}
    for row in pages:
        labels = ("read_page", row["source"])
        assert growth(before, after, "kairo_pages_total", "read", row["source"]) == row["count"]
        assert growth(before, after, "kairo_step_seconds_count", *labels) == row["count"]
        assert growth(before, after, "kairo_step_seconds_sum", *labels) > 0
    assert growth(before, after, "kairo_documents_total", "completed") == len(sample_documents)
    for step in ("download", "searchable_copy", "extract", "embed", "complete"):
        assert growth(before, after, "kairo_step_seconds_count", step) == len(sample_documents)
    assert growth(before, after, "kairo_model_busy_seconds_total", "ocr") > 0
    assert growth(before, after, "kairo_http_responses_total", "2xx") >= len(sample_documents)
    assert growth(before, after, "kairo_http_responses_total", "5xx") == 0
    assert (after["kairo_database_up"], after["kairo_models_loaded"]) == ({(): 1}, {(): 1})
    assert 200 < after["kairo_memory_resident_bytes"][()] / 2**20 < 3000


def test_a_document_a_failure_and_a_search_each_count_once(running: Running) -> None:
    before = scrape_when_idle(running)
    good = running.insert(running.upload("contado.pdf", short_pdf()))
    running.wait_for(good, "completed")
    missing = running.insert("documents/no-se-cuenta.pdf")
    running.wait_for(missing, "failed")
    running.api.post("/api/search", json={"query": "cuota"}).raise_for_status()
    assert httpx.get(address(running, "/nowhere")).status_code == 404
    counts: tuple[tuple[str, tuple[str, ...]], ...] = (
        ("kairo_documents_total", ("completed", "text_layer")),
        ("kairo_documents_total", ("failed",)),
        ("kairo_failures_total", ("file_missing",)),
        ("kairo_pages_total", ()),
        ("kairo_search_seconds_count", ()),
        ("kairo_http_responses_total", ("4xx",)),
    )

    def grown() -> list[float]:
        after = scrape(running)
        return [growth(before, after, name, *labels) for name, labels in counts]

    # A job has ended in the database a moment before it is counted.
    wait_until(lambda: min(grown()) >= 1)
    assert grown() == [1] * len(counts)


def test_the_running_function_has_every_metric_of_dashboard_and_alerts(running: Running) -> None:
    values = scrape(running)
    queries = [*dashboard_queries(), *(str(rule["expr"]) for rule in alert_rules())]
    asked = {selector.metric for query in queries for selector in find_selectors(query)}
    assert asked - {"up"} <= set(values)


def test_a_request_is_found_by_its_id_in_the_answer_and_in_every_line_of_the_pipeline(
    running: Running,
) -> None:
    document = running.insert(running.upload("con-nombre.pdf", short_pdf()))
    running.wait_for(document, "completed")
    headers = {"X-Request-ID": "order-7.reread", "traceparent": f"00-{TRACE}-00f067aa0ba902b7-01"}
    before = len(lines_of(running, document))
    answer = running.api.post(
        "/api/process-document", json={"document_id": str(document), "force": True}, headers=headers
    )
    assert (answer.status_code, answer.headers["x-request-id"]) == (200, "order-7.reread")
    lines = lines_of(running, document)[before:]
    assert {"attempt_started", "page_read", "step_done", "attempt_completed"} <= {
        line["event"] for line in lines
    }
    assert {(line["request_id"], line["trace_id"]) for line in lines} == {("order-7.reread", TRACE)}
    earlier = {line["request_id"] for line in lines_of(running, document)[:before]}
    assert len(earlier) == 1
    assert len(earlier.pop()) == 32


def test_an_id_that_could_be_taken_for_something_else_is_replaced(running: Running) -> None:
    for hostile in ('a","level":"critical', "x" * 200, "a b", "<script>"):
        answer = running.api.get("/health/live", headers={"X-Request-ID": hostile})
        assert len(answer.headers["x-request-id"]) == 32


def test_a_refused_request_has_an_id_as_well(running: Running) -> None:
    answer = httpx.get(address(running, "/api/queue/stats"), headers={"X-Request-ID": "stranger"})
    assert (answer.status_code, answer.headers["x-request-id"]) == (401, "stranger")
