"""Finds sheets of paper on a photo: bright, four-sided, with an edge all around. Works on a small copy."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from function.reading.recognition.shrinking import shrink
from function.reading.recognition.strips import Pixels

# Corners of shape (4, 2), clockwise from the one at the top left of the picture.
Quad = NDArray[np.float64]
Grey = NDArray[np.uint8]
Mask = NDArray[np.bool_]

# The long side of the copy: letters vanish, and a receipt on a photo of six is still 60 pixels wide.
SIDE = 480
# Print on it is closed up to this many pixels.
PRINT = 9
# Areas are looked for between edges that are at least so strong, and above so many levels of brightness between the
# darkest and the brightest of the picture.
EDGES = (3, 5, 9, 16)
LEVELS = 8
# Or where it is brighter than around it: by so many levels than the mean of so many pixels.
AROUND = (121, 241)
BRIGHTER = 3
# Shares: of the picture that a paper covers, of the area that a quadrilateral and its paper have in common.
SMALLEST, LARGEST = 0.02, 0.95
ALIKE = 0.9
# The edge: as far in and out on the copy, in pixels, the paper is brighter than what is around it by so many levels,
# along this share of each side.
REACH = 4
STEP = 4
SUPPORTED = 0.8
SAMPLES = 40
# A side this close to the edge of the picture, in pixels of the copy, is not seen; two may be so.
AT_EDGE = 4
MOST_UNSEEN = 2
# Papers that cover each other by this share of the smaller one are one paper, found twice.
SAME = 0.3
MOST, MOST_FOUND = 12, 100
# Two pages of a book: each is this share of it, lies in it by this share, and together they cover this much.
HALF = (0.3, 0.6)
INSIDE = 0.9
TOGETHER = 0.8


@dataclass(frozen=True, slots=True, eq=False)
class _Found:
    """A quadrilateral and what is `inside` it, on the copy."""

    quad: Quad
    inside: Mask

    @property
    def area(self) -> int:
        return max(int(np.count_nonzero(self.inside)), 1)


def find_papers(pixels: Pixels) -> list[Quad]:
    """Return the papers on a picture (height, width, 3), BGR, in its pixels, the largest first.

    Without an edge around it, as on a scan or a screenshot, there is none.
    """
    small, scale = _shrink(pixels)
    smooth = cv2.medianBlur(small, 5)
    # The least of the colours: that of paper is high, that of wood, skin and cloth is not.
    bright = np.asarray(cv2.min(cv2.min(*cv2.split(smooth)[:2]), cv2.split(smooth)[2]), np.uint8)
    found = [
        _Found(quad, _fill(bright.shape, quad))
        for area in _areas(smooth, bright)
        for quad in _quads(area)
        if _stands_out(bright, quad)
    ]
    return [paper.quad * scale for paper in _choose(found)]


def _shrink(pixels: Pixels) -> tuple[Any, float]:
    """Return a copy with the long side `SIDE`, and the pixels of the picture per pixel of it."""
    scale = max(1.0, max(pixels.shape[:2]) / SIDE)
    return shrink(pixels, 1 / scale), scale


def _areas(smooth: Any, bright: Grey) -> Iterator[Any]:
    """Yield masks whose connected parts may be papers."""
    plain = cv2.medianBlur(cv2.morphologyEx(smooth, cv2.MORPH_CLOSE, np.ones((PRINT, PRINT), np.uint8)), 5)
    blue, green, red = cv2.split(cv2.morphologyEx(plain, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8)))
    edges = cv2.max(cv2.max(blue, green), red)
    low, high = np.percentile(bright, (2, 98))
    masks = [
        *(edges < edge for edge in EDGES),
        *(bright > level for level in np.linspace(low, high, LEVELS + 2)[1:-1]),
        *(cv2.subtract(bright, cv2.blur(bright, (around, around))) > BRIGHTER for around in AROUND),
    ]
    for mask in masks:
        yield cv2.morphologyEx(mask.astype(np.uint8), cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))


def _quads(area: Any) -> Iterator[Quad]:
    """Yield the quadrilaterals among the connected parts of a mask."""
    contours, _ = cv2.findContours(area, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    whole = area.shape[0] * area.shape[1]
    # No shape has a shorter outline for its area than a circle.
    shortest = np.sqrt(4 * np.pi * SMALLEST * whole) * 0.8
    for contour in contours:
        if len(contour) < shortest:
            continue
        hull = cv2.convexHull(contour)
        covered = cv2.contourArea(hull)
        if not SMALLEST * whole <= covered <= LARGEST * whole or cv2.contourArea(contour) < ALIKE * covered:
            continue
        quad = _fit(hull, contour)
        if quad is not None and _alike(quad, hull, area.shape):
            yield quad


def _fit(hull: Any, contour: Any) -> Quad | None:
    """Return the quadrilateral whose sides run along a contour."""
    corners = _four(hull)
    if corners is None:
        return None
    points = contour.reshape(-1, 2).astype(np.float64)
    sides = []
    for start, end in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        along = end - start
        length = max(float(np.hypot(*along)), 1e-6)
        along = along / length
        across = (points - start) @ np.array((-along[1], along[0]))
        travelled = (points - start) @ along / length
        near = points[(np.abs(across) < 0.05 * length + 2) & (travelled > 0.1) & (travelled < 0.9)]
        if len(near) < 5:
            return None
        direction_x, direction_y, x, y = cv2.fitLine(
            near.astype(np.float32), cv2.DIST_HUBER, 0, 0.01, 0.01
        ).ravel()
        sides.append((np.array((x, y)), np.array((direction_x, direction_y))))
    met = [_meet(sides[place - 1], sides[place]) for place in range(4)]
    return None if any(point is None for point in met) else _clockwise(np.array(met))


def _four(hull: Any) -> Quad | None:
    """Return the four corners of a convex hull; None if it has more or fewer."""
    around = cv2.arcLength(hull, True)
    for share in (0.02, 0.03, 0.045, 0.065, 0.09):
        corners = cv2.approxPolyDP(hull, share * around, True)
        if len(corners) == 4:
            return np.asarray(corners.reshape(4, 2), np.float64)
    return None


def _meet(one: tuple[Any, Any], other: tuple[Any, Any]) -> Any:
    """Return where two lines (point, direction) meet; None if they run the same way."""
    (start, along), (point, direction) = one, other
    turn = along[0] * direction[1] - along[1] * direction[0]
    if abs(turn) < 0.3:
        return None
    between = point - start
    return start + along * (between[0] * direction[1] - between[1] * direction[0]) / turn


def _clockwise(corners: Any) -> Quad:
    """Return corners clockwise, beginning with the one at the top left."""
    middle = corners.mean(axis=0)
    angles = np.arctan2(corners[:, 1] - middle[1], corners[:, 0] - middle[0])
    ordered = corners[np.argsort(angles)]
    return np.asarray(np.roll(ordered, -int(np.argmin(ordered.sum(axis=1))), axis=0), np.float64)


def _alike(quad: Quad, hull: Any, shape: tuple[int, ...]) -> bool:
    one, other = _fill(shape, quad), _fill(shape, hull.reshape(-1, 2))
    return int((one & other).sum()) >= ALIKE * int((one | other).sum())


def _fill(shape: tuple[int, ...], corners: Any) -> Mask:
    """Mark what lies inside a convex outline. OpenCV's own intersection of two of them is at times empty."""
    filled = np.zeros(shape, np.uint8)
    cv2.fillConvexPoly(filled, np.round(corners).astype(np.int32), 1)
    return filled.astype(bool)


def _stands_out(bright: Grey, quad: Quad) -> bool:
    """Whether a quadrilateral is brighter than what is around it, on all sides that are seen."""
    height, width = bright.shape
    unseen = 0
    places = np.linspace(0.06, 0.94, SAMPLES)[:, None]
    for start, end in zip(quad, np.roll(quad, -1, axis=0), strict=True):
        points = start + places * (end - start)
        along = (end - start) / max(float(np.hypot(*(end - start))), 1e-6)
        outwards = np.array((along[1], -along[0]))
        outer, inner = points + REACH * outwards, points - REACH * outwards
        seen = ((outer >= 0) & (outer < (width, height))).all(axis=1)
        if seen.mean() < 0.5:
            unseen += 1
            continue
        risen = _look(bright, inner[seen]) - _look(bright, outer[seen])
        if (risen >= STEP).mean() < SUPPORTED:
            return False
    return unseen <= MOST_UNSEEN


def _look(bright: Grey, points: Any) -> Any:
    height, width = bright.shape
    x, y = np.clip(points.round().astype(int), 0, (width - 1, height - 1)).T
    return bright[y, x].astype(int)


def _choose(found: Sequence[_Found]) -> list[_Found]:
    """Return the largest of those that cover each other, except for one that others share, as the pages of a book do."""
    chosen: list[_Found] = []
    ordered = sorted(found, key=lambda paper: -paper.area)[:MOST_FOUND]
    for place, paper in enumerate(ordered):
        if not any(_covers(paper, other) for other in chosen) and not _is_shared(paper, ordered[place + 1 :]):
            chosen.append(paper)
    return chosen[:MOST]


def _is_shared(paper: _Found, smaller: Sequence[_Found]) -> bool:
    """Whether two of the smaller ones lie side by side and cover a paper together."""
    halves = [
        other
        for other in smaller
        if HALF[0] <= other.area / paper.area <= HALF[1] and _common(paper, other) > INSIDE * other.area
    ]
    return any(
        not _covers(one, other) and one.area + other.area >= TOGETHER * paper.area
        for one, other in combinations(halves, 2)
    )


def _common(paper: _Found, other: _Found) -> int:
    return int(np.count_nonzero(paper.inside & other.inside))


def _covers(paper: _Found, other: _Found) -> bool:
    return _common(paper, other) > SAME * min(paper.area, other.area)
