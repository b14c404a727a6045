"""The figures of `benchmarks.real` as Markdown, and whether the project's targets hold."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from statistics import median

from benchmarks.real_score import Score, describe, share_kept, share_lost
from benchmarks.reliability import judge_flags, show_reliability
from benchmarks.report import describe_machine, draw_table, judge

OWN = "Kairo OCR"
COLUMNS = ("", "pages", "CER %", "lost %", "words F1 %", "kept together %", "s/page, median")
EXPLAINED = (
    "CER: edits over characters, against the best of several right orders, pages pooled. Lost: characters missing or "
    "wrong, whatever the order. F1: mean of pages. Kept together: pairs of neighbouring words within a unit marked by "
    "hand (an address, a row of a table) that stayed neighbours."
)
# All in %; what is lost by wear, as it is first.
MIN_KEPT_FROM_TEXT_LAYERS, MIN_KEPT_FROM_PICTURES, MIN_KEPT_OF_A_PAGE = 98.0, 96.5, 93.0
MAX_LOST_FROM_TEXT_LAYERS = 0.2
MAX_LOST = {
    "": 0.5,
    "q40": 0.6,
    "skew": 0.6,
    "phone": 0.8,
    "crumple": 2.5,
    "fax": 2.0,
    "dpi96": 1.0,
    "whatsapp": 1.3,
}


def write_report(versions: Mapping[str, str], scores: Sequence[Score]) -> Iterator[str]:
    yield from ("# Real pages", "", describe_machine(), EXPLAINED, "")
    yield from (f"- {engine}: {version}" for engine, version in versions.items())
    layers = [score for score in scores if score.from_text_layer]
    pictures = [score for score in scores if not score.from_text_layer and not score.wear]
    worn = [score for score in scores if score.wear]
    for title, group in (("From text layers", layers), ("As pictures", pictures), ("Worn pictures", worn)):
        if group:
            yield from ("", f"## {title}", "", *_compare(group), "", *_judge_targets(group))
            name = _wear_of if group is worn else _page_of
            yield from ("", "CER / lost / F1 / kept together:", "", *_break_down(group, name))
    recognised = [score for score in (*pictures, *worn) if score.engine == OWN]
    if recognised:
        yield from ("", "## Flags and confidences of pictures", "", *judge_flags(recognised), "")
        yield from show_reliability(recognised)


def _compare(scores: Sequence[Score]) -> Iterator[str]:
    """One row per engine."""
    groups = _by_engine(scores).items()
    yield from draw_table(
        COLUMNS,
        (
            [engine, str(len(own)), *describe(own), f"{median(score.seconds for score in own):.2f}"]
            for engine, own in groups
        ),
    )


def _break_down(scores: Sequence[Score], name: Callable[[Score], str]) -> Iterator[str]:
    """One row per page or wear, one column per engine."""
    engines = list(_by_engine(scores))
    rows = dict.fromkeys(map(name, scores))
    yield from draw_table(
        ("", *engines),
        (
            [
                row,
                *(_cell([s for s in scores if s.engine == engine and name(s) == row]) for engine in engines),
            ]
            for row in rows
        ),
    )


def _cell(scores: Sequence[Score]) -> str:
    return " / ".join(describe(scores)) if scores else ""


def _judge_targets(scores: Sequence[Score]) -> Iterator[str]:
    """Targets of this project's own scores; worn pages only have one for what is lost."""
    own = [score for score in scores if score.engine == OWN]
    for wear in dict.fromkeys(score.wear for score in own):
        group = [score for score in own if score.wear == wear]
        limit = MAX_LOST_FROM_TEXT_LAYERS if group[0].from_text_layer else MAX_LOST[wear]
        yield judge(f"lost{f', {wear}' if wear else ''}", share_lost(group), limit, unit=" %")
        kept = share_kept(group)
        if not wear and kept is not None:
            least = MIN_KEPT_FROM_TEXT_LAYERS if group[0].from_text_layer else MIN_KEPT_FROM_PICTURES
            yield judge("kept together", kept, least, unit=" %", at_least=True)
            worst = min(share for score in group if (share := share_kept([score])) is not None)
            yield judge("the page least kept together", worst, MIN_KEPT_OF_A_PAGE, unit=" %", at_least=True)


def _by_engine(scores: Sequence[Score]) -> dict[str, list[Score]]:
    groups: dict[str, list[Score]] = {}
    for score in scores:
        groups.setdefault(score.engine, []).append(score)
    return groups


def _page_of(score: Score) -> str:
    return score.page


def _wear_of(score: Score) -> str:
    return score.wear
