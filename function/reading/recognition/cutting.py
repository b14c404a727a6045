"""Cuts lines out of a page, turned level; bent ones are straightened."""

from typing import Any

import cv2
import numpy as np

from function.reading.recognition.outlines import Outline
from function.reading.recognition.strips import Pixels


class Cutter:
    """PaddleOCR's own function for straight lines, and one for bent ones."""

    def __init__(self) -> None:
        from paddlex.inference.pipelines.components import CropByPolys

        self._cut: Any = CropByPolys()

    def __call__(self, image: Pixels, line: Outline) -> Pixels:
        """Return an image of a line; may be called by several threads."""
        if line.middle is not None:
            return _straighten(image, line)
        cutting: Pixels = self._cut(image, [line.corners])[0]
        return cutting


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
