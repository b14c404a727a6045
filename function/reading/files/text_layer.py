"""Reads the text that a PDF page contains. Runs in the process that opens files."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise
from typing import Any

import pymupdf

from function.document.pages import Box, Line
from function.reading.files.drawings import read_drawings
from function.reading.files.form_fields import Field, read_fields, read_notes
from function.reading.files.messages import TextLayer
from function.reading.files.right_to_left import read_in_order
from function.reading.files.upright import Transform, move_box, turn_direction, turn_page, upright_matrix
from function.reading.files.vertical import gather_columns, is_vertical
from function.reading.layout.fragments import Fragment, enclose
from function.reading.scripts import has_right_to_left
from function.reading.ticks import TickBox, add_ticks

# Without MuPDF's default flags, an unknown glyph becomes U+FFFD and a ligature its letters.
FLAGS = pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_MEDIABOX_CLIP
BOLD_FLAG = 16
PAINTED_FLAGS = 16 | 32
# A gap wider than this, in heights of the print, separates cells within one of MuPDF's lines.
CELL_GAP = 1.5
# Cells that may be as close as words: figures side by side, or columns set apart with blanks.
_CLOSE_CELLS = re.compile(r"\d\S?\s+[^\w\s]?\d|\S {2,}\S")
MIN_CLOSE_CELLS = 3
# Steeper text (dy/dx) is a watermark or a note in the margin.
MAX_SLOPE = 0.17
# Height in points of the text that replaces a field.
FIELD_PRINT = 12.0

_SIGNS = str.maketrans(
    {"\u2010": "-", "\u2011": "-", "\ufb01": "fi", "\ufb02": "fl", "\u200b": "", "\ufeff": ""}
    # Bullets, arrows and ticks of Symbol and Wingdings, as Word writes them.
    | {
        "\uf0b7": "•",
        "\uf0a7": "▪",
        "\uf0a8": "◻",
        "\uf06f": "□",
        "\uf071": "❑",
        "\uf0d8": "➢",
        "\uf076": "❖",
    }
    | {"\uf0e0": "→", "\uf0fb": "✗", "\uf0fc": "✓", "\uf0fd": "☒", "\uf0fe": "☑"}
)
# ZapfDingbats by its character codes (PDF 1.7, annex D.6): forms use its ticks, and MuPDF returns them as
# letters.
_DINGBATS = str.maketrans(
    {chr(code): chr(0x26E0 + code) for code in range(0x21, 0x7F)}
    | {"%": "☎", "*": "☛", "+": "☞", "H": "★", "l": "●", "n": "■", "s": "▲", "t": "▼", "u": "◆", "w": "◗"}
)
# Fonts whose names call them bold without the word.
_HEAVY = re.compile(r"(?:Demi|Heavy|Black)(?![a-z])")
# A soft hyphen inside a line only allowed a break there, unless it was set as a visible hyphen.
_UNUSED_BREAK = re.compile("(?<=[^\\W\\d_A-ZÁÉÍÓÚÑ])\u00ad(?=[^\\W\\d_A-ZÁÉÍÓÚÑ])")
_SET_HYPHEN = re.compile("\u00ad(?=.)")


@dataclass(frozen=True, slots=True)
class _Span:
    """A run of text in one style; `box` is on the upright page."""

    text: str
    box: Box
    bold: bool = False
    painted: bool = True


@dataclass(frozen=True, slots=True)
class _Row:
    """What MuPDF calls a line; `direction` is that of its text on the upright page, (1, 0) from left to
    right. `words` are the left and right edges of its words, if they were looked up."""

    spans: list[_Span]
    direction: tuple[float, float] = (1, 0)
    words: Sequence[tuple[float, float]] = ()


def read_text_layer(page: Any) -> TextLayer:
    """Return the text of a PyMuPDF page in file order, including form fields and notes."""
    text_page = page.get_textpage(flags=FLAGS)
    blocks = text_page.extractDICT()["blocks"]
    lines = [line for block in blocks for line in block["lines"]]
    rotation = _find_rotation(lines, tuple(page.rotation_matrix))
    turned, size = turn_page(page.rect, rotation)
    upright = tuple(upright_matrix(page, rotation))
    drawings = read_drawings(page, turned)
    words = _find_words(text_page, blocks, upright, needed=bool(drawings.boxes))
    if any(has_right_to_left(span["text"]) for line in lines for span in line["spans"]):
        detailed = [line for block in text_page.extractRAWDICT()["blocks"] for line in block["lines"]]
        lines = list(read_in_order(lines, detailed))
        words = [[] for _ in lines]
    rows = [
        row
        for line, in_line in zip(lines, words, strict=True)
        if not is_vertical(line) and (row := _read_row(line, upright, in_line)).spans
    ]
    boxes = list(drawings.boxes)
    if page.first_widget:
        fields = list(read_fields(page))
        boxes = _with_fields(boxes, fields, upright)
        rows = _fill_in(rows, fields, upright)
    notes = [_mark(note, upright) for note in read_notes(page)] if page.first_annot else []
    spans = [span for row in rows for span in row.spans]
    texts = (_fragment(cell, row) for row in rows for cell in _split_cells(row.spans))
    columns = [
        replace(_fragment(row.spans, row), aside=True)
        for line in gather_columns([line for line in lines if is_vertical(line)])
        if (row := _read_row(line, upright, ())).spans
    ]
    asides = (replace(_fragment([note], _Row([note])), aside=True) for note in notes)
    return TextLayer(
        fragments=add_ticks(_without_doubles(chain(texts, columns, asides)), boxes, exact=True),
        vertical=sum(character.isalnum() for column in columns for character in column.text),
        rotation=rotation,
        size=size,
        hidden=sum(len(span.text) for span in spans if not span.painted)
        / max(sum(len(span.text) for span in spans), 1),
        pictures=drawings.pictures,
        paths=drawings.paths,
        rulings=drawings.rulings,
        figures=drawings.figures,
        code_places=drawings.code_places,
    )


def _find_rotation(lines: Sequence[dict[str, Any]], shown: Transform) -> int:
    """Return the clockwise rotation of the displayed page that makes most characters run from left to
    right."""
    votes = {0: 0, 90: 0, 180: 0, 270: 0}
    for line in lines:
        if is_vertical(line):
            votes[0] += 1
            continue
        x, y = turn_direction(line["dir"], shown)
        rotation = (0 if x > 0 else 180) if abs(x) >= abs(y) else (90 if y < 0 else 270)
        votes[rotation] += sum(len(span["text"]) for span in line["spans"] if span["text"].strip())
    return max(votes, key=lambda rotation: votes[rotation])


def _find_words(
    text_page: Any, blocks: Sequence[dict[str, Any]], upright: Transform, *, needed: bool
) -> list[list[tuple[float, float]]]:
    """Return the left and right edges of the words of each line.

    Unless they are `needed`, nothing is returned for a page that hardly holds cells as close as words: measuring
    them takes as long as reading the page.
    """
    places = [(block["number"], line) for block in blocks for line in range(len(block["lines"]))]
    texts = ("".join(span["text"] for span in line["spans"]) for block in blocks for line in block["lines"])
    if not needed and sum(_CLOSE_CELLS.search(text) is not None for text in texts) < MIN_CLOSE_CELLS:
        return [[] for _ in places]
    words: dict[tuple[int, int], list[tuple[float, float]]] = {place: [] for place in places}
    for *box, _, block, line, _ in text_page.extractWORDS():
        x0, _, x1, _ = move_box(tuple(box), upright)
        words.setdefault((block, line), []).append((x0, x1))
    return [words[place] for place in places]


def _read_row(line: dict[str, Any], upright: Transform, words: Sequence[tuple[float, float]]) -> _Row:
    spans = [
        _Span(
            text=_read_signs(span["text"], span["font"]),
            box=move_box(span["bbox"], upright),
            bold=bool(span["flags"] & BOLD_FLAG) or _HEAVY.search(span["font"]) is not None,
            painted=bool(span["char_flags"] & PAINTED_FLAGS),
        )
        for span in line["spans"]
        if span["text"].strip()
    ]
    return _Row(spans, turn_direction(line["dir"], upright), words)


def _read_signs(text: str, font: str) -> str:
    return text.translate(_DINGBATS) if font.endswith("ZapfDingbats") else text


def _fill_in(rows: Sequence[_Row], fields: Sequence[Field], upright: Transform) -> list[_Row]:
    """Replace what is drawn in fields by their ticks and choices."""
    places = [move_box(tuple(field.box), upright) for field in fields]
    kept = (replace(row, spans=[span for span in row.spans if not _is_in(span, places)]) for row in rows)
    marks = (_Row([_mark(field, upright)]) for field in fields if field.text)
    return [*(row for row in kept if row.spans), *marks]


def _is_in(span: _Span, places: Sequence[Box]) -> bool:
    x, y = (span.box[0] + span.box[2]) / 2, (span.box[1] + span.box[3]) / 2
    return any(x0 <= x <= x1 and y0 <= y <= y1 for x0, y0, x1, y1 in places)


def _with_fields(boxes: Sequence[TickBox], fields: Sequence[Field], upright: Transform) -> list[TickBox]:
    """Return the drawn boxes that are no fields, and the fields to tick."""
    places = [move_box(tuple(field.box), upright) for field in fields]
    drawn = [box for box in boxes if not any(_overlap(box.box, place) for place in places)]
    ticks = zip(places, fields, strict=True)
    return [
        *drawn,
        *(TickBox(box, field.ticked, sure=True) for box, field in ticks if field.ticked is not None),
    ]


def _overlap(first: Box, second: Box) -> bool:
    return first[0] < second[2] and second[0] < first[2] and first[1] < second[3] and second[1] < first[3]


def _mark(field: Field, upright: Transform) -> _Span:
    """Return a field as one line of print; a list box is higher than the choice in it."""
    x0, y0, x1, y1 = move_box(tuple(field.box), upright)
    middle, half = (y0 + y1) / 2, min(y1 - y0, FIELD_PRINT) / 2
    return _Span(field.text, (x0, middle - half, x1, middle + half))


def _split_cells(spans: Sequence[_Span]) -> Iterator[list[_Span]]:
    cell = [spans[0]]
    for before, after in pairwise(spans):
        if after.box[0] - before.box[2] > CELL_GAP * min(_height(before), _height(after)):
            yield cell
            cell = []
        cell.append(after)
    yield cell


def _height(span: _Span) -> float:
    return span.box[3] - span.box[1]


def _fragment(spans: Sequence[_Span], row: _Row) -> Fragment:
    boxes = [span.box for span in spans]
    box = enclose(boxes)
    slope = row.direction[1] / row.direction[0] if row.direction[0] > 0 else float("inf")
    widest = max(boxes, key=lambda box: box[2] - box[0])
    text = _join_spans(spans)
    return Fragment(
        line=Line(text=text, raw_text=text, box=box, confidence=1.0),
        x0=box[0],
        y0=box[1],
        x1=box[2],
        y1=box[3],
        slope=slope,
        size=widest[3] - widest[1],
        bold=all(span.bold for span in spans),
        aside=abs(slope) > MAX_SLOPE,
        words=_words_in(box, row.words, text),
    )


def _words_in(box: Box, words: Sequence[tuple[float, float]], text: str) -> tuple[tuple[float, float], ...]:
    """Return the edges of the words in the box from its left edge, if there are as many as in the text."""
    inside = tuple((x0 - box[0], x1 - box[0]) for x0, x1 in words if box[0] <= (x0 + x1) / 2 <= box[2])
    return inside if len(inside) == text.count(" ") + 1 > 1 else ()


def _join_spans(spans: Sequence[_Span]) -> str:
    """Join the spans' text, with a space where they do not touch."""
    parts = [spans[0].text]
    for before, after in pairwise(spans):
        apart = abs(before.box[2] - after.box[0]) > 0.15 * _height(after)
        parts += [" ", after.text] if apart else [after.text]
    text = " ".join("".join(parts).translate(_SIGNS).split())
    return _SET_HYPHEN.sub("-", _UNUSED_BREAK.sub("", text))


def _without_doubles(fragments: Iterator[Fragment]) -> tuple[Fragment, ...]:
    """Drop duplicates: some bold print is printed twice, a point apart."""
    seen: set[tuple[str, int, int]] = set()
    kept = []
    for piece in fragments:
        places = {(piece.text, round(piece.x0 / 2) + dx, round(piece.y0 / 2)) for dx in (-1, 0, 1)}
        if piece.text and not places & seen:
            seen.add((piece.text, round(piece.x0 / 2), round(piece.y0 / 2)))
            kept.append(piece)
    return tuple(kept)
