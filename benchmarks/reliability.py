"""Whether this project knows what it has not read: flags and confidences beside what was really lost."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import fmean

from benchmarks.real_score import Score, share_lost
from benchmarks.report import draw_table, judge

BINS = 5
# In % of a page's characters, and of its pages.
BADLY_READ, WELL_READ = 5.0, 1.0
MIN_BADLY_READ_FLAGGED, MAX_WELL_READ_FLAGGED = 90.0, 5.0


def judge_flags(scores: Sequence[Score]) -> Iterator[str]:
    """The shares of badly and of well read pages that are flagged; a kind without pages has no line."""
    bad = [score for score in scores if share_lost([score]) > BADLY_READ]
    good = [score for score in scores if share_lost([score]) < WELL_READ]
    if bad:
        title = f"flagged, of {len(bad)} pages that lost more than {BADLY_READ:.0f} %"
        yield judge(title, _share_flagged(bad), MIN_BADLY_READ_FLAGGED, unit=" %", at_least=True)
    if good:
        title = f"flagged, of {len(good)} pages that lost less than {WELL_READ:.0f} %"
        yield judge(title, _share_flagged(good), MAX_WELL_READ_FLAGGED, unit=" %")


def show_reliability(scores: Sequence[Score]) -> Iterator[str]:
    """Expected and true share of characters right, in bins of equally many pages by confidence."""
    yield from draw_table(
        ("confidence", "pages", "expected right %", "really right %"),
        (
            [
                f"{part[0][0]:.3f} to {part[-1][0]:.3f}",
                str(len(part)),
                *(f"{share:.1f}" for share in _compare(part)),
            ]
            for part in _split(scores)
        ),
    )


def describe_bins(scores: Sequence[Score]) -> list[tuple[float, float]]:
    """The expected and the true share of characters right in each bin, in %."""
    return [_compare(part) for part in _split(scores)]


def _split(scores: Sequence[Score]) -> Iterator[Sequence[tuple[float, Score]]]:
    ordered = sorted(
        ((score.confidence, score) for score in scores if score.confidence is not None),
        key=lambda pair: pair[0],
    )
    bounds = [len(ordered) * number // BINS for number in range(BINS + 1)]
    for start, end in pairwise(bounds):
        if start < end:
            yield ordered[start:end]


def _compare(part: Sequence[tuple[float, Score]]) -> tuple[float, float]:
    right = 100 - share_lost(score for _, score in part)
    expected = 100 * fmean(
        (confidence for confidence, _ in part), weights=[score.lost.characters for _, score in part]
    )
    return expected, right


def _share_flagged(scores: Sequence[Score]) -> float:
    return 100 * sum(score.flagged for score in scores) / len(scores)
