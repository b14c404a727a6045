"""Tells lines written by hand from print: a pen draws thin strokes and open letters of many heights on no level line."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from function.reading.recognition.engine import Polygon
from function.reading.recognition.shrinking import shrink_at_once
from function.reading.recognition.strips import Pixels

Grey = NDArray[np.uint8]

# Lines are looked at at this height, in pixels, and no longer than this.
HEIGHT, LONGEST = 64, 3000
# Paper is what is lighter in a square of this side; ink is darker by so many of 255 levels.
PAPER, DARK = 31, 15
# Longer straight ink is a ruling, as below what is filled in, or the side of a box.
ACROSS, DOWN = 160, 62
# Specks are smaller than this, in pixels; ink at the edge that reaches no further in, in heights, is that of other lines.
SPECK, EDGE = 12, 0.25
# Parts of letters lower than this, in heights, are dots and commas.
LOW = 0.2
# Fewer letters do not tell how much they vary, but joined ones are wider than this, in heights.
FEW, JOINED = 4, 1.5
# The least ink that shows anything, in pixels, and the least contrast.
LEAST_INK, LEAST_CONTRAST = 100, 25
# Of 78 lines in doubt by 8 writers, about 95 % are below the first three and the last, and above the fourth. Fax, crumpled
# and coarse copies of print, and letters typed or stencilled, fail at least one of them.
THIN, SPARSE, OPEN, VARIED, LEVEL = 0.105, 0.19, 0.42, 0.2, 1.4
# How level a line is, is the mean over windows this wide and far apart, in pixels: lines may bend or climb. Ink rises and
# falls within so many rows.
WINDOW, STEP, ROWS = 160, 64, 5


@dataclass(frozen=True, slots=True)
class Strokes:
    """The strokes of a line: how `thick` they are, in heights, the share of the line that is `inked`, the share of their
    boxes that letters have `filled`, how `varied` their heights are, as a share of the usual one, and how `level` they
    end: the steepest rise and fall of ink from row to row, as a share of the fullest row, 0..2."""

    thick: float
    inked: float
    filled: float
    varied: float
    level: float

    def are_by_hand(self, slack: float = 1.0) -> bool:
        """Whether they are a pen's; with more `slack` than 1, they may be more like print."""
        return (
            self.thick < slack * THIN
            and self.inked < slack * SPARSE
            and self.filled < slack * OPEN
            and self.varied * slack > VARIED
            and self.level < slack * LEVEL
        )


def measure_strokes(image: Pixels, polygon: Polygon) -> Strokes | None:
    """Return the strokes of a line of an upright image (height, width, 3), BGR; None if it shows next to none."""
    ink = _ink(_cut_line(image, polygon))
    area = cv2.countNonZero(ink)
    if area < LEAST_INK:
        return None
    outlines, _ = cv2.findContours(ink, cv2.RETR_LIST, cv2.CHAIN_APPROX_NONE)
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    widths, heights, areas = (
        stats[1:, column].astype(np.float64)
        for column in (cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT, cv2.CC_STAT_AREA)
    )
    inked = np.flatnonzero(ink.any(axis=0))
    letters = heights[heights > LOW * HEIGHT]
    return Strokes(
        thick=2 * area / sum(map(len, outlines)) / HEIGHT,
        inked=area / (int(inked[-1] - inked[0] + 1) * HEIGHT),
        filled=float((areas * areas / (widths * heights)).sum() / areas.sum()),
        varied=_measure_variety(letters, float(widths.max())),
        level=_measure_level(ink),
    )


def _measure_variety(letters: NDArray[np.float64], widest: float) -> float:
    """Return how varied heights of letters are; few that are joined, as in a signature, are as varied as any."""
    if len(letters) < FEW:
        return 1.0 if widest > JOINED * HEIGHT else 0.0
    return float(letters.std() / letters.mean())


def _measure_level(ink: Grey) -> float:
    steps = []
    for left in range(0, max(1, ink.shape[1] - WINDOW // 2), STEP):
        rows = ink[:, left : left + WINDOW].sum(axis=1, dtype=np.float64)
        if rows.sum() >= LEAST_INK / 2:
            rows = np.convolve(rows, np.full(3, 1 / 3), "same")
            falls = (rows[:-ROWS] - rows[ROWS:]) / rows.max()
            steps.append(float(falls[HEIGHT // 3 :].max() - falls[: 2 * HEIGHT // 3].min()))
    return float(np.mean(steps)) if steps else 0.0


def _cut_line(image: Pixels, polygon: Polygon) -> Grey:
    """Return the grey picture of a line of an image (height, width, 3), BGR, turned level and `HEIGHT` pixels high."""
    corners = np.array(polygon, np.float32)
    high = max(1.0, float(np.linalg.norm(corners[3] - corners[0])))
    shrink = min(1.0, HEIGHT / high)
    width = round(min(float(np.linalg.norm(corners[1] - corners[0])) * HEIGHT / high, LONGEST))
    left, top = np.maximum(np.floor(corners.min(axis=0)).astype(int), 0)
    right, bottom = np.ceil(corners.max(axis=0)).astype(int) + 1
    around = cv2.cvtColor(image[top:bottom, left:right], cv2.COLOR_BGR2GRAY)
    small = shrink_at_once(around, shrink)
    level = np.array([(0, 0), (width, 0), (width, HEIGHT), (0, HEIGHT)], np.float32)
    moved = ((corners - (left, top)) * shrink).astype(np.float32)
    projection = cv2.getPerspectiveTransform(moved, level)
    cut = cv2.warpPerspective(small, projection, (width, HEIGHT), borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(cut, np.uint8)


def _ink(strip: Grey) -> Grey:
    """Return the ink of a line, without rulings and other lines."""
    smooth = cv2.GaussianBlur(strip, (3, 3), 0)
    paper = cv2.morphologyEx(smooth, cv2.MORPH_CLOSE, np.ones((PAPER, PAPER), np.uint8))
    contrast = cv2.subtract(paper, smooth)
    if contrast.max() < LEAST_CONTRAST:
        return np.zeros_like(strip)
    bound, _ = cv2.threshold(contrast, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    ink = np.asarray(contrast > max(bound, DARK), np.uint8)
    for shape in ((1, ACROSS), (DOWN, 1)):
        ruling = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones(shape, np.uint8))
        ink[cv2.dilate(ruling, np.ones((3, 3), np.uint8)) > 0] = 0
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    tops, bottoms = stats[:, cv2.CC_STAT_TOP], stats[:, cv2.CC_STAT_TOP] + stats[:, cv2.CC_STAT_HEIGHT]
    foreign = ((tops == 0) & (bottoms < EDGE * HEIGHT)) | ((bottoms == HEIGHT) & (tops > (1 - EDGE) * HEIGHT))
    kept = (stats[:, cv2.CC_STAT_AREA] >= SPECK) & ~foreign
    kept[0] = False
    return np.asarray(kept[labels], np.uint8)
