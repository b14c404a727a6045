"""Ruling lines: the drawn lines that make tables, boxes and underlines."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn line from (x0, y0) to (x1, y1), x0 <= x1 and y0 <= y1, in the unit of the fragments beside it.

    It is horizontal when it is wider than high; a filled bar or the side of a box is a rule, too.
    """

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def horizontal(self) -> bool:
        return self.x1 - self.x0 >= self.y1 - self.y0
