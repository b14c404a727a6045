"""The figures of `benchmarks.accuracy` as Markdown, and whether the project's targets hold."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from benchmarks.report import describe_machine, judge, write_result
from tests.support.scoring import Counts

OWN = "Kairo OCR"
TABLES = ("factura", "nomina", "extracto", "horario", "notas")
WORN = ("photo", "scan", "skew")
TURNED = re.compile(r"_r(?:90|180|270)$")
MAX_TURNED_LOSS = 0.2
NOTEWORTHY = 2.0


@dataclass(frozen=True, slots=True)
class Score:
    """One engine on one page; `seconds` are per page."""

    engine: str
    page: str
    kind: str
    edits: Counts
    f1: float
    seconds: float


@dataclass(frozen=True, slots=True)
class Target:
    """A group of pages and its highest acceptable CER in %."""

    title: str
    limit: float
    belongs: Callable[[Score], bool]


TARGETS = (
    Target("all pages", 0.40, lambda score: not TURNED.search(score.page)),
    Target("two-column article", 1.0, lambda score: score.kind == "articulo"),
    Target(
        "photographed, scanned and skewed tables",
        1.5,
        lambda score: score.kind in TABLES and any(wear in score.page for wear in WORN),
    ),
)


def write_report(versions: Mapping[str, str], scores: Sequence[Score]) -> str:
    """Return the report and write it to `results/accuracy.md`."""
    lines = [
        *_head(versions),
        "",
        *_table(scores),
        "",
        *_judge_targets(scores),
        "",
        *_list_noteworthy(scores),
    ]
    return write_result("accuracy.md", lines)


def pooled_cer(scores: Iterable[Score]) -> float:
    """Edits over characters, summed over all pages, in %."""
    counts = [score.edits for score in scores]
    return 100 * sum(count.edits for count in counts) / max(sum(count.characters for count in counts), 1)


def _head(versions: Mapping[str, str]) -> Iterator[str]:
    yield "# Accuracy"
    yield ""
    yield describe_machine()
    yield "CER in % (edits over characters, white space collapsed, pages pooled) / F1 of words in % (mean of pages)."
    yield ""
    for engine, version in versions.items():
        yield f"- {engine}: {version}"


def _table(scores: Sequence[Score]) -> Iterator[str]:
    engines = list(dict.fromkeys(score.engine for score in scores))
    yield "| kind | pages | " + " | ".join(engines) + " |"
    yield "| --- | ---: |" + " ---: |" * len(engines)
    for kind in sorted({score.kind for score in scores}):
        yield _row(kind, [score for score in scores if score.kind == kind], engines)
    yield _row("**all**", scores, engines)
    cells = [
        f"{median(score.seconds for score in scores if score.engine == engine):.1f}" for engine in engines
    ]
    yield "| median seconds a page | | " + " | ".join(cells) + " |"


def _row(title: str, scores: Sequence[Score], engines: Sequence[str]) -> str:
    by_engine = [[score for score in scores if score.engine == engine] for engine in engines]
    cells = [
        f"{pooled_cer(own):.2f} / {100 * sum(score.f1 for score in own) / len(own):.1f}" for own in by_engine
    ]
    return f"| {title} | {len({score.page for score in scores})} | " + " | ".join(cells) + " |"


def _judge_targets(scores: Sequence[Score]) -> Iterator[str]:
    own = [score for score in scores if score.engine == OWN]
    for target in TARGETS:
        group = [score for score in own if target.belongs(score)]
        if group:
            yield judge(target.title, pooled_cer(group), target.limit)
    turned = [score for score in own if TURNED.search(score.page)]
    kinds = {score.kind for score in turned}
    upright = [score for score in own if score.kind in kinds and not TURNED.search(score.page)]
    if turned and upright:
        loss = pooled_cer(turned) - pooled_cer(upright)
        yield judge("turned pages, more than the same kinds upright", loss, MAX_TURNED_LOSS)


def _list_noteworthy(scores: Sequence[Score]) -> Iterator[str]:
    """Pages that this project reads poorly enough to deserve a look."""
    for score in scores:
        cer = pooled_cer([score])
        if score.engine == OWN and cer > NOTEWORTHY:
            yield f"- {score.page}: CER {cer:.1f} %, words {100 * score.f1:.1f} %"
