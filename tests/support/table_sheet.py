"""A sheet to draw tables on that records their exact grids."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

import pymupdf

from function.document.pages import Cell, Table

Ruling = Literal["grid", "rows", "book", "columns", "zebra", "none"]
Align = Literal["left", "right", "centre"]
A4 = (595.0, 842.0)
LEFT, RIGHT = 55.0, 540.0
GREY, LIGHT = (0.45, 0.45, 0.45), (0.9, 0.91, 0.94)


@dataclass(frozen=True)
class Entry:
    """A cell to draw; line breaks in `text` are kept."""

    text: str = ""
    columns: int = 1
    rows: int = 1
    bold: bool = False


@dataclass(frozen=True)
class Drawing:
    """`widths` in points; the first `head` rows are bold."""

    entries: Sequence[Sequence[Entry]]
    widths: Sequence[float]
    aligns: Sequence[Align]
    ruling: Ruling
    head: int = 1


@dataclass
class Sheet:
    """A page drawn from the top down; `tables` is the truth so far."""

    pdf: pymupdf.Document
    size: float
    family: str
    top: float = 60.0
    tables: list[Table] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page = self.pdf.new_page(width=A4[0], height=A4[1])
        self.fonts = {
            bold: pymupdf.Font(self.family + ("bo" if bold else ("lv" if self.family == "he" else "ro")))
            for bold in (False, True)
        }

    def say(self, text: str, *, x: float = LEFT, size: float = 0.0, bold: bool = False) -> None:
        """Writes the lines of `text` without wrapping them."""
        for line in text.splitlines():
            self.put(line, x, self.top + (size or self.size), size=size, bold=bold)
            self.top += 1.35 * (size or self.size)

    def put(self, text: str, x: float, baseline: float, *, size: float = 0.0, bold: bool = False) -> None:
        writer = pymupdf.TextWriter(self.page.rect)
        writer.append((x, baseline), text, font=self.fonts[bold], fontsize=size or self.size)
        writer.write_text(self.page)

    def draw_table(self, drawing: Drawing, *, left: float = LEFT) -> None:
        """Draws the table below what is there and records its grid as truth."""
        edges = [left]
        for width in drawing.widths:
            edges.append(edges[-1] + width)
        heights = [
            max((entry.text.count("\n") + 1 for entry in row if entry.rows == 1), default=1)
            * 1.25
            * self.size
            + 0.75 * self.size
            for row in drawing.entries
        ]
        tops = [self.top]
        for height in heights:
            tops.append(tops[-1] + height)
        cells = _lay_out(drawing)
        _rule(self.page, drawing.ruling, cells, edges, tops, drawing.head)
        for cell, entry in cells:
            align = "centre" if entry.columns > 1 and cell.row < drawing.head else drawing.aligns[cell.column]
            box = pymupdf.Rect(edges[cell.column], tops[cell.row], edges[cell.column + cell.column_span],
                               tops[cell.row + cell.row_span])  # fmt: skip
            self._fill(box, entry.text, align, bold=entry.bold or cell.row < drawing.head)
        self.top = tops[-1] + 2 * self.size
        self.tables.append(Table(len(drawing.entries), len(drawing.widths), tuple(cell for cell, _ in cells)))

    def _fill(self, box: pymupdf.Rect, text: str, align: Align, *, bold: bool) -> None:
        lines = text.splitlines()
        pitch = 1.25 * self.size
        top = (box.y0 + box.y1 - pitch * len(lines)) / 2 if len(lines) == 1 else box.y0 + 0.375 * self.size
        for index, line in enumerate(lines):
            width = self.fonts[bold].text_length(line, self.size)
            free = box.width - width - 0.8 * self.size
            shift = {"left": 0.0, "centre": free / 2, "right": free}[align]
            self.put(line, box.x0 + 0.4 * self.size + shift, top + index * pitch + self.size, bold=bold)


def _lay_out(drawing: Drawing) -> list[tuple[Cell, Entry]]:
    taken: set[tuple[int, int]] = set()
    cells = []
    for row, entries in enumerate(drawing.entries):
        column = 0
        for entry in entries:
            while (row, column) in taken:
                column += 1
            text = " ".join(entry.text.split())
            cell = Cell(row, column, text, (0, 0, 0, 0), entry.rows, entry.columns, row < drawing.head)
            cells.append((cell, entry))
            taken |= {(row + down, column + on) for down in range(entry.rows) for on in range(entry.columns)}
            column += entry.columns
    return cells


def _rule(
    page: pymupdf.Page,
    ruling: Ruling,
    cells: Sequence[tuple[Cell, Entry]],
    edges: Sequence[float],
    tops: Sequence[float],
    head: int,
) -> None:
    last = len(tops) - 1
    across = {
        "rows": range(last + 1),
        "book": (0, head, last - 1, last),
        "columns": (0, head, last - 1, last),
    }
    for row in across.get(ruling, ()):
        page.draw_line((edges[0], tops[row]), (edges[-1], tops[row]), color=GREY, width=0.7)
    if ruling == "columns":
        for edge in edges:
            page.draw_line((edge, tops[0]), (edge, tops[-1]), color=(0, 0, 0), width=0.7)
    if ruling == "zebra":
        for row in range(0, last, 2):
            page.draw_rect((edges[0], tops[row], edges[-1], tops[row + 1]), color=None, fill=LIGHT)
    if ruling == "grid":
        for cell, _ in cells:
            box = (edges[cell.column], tops[cell.row], edges[cell.column + cell.column_span],
                   tops[cell.row + cell.row_span])  # fmt: skip
            page.draw_rect(box, color=(0, 0, 0), fill=LIGHT if cell.row < head else None, width=0.6)
