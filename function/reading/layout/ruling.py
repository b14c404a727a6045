"""Ruling lines: the drawn lines that make tables, boxes and underlines."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from function.document.pages import Box
from function.reading.layout.fragments import Level


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
    """One ruling for the pieces and doubles of one line: those that lie on it and are not further apart than `reach`."""
    merged: list[Ruling] = []
    for ruling in sorted(rulings, key=lambda ruling: (ruling.horizontal, ruling.start)):
        for index, other in enumerate(merged):
            if (
                other.horizontal == ruling.horizontal
                and ruling.start <= other.end + reach
                and abs(other.at(ruling.start) - ruling.middle) <= reach / 2
                and abs(other.middle - ruling.middle) <= reach
            ):
                merged[index] = _join(other, ruling)
                break
        else:
            merged.append(ruling)
    return merged


def _join(first: Ruling, second: Ruling) -> Ruling:
    """`first` carried on to the end of `second`, which begins behind its start."""
    if second.end <= first.end:
        return first
    return replace(first, x1=second.x1, y1=second.y1)
