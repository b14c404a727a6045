"""Mean confidence of recognised text."""

import math
from collections.abc import Iterable


def mean_confidence(weighted: Iterable[tuple[float, int]]) -> float | None:
    """Return the mean of confidences (0..1) weighted by characters; None without characters."""
    pairs = list(weighted)
    characters = sum(weight for _, weight in pairs)
    if characters == 0:
        return None
    return math.fsum(confidence * weight for confidence, weight in pairs) / characters
