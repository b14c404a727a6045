"""Rows become blocks: paragraphs, lists and titles, with line ends joined as the text runs."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from function.reading.document import Block, BlockKind
from function.reading.layout.fragments import enclose
from function.reading.layout.rows import Row

Repair = Callable[[str], str]

# White space between rows that separates blocks, in heights of a line: always, and after a row that ends early
# if it is that much more than usual in the column.
BLOCK_GAP = 0.75
EXTRA_GAP = 0.25
# How far the first line of a paragraph may be indented, in heights of a line.
INDENT = (0.4, 3.0)
# Print this much larger is another print. Heights of single lines are measured badly, so widths must agree.
LARGER = 1.25
WIDER = 1.1
MAX_TITLE_ROWS = 3
MAX_TITLE_CHARACTERS = 150
MIN_HEADING_LETTERS = 5

# Marks between the pieces of a block, for repairs that look across lines; none occurs in a text.
RUN_ON = "\x1e"
CELL = "\x1f"
NEW_LINE = "\n"
_SEPARATOR = re.compile(f"[{RUN_ON}{CELL}{NEW_LINE}]")
_BROKEN_WORD = re.compile(rf"(?<=[^\W\d_]{{2}})[-\u00ad]{RUN_ON}(?=[a-záéíóúüñçàèò])")

_BULLET = re.compile(r"(?:[•·▪■□☐☑☒◦‣*–—-]|\(?\d{1,3}[.)º]{1,2}|\(?[a-zA-Z][.)])\s+\S")
_SENTENCE_END = re.compile(r"[.!?:;»”)]$")
_NO_TITLE_END = re.compile(r"[.,;]$")


@dataclass(frozen=True, slots=True)
class Print:
    """The usual print of a page: height of a line and width of a letter."""

    size: float
    letter_width: float


@dataclass(frozen=True, slots=True)
class Column:
    """A stretch of rows, never empty, with its edges and the usual white space between two rows."""

    rows: Sequence[Row]
    left: float
    right: float
    gap: float


def make_blocks(regions: Sequence[Sequence[Row]], repair: Repair) -> tuple[Block, ...]:
    """Blocks of the regions in their order; a region is a stretch of rows within one column.

    `repair` gets the text of a whole block with a mark (RUN_ON, CELL, NEW_LINE) between its pieces and must
    keep the marks.
    """
    columns = [_measure_column(region) for region in regions if region]
    usual = _usual_print([row for column in columns for row in column.rows])
    return tuple(
        _make_block(group, column, usual, repair) for column in columns for group in _split_blocks(column)
    )


def _measure_column(rows: Sequence[Row]) -> Column:
    gaps = [_gap(above, below) for above, below in pairwise(rows)]
    return Column(
        rows=rows,
        left=min(row.x0 for row in rows),
        right=max(row.x1 for row in rows),
        gap=median(gaps) if gaps else 0.0,
    )


def _usual_print(rows: Sequence[Row]) -> Print:
    """That of most characters."""
    letters = [row for row in rows for _ in row.text]
    if not letters:
        return Print(1.0, 1.0)
    return Print(median(row.size for row in letters), median(row.letter_width for row in letters))


def _split_blocks(column: Column) -> Iterator[list[Row]]:
    group = [column.rows[0]]
    for above, below in pairwise(column.rows):
        if _starts_block(above, below, column):
            yield group
            group = []
        group.append(below)
    yield group


def _starts_block(above: Row, below: Row, column: Column) -> bool:
    size = min(above.size, below.size)
    gap = _gap(above, below)
    roomy = gap > column.gap + EXTRA_GAP * size
    if roomy and gap > BLOCK_GAP * size:
        return True
    if len(above.pieces) > 1 or len(below.pieces) > 1:
        return (len(above.pieces) == 1) != (len(below.pieces) == 1) and (roomy or _is_heading(above))
    if _is_indented(above, below, column) and _SENTENCE_END.search(above.text):
        return True
    if _runs_on(above, below, column):
        return False
    return roomy or _is_other_print(above, below) or _is_heading(above) != _is_heading(below)


def _gap(above: Row, below: Row) -> float:
    return below.middle - above.middle - (above.size + below.size) / 2


def _is_indented(above: Row, below: Row, column: Column) -> bool:
    """Whether `below` begins further in than a row that begins at the column's edge."""
    low, high = INDENT
    return above.x0 - column.left < low * above.size and low < (below.x0 - column.left) / below.size < high


def _is_other_print(above: Row, below: Row) -> bool:
    large, small = (above, below) if above.size > below.size else (below, above)
    return large.size > LARGER * small.size and large.letter_width > WIDER * small.letter_width


def _is_heading(row: Row) -> bool:
    """Whether a lone row is set off by its letters alone: capitals (no codes and numbers) or bold."""
    letters = sum(character.isalpha() for character in row.text)
    if (
        len(row.pieces) > 1
        or letters < MIN_HEADING_LETTERS
        or letters < 0.6 * len(row.text)
        or _NO_TITLE_END.search(row.text)
    ):
        return False
    return row.text.isupper() or row.bold


def _make_block(rows: Sequence[Row], column: Column, usual: Print, repair: Repair) -> Block:
    breaks = [RUN_ON if _runs_on(above, below, column) else NEW_LINE for above, below in pairwise(rows)]
    marked = "".join(
        CELL.join(piece.text for piece in row.pieces) + after
        for row, after in zip(rows, [*breaks, ""], strict=True)
    )
    repaired = repair(marked)
    pieces = [piece for row in rows for piece in row.pieces]
    texts = _SEPARATOR.split(repaired)
    lines = tuple(replace(piece.line, text=text) for piece, text in zip(pieces, texts, strict=True))
    return Block(
        kind=_judge_kind(rows, usual),
        text=_join(repaired),
        box=enclose(line.box for line in lines),
        lines=lines,
    )


def _join(marked: str) -> str:
    """Cells and running lines joined by a space, words broken at a line's end made whole."""
    return _BROKEN_WORD.sub("", marked).replace(RUN_ON, " ").replace(CELL, " ")


def _judge_kind(rows: Sequence[Row], usual: Print) -> BlockKind:
    if _is_title(rows, usual):
        return "title"
    if sum(bool(_BULLET.match(row.text)) for row in rows) * 2 >= len(rows):
        return "list"
    return "paragraph"


def _is_title(rows: Sequence[Row], usual: Print) -> bool:
    text = " ".join(row.text for row in rows)
    if len(rows) > MAX_TITLE_ROWS or len(text) > MAX_TITLE_CHARACTERS or _NO_TITLE_END.search(text):
        return False
    if any(len(row.pieces) > 1 for row in rows) or not any(letter.isalpha() for letter in text):
        return False
    if all(_is_heading(row) for row in rows):
        return True
    return all(
        row.size > LARGER * usual.size and row.letter_width > WIDER * usual.letter_width for row in rows
    )


def _runs_on(above: Row, below: Row, column: Column) -> bool:
    """Whether the text goes on: the next row's first word would not have fitted behind the row above."""
    if len(above.pieces) > 1 or len(below.pieces) > 1 or _BULLET.match(below.text):
        return False
    first_word = below.text.split(maxsplit=1)[0]
    return column.right - above.x1 < (len(first_word) + 1) * below.letter_width
