"""How the confidence of pages is fitted to what was lost."""

import numpy as np
import pytest

from benchmarks.confidence_fit import Reading, fit, hold_out
from benchmarks.damage import DAMAGES, damage


def reading(kind: str, confidence: float, lost: int, *, unread: float = 0.0) -> Reading:
    return Reading(kind, kind, ((900, 0.99), (100, confidence)), unread, lost, 1000, flagged=False)


def test_a_fit_expects_what_was_lost_and_loses_nothing_by_more_doubt() -> None:
    sure = [reading("letter", 0.99, 10) for _ in range(5)]
    unsure = [reading("receipt", 0.8, 60) for _ in range(5)]
    fitted = fit(sure + unsure)
    assert fitted.expect_right(sure[0].lines, 0.0) == pytest.approx(0.99, abs=0.002)
    assert fitted.expect_right(unsure[0].lines, 0.0) == pytest.approx(0.94, abs=0.002)
    shares = [share for _, share in fitted.lines]
    assert shares == sorted(shares)


def test_no_page_is_judged_by_a_fit_to_pages_of_its_kind() -> None:
    """The only pages in doubt are of one kind: a fit to the others knows nothing of doubt."""
    letters = [reading(f"letter{number}", 0.99, 10) for number in range(9)]
    found = hold_out([*letters, reading("receipt", 0.5, 500)])
    (confidence,) = (confidence for page, confidence, _ in found if page.kind == "receipt")
    assert confidence > 0.9
    assert len(found) == 10


@pytest.mark.parametrize("kind", DAMAGES)
def test_damage_is_the_same_for_a_seed_and_leaves_a_picture(kind: str) -> None:
    page = np.full((300, 200, 3), 255, np.uint8)
    page[100:110, 20:180] = 0
    damaged = damage(page, kind, 7)
    assert damaged.shape[2] == 3
    assert damaged.dtype == np.uint8
    assert (damaged == damage(page, kind, 7)).all()
    assert damaged.shape != page.shape or (damaged != page).any()
