"""Pieces of text on a page before they have an order: what a recogniser or a text layer gives.

Slanted and keystoned pages are levelled here, in coordinates only: pixels are never resampled for it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import median

from function.reading.document import Box, Line

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
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.y1 - self.y0


def level(fragments: Sequence[Fragment]) -> list[Fragment]:
    """The fragments as if the page had been straight: each turned back by the slope at its height.

    The slope may change linearly from top to bottom, as on a photographed page.
    """
    offset, growth = _fit_slope([piece for piece in fragments if _shows_slope(piece)])
    if offset == growth == 0:
        return list(fragments)
    pivot_x = median((piece.x0 + piece.x1) / 2 for piece in fragments)
    pivot_y = median(piece.middle for piece in fragments)
    levelled = []
    for piece in fragments:
        slope = offset + growth * piece.middle
        middle = piece.middle - slope * ((piece.x0 + piece.x1) / 2 - pivot_x)
        across = slope * (piece.middle - pivot_y)
        levelled.append(
            replace(
                piece,
                x0=piece.x0 + across,
                x1=piece.x1 + across,
                y0=middle - piece.size / 2,
                y1=middle + piece.size / 2,
                slope=0.0,
            )
        )
    return levelled


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
