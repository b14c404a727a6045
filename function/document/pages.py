"""The parts of a read document: pages, blocks, lines. Frozen data only.

Boxes are `(x0, y0, x1, y1)` in page points (1/72 inch), origin top left, y down, on the page as a person sees
it (upright, after applying `Page.rotation`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Box = tuple[float, float, float, float]
BlockKind = Literal[
    "title",
    "paragraph",
    "list",
    "table",
    "figure",
    "caption",
    "code",
    "header",
    "footer",
    "handwriting",
    "unread",
]
PageSource = Literal["text_layer", "ocr", "unreadable"]
ReviewReason = Literal[
    "low_confidence", "print_not_read", "nearly_empty", "handwriting_like", "crowded", "unreadable"
]
# Separates the texts of two blocks in the text of a page.
BLOCK_SEPARATOR = "\n\n"
RUNNING: tuple[BlockKind, ...] = ("header", "footer")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text. `raw_text` is what the engine returned, `text` is after repair.

    `confidence` is 0..1 from the recogniser; lines of a text layer have 1.0.
    """

    text: str
    raw_text: str
    box: Box
    confidence: float


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell; `row` and `column` count from 0, spans from 1. `header` marks a column header."""

    row: int
    column: int
    text: str
    box: Box
    row_span: int = 1
    column_span: int = 1
    header: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A grid of `rows` x `columns`, each place covered by at most one cell. Cells are sorted by row.

    `continues` says that it goes on from the last table of the page before, and that its first `repeated_rows` only
    repeat the head of that table.
    """

    rows: int
    columns: int
    cells: tuple[Cell, ...]
    continues: bool = False
    repeated_rows: int = 0

    @property
    def text(self) -> str:
        """One line for each row with text, with tabs between the cells."""
        texts = [[""] * self.columns for _ in range(self.rows)]
        for cell in self.cells:
            texts[cell.row][cell.column] = " ".join(cell.text.split())
        return "\n".join("\t".join(row).rstrip("\t") for row in texts if any(row))


@dataclass(frozen=True, slots=True)
class Code:
    """A QR or bar code: its content, the name of its format ("QR Code", "EAN-13"), and where it is."""

    content: str
    format: str
    box: Box


@dataclass(frozen=True, slots=True)
class Block:
    """A region of a page; the blocks of a page are in reading order. `text` joins its lines.

    A table's `text` has one line per row, with tabs between cells; a code's is its format and content in
    brackets. `level` is a title's level: 1 for the document's, 2 for a section's, and so on; 0 for everything
    else. A `handwriting` block is one line of it; most have a box, but neither text nor lines. An `unread` block is
    print that could not be read: it never has text, and comes after the others.
    """

    kind: BlockKind
    text: str
    box: Box
    lines: tuple[Line, ...]
    table: Table | None = None
    level: int = 0
    code: Code | None = None

    @property
    def own_text(self) -> str:
        """The text without the rows at its top that repeat the head of the page before."""
        repeated = self.table.repeated_rows if self.table is not None else 0
        return "\n".join(self.text.split("\n")[repeated:])


@dataclass(frozen=True, slots=True)
class Page:
    """One page as read. `number` counts from 1; `width` and `height` are in points, upright.

    `rotation` is the clockwise rotation in degrees (0, 90, 180, 270) that made the page upright. `language`
    is ISO 639-1. `confidence` is the expected share of characters that are right, 0..1, or None without text; those of
    `unread` blocks count as wrong, those of handwriting that was not read do not count.
    `text` joins the blocks with blank lines, without running headers and footers and repeated heads of tables.
    `seconds` is the time spent reading it. A page that could not be read has the source `unreadable` and no blocks;
    `error_code` and `error` say why. `note` is a sentence for a person about what is damaged or left out.
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
    note: str | None = None


@dataclass(frozen=True, slots=True)
class WholeDocument:
    """All pages together, with running headers and footers and the tables that go on over pages marked.

    Page n + 1 begins at `page_starts[n]` in `text`. `changed` are the numbers of the pages that look
    different now that all are known. `confidence` is 0..1, None without text. `review_reasons` are those of
    the pages, each once. `as_read` are the pages without what people said about their lines; empty if nobody has spoken.
    """

    pages: tuple[Page, ...]
    text: str
    page_starts: tuple[int, ...]
    markdown: str
    language: str
    confidence: float | None
    review_reasons: tuple[ReviewReason, ...]
    changed: frozenset[int] = frozenset()
    as_read: tuple[Page, ...] = ()


def page_text(blocks: Sequence[Block]) -> str:
    """Return the blocks as plain text, without running headers and footers and repeated heads of tables."""
    texts = (block.own_text for block in blocks if block.kind not in RUNNING)
    return BLOCK_SEPARATOR.join(filter(None, texts))
