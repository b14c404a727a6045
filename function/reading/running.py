"""Finds running headers and footers: what the pages of a document repeat in their margins, and page numbers.

They cut sentences in two and repeat themselves on every page, so they stay out of the text; the blocks keep
them. A letterhead, three rows or more, is not a running header: it says who wrote, and a search must find
that.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from statistics import median

from function.document.pages import Block, BlockKind, Line, Page

# Height of the strips at the top and bottom of a page where they may be, as a share of the page's height.
MARGIN = 0.12
# How far they may move from page to page, as a share of the height: scans are never quite straight.
SAME_PLACE = 0.015
# Recognised twice, a line may differ by a character or two.
ALIKE = 0.9
# Left and right pages have headers of their own, so a page is compared with two pages on either side.
REACH = 2
MAX_ROWS = 2
MAX_CHARACTERS = 200
# A page with more blocks in its margins is crowded all over.
MAX_CANDIDATES = 60
# The document's title is larger than most lines by this factor.
LARGER = 1.2

PAGE_WORD = r"(?:p[áàa]g(?:ina)?s?|p[aá]x(?:ina)?|page|seite|hoja|folio|orria|p)\.?\s*"
_NUMBER = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    rf"[-–—\s.|]*(?:{PAGE_WORD})?"
    r"(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:/|de|of|von|sur|di)\s*\d{1,4})?[-–—\s.|]*",
    re.IGNORECASE,
)


def mark_running(pages: Sequence[Page]) -> list[tuple[Block, ...]]:
    """Return the blocks of each page, with running headers and footers marked as `header` or `footer`.

    A single page has none. The document's title stays on its first page.
    """
    candidates = [_find_candidates(page) for page in pages]
    marked = {id(block) for blocks in candidates for block in blocks}
    return [
        tuple(
            replace(block, kind=_margin_kind(block, page), level=0)
            if id(block) in marked and len(pages) > 1 and _runs(block, index, pages, candidates)
            else block
            for block in page.blocks
        )
        for index, page in enumerate(pages)
    ]


def _find_candidates(page: Page) -> list[Block]:
    found = [block for block in page.blocks if _in_margin(block, page)]
    return found if len(found) <= MAX_CANDIDATES else []


def _in_margin(block: Block, page: Page) -> bool:
    _, top, _, bottom = block.box
    return (
        (bottom < MARGIN * page.height or top > (1 - MARGIN) * page.height)
        and block.kind not in ("table", "figure", "code", "handwriting", "unread")
        and len(block.text) <= MAX_CHARACTERS
        and _rows(block) <= MAX_ROWS
    )


def _rows(block: Block) -> int:
    """Count the rows of a block; lines side by side are one row."""
    rows: list[tuple[float, float]] = []
    for line in block.lines:
        middle = (line.box[1] + line.box[3]) / 2
        if not any(top < middle < bottom for top, bottom in rows):
            rows.append((line.box[1], line.box[3]))
    return len(rows)


def _margin_kind(block: Block, page: Page) -> BlockKind:
    return "header" if block.box[3] < MARGIN * page.height else "footer"


def _runs(block: Block, index: int, pages: Sequence[Page], candidates: Sequence[Sequence[Block]]) -> bool:
    if index == 0 and block.level == 1 and _is_large(block, pages[0]):
        return False
    if _PAGE_NUMBER.fullmatch(block.text):
        return True
    near = [*range(max(0, index - REACH), index), *range(index + 1, min(len(pages), index + 1 + REACH))]
    return any(
        _same_place(block, pages[index], other, pages[neighbour]) and alike(block.text, other.text)
        for neighbour in near
        for other in candidates[neighbour]
    )


def _is_large(block: Block, page: Page) -> bool:
    """Whether the print is clearly larger than most lines of the page."""
    usual = median(_height(line) for other in page.blocks for line in other.lines)
    return min(map(_height, block.lines)) > LARGER * usual


def _height(line: Line) -> float:
    return line.box[3] - line.box[1]


def _same_place(block: Block, page: Page, other: Block, other_page: Page) -> bool:
    tops = block.box[1] / page.height, other.box[1] / other_page.height
    bottoms = block.box[3] / page.height, other.box[3] / other_page.height
    return min(abs(tops[0] - tops[1]), abs(bottoms[0] - bottoms[1])) < SAME_PLACE


def alike(text: str, other: str) -> bool:
    """Whether the texts have the same words, ignoring numbers."""
    first, second = _NUMBER.sub("#", text), _NUMBER.sub("#", other)
    return first == second or SequenceMatcher(None, first, second, autojunk=False).ratio() >= ALIKE


def numbers_in(text: str) -> list[str]:
    return _NUMBER.findall(text)
