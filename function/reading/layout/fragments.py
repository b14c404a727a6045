"""Pieces of text before they have an order, from a recogniser or a text layer.

Slanted and keystoned pages are levelled here, in coordinates only: pixels are never resampled for it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from function.document.pages import Box, Line

# Lines shorter than this many times their height have no reliable slope.
MIN_ASPECT_FOR_SLOPE = 6.0


@dataclass(frozen=True, slots=True)
class Fragment:
    """A run of text without a wide gap.

    `x0, y0, x1, y1` is its level box (any unit, y down), `slope` the dy/dx of its baseline, `size` the height
    of its print. `bold` is only known in a text layer, and so are `words`: the left and right edge of each
    word, from `x0`. Text that is `aside` (vertical in the margin, a watermark across the page) takes no part
    in the layout.
    """

    line: Line
    x0: float
    y0: float
    x1: float
    y1: float
    slope: float
    size: float
    bold: bool = False
    aside: bool = False
    words: tuple[tuple[float, float], ...] = ()

    @property
    def text(self) -> str:
        return self.line.text

    @property
    def middle(self) -> float:
        return (self.y0 + self.y1) / 2

    @property
    def centre(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.y1 - self.y0


@dataclass(frozen=True, slots=True)
class Level:
    """The tilt of a page: `offset` is the slope dy/dx of its lines at y = 0, `growth` its change per unit of
    y, as on a photographed page. The point at `pivot_x, pivot_y` stays where it is."""

    offset: float
    growth: float = 0.0
    pivot_x: float = 0.0
    pivot_y: float = 0.0

    @property
    def slope(self) -> float:
        """The slope dy/dx in the middle of the text."""
        return self.offset + self.growth * self.pivot_y

    def straighten(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point would be if the page were straight."""
        slope = self.offset + self.growth * y
        return x + slope * (y - self.pivot_y), y - slope * (x - self.pivot_x)

    def tilt_box(self, box: Box) -> Box:
        """Return the level box around `box`, a box on the straightened page, on the original page."""
        corners = [self.tilt(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
        xs, ys = zip(*corners, strict=True)
        return min(xs), min(ys), max(xs), max(ys)

    def tilt(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point of the straightened page is on the original page."""
        slope = self.offset + self.growth * y
        stretch = 1 + slope * slope
        across, down = x - self.pivot_x, y - self.pivot_y
        return (
            self.pivot_x + (across - slope * down) / stretch,
            self.pivot_y + (down + slope * across) / stretch,
        )


def measure_level(fragments: Sequence[Fragment]) -> Level:
    """Return the tilt of the page, or a straight level if the fragments do not show one."""
    offset, growth = _fit_slope([piece for piece in fragments if _shows_slope(piece)])
    if offset == growth == 0:
        return Level(0.0)
    return Level(
        offset,
        growth,
        pivot_x=median(piece.centre for piece in fragments),
        pivot_y=median(piece.middle for piece in fragments),
    )


def straighten_fragments(fragments: Sequence[Fragment], level: Level) -> list[Fragment]:
    """Return the fragments as if the page were straight: each is turned back by the slope at its height."""
    if level.offset == level.growth == 0:
        return list(fragments)
    levelled = []
    for piece in fragments:
        centre, middle = level.straighten(piece.centre, piece.middle)
        half = piece.width / 2
        levelled.append(
            replace(
                piece,
                x0=centre - half,
                x1=centre + half,
                y0=middle - piece.size / 2,
                y1=middle + piece.size / 2,
                slope=0.0,
            )
        )
    return levelled


def split_fragment(piece: Fragment, at: float, reach: float) -> tuple[Fragment, Fragment] | None:
    """Split the piece at the space nearest to `at` (x), or return None when no space is within `reach` of
    it."""
    gaps = word_gaps(piece)
    if not gaps:
        return None
    number = min(range(len(gaps)), key=lambda index: abs(sum(gaps[index]) / 2 - at))
    if abs(sum(gaps[number]) / 2 - at) > reach:
        return None
    return split_words(piece, number + 1)


def word_gaps(piece: Fragment) -> list[tuple[float, float]]:
    """Return the left and right edge (x) of each space in the piece.

    Without `words` all letters are assumed to be equally wide, so the edges are estimates.
    """
    if piece.words:
        return [(piece.x0 + before[1], piece.x0 + after[0]) for before, after in pairwise(piece.words)]
    letter = piece.width / max(len(piece.text), 1)
    return [
        (piece.x0 + index * letter, piece.x0 + (index + 1) * letter)
        for index, character in enumerate(piece.text)
        if character == " "
    ]


def split_words(piece: Fragment, count: int) -> tuple[Fragment, Fragment]:
    """Split the piece after its first `count` words."""
    words = piece.text.split(" ")
    left, right = word_gaps(piece)[count - 1]
    return (
        _part(piece, " ".join(words[:count]), piece.x0, left, piece.words[:count]),
        _part(piece, " ".join(words[count:]), right, piece.x1, piece.words[count:]),
    )


def _part(piece: Fragment, text: str, x0: float, x1: float, words: Sequence[tuple[float, float]]) -> Fragment:
    left, top, right, bottom = piece.line.box
    scale = (right - left) / max(piece.width, 1e-6)
    box = (left + (x0 - piece.x0) * scale, top, left + (x1 - piece.x0) * scale, bottom)
    moved = x0 - piece.x0
    return replace(
        piece,
        line=replace(piece.line, text=text, raw_text=text, box=box),
        x0=x0,
        x1=x1,
        words=tuple((start - moved, end - moved) for start, end in words),
    )


def _shows_slope(piece: Fragment) -> bool:
    return piece.width > MIN_ASPECT_FOR_SLOPE * piece.size


def _fit_slope(pieces: Sequence[Fragment]) -> tuple[float, float]:
    """Return the slope at y = 0 and its change per unit of y; a median when there is too little to fit a
    line."""
    if not pieces:
        return 0.0, 0.0
    middle = median(piece.slope for piece in pieces)
    # A stamp or a slanted logo is no evidence for the page.
    pieces = [piece for piece in pieces if abs(piece.slope - middle) < 0.02]
    if len(pieces) < 6:
        return middle, 0.0
    total = sum(piece.width for piece in pieces)
    mean_y = sum(piece.width * piece.middle for piece in pieces) / total
    mean_slope = sum(piece.width * piece.slope for piece in pieces) / total
    spread = sum(piece.width * (piece.middle - mean_y) ** 2 for piece in pieces)
    if spread == 0:
        return mean_slope, 0.0
    growth = (
        sum(piece.width * (piece.middle - mean_y) * (piece.slope - mean_slope) for piece in pieces) / spread
    )
    return mean_slope - growth * mean_y, growth


def enclose(boxes: Iterable[Box]) -> Box:
    """Return the smallest box around all boxes; there must be at least one."""
    x0s, y0s, x1s, y1s = zip(*boxes, strict=True)
    return min(x0s), min(y0s), max(x1s), max(y1s)
