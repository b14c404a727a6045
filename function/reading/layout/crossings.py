"""Which rulings meet, across and down: those of one grid or box."""

from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence

from function.reading.layout.ruling import Ruling


def connect(rulings: Sequence[Ruling], reach: float) -> list[list[Ruling]]:
    """Rulings that meet, in groups: their ends may be as far apart as `reach`.

    m log m steps for m rulings, and one for each place where two of them cross.
    """
    groups = _Groups(rulings)
    for level, upright in _find_close(rulings, reach):
        if _meet(level, upright, reach):
            groups.join(level, upright)
    return groups.members()


def _find_close(rulings: Sequence[Ruling], reach: float) -> Iterator[tuple[Ruling, Ruling]]:
    """The pairs of a horizontal and a vertical ruling that may meet.

    From top to bottom, the vertical ones that have begun and not ended are kept in their order from left to right.
    """
    level = [ruling for ruling in rulings if ruling.horizontal]
    upright = [ruling for ruling in rulings if not ruling.horizontal]
    rise = max((abs(ruling.y1 - ruling.y0) for ruling in level), default=0.0) + reach
    lean = max((abs(ruling.x1 - ruling.x0) for ruling in upright), default=0.0) + reach
    events = [
        *((ruling.y0 - rise, 0, number, ruling) for number, ruling in enumerate(upright)),
        *((ruling.middle, 1, number, ruling) for number, ruling in enumerate(level)),
        *((ruling.y1 + rise, 2, number, ruling) for number, ruling in enumerate(upright)),
    ]
    begun: list[tuple[float, int]] = []
    for _, event, number, ruling in sorted(events, key=lambda event: event[:3]):
        if event == 0:
            insort(begun, (ruling.middle, number))
        elif event == 2:
            del begun[bisect_left(begun, (ruling.middle, number))]
        else:
            first = bisect_left(begun, (ruling.x0 - lean, -1))
            last = bisect_left(begun, (ruling.x1 + lean, len(upright)))
            yield from ((ruling, upright[other]) for _, other in begun[first:last])


def _meet(level: Ruling, upright: Ruling, reach: float) -> bool:
    return (
        upright.y0 - reach <= level.at(upright.middle) <= upright.y1 + reach
        and level.x0 - reach <= upright.at(level.middle) <= level.x1 + reach
    )


class _Groups:
    """Which rulings are connected (union-find)."""

    def __init__(self, rulings: Sequence[Ruling]) -> None:
        self._rulings = rulings
        self._above = {id(ruling): id(ruling) for ruling in rulings}

    def join(self, first: Ruling, second: Ruling) -> None:
        self._above[self._find(id(second))] = self._find(id(first))

    def members(self) -> list[list[Ruling]]:
        groups: dict[int, list[Ruling]] = {}
        for ruling in self._rulings:
            groups.setdefault(self._find(id(ruling)), []).append(ruling)
        return list(groups.values())

    def _find(self, member: int) -> int:
        while self._above[member] != member:
            self._above[member] = member = self._above[self._above[member]]
        return member
