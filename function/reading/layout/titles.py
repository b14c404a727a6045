"""Titles: what sets a line apart from the text, and its level: 1 for the document's, 2 for a section's, and so
on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from function.document.pages import Block
from function.reading.layout.medians import weighted_median
from function.reading.layout.rows import Row

# Larger print is a different print. The height of a single line is measured poorly, so letters must be wider
# as well. A recogniser's boxes differ less in height than the print in them, so much wider letters need less
# height.
LARGER, WIDER = 1.25, 1.2
TALLER, WIDEST = 1.1, 1.4
MAX_ROWS = 4
MAX_CHARACTERS = 200
# A title that only bold print or capitals set apart has this many letters, and this share of them.
MIN_LETTERS, MIN_LETTER_SHARE = 5, 0.6
# Bold print and capitals set nothing apart where this share of the characters has them.
COMMON = 0.4
# This many rows with this share of the characters are text, whatever is printed smaller.
TEXT_ROWS, TEXT = 10, 0.2
# Print that is larger by this factor ranks higher.
HIGHER = 1.1
LOWEST = 6

_NUMBER = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)(?:\.[-–—ºª]?|[ºª])?\s+\S")
# The number of a section, which may be set apart from its title.
_SECTION = re.compile(r"(?:\d{1,2}(?:\.\d{1,2}){0,5}|[IVXL]{1,6}|[A-Z](?:\.\d{1,2}){0,4})\.?[-–—)]?")
# How laws, contracts and books name their parts.
_PART = re.compile(
    r"(?i:(cap[ií]tulo|cap[ií]tol|chapter|t[ií]tulo|t[ií]tol|libro|parte|part|anexo|annex|appendix|ap[eé]ndice"
    r"|disposici[oó]n|secci[oó]n|secció|section|art[ií]culo|article|cl[aá]usula))\s*"
    r"(?:\d{1,3}(?:\.\d{1,3}){0,3}|(?-i:[IVXL]{1,7}|[A-Z])|(?i:[úu]nic[oa]|preliminar|primer[oa]?|segund[oa]|tercer[oa]?))"
    r"[.:ºª°]{0,2}[-–—]?(?=\s|$)"
)
_LOWER_PARTS = ("sec", "art", "cl")
_BULLET = re.compile(r"[^\w\s(«“\"'¿¡]")
_SENTENCE_END = re.compile(r"[.,;]$")


@dataclass(frozen=True, slots=True)
class Print:
    """The usual print of a page: line height, letter width, and whether much of it is bold or in capitals."""

    size: float
    letter_width: float
    bold: bool = False
    capitals: bool = False


def usual_print(rows: Sequence[Row]) -> Print:
    """Return the print of most characters, or of the text if there is more small print than text."""
    size = weighted_median((row.size, len(row.text)) for row in rows)
    letter_width = weighted_median((row.letter_width, len(row.text)) for row in rows)
    if size is None or letter_width is None:
        return Print(1.0, 1.0)
    larger = [row for row in rows if is_larger(row, Print(size, letter_width))]
    if len(larger) >= TEXT_ROWS and _count(larger) > TEXT * _count(rows):
        return usual_print(larger)
    common = COMMON * _count(rows)
    return Print(
        size,
        letter_width,
        bold=_count([row for row in rows if row.bold]) > common,
        capitals=_count([row for row in rows if row.text.isupper()]) > common,
    )


def _count(rows: Sequence[Row]) -> int:
    """Count the characters."""
    return sum(len(row.text) for row in rows)


def is_larger(row: Row, other: Row | Print) -> bool:
    size, letter = row.size / other.size, row.letter_width / other.letter_width
    return (size > LARGER and letter > WIDER) or (size > TALLER and letter > WIDEST)


def is_line(row: Row) -> bool:
    """Whether a row is text without columns: one piece, or the number of a section and its title, which may have
    several lines."""
    number, *title = row.pieces
    if not title:
        return True
    stacked = all(above.middle < below.y0 + below.height / 4 for above, below in pairwise(title))
    return stacked and title[0].text[0].isupper() and _SECTION.fullmatch(number.text) is not None


def is_numbered(row: Row) -> bool:
    """Whether the row begins with the number of a section, or names a part of a law or a book."""
    return len(row.pieces) > 1 or bool(_PART.match(row.text) or _NUMBER.match(row.text))


def is_heading(row: Row) -> bool:
    """Whether a single row is set apart only by its letters, bold or capitals (no codes or numbers), or names a
    part of a law or a book."""
    return _opens_heading(row) and not _ends_sentence(row.text)


def _opens_heading(row: Row) -> bool:
    """Whether a row may be the first of a heading."""
    if not is_line(row) or _BULLET.match(row.text):
        return False
    part = _PART.match(row.text)
    if part is not None and part.end() == len(row.text):
        return True
    words = _without_number(row)
    letters = sum(character.isalpha() for character in words)
    if letters < MIN_LETTERS or letters < MIN_LETTER_SHARE * len(words):
        return False
    return words.isupper() or row.bold


def is_title(rows: Sequence[Row], usual: Print) -> bool:
    """Whether rows that belong together are a title among text of the `usual` print."""
    text = " ".join(row.text for row in rows)
    if len(rows) > MAX_ROWS or len(text) > MAX_CHARACTERS or not all(is_line(row) for row in rows):
        return False
    if sum(letter.isalpha() for letter in text) < 2 or text[0].islower() or _BULLET.match(text):
        return False
    if all(is_larger(row, usual) for row in rows):
        return not _ends_sentence(text)
    return _is_set_apart(rows, usual)


def _is_set_apart(rows: Sequence[Row], usual: Print) -> bool:
    """Whether rows of the usual size are a title; only the first need be words."""
    if not _opens_heading(rows[0]) or _ends_sentence(" ".join(row.text for row in rows)):
        return False
    if _PART.match(rows[0].text):
        return True
    bold = not usual.bold and all(row.bold for row in rows)
    return bold or (not usual.capitals and all(row.text.isupper() for row in rows))


def _ends_sentence(text: str) -> bool:
    """Whether a stop ends the text; that of a numbered title may be part of its form."""
    numbered = _PART.match(text) or _NUMBER.match(text)
    return _SENTENCE_END.search(text) is not None and not (numbered and text.endswith("."))


def _without_number(row: Row) -> str:
    number = _PART.match(row.text) or _NUMBER.match(row.text)
    if len(row.pieces) > 1:
        return row.pieces[1].text
    return row.text if number is None else row.text[number.end(1) :].lstrip(" .-–—)ºª:")


def rank_titles(blocks: Sequence[Block], sizes: Sequence[float], usual: float) -> list[Block]:
    """Return the blocks with the level of titles set.

    `sizes` are the print heights of the blocks, `usual` that of the text. The document's title is the only
    one in the largest print, or it opens the page and nothing is larger.
    """
    titles = [index for index, block in enumerate(blocks) if block.kind == "title"]
    ranks = _rank_sizes([sizes[index] for index in titles])
    largest = [index for index in titles if ranks[sizes[index]] == 0]
    alone = len(largest) == 1 and sizes[largest[0]] > HIGHER * usual
    top = largest[0] if alone or largest[:1] == [0] else None
    below = 2 if len(largest) > 1 or top is None else 1
    ranked = list(blocks)
    for index in titles:
        level = 1 if index == top else _read_level(blocks[index].text, below + ranks[sizes[index]])
        ranked[index] = replace(blocks[index], level=level)
    return ranked


def _rank_sizes(sizes: Sequence[float]) -> dict[float, int]:
    """Rank print sizes: 0 for the largest, 1 for the next that is clearly smaller, and so on."""
    ranks: dict[float, int] = {}
    rank, largest = 0, max(sizes, default=0.0)
    for size in sorted(sizes, reverse=True):
        if largest > HIGHER * size:
            rank, largest = rank + 1, size
        ranks[size] = rank
    return ranks


def _read_level(text: str, by_print: int) -> int:
    """Return the level by a title's number: `1.` is a section, `1.1` a part of one; else `by_print`."""
    number = _NUMBER.match(text)
    return min(by_print if number is None else number[1].count(".") + 2, LOWEST)
