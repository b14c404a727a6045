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
from function.reading.layout.medians import weighted_median
from function.reading.layout.rows import Row, Stretch, gap_between, lacks_room
from function.reading.layout.values import is_label

# A gap separates blocks when it is larger than BLOCK_GAP; after a row that ends early, when it is larger than
# the column's usual gap by EXTRA_GAP. Both in line heights.
BLOCK_GAP = 0.75
EXTRA_GAP = 0.25
# Fewer gaps do not show what is usual; then the usual gap is capped, in line heights.
MIN_GAPS, USUAL_GAP = 3, 0.5
# How far the first line of a paragraph may be indented, in line heights.
INDENT = (0.4, 3.0)
# Larger print is a different print. The height of a single line is measured poorly, so letters must be wider
# as well. A recogniser's boxes differ less in height than the print in them, so much wider letters need less
# height.
LARGER, WIDER = 1.25, 1.2
TALLER, WIDEST = 1.1, 1.4
MAX_TITLE_ROWS = 3
MAX_TITLE_CHARACTERS = 150
MIN_HEADING_LETTERS = 5

_SENTENCE_END = re.compile(r"[.!?:;»”)]$")
_NO_TITLE_END = re.compile(r"[.,;]$")


@dataclass(frozen=True, slots=True)
class Print:
    """The usual print of a page: line height and letter width."""

    size: float
    letter_width: float


@dataclass(frozen=True, slots=True)
class Column:
    """The edges of a column, and the usual gap between its rows."""

    left: float
    right: float
    gap: float


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


def usual_print(rows: Sequence[Row]) -> Print:
    """Return the print of most characters."""
    size = weighted_median((row.size, len(row.text)) for row in rows)
    letter_width = weighted_median((row.letter_width, len(row.text)) for row in rows)
    return Print(1.0, 1.0) if size is None or letter_width is None else Print(size, letter_width)


def judge_kind(paragraph: Paragraph, usual: Print) -> BlockKind:
    rows = paragraph.rows
    if _is_title(rows, usual):
        return "title"
    if sum(bool(MARK.match(row.text)) for row in rows) * 2 >= len(rows):
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
    return Column(left=stretch.left, right=stretch.right, gap=usual)


def _starts_block(above: Row, below: Row, column: Column) -> bool:
    size = min(above.size, below.size)
    gap = gap_between(above, below)
    roomy = gap > column.gap + EXTRA_GAP * size
    if (roomy and gap > BLOCK_GAP * size) or opens_caption(below.text):
        return True
    if len(above.pieces) > 1 or len(below.pieces) > 1:
        return (len(above.pieces) == 1) != (len(below.pieces) == 1) and (roomy or _is_heading(above))
    if _is_indented(above, below, column) and _SENTENCE_END.search(above.text):
        return True
    if _is_other_print(above, below):
        return True
    if _runs_on(above, below, column):
        return False
    return roomy or _is_heading(above) != _is_heading(below)


def _is_indented(above: Row, below: Row, column: Column) -> bool:
    """Whether `below` is indented after a row that begins at the column's edge."""
    low, high = INDENT
    return above.x0 - column.left < low * above.size and low < (below.x0 - column.left) / below.size < high


def _is_other_print(above: Row, below: Row) -> bool:
    large, small = (above, below) if above.size > below.size else (below, above)
    return _is_larger(large, small)


def _is_heading(row: Row) -> bool:
    """Whether a single row is set off only by its letters: capitals (no codes or numbers) or bold."""
    letters = sum(character.isalpha() for character in row.text)
    if (
        len(row.pieces) > 1
        or letters < MIN_HEADING_LETTERS
        or letters < 0.6 * len(row.text)
        or _NO_TITLE_END.search(row.text)
    ):
        return False
    return row.text.isupper() or row.bold


def _is_title(rows: Sequence[Row], usual: Print) -> bool:
    text = " ".join(row.text for row in rows)
    if len(rows) > MAX_TITLE_ROWS or len(text) > MAX_TITLE_CHARACTERS or _NO_TITLE_END.search(text):
        return False
    if any(len(row.pieces) > 1 for row in rows) or not any(letter.isalpha() for letter in text):
        return False
    if all(_is_heading(row) for row in rows):
        return True
    return all(_is_larger(row, usual) for row in rows)


def _is_larger(row: Row, other: Row | Print) -> bool:
    size, letter = row.size / other.size, row.letter_width / other.letter_width
    return (size > LARGER and letter > WIDER) or (size > TALLER and letter > WIDEST)


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
