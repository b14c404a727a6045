"""Fits the expected share of a page's characters that are right to pages whose text is known.

A page's characters are wrong as often as its lines' confidences say: a curve over the confidence of a line, straight
between `KNOTS`, that never falls with doubt. Its slopes are those of the likeliest counts of lost characters (Poisson),
found by the multiplicative updates of Richardson and Lucy, which keep them above zero.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from function.reading.confidence import Calibration
from function.reading.review import MIN_CONFIDENCE

Table = NDArray[np.float64]

# Confidences of lines between which the curve is straight; closer where most lines are.
KNOTS = (0.0, 0.7, 0.9, 0.95, 0.98, 1.0)
UPDATES = 3000
FOLDS = 5


@dataclass(frozen=True, slots=True)
class Reading:
    """A page as read. `lines` are the characters and the confidence of each, `unread` the characters in its unread blocks;
    `flagged` says that there are reasons for a review other than its confidence. Pages of one `kind` are never on both
    sides of a split.
    """

    page: str
    kind: str
    lines: tuple[tuple[int, float], ...]
    unread: float
    lost: int
    characters: int
    flagged: bool

    @property
    def share_lost(self) -> float:
        return self.lost / self.characters


def fit(readings: Sequence[Reading]) -> Calibration:
    """Return the curve."""
    ramps = np.array([_ramps(reading) for reading in readings])
    lost = np.array([reading.share_lost for reading in readings])
    slopes = np.full(ramps.shape[1], 0.1)
    for _ in range(UPDATES):
        slopes *= ramps.T @ (lost / (ramps @ slopes + 1e-9)) / np.maximum(ramps.sum(axis=0), 1e-9)
    wrong = np.minimum(np.cumsum(slopes), 1.0)
    lines = ((knot, round(1 - float(share), 4)) for knot, share in zip(KNOTS[::-1], wrong, strict=True))
    return Calibration(tuple(lines)[::-1])


def hold_out(readings: Sequence[Reading]) -> list[tuple[Reading, float, bool]]:
    """Return each reading with its confidence by a fit to other kinds of pages, and whether it is flagged."""
    kinds = sorted({reading.kind for reading in readings})
    fold_of = {kind: number % FOLDS for number, kind in enumerate(kinds)}
    found = []
    for fold in range(FOLDS):
        fitted = fit([reading for reading in readings if fold_of[reading.kind] != fold])
        for reading in readings:
            if fold_of[reading.kind] == fold:
                confidence = fitted.expect_right(reading.lines, reading.unread)
                found.append((reading, confidence, reading.flagged or confidence < MIN_CONFIDENCE))
    return found


def _ramps(reading: Reading) -> list[float]:
    """Return how far the lines are past each knot, on average, from the surest down; the first is 1 for all."""
    counts = np.array([characters for characters, _ in reading.lines], float)
    confidences = np.array([confidence for _, confidence in reading.lines])
    past: list[Any] = [np.ones_like(confidences)]
    for upper, lower in zip(KNOTS[:0:-1], KNOTS[-2::-1], strict=True):
        past.append(np.clip((upper - confidences) / (upper - lower), 0, 1))
    return [float((counts * ramp).sum() / (counts.sum() + reading.unread)) for ramp in past]
