"""Cuts lines out of a page, turned level; bent ones are straightened."""

import cv2
import numpy as np
from numpy.typing import NDArray

from function.reading.recognition.outlines import Outline, Points
from function.reading.recognition.strips import Pixels


def cut_out(image: Pixels, line: Outline) -> Pixels:
    """Return an image of a line; may be called by several threads."""
    return cut_line(image, line.corners) if line.middle is None else _straighten(image, line)


def cut_line(image: Pixels, corners: Points) -> Pixels:
    """Return the strip inside the corners of a straight line, level, as PaddleOCR cuts it; one that runs up or down is
    turned. That of a level line is a view of the image."""
    whole = corners.astype(np.int32)
    if (view := _cut_level(image, whole)) is not None:
        return view
    box = cv2.boxPoints(cv2.minAreaRect(whole))
    left = sorted(box, key=lambda point: float(point[0]))
    (top_left, bottom_left), (top_right, bottom_right) = (
        sorted(pair, key=lambda point: float(point[1])) for pair in (left[:2], left[2:])
    )
    points = np.array([top_left, top_right, bottom_right, bottom_left])
    sides = np.linalg.norm(points - np.roll(points, -1, axis=0), axis=1)
    width, height = int(max(sides[0], sides[2])), int(max(sides[1], sides[3]))
    upright = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    strip = cv2.warpPerspective(
        image,
        cv2.getPerspectiveTransform(points, upright),
        (width, height),
        borderMode=cv2.BORDER_REPLICATE,
        flags=cv2.INTER_CUBIC,
    )
    return np.asarray(np.rot90(strip) if strip.shape[0] / strip.shape[1] >= 1.5 else strip, np.uint8)


def _cut_level(image: Pixels, corners: NDArray[np.int32]) -> Pixels | None:
    """Return what is inside the corners of a level line; None if they are not level, or not all on the image."""
    (x0, y0), (x1, y1) = corners.min(axis=0).tolist(), corners.max(axis=0).tolist()
    level = corners.tolist() == [[x0, y0], [x1, y0], [x1, y1], [x0, y1]]
    inside = min(x0, y0) >= 0 and x1 <= image.shape[1] and y1 <= image.shape[0]
    if not level or not inside or not 0 < y1 - y0 < x1 - x0:
        return None
    return image[y0:y1, x0:x1]


def _straighten(image: Pixels, line: Outline) -> Pixels:
    """Return the strip along a bent line: each column of pixels stands upright on the line's direction."""
    middle = line.middle
    assert middle is not None  # noqa: S101  only bent lines are straightened
    travelled = np.concatenate(([0.0], np.cumsum(np.linalg.norm(np.diff(middle, axis=0), axis=1))))
    steps = np.arange(max(1, round(travelled[-1])))
    x, y = (np.interp(steps, travelled, middle[:, axis]) for axis in (0, 1))
    along = line.corners[1] - line.corners[0]
    down = np.array((-along[1], along[0])) / np.linalg.norm(along)
    offsets = np.arange(max(1, round(line.height))) + 0.5 - line.height / 2
    map_x = (x[None] + offsets[:, None] * down[0]).astype(np.float32)
    map_y = (y[None] + offsets[:, None] * down[1]).astype(np.float32)
    return np.asarray(
        cv2.remap(image, map_x, map_y, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE), np.uint8
    )
