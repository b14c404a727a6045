"""Where points of a flattened paper are on the picture from which it was cut."""

from dataclasses import dataclass, replace
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from function.reading.recognition.papers import Quad
from function.reading.recognition.strips import Pixels

Points = NDArray[np.float64]
# Maps points as (x, y, 1), of shape (3, 3).
Projection = NDArray[np.float64]
# Where the points of a regular grid are on a picture, of shape (rows, columns, 2).
Grid = NDArray[np.float64]

# A cut-out reaches this far beyond the paper, as a share of its sides: its edge is known to a pixel of a small copy, and
# print may end right there.
MARGIN = 0.01
# A place on a picture is looked up backwards among this many points to a step of the grid.
FINE = 4


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """Where a flat picture is on another one: its points are projected, those of bent paper looked up in a grid (in
    steps of the grid), and projected again."""

    before: Projection
    grid: Grid | None
    after: Projection

    @property
    def is_here(self) -> bool:
        """Whether every point is where it was, as on a picture that is one page."""
        return self.grid is None and bool(np.allclose(self.after @ self.before, np.eye(3)))

    def find(self, points: Points) -> Points:
        """Return where points of shape (points, 2) are."""
        places = project(points, self.before)
        return project(places if self.grid is None else look_up(self.grid, places), self.after)

    def find_back(self, points: Points) -> Points:
        """Return what is at points of the other picture, on bent paper to a part of a step of the grid."""
        places = project(points, invert(self.after))
        if self.grid is not None:
            rows, columns = (FINE * (length - 1) + 1 for length in self.grid.shape[:2])
            steps = np.stack(np.meshgrid(np.arange(columns), np.arange(rows)), axis=2).reshape(-1, 2) / FINE
            away = np.linalg.norm(look_up(self.grid, steps)[None] - places[:, None], axis=2)
            places = steps[away.argmin(axis=1)]
        return project(places, invert(self.before))

    def onto(self, projection: Projection) -> "Place":
        """Return the place on what the other picture is projected onto."""
        return replace(self, after=projection @ self.after)

    def scaled(self, factor: float) -> "Place":
        """Return the place with both pictures scaled."""
        return replace(self, before=self.before @ scaling(1 / factor)).onto(scaling(factor))


@dataclass(frozen=True, slots=True, eq=False)
class Bend:
    """Bent paper: its flat `pixels`, of shape (height, width, 3), BGR, and where they are on the picture."""

    pixels: Pixels
    place: Place


def flatten(pixels: Pixels, paper: Quad) -> tuple[Pixels, Projection]:
    """Cut a paper out of the picture at about the picture's resolution; return where it is there as well."""
    top, right, bottom, left = np.linalg.norm(np.roll(paper, -1, axis=0) - paper, axis=1)
    width, height = max(top, bottom, 1.0), max(left, right, 1.0)
    x, y = MARGIN * width, MARGIN * height
    corners = np.array([(x, y), (x + width, y), (x + width, y + height), (x, y + height)], np.float32)
    onto = cv2.getPerspectiveTransform(corners, paper.astype(np.float32))
    flat = cv2.warpPerspective(
        pixels,
        onto,
        (round(width + 2 * x), round(height + 2 * y)),
        flags=cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return np.asarray(flat, np.uint8), np.asarray(onto, np.float64)


def project(points: Points, projection: Projection) -> Points:
    """Return where points of shape (points, 2) are after a projection."""
    moved = np.column_stack((points, np.ones(len(points)))) @ projection.T
    projected: Points = moved[:, :2] / moved[:, 2:]
    return projected


def invert(projection: Projection) -> Projection:
    return np.asarray(np.linalg.inv(projection), np.float64)


def look_up(grid: Grid, steps: Points) -> Points:
    """Return the points of a grid at places between them, of shape (points, 2): columns and rows, as floats."""
    rows, columns = grid.shape[:2]
    first = np.clip(np.floor(steps).astype(int), 0, (columns - 2, rows - 2))
    x, y = first.T
    across, down = (steps - first).T[..., None]
    upper = grid[y, x] * (1 - across) + grid[y, x + 1] * across
    lower = grid[y + 1, x] * (1 - across) + grid[y + 1, x + 1] * across
    found: Points = upper * (1 - down) + lower * down
    return found


def turning(size: tuple[float, float], clockwise: int) -> Projection:
    """Return the projection of a picture's points onto it turned by 0, 90, 180 or 270 degrees.

    `size` is its width and height before.
    """
    width, height = size
    turns: dict[int, Any] = {
        0: ((1, 0, 0), (0, 1, 0)),
        90: ((0, -1, height), (1, 0, 0)),
        180: ((-1, 0, width), (0, -1, height)),
        270: ((0, 1, 0), (-1, 0, width)),
    }
    return np.array((*turns[clockwise % 360], (0, 0, 1)), np.float64)


def scaling(factor: float) -> Projection:
    return np.diag((factor, factor, 1.0))
