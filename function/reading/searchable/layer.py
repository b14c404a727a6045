"""The invisible text layer of one page: each line is placed over its print."""

import math
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pymupdf

from function.document.pages import Box, Line
from function.reading.searchable.content import add_content, use_fonts
from function.reading.searchable.fonts import ASCENT, DESCENT, Fonts, measure
from function.reading.searchable.page_text import PageText
from function.reading.searchable.slant import find_slant

# The detector's margin around the print, in heights of the line's box; measured on eight fonts, 8 to 16
# points.
LEFT_MARGIN = 0.10
RIGHT_MARGIN = 0.02
# A box this many times higher than wide is a line along the margin. Which way it runs is not kept: copied, its words are
# the same.
DOWNWARDS = 2.0
_NOTHING = 1e-3


@dataclass(frozen=True, slots=True)
class _Placed:
    """A line of text: the left end of its box at middle height, its direction (a unit vector, y down), its
    length and height."""

    text: str
    start: tuple[float, float]
    direction: tuple[float, float]
    length: float
    height: float


def write_layer(page: Any, text: PageText, fonts: Fonts) -> None:
    """Add the lines to a page of a PDF (PyMuPDF), underneath everything that is painted there."""
    to_page = _from_upright(page, text)
    content = b"".join(_write_line(line, to_page, fonts) for line in _place(text.lines))
    if content:
        use_fonts(page, fonts.names())
        add_content(page, b"q BT 3 Tr\n" + content + b"ET Q\n", first=True)


def _place(lines: Sequence[Line]) -> Iterable[_Placed]:
    readable = [(unicodedata.normalize("NFC", " ".join(line.text.split())), line.box) for line in lines]
    readable = [(text, box) for text, box in readable if text and box[2] > box[0] and box[3] > box[1]]
    slant = find_slant(readable)
    for text, box in readable:
        yield _place_downwards(text, box) if _runs_down(text, box) else _place_across(text, box, slant)


def _runs_down(text: str, box: Box) -> bool:
    return box[3] - box[1] > DOWNWARDS * (box[2] - box[0]) and len(text) > 2


def _place_downwards(text: str, box: Box) -> _Placed:
    x0, y0, x1, y1 = box
    return _Placed(text, ((x0 + x1) / 2, y0), (0.0, 1.0), y1 - y0, x1 - x0)


def _place_across(text: str, box: Box, slant: float) -> _Placed:
    """Recover a slanted line from its level box: width = l cos + h |sin|, height = l |sin| + h cos."""
    x0, y0, x1, y1 = box
    cos, sin = math.cos(slant), abs(math.sin(slant))
    height = ((y1 - y0) * cos - (x1 - x0) * sin) / (cos * cos - sin * sin)
    # A short line's box says little about its slant; its height is never much less than that of a level line.
    height = max(height, (y1 - y0) * 0.5 if x1 - x0 < 6 * (y1 - y0) else height, 0.2 * (y1 - y0))
    length = max((x1 - x0) - height * sin, 0.5 * (x1 - x0)) / cos
    middle = ((x0 + x1) / 2, (y0 + y1) / 2)
    direction = (math.cos(slant), math.sin(slant))
    start = (middle[0] - direction[0] * length / 2, middle[1] - direction[1] * length / 2)
    return _Placed(text, start, direction, length, height)


def _write_line(line: _Placed, to_page: Any, fonts: Fonts) -> bytes:
    """Return the line's operators; its words are positioned by the widths of the font, including spaces."""
    size = line.height / (ASCENT + DESCENT)
    length = line.length - (LEFT_MARGIN + RIGHT_MARGIN) * line.height
    stretch = max(length, 0.5 * line.length) / max(measure(line.text), _NOTHING)
    (x, y), (dx, dy) = line.start, line.direction
    # From the middle of the line down to the baseline; (-dy, dx) points below the line.
    down, along = line.height / 2 - DESCENT * size, min(LEFT_MARGIN * line.height, 0.25 * line.length)
    base = pymupdf.Matrix(
        dx * stretch,
        dy * stretch,
        dy * size,
        -dx * size,
        x + dx * along - dy * down,
        y + dy * along + dx * down,
    )
    numbers = " ".join(_number(value) for value in base * to_page)
    runs = b"".join(
        f"/{name} 1 Tf".encode() + _string(codes) + b"Tj\n" for name, codes in fonts.encode(line.text)
    )
    return f"{numbers} Tm".encode() + runs


def _from_upright(page: Any, text: PageText) -> Any:
    """Return the matrix from points of the upright page to the page's own space, where content is written."""
    shown = page.rect
    turned = pymupdf.Matrix(-text.rotation)
    width, height = (text.width, text.height)[:: -1 if text.rotation % 180 else 1]
    corner = (pymupdf.Rect(0, 0, text.width, text.height) * turned).top_left
    turned = turned * pymupdf.Matrix(1, 0, 0, 1, -corner.x, -corner.y)
    # The recognised image is a fraction of a pixel larger than the page.
    scaled = turned * pymupdf.Matrix(shown.width / width, shown.height / height)
    return scaled * page.derotation_matrix * ~page.transformation_matrix


def _string(codes: bytes) -> bytes:
    """Return a literal string (ISO 32000-1, 7.3.4.2); codes start at 32, so only three bytes need a
    backslash."""
    for special in (b"\\", b"(", b")"):
        codes = codes.replace(special, b"\\" + special)
    return b"(" + codes + b")"


def _number(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".") if abs(value) >= 0.0005 else "0"
