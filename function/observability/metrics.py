"""Counters and histograms for Prometheus, since the start of the worker.

Labels have few, known values, and each series starts at 0, because `increase()` misses the first event of a
series that appears later. No label contains a document id, text, a name or an address.
"""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Literal, get_args

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector, disable_created_metrics

from function.document.pages import Page
from function.errors import KairoError

Step = Literal["download", "searchable_copy", "extract", "embed", "ask_model", "complete"]
PageSource = Literal["text_layer", "ocr"]
DocumentSource = Literal["text_layer", "ocr", "mixed", "none"]
# What became of a request to the language model: an answer that can be read; an empty one; one that was cut off or has
# another form; too many requests (429); any other status below 500, since redirects are not followed; 5xx; no whole
# answer; none in time. Last, no request was made: the server is left alone after failures, the day's requests are spent, or
# something broke here.
ModelResult = Literal[
    "answered",
    "blank",
    "unusable",
    "busy",
    "refused",
    "failed",
    "unreachable",
    "timeout",
    "resting",
    "spent",
    "internal_error",
]
RerankResult = Literal["ranked", "late"]

CODE_CLASSES = ("1xx", "2xx", "3xx", "4xx", "5xx")
STEP_BUCKETS = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 180, 600)
SEARCH_BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)

# The creation times of counters would double their lines, and nothing uses them.
disable_created_metrics()  # type: ignore[no-untyped-call]


class Metrics:
    """Counters and histograms in their own `registry`. Every method may be called from any thread."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        # CPU seconds, open files and start time of the process.
        ProcessCollector(registry=self.registry)
        self._add_documents()
        self._add_model()
        self._add_requests()

    def _add_documents(self) -> None:
        self._documents = self._counter(
            "documents",
            "Finished attempts: completed, failed permanently, retryable, lost to another attempt, or given way.",
            *(("completed", source) for source in get_args(DocumentSource)),
            *((result, "none") for result in ("failed", "retryable", "lost", "gave_way")),
            labels=("result", "source"),
        )
        self._failures = self._counter(
            "failures", "Failed attempts by error code.", *_codes(), labels=("code",)
        )
        self._pages = self._counter(
            "pages",
            "Pages by result and by source of their text.",
            *(("read", source) for source in get_args(PageSource)),
            ("unreadable", "none"),
            labels=("result", "source"),
        )
        self._steps = Histogram(
            "kairo_step_seconds",
            "Seconds per step of a document; read_page is one page, by source of its text.",
            ("step", "source"),
            buckets=STEP_BUCKETS,
            registry=self.registry,
        )
        for step in get_args(Step):
            self._steps.labels(step, "")
        for source in get_args(PageSource):
            self._steps.labels("read_page", source)

    def _add_model(self) -> None:
        self._model_requests = self._counter(
            "model_requests",
            "Requests to the language model by what became of them.",
            *((result,) for result in get_args(ModelResult)),
            labels=("result",),
        )
        self._model_values = self._counter(
            "model_values",
            "Values that the language model has named: kept, or dropped because they are not printed there.",
            *(("kept",), ("dropped",)),
            labels=("result",),
        )
        self._model_tokens = self._counter(
            "model_tokens",
            "Tokens of requests to the language model, as its server counts them.",
            *(("prompt",), ("completion",)),
            labels=("kind",),
        )

    def _add_requests(self) -> None:
        self._callbacks = self._counter(
            "callbacks",
            "Callbacks sent: delivered, refused by the receiver, or receiver unreachable.",
            *(("delivered",), ("refused",), ("unreachable",)),
            labels=("result",),
        )
        self._responses = self._counter(
            "http_responses",
            "HTTP responses by status class, without probes and scrapes.",
            *((code,) for code in CODE_CLASSES),
            labels=("code",),
        )
        self._reranks = self._counter(
            "reranks",
            "Rankings by the reranker: in time, or given up after RERANK_SECONDS.",
            *((result,) for result in get_args(RerankResult)),
            labels=("result",),
        )
        self._searches = Histogram(
            "kairo_search_seconds",
            "Seconds per search.",
            buckets=SEARCH_BUCKETS,
            registry=self.registry,
        )

    def _counter(self, name: str, meaning: str, *series: Iterable[str], labels: tuple[str, ...]) -> Counter:
        counter = Counter(f"kairo_{name}", meaning, labels, registry=self.registry)
        for values in series:
            counter.labels(*values)
        return counter

    def count_completed(self, pages: Iterable[Page]) -> None:
        """Count a completed document; `pages` are all its pages."""
        sources = {page.source for page in pages} - {"unreadable"}
        self._documents.labels("completed", _document_source(sources)).inc()

    def count_failed(self, error: KairoError) -> None:
        """Count an attempt that ended with `error`, which is stored in its job."""
        self._documents.labels("retryable" if error.retryable else "failed", "none").inc()
        self._failures.labels(error.code).inc()

    def count_lost(self) -> None:
        """Count an attempt that ended because another one owns the job."""
        self._documents.labels("lost", "none").inc()

    def count_gave_way(self) -> None:
        """An attempt ended between two pages because another document needs fewer."""
        self._documents.labels("gave_way", "none").inc()

    def count_page(self, page: Page) -> None:
        """Count a page that was read and saved."""
        self._pages.labels("read", page.source).inc()
        self._steps.labels("read_page", page.source).observe(page.seconds)

    def count_unreadable_page(self) -> None:
        self._pages.labels("unreadable", "none").inc()

    def count_callback(self, status: int | None) -> None:
        """Count a callback; `status` is the receiver's HTTP status, or None when it did not answer."""
        delivered = status is not None and 200 <= status < 300
        result = "unreachable" if status is None else "delivered" if delivered else "refused"
        self._callbacks.labels(result).inc()

    def count_model_request(self, result: ModelResult, *, prompt: int = 0, completion: int = 0) -> None:
        """Count a request to the language model, with its tokens."""
        self._model_requests.labels(result).inc()
        self._model_tokens.labels("prompt").inc(prompt)
        self._model_tokens.labels("completion").inc(completion)

    def count_model_values(self, *, kept: int, dropped: int) -> None:
        self._model_values.labels("kept").inc(kept)
        self._model_values.labels("dropped").inc(dropped)

    def count_response(self, status: int) -> None:
        self._responses.labels(f"{status // 100}xx").inc()

    def count_rerank(self, result: RerankResult) -> None:
        self._reranks.labels(result).inc()

    def observe_step(self, step: Step, seconds: float) -> None:
        """Record the duration of a finished step; failed steps are not recorded."""
        self._steps.labels(step, "").observe(seconds)

    @contextmanager
    def time_search(self) -> Iterator[None]:
        """Record the duration of the block, unless it raises."""
        started = monotonic()
        yield
        self._searches.observe(monotonic() - started)


def _document_source(sources: Collection[str]) -> str:
    if len(sources) == 1:
        return next(iter(sources))
    return "mixed" if sources else "none"


def _codes() -> set[tuple[str]]:
    """Return the codes of all errors."""
    known, found = [KairoError], set()
    while known:
        error = known.pop()
        found.add((error.code,))
        known += error.__subclasses__()
    return found
