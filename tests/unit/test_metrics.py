"""The metrics as Prometheus's official client parses them; the dashboard and alerts query no others."""

from dataclasses import replace

import pytest
from prometheus_client import generate_latest
from prometheus_client.metrics_core import Metric
from prometheus_client.parser import text_string_to_metric_families
from prometheus_client.samples import Sample

from function.document.pages import Page, PageSource
from function.errors import CorruptFileError, DatabaseUnavailableError
from function.observability.exposition import Snapshot
from function.observability.metrics import Metrics
from tests.support.promql import Selector, alert_rules, dashboard_queries, find_selectors

STATS = {
    "queued": 3,
    "processing": 2,
    "stale": 1,
    "failed": 4,
    "retrying": 5,
    "completed_today": 60,
    "completed_last_hour": 6,
    "in_flight": 2,
    "max_in_flight": 3,
    "oldest_wait_seconds": 12.5,
    "instances": 2,
}
SNAPSHOT = Snapshot(
    instance="vps-1",
    model_names={"recognition": "small", "embeddings": "e5"},
    models_loaded=True,
    busy_seconds={"ocr": 1.5, "embeddings": 0.25},
    resident=1000.0,
    memory_limit=1800,
    stats=STATS,
)
# Labels that Prometheus adds to whatever it scrapes, and the metric that it creates itself.
SCRAPED_LABELS = {"job", "instance"}
PROMETHEUS_METRICS = {"up"}


def page(source: PageSource, seconds: float = 0.5) -> Page:
    return Page(1, 595, 842, 0, source, "es", 0.9, "texto secreto", (), seconds)


def families(metrics: Metrics, snapshot: Snapshot = SNAPSHOT) -> dict[str, Metric]:
    text = (generate_latest(metrics.registry) + generate_latest(snapshot)).decode()
    found = list(text_string_to_metric_families(text))
    names = [family.name for family in found]
    assert len(set(names)) == len(names)
    return {family.name: family for family in found}


def samples(metrics: Metrics, snapshot: Snapshot = SNAPSHOT) -> list[Sample]:
    return [sample for family in families(metrics, snapshot).values() for sample in family.samples]


def value(found: list[Sample], name: str, **labels: str) -> float | None:
    values = [sample.value for sample in found if sample.name == name and sample.labels == labels]
    assert len(values) < 2
    return values[0] if values else None


def is_there(selector: Selector, found: list[Sample]) -> bool:
    """Whether the metric has every label value that the selector names."""
    series = [sample.labels for sample in found if sample.name == selector.metric]
    return bool(series) and all(
        any(labels.get(label) == value for labels in series)
        for label, _, wanted in selector.matchers
        if label not in SCRAPED_LABELS
        for value in wanted.split("|")
    )


@pytest.mark.parametrize("query", [*dashboard_queries(), *(str(rule["expr"]) for rule in alert_rules())])
def test_every_query_of_dashboard_and_alerts_asks_for_what_is_there(query: str) -> None:
    selectors = find_selectors(query)
    assert selectors
    found = samples(Metrics())
    for selector in selectors:
        assert all(operator in ("=", "=~") for _, operator, _ in selector.matchers)
        if selector.metric not in PROMETHEUS_METRICS:
            assert is_there(selector, found), selector


def test_a_metric_or_label_that_is_misspelt_would_be_noticed() -> None:
    found = samples(Metrics())
    for query in (
        "sum(rate(kairo_document_total[5m]))",
        'kairo_documents_total{result="done"}',
        'max by (status) (kairo_queue_jobs{state="failed"})',
        'kairo_callbacks_total{result=~"refused|ignored"}',
        "kairo_search_seconds",
    ):
        assert not any(is_there(selector, found) for selector in find_selectors(query)), query


def test_every_alert_says_what_to_do_and_how_urgent_it_is() -> None:
    rules = alert_rules()
    assert len({rule["alert"] for rule in rules}) == len(rules)
    for rule in rules:
        assert set(rule) <= {"alert", "expr", "for", "labels", "annotations"}
        assert rule["labels"] in ({"severity": "critical"}, {"severity": "warning"})
        assert set(rule["annotations"]) == {"summary", "description"}  # type: ignore[call-overload]


def test_every_series_begins_at_zero() -> None:
    for family in families(Metrics()).values():
        if family.name.startswith("kairo_") and family.type == "counter" and "busy" not in family.name:
            assert {sample.value for sample in family.samples} == {0.0}


def test_a_document_counts_by_where_its_text_came_from() -> None:
    metrics = Metrics()
    metrics.count_completed([page("ocr"), page("ocr"), page("unreadable")])
    metrics.count_completed([page("text_layer")])
    metrics.count_completed([page("text_layer"), page("ocr")])
    found = samples(metrics)
    for source in ("ocr", "text_layer", "mixed"):
        assert value(found, "kairo_documents_total", result="completed", source=source) == 1


def test_a_failure_counts_by_its_code_and_whether_it_may_pass() -> None:
    metrics = Metrics()
    metrics.count_failed(CorruptFileError("Document 1: torn."))
    metrics.count_failed(DatabaseUnavailableError("away"))
    metrics.count_lost()
    found = samples(metrics)
    for result in ("failed", "retryable", "lost"):
        assert value(found, "kairo_documents_total", result=result, source="none") == 1
    assert value(found, "kairo_failures_total", code="file_corrupt") == 1
    assert value(found, "kairo_failures_total", code="database_unavailable") == 1


def test_a_page_counts_and_its_seconds_fall_into_their_bucket() -> None:
    metrics = Metrics()
    metrics.count_page(page("ocr", seconds=2.0))
    metrics.count_unreadable_page()
    metrics.observe_step("download", 0.2)
    found = samples(metrics)
    assert value(found, "kairo_pages_total", result="read", source="ocr") == 1
    assert value(found, "kairo_pages_total", result="unreadable", source="none") == 1
    labels = {"step": "read_page", "source": "ocr"}
    assert value(found, "kairo_step_seconds_bucket", le="1.0", **labels) == 0
    assert value(found, "kairo_step_seconds_bucket", le="2.5", **labels) == 1
    assert value(found, "kairo_step_seconds_sum", **labels) == 2.0
    assert value(found, "kairo_step_seconds_sum", step="download", source="") == 0.2


def test_callbacks_and_answers_count_by_what_became_of_them() -> None:
    metrics = Metrics()
    for status in (204, 410, 302, None):
        metrics.count_callback(status)
    for status in (200, 202, 404, 503):
        metrics.count_response(status)
    found = samples(metrics)
    results = [
        value(found, "kairo_callbacks_total", result=result)
        for result in ("delivered", "refused", "unreachable")
    ]
    assert results == [1, 2, 1]
    codes = [value(found, "kairo_http_responses_total", code=code) for code in ("2xx", "4xx", "5xx")]
    assert codes == [2, 1, 1]


def test_only_an_answered_search_has_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("function.observability.metrics.monotonic", iter((100.0, 100.03, 200.0)).__next__)
    metrics = Metrics()
    with metrics.time_search():
        pass
    with pytest.raises(ZeroDivisionError), metrics.time_search():
        _ = 1 // 0
    found = samples(metrics)
    assert value(found, "kairo_search_seconds_count") == 1
    assert value(found, "kairo_search_seconds_sum") == pytest.approx(0.03)
    assert value(found, "kairo_search_seconds_bucket", le="0.025") == 0


def test_the_metrics_of_the_queue_have_statuses_that_add_up() -> None:
    found = samples(Metrics())
    jobs = {sample.labels["status"]: sample.value for sample in found if sample.name == "kairo_queue_jobs"}
    assert jobs == {"queued": 3, "processing": 2, "failed": 4, "retrying": 5}
    assert value(found, "kairo_queue_stale_jobs") == 1
    assert value(found, "kairo_queue_oldest_wait_seconds") == 12.5
    assert value(found, "kairo_database_up") == 1


def test_without_a_database_the_metrics_lack_only_the_queue() -> None:
    found = samples(Metrics(), replace(SNAPSHOT, stats=None))
    assert value(found, "kairo_database_up") == 0
    assert not [sample for sample in found if sample.name.startswith("kairo_queue_")]
    assert value(found, "kairo_memory_resident_bytes") == 1000 * 2**20
    assert value(found, "kairo_memory_limit_bytes") == 1800 * 2**20


def test_the_models_are_named_and_their_work_is_counted() -> None:
    found = samples(Metrics())
    assert value(found, "kairo_models_loaded") == 1
    assert value(found, "kairo_model_info", purpose="embeddings", model="e5") == 1
    assert value(found, "kairo_model_busy_seconds_total", thread="ocr") == 1.5


def test_two_functions_in_one_process_count_for_themselves() -> None:
    first, second = Metrics(), Metrics()
    first.count_response(200)
    assert value(samples(second), "kairo_http_responses_total", code="2xx") == 0
