"""Rulings: the drawn lines that make tables, boxes and underlines."""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from function.document.pages import Box
from function.reading.layout.fragments import Level

# Minimum width in points of the strips that the lines of a page are sorted into.
MIN_STRIP = 0.1


@dataclass(frozen=True, slots=True)
class Ruling:
    """A drawn line from (x0, y0) to (x1, y1), in the unit of the fragments; on a tilted page it is not level.

    A horizontal ruling (wider than high) runs from left to right, a vertical one from top to bottom. The
    sides of a box and the edges of a filled bar are rulings, too.
    """

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def horizontal(self) -> bool:
        return abs(self.x1 - self.x0) >= abs(self.y1 - self.y0)

    @property
    def middle(self) -> float:
        """The y of a horizontal ruling, the x of a vertical one."""
        return (self.y0 + self.y1) / 2 if self.horizontal else (self.x0 + self.x1) / 2

    @property
    def start(self) -> float:
        return self.x0 if self.horizontal else self.y0

    @property
    def end(self) -> float:
        return self.x1 if self.horizontal else self.y1

    def at(self, along: float) -> float:
        """Return its y (horizontal) or x (vertical) at the position `along` its run, also beyond its ends."""
        if self.horizontal:
            start, run, first, rise = self.x0, self.x1 - self.x0, self.y0, self.y1 - self.y0
        else:
            start, run, first, rise = self.y0, self.y1 - self.y0, self.x0, self.x1 - self.x0
        return first + rise * (along - start) / run if run > 0 else first


def sides(box: Box) -> tuple[Ruling, Ruling, Ruling, Ruling]:
    """Return the top, bottom, left and right side of a box."""
    x0, y0, x1, y1 = box
    return Ruling(x0, y0, x1, y0), Ruling(x0, y1, x1, y1), Ruling(x0, y0, x0, y1), Ruling(x1, y0, x1, y1)


def scale_rulings(rulings: Iterable[Ruling], factor: float) -> tuple[Ruling, ...]:
    """Return the rulings in another unit, such as points instead of pixels."""
    return tuple(
        Ruling(ruling.x0 * factor, ruling.y0 * factor, ruling.x1 * factor, ruling.y1 * factor)
        for ruling in rulings
    )


def straighten_rulings(rulings: Iterable[Ruling], level: Level) -> list[Ruling]:
    """Return the rulings as if the page were straight."""
    return [
        Ruling(*level.straighten(ruling.x0, ruling.y0), *level.straighten(ruling.x1, ruling.y1))
        for ruling in rulings
    ]


def merge_rulings(rulings: Sequence[Ruling], reach: float) -> list[Ruling]:
    """Merge the pieces and duplicates of a line: rulings along it that are at most `reach` apart.

    m log m steps for m rulings: each is compared with the open lines within `reach` of it.
    """
    merged: list[Ruling] = []
    for horizontal in (False, True):
        alike = sorted(
            (ruling for ruling in rulings if ruling.horizontal == horizontal), key=lambda ruling: ruling.start
        )
        merged += _merge_alike(alike, reach)
    return merged


def _merge_alike(rulings: Sequence[Ruling], reach: float) -> list[Ruling]:
    """Merge rulings of one direction, sorted by their start."""
    merged: list[Ruling] = []
    # Indices into `merged`, by strips as wide as `reach`.
    strips: defaultdict[int, list[int]] = defaultdict(list)
    width = max(reach, MIN_STRIP)
    for ruling in rulings:
        strip = math.floor(ruling.middle / width)
        for near in (strip - 1, strip, strip + 1):
            strips[near] = [index for index in strips[near] if ruling.start <= merged[index].end + reach]
        near_ones = sorted(index for near in (strip - 1, strip, strip + 1) for index in strips[near])
        index = next((index for index in near_ones if _continues(merged[index], ruling, reach)), len(merged))
        if index == len(merged):
            merged.append(ruling)
            strips[strip].append(index)
        else:
            strips[math.floor(merged[index].middle / width)].remove(index)
            merged[index] = _join(merged[index], ruling)
            strips[math.floor(merged[index].middle / width)].append(index)
    return merged


def _continues(first: Ruling, second: Ruling, reach: float) -> bool:
    return (
        abs(first.at(second.start) - second.middle) <= reach / 2
        and abs(first.middle - second.middle) <= reach
    )


def _join(first: Ruling, second: Ruling) -> Ruling:
    """Extend `first` to the end of `second`, which starts later."""
    if second.end <= first.end:
        return first
    return replace(first, x1=second.x1, y1=second.y1)
