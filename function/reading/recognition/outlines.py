"""Turns the detector's map of print into outlines of lines, straight or bent."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
Map = NDArray[np.float32]

# Print is where the map is above this.
PRINT = 0.3
# The outlines in the map are smaller than the lines: each is grown by this share of its area over its length.
GROWTH = 1.5
# Contours smaller than this, and outlines smaller than this once grown, in pixels of the map, are specks.
SMALLEST, SMALLEST_GROWN = 3, 5
MOST = 1000
# A line is bent when a tenth of it is this far from a straight line, in line heights: on flat pages hardly any is.
# Shorter ones, in heights in the map, have no shape.
BENT, BENT_SHARE = 0.04, 0.1
SHORT = 4.0
# The middle is that of the contour, smoothed over this many heights: words with and without tall letters are not a
# bend.
SMOOTHED = 2.0


@dataclass(frozen=True, slots=True, eq=False)
class Outline:
    """A line of print.

    `corners` is of shape (4, 2), clockwise from the text's top left. `score` is the mean of the map inside, 0..1.
    `middle` are points along the middle of a bent line, (points, 2), and `height` its height; a straight line has none.
    """

    corners: Points
    score: float
    middle: Points | None = None
    height: float = 0.0

    @property
    def level(self) -> float:
        """The y of the line's middle."""
        return float(self.corners[:, 1].mean())

    @property
    def aspect(self) -> float:
        """About how often the line is longer than high."""
        across, down = (float(np.linalg.norm(self.corners[0] - self.corners[to])) for to in (1, 3))
        return max(across, down) / max(min(across, down), 1.0)

    def moved(self, below: float, right: float = 0.0) -> "Outline":
        """Return the outline `below` pixels further down, and `right` to the right."""
        move = np.array((right, below))
        middle = None if self.middle is None else self.middle + move
        return replace(self, corners=self.corners + move, middle=middle)


def find_outlines(
    found: Map, scale: tuple[float, float], lowest: float, unclip: Callable[[Any, float], Any]
) -> Iterator[Outline]:
    """Yield the lines in the map, of shape (height, width), that score at least `lowest`.

    `scale` are the image's pixels per pixel of the map, across and down; outlines are in pixels of the image.
    `unclip` is PaddleX's, which grows a rectangle.
    """
    contours, _ = cv2.findContours((found > PRINT).astype(np.uint8), cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    for contour in contours[:MOST]:
        corners, side = _rectangle(contour)
        if side < SMALLEST:
            continue
        bend = _bend(contour, corners)
        score = _mean(found, corners) if bend is None else _mean(found, contour.reshape(-1, 2))
        if score < lowest:
            continue
        grown, side = _rectangle(unclip(corners.astype(np.float32), GROWTH))
        if side < SMALLEST_GROWN:
            continue
        if bend is None:
            edge = np.round(np.array(found.shape[::-1]) * scale)
            yield Outline(np.clip(np.round(grown * scale), 0, edge), score)
        else:
            yield _bent(*bend, scale, score)


def _rectangle(points: Any) -> tuple[Points, float]:
    """Return the corners of the smallest rectangle around the points, clockwise from the top left, and its short
    side."""
    rectangle = cv2.minAreaRect(np.asarray(points, np.float32).reshape(-1, 1, 2))
    left = sorted(cv2.boxPoints(rectangle).tolist())
    (top_left, bottom_left), (top_right, bottom_right) = (
        sorted(pair, key=lambda point: point[1]) for pair in (left[:2], left[2:])
    )
    return np.array([top_left, top_right, bottom_right, bottom_left]), min(rectangle[1])


def _mean(found: Map, polygon: Points) -> float:
    """Return the mean of the map inside a polygon."""
    height, width = found.shape
    x0, y0 = np.clip(np.floor(polygon.min(axis=0)), 0, (width - 1, height - 1)).astype(int)
    x1, y1 = np.clip(np.ceil(polygon.max(axis=0)), 0, (width - 1, height - 1)).astype(int)
    inside = np.zeros((y1 - y0 + 1, x1 - x0 + 1), np.uint8)
    cv2.fillPoly(inside, [(polygon - (x0, y0)).astype(np.int32)], 1)
    return float(cv2.mean(found[y0 : y1 + 1, x0 : x1 + 1], inside)[0])


def _bend(contour: Any, corners: Points) -> tuple[Points, float] | None:
    """Return points along the middle of a bent contour and its usual height; None if it is straight."""
    along, down = corners[1] - corners[0], corners[3] - corners[0]
    length, depth = float(np.linalg.norm(along)), float(np.linalg.norm(down))
    if length < SHORT * depth / 2:
        return None
    along, down = along / length, down / depth
    middle, usual = _trace(contour, corners[0], along, down, int(length) + 1)
    if length < SHORT * usual:
        return None
    middle = _smooth(middle, round(SMOOTHED * usual))
    away = np.abs(middle - _straight(middle)) >= BENT * (1 + GROWTH) * usual
    # Counting takes a tenth of the time of a percentile.
    if np.count_nonzero(away) < BENT_SHARE * len(away):
        return None
    return corners[0] + np.arange(len(middle))[:, None] * along + middle[:, None] * down, usual


def _trace(
    contour: Any, start: Points, along: Points, down: Points, length: int
) -> tuple[NDArray[np.float64], float]:
    """Return how far down the contour's middle is at each step `along` from `start`, and its usual height."""
    x, y, width, height = cv2.boundingRect(contour)
    inside = np.zeros((height, width), np.uint8)
    cv2.drawContours(inside, [contour], -1, 1, cv2.FILLED, offset=(-x, -y))
    rows, columns = np.nonzero(inside)
    corner = (x, y) - start
    steps = (columns * along[0] + (rows * along[1] + corner @ along)).astype(np.intp)
    steps = np.clip(steps, 0, length - 1, out=steps)
    count = np.bincount(steps, minlength=length)
    depth = np.bincount(steps, weights=columns * down[0] + (rows * down[1] + corner @ down), minlength=length)
    known = np.flatnonzero(count)
    return np.interp(np.arange(length), known, depth[known] / count[known]), float(np.median(count[known]))


def _smooth(values: NDArray[np.float64], window: int) -> NDArray[np.float64]:
    """Return running means of `window` values, about a straight line so that the ends keep their direction."""
    straight = _straight(values)
    window = min(window, len(values)) // 2 * 2 + 1
    away, reach = values - straight, window // 2
    padded = np.concatenate((np.full(reach, away[0]), away, np.full(reach, away[-1])))
    return straight + np.convolve(padded, np.ones(window) / window, mode="valid")


def _straight(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the straight line closest to the values; np.polyfit takes ten times as long."""
    steps = np.arange(len(values)) - (len(values) - 1) / 2
    slope = float(steps @ values) / max(float(steps @ steps), 1.0)
    line: NDArray[np.float64] = values.mean() + slope * steps
    return line


def _bent(middle: Points, usual: float, scale: tuple[float, float], score: float) -> Outline:
    """Return the outline around the middle of a contour `usual` pixels high, grown."""
    length = len(middle)
    grow = GROWTH * usual * length / (2 * (usual + length))
    step = (middle[-1] - middle[0]) / np.linalg.norm(middle[-1] - middle[0])
    middle = np.vstack((middle[0] - grow * step, middle, middle[-1] + grow * step)) * scale
    height = (usual + 2 * grow) * scale[1]
    rest = middle[:, 0]
    slope, start = np.polyfit(rest, middle[:, 1], 1)
    x = np.array([rest[0], rest[-1]])
    y = slope * x + start
    down = np.array([-slope, 1.0]) / np.hypot(slope, 1.0) * height / 2
    ends = np.stack((x, y), axis=1)
    corners = np.vstack((ends - down, ends[::-1] + down))
    return Outline(corners, score, middle, height)


def line_heights(lines: Points) -> NDArray[np.float64]:
    """Return the length of the shorter side of each box."""
    sides = np.linalg.norm(lines - np.roll(lines, -1, axis=1), axis=2)
    heights: NDArray[np.float64] = np.minimum(sides[:, 0] + sides[:, 2], sides[:, 1] + sides[:, 3]) / 2
    return heights
