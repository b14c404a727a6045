"""Limits on the cost of laying out one page: its searches look at the same pieces of text again and again."""

from dataclasses import dataclass, field

# A thousand real pages need at most 1,800 for elements, 34,000 for columns and 59,000 for tables. Using up
# all of it takes three to four seconds.
MAX_LOOKS = 75_000
# A page of the smallest print has half as many pieces of text. With more, the page is put in plain order.
MAX_PIECES = 20_000
# A page with more is a plan or a map; only the longest are used.
MAX_RULINGS = 2000


class Effort:
    """A budget for one kind of work, in looks at pieces of text."""

    def __init__(self, looks: int = MAX_LOOKS) -> None:
        self._left = looks

    @property
    def exhausted(self) -> bool:
        return self._left < 0

    def spend(self, looks: int) -> bool:
        """Take `looks` from the budget; False when it is exhausted and the search must stop with what it has
        found."""
        self._left -= looks
        return not self.exhausted


@dataclass(frozen=True, slots=True)
class Efforts:
    """The budgets of one page: one-off checks of its pieces and rulings, and the searches for elements
    (frames, grids and pictures), for columns and panels, and for tables without a grid."""

    pieces: Effort = field(default_factory=lambda: Effort(MAX_PIECES))
    rulings: Effort = field(default_factory=lambda: Effort(MAX_RULINGS))
    elements: Effort = field(default_factory=Effort)
    columns: Effort = field(default_factory=Effort)
    tables: Effort = field(default_factory=Effort)

    @property
    def exhausted(self) -> bool:
        """Whether part of the page was left unsearched."""
        return any(
            effort.exhausted
            for effort in (self.pieces, self.rulings, self.elements, self.columns, self.tables)
        )
