"""Writes blocks as Markdown (CommonMark with GitHub's tables) and tables as HTML."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from html import escape

from function.document.pages import RUNNING, Block, Cell, Table

# The mark of a list item, alone or before its text.
MARK = re.compile(
    r"(?:[•·▪■□☐☑☒◦‣–—-]|\(?\d{1,3}(?:[.)º]{1,2}[-–—]?|\.?[ªº])|\(?[a-zA-Z][.)])(?=\s+\S|$)",
)
# Text that would begin a heading, a quote, a list, a rule or a fence, and must be escaped.
_STARTS_MARKUP = re.compile(
    r"^(#{1,6}(?=\s|$)|>|[-+*](?=\s|$)|\d{1,9}[.)](?=\s|$)|={3,}\s*$|-{3,}\s*$|~{3,}|`{3,})"
)
_MARKUP = re.compile(r"([\\`*_~\[\]<>]|&(?=#?\w+;))")
# Brackets around a tick need no escape.
_TICK = re.compile(r"\\\[([x ])\\\]")
_NUMBERED = re.compile(r"\(?(\d{1,9})[.)][-–—]?\s+")
_BREAK = "  \n"


def document_to_markdown(pages: Iterable[Sequence[Block]]) -> str:
    """Return the blocks of all pages in order; a table that goes on over pages is one."""
    return page_to_markdown(_join_continued(block for blocks in pages for block in blocks))


def page_to_markdown(blocks: Iterable[Block]) -> str:
    """Return the blocks of a page in order, separated by blank lines, without running headers and footers."""
    parts = (_write_block(block) for block in blocks if block.kind not in RUNNING)
    return "\n\n".join(part for part in parts if part)


def table_to_markdown(table: Table) -> str:
    """Return a pipe table; the text of a cell that spans columns or rows is in its first place.

    Pipe tables need a header, so the first row becomes one even if it is not marked as such.
    """
    places = [[""] * table.columns for _ in range(table.rows)]
    for cell in table.cells:
        places[cell.row][cell.column] = _escape(cell.text).replace("|", "\\|").replace("\n", "<br>")
    lines = ["| " + " | ".join(row) + " |" for row in places]
    lines.insert(1, "|" + " --- |" * table.columns)
    return "\n".join(lines)


def table_to_html(table: Table) -> str:
    """Return a `<table>` with its header in `thead`, spans as attributes, and text escaped."""
    head = count_head(table)
    parts = ["<table>"]
    if head:
        parts += ["<thead>", *_write_rows(table, range(head)), "</thead>"]
    if head < table.rows:
        parts += ["<tbody>", *_write_rows(table, range(head, table.rows)), "</tbody>"]
    return "\n".join([*parts, "</table>"])


def _join_continued(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the blocks that leave a trace in Markdown, those of a table that goes on over pages as one."""
    parts: list[Block] = []
    for block in blocks:
        if block.kind in RUNNING or not (block.text or block.table):
            continue
        if parts and not (block.table and block.table.continues):
            yield _join_parts(parts)
            parts = []
        parts.append(block)
    if parts:
        yield _join_parts(parts)


def _join_parts(parts: Sequence[Block]) -> Block:
    """Return the block with the rows of those after it below its own, without those that repeat its head."""
    first = parts[0]
    if first.table is None or len(parts) == 1:
        return first
    cells: list[Cell] = []
    rows = 0
    for table in (part.table for part in parts if part.table is not None):
        down = rows - table.repeated_rows
        cells += [
            replace(cell, row=cell.row + down, header=cell.header and rows == 0)
            for cell in table.cells
            if cell.row >= table.repeated_rows
        ]
        rows = table.rows + down
    return replace(first, table=replace(first.table, rows=rows, cells=tuple(cells)))


def count_head(table: Table) -> int:
    """Return the number of top rows that have only header cells; a header must not extend into the body."""
    rows = min((cell.row for cell in table.cells if not cell.header), default=table.rows)
    reaching = any(cell.row < rows < cell.row + cell.row_span for cell in table.cells)
    return 0 if reaching else rows


def _write_rows(table: Table, rows: range) -> Iterator[str]:
    by_row: dict[int, list[Cell]] = {row: [] for row in rows}
    for cell in sorted(table.cells, key=lambda cell: cell.column):
        if cell.row in by_row:
            by_row[cell.row].append(cell)
    for cells in by_row.values():
        yield "<tr>" + "".join(_write_cell(cell) for cell in cells) + "</tr>"


def _write_cell(cell: Cell) -> str:
    tag = "th" if cell.header else "td"
    columns = f' colspan="{cell.column_span}"' if cell.column_span > 1 else ""
    rows = f' rowspan="{cell.row_span}"' if cell.row_span > 1 else ""
    return f"<{tag}{columns}{rows}>{escape(cell.text, quote=False)}</{tag}>"


def _write_block(block: Block) -> str:
    if block.table is not None:
        return _write_table(block.table)
    write: Callable[[Block], str] = {"title": _write_title, "list": _write_list}.get(block.kind, _write_text)
    return write(block)


def _write_table(table: Table) -> str:
    """Return a pipe table, or HTML if cells span columns or rows."""
    spans = any(cell.row_span > 1 or cell.column_span > 1 for cell in table.cells)
    return table_to_html(table) if spans else table_to_markdown(table)


def _write_title(block: Block) -> str:
    return "#" * min(max(block.level, 1), 6) + " " + _escape(" ".join(block.text.split()))


def _write_text(block: Block) -> str:
    return _BREAK.join(_escape_line(line) for line in block.text.splitlines())


def _write_list(block: Block) -> str:
    """Return each marked line as an item: numbers are kept, other marks become dashes. Text before the first
    is kept."""
    lines = block.text.splitlines()
    first = next((index for index, line in enumerate(lines) if _is_item(line)), len(lines))
    before = _BREAK.join(_escape_line(line) for line in lines[:first])
    items: list[str] = []
    for line in lines[first:]:
        if _is_item(line):
            items.append(_write_item(line))
        else:
            items[-1] += " " + _escape(line)
    return "\n\n".join(part for part in (before, "\n".join(items)) if part)


def _is_item(line: str) -> bool:
    return MARK.match(line) is not None or _NUMBERED.match(line) is not None


def _write_item(line: str) -> str:
    mark, number = MARK.match(line), _NUMBERED.match(line)
    if number is not None:
        return f"{number[1]}. {_escape(line[number.end() :])}"
    if mark is not None and not mark[0][-1].isalnum() and len(mark[0]) == 1:
        return "- " + _escape(line[mark.end() :].strip())
    return "- " + _escape(line)


def _escape_line(text: str) -> str:
    """Escape a line that must not begin a list, a heading or the like."""
    escaped = _escape(text)
    start = _STARTS_MARKUP.match(escaped)
    if start is None:
        return escaped
    at = start.end() - 1 if escaped[start.end() - 1] in ".)" else 0
    return escaped[:at] + "\\" + escaped[at:]


def _escape(text: str) -> str:
    return _TICK.sub(r"[\1]", _MARKUP.sub(r"\\\1", text))
