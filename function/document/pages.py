"""What a read document is made of: pages, blocks, lines. Data only, frozen, no behaviour beyond views.

Boxes are `(x0, y0, x1, y1)` in page points (1/72 inch), origin top left, y down, of the page as a
person sees it (upright, after `Page.rotation` was applied).
"""

from dataclasses import dataclass
from typing import Literal

Box = tuple[float, float, float, float]
BlockKind = Literal["title", "paragraph", "list", "table", "figure", "caption", "header", "footer"]
PageSource = Literal["text_layer", "ocr", "unreadable"]
ReviewReason = Literal["low_confidence", "nearly_empty", "handwriting_like", "crowded", "unreadable"]
# Between the texts of two blocks in the text of a page.
BLOCK_SEPARATOR = "\n\n"
RUNNING: tuple[BlockKind, ...] = ("header", "footer")


@dataclass(frozen=True, slots=True)
class Line:
    """One text line. `raw_text` is as the engine gave it, `text` after Spanish repair.

    `confidence` is 0..1 from the recogniser; a line of a text layer has 1.0.
    """

    text: str
    raw_text: str
    box: Box
    confidence: float


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; `row` and `column` count from 0, spans from 1. `header` marks the head of a column."""

    row: int
    column: int
    text: str
    box: Box
    row_span: int = 1
    column_span: int = 1
    header: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """`rows` x `columns` places; each is covered by one cell at most. Cells stand row by row."""

    rows: int
    columns: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A region of a page; the blocks of a page are in reading order. `text` joins its lines.

    A table's `text` has a line for each row, with a tab between cells. `level` is a title's rank: 1 is the
    document's, 2 a section's, and so on; 0 for everything else.
    """

    kind: BlockKind
    text: str
    box: Box
    lines: tuple[Line, ...]
    table: Table | None = None
    level: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """One page as read. `number` counts from 1; `width` and `height` in points, upright.

    `rotation` is the clockwise turn in degrees (0, 90, 180, 270) that was applied to make the page
    upright. `language` is ISO 639-1. `confidence` is the mean over lines weighted by characters, 0..1;
    a page without text has None. `text` joins the blocks by a blank line, but for running headers and footers.
    `seconds` is the time spent reading it. A page that could not be read has the source `unreadable`, no
    blocks, and says why in `error_code` and `error`.
    """

    number: int
    width: float
    height: float
    rotation: int
    source: PageSource
    language: str
    confidence: float | None
    text: str
    blocks: tuple[Block, ...]
    seconds: float
    review_reasons: tuple[ReviewReason, ...] = ()
    error_code: str | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class WholeDocument:
    """All pages together, running headers and footers marked; page n + 1 begins at `page_starts[n]` in `text`.

    `changed` are the numbers of the pages that look different now that all are known. `confidence` is 0..1, None
    without text. `review_reasons` are those of the pages, each once.
    """

    pages: tuple[Page, ...]
    text: str
    page_starts: tuple[int, ...]
    markdown: str
    language: str
    confidence: float | None
    review_reasons: tuple[ReviewReason, ...]
    changed: frozenset[int] = frozenset()
