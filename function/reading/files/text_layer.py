"""The text that a PDF page carries itself, and whether to believe it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any, Literal

import pymupdf

from function.reading.document import Box, Line
from function.reading.layout.fragments import Fragment, enclose

Verdict = Literal["believe", "check", "reject"]

# Without MuPDF's default flags an unknown glyph shows as U+FFFD and a ligature as its letters.
FLAGS = pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_MEDIABOX_CLIP
BOLD_FLAG = 16
PAINTED_FLAGS = 16 | 32
# A wider gap than this many heights of the print, inside what MuPDF calls a line, separates cells.
CELL_GAP = 1.5
# Steeper text than this (dy/dx) is a watermark or a note in the margin.
MAX_SLOPE = 0.17

# Fewer letters than this beside a picture of the page, or print drawn as outlines, are a stamp or a page number.
MIN_LETTERS_BESIDE_PICTURE = 200
FULL_PAGE = 0.5
OUTLINED_PRINT = 300
MAX_UNREADABLE = 0.05
MAX_HIDDEN = 0.5
# The supported languages have 38 to 52 % vowels; letters shifted by a broken font table have not.
CREDIBLE_VOWELS = (0.27, 0.62)
MIN_LETTERS_TO_JUDGE = 60

_UNREADABLE = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f\x7f-\x9f]")
_VOWELS = frozenset("aeiouyáéíóúüàèìòùâêîôûäöãõïœæ")
_SIGNS = str.maketrans(
    {"\u2010": "-", "\u2011": "-", "\ufb01": "fi", "\ufb02": "fl", "\u200b": "", "\ufeff": ""}
)
# A soft hyphen inside a line was only a permission to break there, unless it was set as a visible hyphen.
_UNUSED_BREAK = re.compile("(?<=[^\\W\\d_A-ZÁÉÍÓÚÑ])\u00ad(?=[^\\W\\d_A-ZÁÉÍÓÚÑ])")
_SET_HYPHEN = re.compile("\u00ad(?=.)")


@dataclass(frozen=True)
class TextLayer:
    """`fragments` in points of the upright page, `rotation` the clockwise turn from the page as it is shown
    to upright text, `size` width and height after it. `hidden` is the share of characters that are not painted,
    `pictures` the share of the page under images, `paths` the number of drawn shapes."""

    fragments: tuple[Fragment, ...]
    rotation: int
    size: tuple[float, float]
    hidden: float
    pictures: float
    paths: int

    @cached_property
    def text(self) -> str:
        return " ".join(fragment.text for fragment in self.fragments)

    @cached_property
    def letters(self) -> int:
        return sum(character.isalnum() for character in self.text)


@dataclass(frozen=True, slots=True)
class _Span:
    """`direction` and `box` on the page as it is shown."""

    text: str
    box: pymupdf.Rect
    direction: pymupdf.Point
    bold: bool
    painted: bool


def read_text_layer(page: Any) -> TextLayer:
    """What a PyMuPDF page carries, form fields and notes included, in the order of the file."""
    lines = list(_lines(page))
    rotation = _find_rotation([span for line in lines for span in line])
    turned, size = _turn_page(page.rect, rotation)
    characters = sum(len(span.text) for line in lines for span in line)
    hidden = sum(len(span.text) for line in lines for span in line if not span.painted)
    pictures, paths = _measure_drawing(page)
    return TextLayer(
        fragments=_without_doubles(
            _fragment(cell, turned) for line in lines for cell in _split_cells(line, rotation)
        ),
        rotation=rotation,
        size=size,
        hidden=hidden / max(characters, 1),
        pictures=pictures,
        paths=paths,
    )


def judge(layer: TextLayer) -> Verdict:
    """Whether the layer is the page's text: believe it, check it against the picture, or recognise."""
    if layer.letters == 0:
        return "believe" if layer.pictures == 0 and layer.paths == 0 else "reject"
    beside_picture = layer.pictures >= FULL_PAGE or layer.paths >= OUTLINED_PRINT
    if beside_picture and layer.letters < MIN_LETTERS_BESIDE_PICTURE:
        return "reject"
    if len(_UNREADABLE.findall(layer.text)) > MAX_UNREADABLE * len(layer.text):
        return "reject"
    return "check" if layer.hidden > MAX_HIDDEN or not _has_vowels(layer) else "believe"


def _has_vowels(layer: TextLayer) -> bool:
    letters = [character for character in layer.text.lower() if character.isalpha()]
    if len(letters) < MIN_LETTERS_TO_JUDGE:
        return True
    low, high = CREDIBLE_VOWELS
    return low <= sum(letter in _VOWELS for letter in letters) / len(letters) <= high


def _lines(page: Any) -> Iterator[list[_Span]]:
    matrix = page.rotation_matrix
    turn = pymupdf.Matrix(matrix.a, matrix.b, matrix.c, matrix.d, 0, 0)
    for block in page.get_text("dict", flags=FLAGS)["blocks"]:
        for line in block["lines"]:
            direction = pymupdf.Point(line["dir"]) * turn
            spans = [
                _Span(
                    text=span["text"],
                    box=pymupdf.Rect(span["bbox"]) * matrix,
                    direction=direction,
                    bold=bool(span["flags"] & BOLD_FLAG),
                    painted=bool(span["char_flags"] & PAINTED_FLAGS),
                )
                for span in line["spans"]
                if span["text"].strip()
            ]
            if spans:
                yield spans


def _find_rotation(spans: Sequence[_Span]) -> int:
    """The clockwise turn after which most characters run from left to right."""
    votes = {0: 0, 90: 0, 180: 0, 270: 0}
    for span in spans:
        x, y = span.direction
        rotation = (0 if x > 0 else 180) if abs(x) >= abs(y) else (90 if y < 0 else 270)
        votes[rotation] += len(span.text)
    return max(votes, key=lambda rotation: votes[rotation])


def _turn_page(shown: Any, rotation: int) -> tuple[pymupdf.Matrix, tuple[float, float]]:
    """The matrix from the page as it is shown to the page upright, and the size there."""
    turned = pymupdf.Matrix(rotation)
    corner = (shown * turned).top_left
    size = (shown.width, shown.height) if rotation % 180 == 0 else (shown.height, shown.width)
    return turned * pymupdf.Matrix(1, 0, 0, 1, -corner.x, -corner.y), size


def _split_cells(spans: Sequence[_Span], rotation: int) -> Iterator[list[_Span]]:
    along = pymupdf.Matrix(rotation)
    cell = [spans[0]]
    for before, after in pairwise(spans):
        gap = (after.box * along).x0 - (before.box * along).x1
        if gap > CELL_GAP * min(_height(before.box * along), _height(after.box * along)):
            yield cell
            cell = []
        cell.append(after)
    yield cell


def _height(box: Any) -> float:
    return float(box.y1 - box.y0)


def _fragment(spans: Sequence[_Span], turned: Any) -> Fragment:
    boxes: list[Box] = [tuple(span.box * turned) for span in spans]
    box = enclose(boxes)
    direction = spans[0].direction * pymupdf.Matrix(turned.a, turned.b, turned.c, turned.d, 0, 0)
    slope = direction.y / direction.x if direction.x > 0 else float("inf")
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
    )


def _join_spans(spans: Sequence[_Span]) -> str:
    """The spans' text; a space stands where they do not touch."""
    parts = [spans[0].text]
    for before, after in pairwise(spans):
        apart = abs(before.box.x1 - after.box.x0) > 0.15 * _height(after.box)
        parts += [" ", after.text] if apart else [after.text]
    text = " ".join("".join(parts).translate(_SIGNS).split())
    return _SET_HYPHEN.sub("-", _UNUSED_BREAK.sub("", text))


def _without_doubles(fragments: Iterator[Fragment]) -> tuple[Fragment, ...]:
    """Bold print made by printing twice, a point apart, is one text."""
    seen: set[tuple[str, int, int]] = set()
    kept = []
    for piece in fragments:
        places = {(piece.text, round(piece.x0 / 2) + dx, round(piece.y0 / 2)) for dx in (-1, 0, 1)}
        if piece.text and not places & seen:
            seen.add((piece.text, round(piece.x0 / 2), round(piece.y0 / 2)))
            kept.append(piece)
    return tuple(kept)


def _measure_drawing(page: Any) -> tuple[float, int]:
    """The share of the page under images (0..1) and the number of drawn shapes."""
    area, paths = 0.0, 0
    for kind, box in page.get_bboxlog():
        if "image" in kind or "imgmask" in kind:
            area += (pymupdf.Rect(box) & page.rect * page.derotation_matrix).get_area()
        elif "path" in kind or "shade" in kind:
            paths += 1
    return min(1.0, area / max(page.rect.get_area(), 1.0)), paths
