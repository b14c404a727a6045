"""Pieces of text on a page before they have an order: what a recogniser or a text layer gives.

Slanted and keystoned pages are levelled here, in coordinates only: pixels are never resampled for it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import median

from function.document.pages import Box, Line

# Lines shorter than this many times their height have no reliable slope.
MIN_ASPECT_FOR_SLOPE = 6.0


@dataclass(frozen=True, slots=True)
class Fragment:
    """A run of text without a wide gap.

    `x0, y0, x1, y1` is its level box (any unit, y down), `slope` dy/dx of its baseline, `size` its height
    as a measure of the print, `bold` only known in a text layer. What stands `aside` (upright in the margin, a
    watermark across the page) takes no part in the layout.
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
    """How a page lies askew: `offset` is the slope dy/dx of its lines at y = 0, `growth` its change per unit
    of y, as on a photographed page. The point at `pivot_x, pivot_y` stays where it is."""

    offset: float
    growth: float = 0.0
    pivot_x: float = 0.0
    pivot_y: float = 0.0

    @property
    def slope(self) -> float:
        """The slope in the middle of the text, without a unit."""
        return self.offset + self.growth * self.pivot_y

    def straighten(self, x: float, y: float) -> tuple[float, float]:
        """Where a point would be if the page had been straight."""
        slope = self.offset + self.growth * y
        return x + slope * (y - self.pivot_y), y - slope * (x - self.pivot_x)

    def tilt_box(self, box: Box) -> Box:
        """The box, level on the page, around the place that `box` has on the page made straight."""
        corners = [self.tilt(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
        xs, ys = zip(*corners, strict=True)
        return min(xs), min(ys), max(xs), max(ys)

    def tilt(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the page made straight is on the page as it lies."""
        slope = self.offset + self.growth * y
        stretch = 1 + slope * slope
        across, down = x - self.pivot_x, y - self.pivot_y
        return (
            self.pivot_x + (across - slope * down) / stretch,
            self.pivot_y + (down + slope * across) / stretch,
        )


def measure_level(fragments: Sequence[Fragment]) -> Level:
    """The level of the page that the fragments stand on; a straight one if they do not show it."""
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
    """The fragments as if the page had been straight: each turned back by the slope at its height."""
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
    """The piece cut in two at the space nearest to `at` (x), or None when no space is within `reach` of it.

    Letters are taken to be equally wide, so places are estimates.
    """
    letter = piece.width / max(len(piece.text), 1)
    spaces = [index for index, character in enumerate(piece.text) if character == " "]
    if not spaces:
        return None
    index = min(spaces, key=lambda space: abs(piece.x0 + (space + 0.5) * letter - at))
    if abs(piece.x0 + (index + 0.5) * letter - at) > reach:
        return None
    return (
        _part(piece, 0, index, piece.x0, piece.x0 + index * letter),
        _part(piece, index + 1, len(piece.text), piece.x0 + (index + 1) * letter, piece.x1),
    )


def _part(piece: Fragment, start: int, end: int, x0: float, x1: float) -> Fragment:
    left, top, right, bottom = piece.line.box
    scale = (right - left) / max(piece.width, 1e-6)
    box = (left + (x0 - piece.x0) * scale, top, left + (x1 - piece.x0) * scale, bottom)
    text = piece.text[start:end]
    return replace(piece, line=replace(piece.line, text=text, raw_text=text, box=box), x0=x0, x1=x1)


def _shows_slope(piece: Fragment) -> bool:
    return piece.width > MIN_ASPECT_FOR_SLOPE * piece.size


def _fit_slope(pieces: Sequence[Fragment]) -> tuple[float, float]:
    """Slope at y = 0 and its change per unit of y; a median when there is too little for a line."""
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
    """The smallest box around all boxes; there must be at least one."""
    x0s, y0s, x1s, y1s = zip(*boxes, strict=True)
    return min(x0s), min(y0s), max(x1s), max(y1s)
