"""What is counted for Prometheus while the function works. Everything counts since the worker's start.

Labels have few and known values, and each series stands at 0 from the start: `increase()` would miss the first event of
one that begins later. No label holds a document, a text, a name or an address.
"""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Literal, get_args

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector, disable_created_metrics

from function.document.pages import Page
from function.errors import KairoError

Step = Literal["download", "embed", "searchable_copy", "complete"]
PageSource = Literal["text_layer", "ocr"]
DocumentSource = Literal["text_layer", "ocr", "mixed", "none"]

CODE_CLASSES = ("1xx", "2xx", "3xx", "4xx", "5xx")
STEP_BUCKETS = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 180, 600)
SEARCH_BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)

# When a counter began is of no use to anybody here, and doubles its lines.
disable_created_metrics()  # type: ignore[no-untyped-call]


class Metrics:
    """Counters and histograms in a `registry` of their own. Every method may be called from any thread."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        # CPU seconds, open files and the start of the process.
        ProcessCollector(registry=self.registry)
        self._documents = self._counter(
            "documents",
            "Attempts that ended: completed, failed for good, failed and may be retried, lost to another attempt, gave way.",
            *(("completed", source) for source in get_args(DocumentSource)),
            *((result, "none") for result in ("failed", "retryable", "lost", "gave_way")),
            labels=("result", "source"),
        )
        self._failures = self._counter(
            "failures", "Attempts that failed, by the code of the error.", *_codes(), labels=("code",)
        )
        self._pages = self._counter(
            "pages",
            "Pages, by what became of them and where their text came from.",
            *(("read", source) for source in get_args(PageSource)),
            ("unreadable", "none"),
            labels=("result", "source"),
        )
        self._callbacks = self._counter(
            "callbacks",
            "Callbacks posted: delivered, refused by the receiver, or the receiver did not answer.",
            *(("delivered",), ("refused",), ("unreachable",)),
            labels=("result",),
        )
        self._responses = self._counter(
            "http_responses",
            "Answers by class of their status; probes and scrapes are not counted.",
            *((code,) for code in CODE_CLASSES),
            labels=("code",),
        )
        self._steps = Histogram(
            "kairo_step_seconds",
            "Seconds a step of a document took; read_page is one page, by the source of its text.",
            ("step", "source"),
            buckets=STEP_BUCKETS,
            registry=self.registry,
        )
        for step in get_args(Step):
            self._steps.labels(step, "")
        for source in get_args(PageSource):
            self._steps.labels("read_page", source)
        self._searches = Histogram(
            "kairo_search_seconds",
            "Seconds from a search's question to its answer.",
            buckets=SEARCH_BUCKETS,
            registry=self.registry,
        )

    def _counter(self, name: str, meaning: str, *series: Iterable[str], labels: tuple[str, ...]) -> Counter:
        counter = Counter(f"kairo_{name}", meaning, labels, registry=self.registry)
        for values in series:
            counter.labels(*values)
        return counter

    def count_completed(self, pages: Iterable[Page]) -> None:
        """A document was read to its end; `pages` are all of it."""
        sources = {page.source for page in pages} - {"unreadable"}
        self._documents.labels("completed", _document_source(sources)).inc()

    def count_failed(self, error: KairoError) -> None:
        """An attempt ended with `error`, which its job keeps."""
        self._documents.labels("retryable" if error.retryable else "failed", "none").inc()
        self._failures.labels(error.code).inc()

    def count_lost(self) -> None:
        """An attempt ended because another one owns the job."""
        self._documents.labels("lost", "none").inc()

    def count_gave_way(self) -> None:
        """An attempt ended between two pages because another document needs fewer."""
        self._documents.labels("gave_way", "none").inc()

    def count_page(self, page: Page) -> None:
        """A page was read and saved."""
        self._pages.labels("read", page.source).inc()
        self._steps.labels("read_page", page.source).observe(page.seconds)

    def count_unreadable_page(self) -> None:
        self._pages.labels("unreadable", "none").inc()

    def count_callback(self, status: int | None) -> None:
        """`status` is the receiver's HTTP status, None when it did not answer."""
        delivered = status is not None and 200 <= status < 300
        result = "unreachable" if status is None else "delivered" if delivered else "refused"
        self._callbacks.labels(result).inc()

    def count_response(self, status: int) -> None:
        self._responses.labels(f"{status // 100}xx").inc()

    def observe_step(self, step: Step, seconds: float) -> None:
        """A step was done; one that broke is a failure and has no time."""
        self._steps.labels(step, "").observe(seconds)

    @contextmanager
    def time_search(self) -> Iterator[None]:
        """Observes the time of what it encloses, unless that raises."""
        started = monotonic()
        yield
        self._searches.observe(monotonic() - started)


def _document_source(sources: Collection[str]) -> str:
    if len(sources) == 1:
        return next(iter(sources))
    return "mixed" if sources else "none"


def _codes() -> set[tuple[str]]:
    """The codes of all errors there are."""
    known, found = [KairoError], set()
    while known:
        error = known.pop()
        found.add((error.code,))
        known += error.__subclasses__()
    return found
