"""Medians of values that have weights, or that come one after the other."""

from bisect import insort
from collections.abc import Iterable


def weighted_median(weighted: Iterable[tuple[float, int]]) -> float | None:
    """The median of (value, weight) with each value counted `weight` times; None without any. n log n steps."""
    values = sorted((value, weight) for value, weight in weighted if weight > 0)
    total = sum(weight for _, weight in values)
    passed, low = 0, None
    for value, weight in values:
        passed += weight
        if low is None and 2 * passed >= total:
            low = value
        if low is not None and 2 * passed > total:
            return (low + value) / 2 if low != value else value
    return low


class RunningMedian:
    """The median of the values so far, in a sorted list."""

    def __init__(self) -> None:
        self._values: list[float] = []

    def add(self, value: float) -> None:
        insort(self._values, value)

    def __len__(self) -> int:
        return len(self._values)

    @property
    def value(self) -> float:
        """Raises IndexError when there are no values."""
        return sorted_median(self._values)


def sorted_median(values: list[float], first: int = 0, without: int | None = None) -> float:
    """The median of ascending `values` from index `first` on, leaving out index `without`; in one step.

    Raises IndexError when nothing is left.
    """
    count = len(values) - first - (without is not None)

    def at(place: int) -> float:
        index = first + place
        return values[index + 1 if without is not None and index >= without else index]

    if count < 1:
        raise IndexError("There is no median of nothing.")
    return at(count // 2) if count % 2 else (at(count // 2 - 1) + at(count // 2)) / 2
