"""The text of one page of a searchable copy."""

from dataclasses import dataclass
from typing import Self

from function.document.pages import Line, Page, PageSource


@dataclass(frozen=True, slots=True)
class PageText:
    """The text layer of page `number` (from 1): its lines in reading order, in points of the upright page.

    `width`, `height`, `rotation` and `source` are those of `Page`.
    """

    number: int
    width: float
    height: float
    rotation: int
    source: PageSource
    lines: tuple[Line, ...]

    @classmethod
    def from_page(cls, page: Page) -> Self:
        lines = tuple(line for block in page.blocks for line in block.lines)
        return cls(page.number, page.width, page.height, page.rotation, page.source, lines)
