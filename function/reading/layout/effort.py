"""How much the layout of one page may cost: its searches look at the same pieces of text again and again."""

from dataclasses import dataclass, field

# A thousand real pages need 1,500 for elements, 18,000 for columns and 59,000 for tables at most; all of it takes three
# seconds or four.
MAX_LOOKS = 75_000
# A page of the smallest print has half as many pieces of text; with more it is put in plain order.
MAX_PIECES = 20_000
# A page with more is a plan or a map; the longest are looked at.
MAX_RULINGS = 2000


class Effort:
    """What one kind of work has left: looks at pieces of text, for a search."""

    def __init__(self, looks: int = MAX_LOOKS) -> None:
        self._left = looks

    @property
    def exhausted(self) -> bool:
        return self._left < 0

    def spend(self, looks: int) -> bool:
        """Whether there was that much left; if not, the search ends with what it has found."""
        self._left -= looks
        return not self.exhausted


@dataclass(frozen=True, slots=True)
class Efforts:
    """Those of a page: for its pieces and rulings once, and for the searches for frames, grids and pictures, for columns
    and panels, and for tables without a grid."""

    pieces: Effort = field(default_factory=lambda: Effort(MAX_PIECES))
    rulings: Effort = field(default_factory=lambda: Effort(MAX_RULINGS))
    elements: Effort = field(default_factory=Effort)
    columns: Effort = field(default_factory=Effort)
    tables: Effort = field(default_factory=Effort)

    @property
    def exhausted(self) -> bool:
        """Whether anything on the page was not looked at."""
        return any(
            effort.exhausted
            for effort in (self.pieces, self.rulings, self.elements, self.columns, self.tables)
        )
