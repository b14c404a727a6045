"""Where a text has headings and tables, as offsets."""

from bisect import bisect_right
from dataclasses import dataclass, replace

from function.document.pages import Block, WholeDocument
from function.document.places import place_blocks


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading at text[start:end]; `level` 1 is the highest. `text` has single spaces."""

    start: int
    end: int
    level: int
    text: str


@dataclass(frozen=True, slots=True)
class TableSpan:
    """A table at text[start:end], on all its pages; text[start:header_end] are its header rows, empty if it has none."""

    start: int
    header_end: int
    end: int


@dataclass(frozen=True, slots=True)
class Outline:
    """Headings and tables in text order."""

    headings: tuple[Heading, ...] = ()
    tables: tuple[TableSpan, ...] = ()

    def headings_over(self, position: int) -> tuple[str, ...]:
        """Return the headings above `position`, outermost first."""
        over: list[Heading] = []
        for heading in self.headings:
            if heading.start > position:
                break
            over = [outer for outer in over if outer.level < heading.level] + [heading]
        return tuple(heading.text for heading in over)

    def table_at(self, position: int) -> TableSpan | None:
        """Return the table that has `position` in its rows below the header."""
        index = bisect_right(self.tables, position, key=lambda table: table.header_end) - 1
        if index >= 0 and self.tables[index].header_end <= position < self.tables[index].end:
            return self.tables[index]
        return None


def find_outline(whole: WholeDocument) -> Outline:
    """Find the headings and tables of `whole.text`."""
    headings: list[Heading] = []
    tables: list[TableSpan] = []
    for start, _, block in place_blocks(whole):
        text = block.own_text
        if block.kind == "title":
            headings.append(Heading(start, start + len(text), max(block.level, 1), " ".join(text.split())))
        elif block.table is not None and block.table.continues and tables:
            tables[-1] = replace(tables[-1], end=start + len(text))
        elif block.table is not None:
            tables.append(TableSpan(start, start + _header_length(block), start + len(text)))
    return Outline(tuple(headings), tuple(tables))


def _header_length(block: Block) -> int:
    """Return the number of characters of the header rows at the top of the table."""
    assert block.table is not None  # noqa: S101  the caller has checked
    rows = block.text.split("\n")
    heads = {cell.row for cell in block.table.cells if cell.header}
    count = next((number for number in range(len(rows)) if number not in heads), len(rows))
    return len("\n".join(rows[:count])) + (1 if 0 < count < len(rows) else 0)
