"""Splits rows into paragraphs, lists and titles."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from function.document.markdown import MARK
from function.document.pages import BlockKind
from function.reading.layout.captions import opens_caption
from function.reading.layout.hyphens import CELL, NEW_LINE, RUN_ON, is_broken
from function.reading.layout.rows import Row, Stretch, gap_between, lacks_room
from function.reading.layout.titles import Print, is_heading, is_larger, is_line, is_numbered, is_title
from function.reading.layout.values import is_label

# A gap separates blocks when it is larger than BLOCK_GAP; after a row that ends early, when it is larger than
# the column's usual gap by EXTRA_GAP. Both in line heights.
BLOCK_GAP = 0.75
EXTRA_GAP = 0.25
# Lines of one heading are set closer than headings by this, in line heights.
HEADING_GAP = 0.5
# Fewer gaps do not show what is usual; then the usual gap is capped, in line heights.
MIN_GAPS, USUAL_GAP = 3, 0.5
# How far the first line of a paragraph may be indented, in line heights.
INDENT = (0.4, 3.0)

_SENTENCE_END = re.compile(r"[.!?:;»”)]$")


@dataclass(frozen=True, slots=True)
class Column:
    """The edges of a column, and the usual and the smallest gap between its rows."""

    left: float
    right: float
    gap: float
    smallest: float


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Rows that belong together, never empty; `breaks` between them are RUN_ON or NEW_LINE."""

    rows: tuple[Row, ...]
    breaks: tuple[str, ...]
    column: Column

    @property
    def text(self) -> str:
        """The text with marks: CELL between the pieces of a row, `breaks` between rows."""
        texts = [CELL.join(piece.text for piece in row.pieces) for row in self.rows]
        return "".join(text + after for text, after in zip(texts, (*self.breaks, ""), strict=True))


def split_paragraphs(stretch: Stretch) -> Iterator[Paragraph]:
    """Yield the paragraphs of a stretch of rows within one column."""
    rows, column = stretch.rows, _measure_column(stretch)
    if rows[0].pieces[0].aside:
        yield _make_paragraph(rows, column)
        return
    group = [rows[0]]
    for above, below in pairwise(rows):
        if _starts_block(above, below, column):
            yield _make_paragraph(group, column)
            group = []
        group.append(below)
    yield _make_paragraph(group, column)


def continues(above: Paragraph, below: Paragraph) -> bool:
    """Whether a paragraph continues in the next column: the sentence has not ended and the print is the
    same."""
    last, first = above.rows[-1], below.rows[0]
    if last.pieces[0].aside or first.pieces[0].aside:
        return False
    if len(last.pieces) > 1 or len(first.pieces) > 1 or _is_other_print(last, first):
        return False
    if last.bold != first.bold or not first.text[0].islower() or MARK.match(first.text):
        return False
    return is_broken(last.text) or (
        not _SENTENCE_END.search(last.text)
        and len(above.rows) > 1
        and lacks_room(last, first, above.column.right)
    )


def join(above: Paragraph, below: Paragraph) -> Paragraph:
    return Paragraph(above.rows + below.rows, (*above.breaks, RUN_ON, *below.breaks), above.column)


def judge_kind(paragraph: Paragraph, usual: Print) -> BlockKind:
    rows = paragraph.rows
    if rows[0].pieces[0].aside:
        return "paragraph"
    if is_title(rows, usual):
        return "title"
    begun = [
        rows[0],
        *(row for row, before in zip(rows[1:], paragraph.breaks, strict=True) if before == NEW_LINE),
    ]
    if sum(bool(MARK.match(row.text)) for row in begun) * 2 >= len(begun):
        return "list"
    return "paragraph"


def _make_paragraph(rows: Sequence[Row], column: Column) -> Paragraph:
    breaks = (RUN_ON if _runs_on(above, below, column) else NEW_LINE for above, below in pairwise(rows))
    return Paragraph(tuple(rows), tuple(breaks), column)


def _measure_column(stretch: Stretch) -> Column:
    gaps = [gap_between(above, below) for above, below in pairwise(stretch.rows)]
    usual = median(gaps) if gaps else 0.0
    if len(gaps) < MIN_GAPS:
        usual = min(usual, USUAL_GAP * stretch.rows[0].size)
    return Column(left=stretch.left, right=stretch.right, gap=usual, smallest=min(gaps, default=0.0))


def _starts_block(above: Row, below: Row, column: Column) -> bool:
    size = min(above.size, below.size)
    gap = gap_between(above, below)
    roomy = gap > column.gap + EXTRA_GAP * size
    if (roomy and gap > BLOCK_GAP * size) or opens_caption(below.text):
        return True
    if not is_line(above) or not is_line(below):
        return is_line(above) != is_line(below) and (roomy or is_heading(above))
    if _is_indented(above, below, column) and _SENTENCE_END.search(above.text):
        return True
    if _is_other_print(above, below):
        return True
    if is_heading(above) or (above.bold and below.bold and above.text.endswith(",")):
        return _ends_heading(above, below, column)
    if _runs_on(above, below, column) and not _begins_bold(above, below):
        return False
    return roomy or is_heading(below)


def _begins_bold(above: Row, below: Row) -> bool:
    """Whether a bold row begins something new, rather than being words of a sentence that are stressed."""
    fresh = _SENTENCE_END.search(above.text) is not None or is_numbered(below)
    return fresh and is_heading(below) and below.bold and not above.bold


def _ends_heading(above: Row, below: Row, column: Column) -> bool:
    """Whether `below` is no second line of the heading `above`."""
    if above.bold != below.bold or (not above.bold and not below.text.isupper()):
        return below.text[0].isupper() or not _runs_on(above, below, column)
    size, gap = min(above.size, below.size), gap_between(above, below)
    within = (
        BLOCK_GAP * size if lacks_room(above, below, column.right) else column.smallest + HEADING_GAP * size
    )
    return is_numbered(below) or gap > within


def _is_indented(above: Row, below: Row, column: Column) -> bool:
    """Whether `below` is indented after a row that begins at the column's edge."""
    low, high = INDENT
    return above.x0 - column.left < low * above.size and low < (below.x0 - column.left) / below.size < high


def _is_other_print(above: Row, below: Row) -> bool:
    large, small = (above, below) if above.size > below.size else (below, above)
    return is_larger(large, small)


def _runs_on(above: Row, below: Row, column: Column) -> bool:
    """Whether the text continues: the first word of the next row would not have fitted after the row
    above."""
    if len(above.pieces) > 1 or len(below.pieces) > 1 or MARK.match(below.text):
        return False
    if is_broken(above.text) and below.text[0].islower():
        return True
    if is_label(above.text) and is_label(below.text):
        return False
    return lacks_room(above, below, column.right)
