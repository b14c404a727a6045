"""Ruling lines: the drawn lines that make tables, boxes and underlines."""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from function.document.pages import Box
from function.reading.layout.fragments import Level

# The lines of a page are kept in strips of this many points at least.
MIN_STRIP = 0.1


@dataclass(frozen=True, slots=True)
class Ruling:
    """A drawn line from (x0, y0) to (x1, y1), in the unit of the fragments beside it; on a page laid askew it
    is not level.

    A horizontal one runs from left to right (it is wider than high), a vertical one from top to bottom. The sides
    of a box and the edges of a filled bar are rulings, too.
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
        """Where it lies: the height of a horizontal ruling, the x of a vertical one."""
        return (self.y0 + self.y1) / 2 if self.horizontal else (self.x0 + self.x1) / 2

    @property
    def start(self) -> float:
        return self.x0 if self.horizontal else self.y0

    @property
    def end(self) -> float:
        return self.x1 if self.horizontal else self.y1

    def at(self, along: float) -> float:
        """Where it lies at the place `along` its run, or would lie if it went on."""
        run = self.end - self.start
        rise = (self.y1 - self.y0) if self.horizontal else (self.x1 - self.x0)
        first = self.y0 if self.horizontal else self.x0
        return first + rise * (along - self.start) / run if run > 0 else first


def sides(box: Box) -> tuple[Ruling, Ruling, Ruling, Ruling]:
    """Top, bottom, left and right side of a box."""
    x0, y0, x1, y1 = box
    return Ruling(x0, y0, x1, y0), Ruling(x0, y1, x1, y1), Ruling(x0, y0, x0, y1), Ruling(x1, y0, x1, y1)


def scale_rulings(rulings: Iterable[Ruling], factor: float) -> tuple[Ruling, ...]:
    """The rulings in another unit, such as points instead of pixels."""
    return tuple(
        Ruling(ruling.x0 * factor, ruling.y0 * factor, ruling.x1 * factor, ruling.y1 * factor)
        for ruling in rulings
    )


def straighten_rulings(rulings: Iterable[Ruling], level: Level) -> list[Ruling]:
    """The rulings as if the page had been straight."""
    return [
        Ruling(*level.straighten(ruling.x0, ruling.y0), *level.straighten(ruling.x1, ruling.y1))
        for ruling in rulings
    ]


def merge_rulings(rulings: Sequence[Ruling], reach: float) -> list[Ruling]:
    """One ruling for the pieces and doubles of one line: those that lie on it and are not further apart than `reach`.

    m log m steps for m rulings: each is compared with the lines that lie within `reach` of it and have not ended.
    """
    merged: list[Ruling] = []
    for horizontal in (False, True):
        alike = sorted(
            (ruling for ruling in rulings if ruling.horizontal == horizontal), key=lambda ruling: ruling.start
        )
        merged += _merge_alike(alike, reach)
    return merged


def _merge_alike(rulings: Sequence[Ruling], reach: float) -> list[Ruling]:
    """Those of one direction, by their start."""
    merged: list[Ruling] = []
    # The numbers of the lines of `merged` that lie in a strip as wide as `reach`.
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
    """`first` carried on to the end of `second`, which begins behind its start."""
    if second.end <= first.end:
        return first
    return replace(first, x1=second.x1, y1=second.y1)
