"""One program on one real page, and the pooled figures of many."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean

from tests.support.scoring import Counts, Kept


@dataclass(frozen=True, slots=True)
class Score:
    """`f1` and `confidence` are 0..1; `kept` has no pairs if nobody marked the page's units; `wear` may be empty."""

    engine: str
    page: str
    wear: str
    from_text_layer: bool
    edits: Counts
    lost: Counts
    f1: float
    kept: Kept
    seconds: float
    confidence: float | None = None
    flagged: bool = False


def pooled_share(counts: Iterable[Counts]) -> float:
    """Edits over characters, summed over all pages, in %."""
    pairs = [(count.edits, count.characters) for count in counts]
    return 100 * sum(edits for edits, _ in pairs) / max(1, sum(characters for _, characters in pairs))


def share_lost(scores: Iterable[Score]) -> float:
    """Characters missing or wrong, whatever the order, in %."""
    return pooled_share(score.lost for score in scores)


def share_kept(scores: Iterable[Score]) -> float | None:
    """Neighbours within a unit that stayed neighbours, in %; None if no units are marked."""
    kept = [score.kept for score in scores]
    pairs = sum(one.pairs for one in kept)
    return 100 * sum(one.kept for one in kept) / pairs if pairs else None


def describe(scores: Sequence[Score]) -> list[str]:
    """CER, lost, F1 of words and kept together, in % with the usual digits."""
    kept = share_kept(scores)
    return [
        f"{pooled_share(score.edits for score in scores):.2f}",
        f"{share_lost(scores):.2f}",
        f"{100 * fmean(score.f1 for score in scores):.1f}",
        "–" if kept is None else f"{kept:.1f}",
    ]
