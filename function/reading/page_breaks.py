"""Finds tables that go on over a page break, and what only the break has put between their parts.

Between the parts may be running headers and footers, sums carried over, and what one page repeats of the other. The later
part repeats the head, or it has none and the same columns in the same places.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice, takewhile

from function.document.carried import is_carried
from function.document.markdown import count_head
from function.document.pages import RUNNING, Block, Line, Page, Table
from function.reading.layout.continued import count_repeated, has_same_columns, head_rows, is_copy
from function.reading.running import MAX_CHARACTERS, PAGE_WORD, SAME_PLACE, alike, numbers_in

# A table that ends higher on its page, as a share of the page's height, had room for another row: rows are hardly
# higher than a third of a page.
ROOM_LEFT = 0.65
# Lines that may stand between a table and the break; of the other page's lines at the same height, those that are looked
# at, and those that are compared letter by letter.
MOST_ASIDE = 60
MOST_LEVEL, MOST_NEAR = 60, 3

_PAGE_NUMBER = re.compile(
    rf"(?<!\w){PAGE_WORD}(?:n[º°o.]*\s*)?:?\s*\d{{1,4}}(?:\s*(?:/|de|of|von)\s*\d{{1,4}})?(?!\w)"
    r"|(?<![\d/.,])\d{1,3}\s*(?:/|de|of|von)\s*\d{1,3}(?![\d/.,])",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"\(?(?<!\w)(?:continuaci[óo]n?|cont\.|continued)\)?\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Side:
    """One side of a page break, and what the page on the other side says."""

    page: Page
    blocks: list[Block]
    other: "_Said"
    below: bool

    def find_table(self) -> tuple[int, Table] | None:
        """Return the table next to the break with its index, unless more than the break parts them."""
        indices, aside = range(len(self.blocks)), 0
        for index in indices if self.below else reversed(indices):
            block, lines = self.blocks[index], _lines(self.blocks[index])
            if not self._is_aside(block, lines):
                return (index, block.table) if block.table is not None else None
            aside += len(lines)
            if aside > MOST_ASIDE:
                break
        return None

    def _is_aside(self, block: Block, lines: Sequence[Line]) -> bool:
        if len(lines) > MOST_ASIDE:
            return False
        if not lines or is_carried(block.text):
            return block.table is None
        if block.kind in RUNNING and not self.below:
            return True
        says_it = self._has_numbers if block.kind in RUNNING else self._has_line
        return all(is_carried(line.text) or says_it(line) for line in lines)

    def _has_line(self, line: Line) -> bool:
        return self.other.has(line, self.page)

    def _has_numbers(self, line: Line) -> bool:
        """Whether the other page has all numbers of the line: `Factura nº 13` does not go on from `nº 12`."""
        return self.other.numbers.issuperset({*numbers_in(_plain(line.text))} - {str(self.page.number)})

    def set_aside(self, index: int) -> None:
        """Make what stands between the table at `index` and the break a header or footer."""
        for place in range(index) if self.below else range(index + 1, len(self.blocks)):
            block = self.blocks[place]
            if block.text and block.kind not in RUNNING:
                self.blocks[place] = replace(block, kind="header" if self.below else "footer", level=0)


class _Said:
    """What a page says: its lines outside tables with their numbers, and all its lines by their height."""

    def __init__(self, page: Page) -> None:
        lines = [(block, line) for block in page.blocks for line in _lines(block)]
        self._texts = frozenset(_plain(line.text) for block, line in lines if block.table is None)
        self.numbers = frozenset(number for text in self._texts for number in numbers_in(text))
        self._placed = sorted((*_place(line, page), _plain(line.text)) for _, line in lines)

    def has(self, line: Line, page: Page) -> bool:
        """Whether a line of another page is also on this one: anywhere outside tables, or nearly the same in its
        place."""
        text = _plain(line.text)
        if text in self._texts or not any(map(str.isalnum, text)):
            return True
        top, left = _place(line, page)
        start = bisect_left(self._placed, (top - SAME_PLACE,))
        level = takewhile(
            lambda other: other[0] < top + SAME_PLACE, islice(self._placed, start, start + MOST_LEVEL)
        )
        near = islice((other for _, x, other in level if abs(x - left) < SAME_PLACE), MOST_NEAR)
        return any(_is_nearly(text, other) for other in near)


def mark_continued(pages: Sequence[Page]) -> list[tuple[Block, ...]]:
    """Return the blocks of each page, with tables that go on from the page before marked as such.

    What stands between the parts of a table becomes a header or footer, so that it does not cut the table's text.
    """
    marked = [[_unmark(block) for block in page.blocks] for page in pages]
    head: tuple[str, ...] = ()
    for number in range(1, len(pages)):
        upper, lower = pages[number - 1 : number + 1]
        if all(any(block.table for block in page.blocks) for page in (upper, lower)):
            above = _Side(upper, marked[number - 1], _Said(lower), below=False)
            below = _Side(lower, marked[number], _Said(upper), below=True)
            head = _mark_break(above, below, head)
    return [tuple(blocks) for blocks in marked]


def _mark_break(above: _Side, below: _Side, head: tuple[str, ...]) -> tuple[str, ...]:
    """Mark the first table below the break if it goes on from the last one above; `head` is that of the table that goes
    on from further above. Return the head of the last one above."""
    last, first = above.find_table(), below.find_table()
    if last is None or first is None:
        return ()
    (upper, table), (lower, following) = last, first
    head = head if table.continues else head_rows(table)
    repeated = count_repeated(head, following)
    is_full = above.blocks[upper].box[3] >= ROOM_LEFT * above.page.height
    if _is_one(table, following, above.page.width, has_head=repeated > 0, is_full=is_full):
        marked = replace(following, continues=True, repeated_rows=repeated)
        below.blocks[lower] = replace(below.blocks[lower], table=marked)
        above.set_aside(upper)
        below.set_aside(lower)
    return head


def _is_one(table: Table, following: Table, width: float, *, has_head: bool, is_full: bool) -> bool:
    """Whether the table goes on: `has_head` says that its head is repeated, `is_full` that it ended at its page's end."""
    if table.columns != following.columns or is_copy(table, following):
        return False
    return has_head or (is_full and count_head(following) == 0 and has_same_columns(table, following, width))


def _unmark(block: Block) -> Block:
    if block.table is None or not block.table.continues:
        return block
    return replace(block, table=replace(block.table, continues=False, repeated_rows=0))


def _lines(block: Block) -> Sequence[Line]:
    return block.lines or [Line(text, text, block.box, 1.0) for text in block.text.splitlines()]


def _place(line: Line, page: Page) -> tuple[float, float]:
    """The top and left edge of a line, as shares of the page."""
    return line.box[1] / (page.height or 1.0), line.box[0] / (page.width or 1.0)


def _plain(text: str) -> str:
    """The text without page numbers, case and what says that it goes on."""
    return " ".join(_GOES_ON.sub("", _PAGE_NUMBER.sub("", text)).casefold().split())


def _is_nearly(text: str, other: str) -> bool:
    return (
        max(len(text), len(other)) <= MAX_CHARACTERS
        and numbers_in(text) == numbers_in(other)
        and alike(text, other)
    )
