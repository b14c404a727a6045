"""Finds text lines on an image, at a resolution chosen by the size of the print."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from function.models.locate import OcrModelFiles
from function.reading.recognition.outlines import Outline, find_outlines, line_heights
from function.reading.recognition.predictors import normalise
from function.reading.recognition.runtime import Runtime
from function.reading.recognition.strips import Pixels

Quads = NDArray[np.float64]

# The long side of the detector's input. Measured on A4 pages: full resolution takes twice the time and is no
# more accurate.
USUAL_SIDE = 1280
# Lines whose boxes are lower than this in the detector's input begin to fall apart: an A3 page in 9 point
# gives 1229 boxes 9 high for 385 lines. On A4 pages in 7 point or more, the lower quartile is at least 12.4
# high.
SMALL_BOX = 11.5
SMALL_SHARE = 25  # percentile
# The box height that a second pass aims for. 600 lines in 7.5 point on A3 are found as 1208 pieces at 1280,
# 660 at 1600, 610 at 1920 and 600 at 2560. But detection needs memory for each pixel: 250 MB at 1280 and 1 GB
# at 2560.
GOOD_BOX = 15.0
LARGEST_SIDE = 1920
# The second pass looks at the upper and the lower part separately. Each extends past the cut by this share of
# the image's height, so that a skewed line at the cut is whole in one of them. Both at once would need 380 MB
# more than the first pass.
OVERLAP = 0.1
# The detector's input has sides that are multiples of 128, where PaddleX is content with 32: OpenVINO caches
# something for every shape, 100 MB after 1,000 pages of different sizes. A4 has such sides.
PADDLEX_STEP, SIDE_STEP = 32, 128
# Lower boxes, in pixels of the image, contain nothing readable; cropped they may have no height at all.
LOWEST_BOX = 3.0
# Lines with a lower mean in the detector's map are not looked at. PaddleOCR's bound is 0.6; small, slanted and torn
# print scores less, and whether it is print is decided once it has been read.
MIN_SCORE = 0.4
# Lines whose tops differ by less, in pixels, are in one row.
SAME_ROW = 10


class Detector:
    """PaddleOCR's text detection; used by one thread."""

    def __init__(self, paddleocr: Any, files: OcrModelFiles, runtime: Runtime) -> None:
        self._model = paddleocr.TextDetection(
            model_name=files.detection_name,
            model_dir=str(files.detection),
            limit_type="max",
            **runtime.describe(),
        )
        # Its buffers take 150 MB that recognition needs more; allocating them again costs 10 ms per page.
        runtime.take_over(self._model, files.detection, thrifty=True)
        predictor = self._model.paddlex_predictor
        # What our own predictor does by itself.
        predictor.pre_tfs["Normalize"] = lambda imgs: [normalise(image) for image in imgs]
        predictor.pre_tfs["ToCHW"] = predictor.pre_tfs["ToBatch"] = lambda imgs: imgs
        predictor.post_op = OutlineFinder(predictor.post_op)

    def find_lines(self, image: Pixels) -> list[Outline]:
        """Return the outlines of the lines, in pixels of the image.

        Lines are sorted from top to bottom, those at about the same height from left to right.
        """
        lines = self._detect(image, USUAL_SIDE)
        quads = corners_of(lines)
        side = choose_side(quads, max(image.shape[:2]))
        return lines if side is None else self._look_again(image, side, choose_cut(quads, len(image)))

    def _look_again(self, image: Pixels, side: int, cut: int) -> list[Outline]:
        """Detect with as many pixels as if the whole image had the long side `side`."""
        scale = side / max(image.shape[:2])
        reach = round(OVERLAP * len(image))
        parts = image[: cut + reach], image[cut - reach :]
        upper, lower = (self._detect(part, round(scale * max(part.shape[:2]))) for part in parts)
        lower = [line.moved(cut - reach) for line in lower]
        return [line for line in upper if line.level < cut] + [line for line in lower if line.level >= cut]

    def _detect(self, image: Pixels, side: int) -> list[Outline]:
        filled, limit = fill_up(image, side)
        found: list[Outline] = self._model.predict(filled, limit_side_len=limit)[0]["dt_polys"]
        # Print that the edge of the image cuts is drawn out into what fills it up, and looks like print there, too.
        inside = [line for line in found if (line.corners.mean(axis=0) < image.shape[1::-1]).all()]
        heights = line_heights(corners_of(inside))
        return sort_lines(
            [line for line, height in zip(inside, heights, strict=True) if height >= LOWEST_BOX]
        )


class OutlineFinder:
    """Replaces PaddleX's `DBPostProcess` in a detector."""

    def __init__(self, replaced: Any) -> None:
        self._unclip = replaced.unclip

    def __call__(
        self, maps: Sequence[Any], shapes: Sequence[Any], **_: Any
    ) -> tuple[list[list[Outline]], list[list[float]]]:
        """Return the outlines in each image and their scores; `shapes` begin with an image's height and width."""
        found = []
        for [printed], (height, width, *_rest) in zip(maps[0], shapes, strict=True):
            scale = width / printed.shape[1], height / printed.shape[0]
            found.append(list(find_outlines(printed, scale, MIN_SCORE, self._unclip)))
        return found, [[line.score for line in lines] for lines in found]


def sort_lines(lines: Sequence[Outline]) -> list[Outline]:
    """Return lines from top to bottom, and those whose tops are within `SAME_ROW` pixels from left to right."""
    ordered = sorted(lines, key=lambda line: (line.corners[0][1], line.corners[0][0]))
    for last in range(1, len(ordered)):
        for place in range(last, 0, -1):
            (x0, y0), (x1, y1) = (line.corners[0] for line in ordered[place - 1 : place + 1])
            if abs(y1 - y0) >= SAME_ROW or x1 >= x0:
                break
            ordered[place - 1 : place + 1] = ordered[place], ordered[place - 1]
    return ordered


def fill_up(image: Pixels, side: int) -> tuple[Pixels, int]:
    """Return the image, extended to the right and below by its edge pixels, and the long side to detect
    at."""
    import cv2

    scale = min(1.0, side / max(image.shape[:2]))
    steps = [max(1, round(length * scale / PADDLEX_STEP)) * PADDLEX_STEP for length in image.shape[:2]]
    wanted = [step + -step % SIDE_STEP for step in steps]
    if wanted == steps:
        return image, side
    below, right = (
        max(0, int(want / scale) - length) for want, length in zip(wanted, image.shape[:2], strict=True)
    )
    filled: Any = cv2.copyMakeBorder(image, 0, below, 0, right, cv2.BORDER_REPLICATE)
    return filled, max(wanted)


def choose_cut(lines: Quads, height: int) -> int:
    """Return the row near the middle of an image of `height` rows that crosses the fewest lines."""
    rows = np.arange(round(height * 0.4), round(height * 0.6))
    tops, bottoms = lines[:, :, 1].min(axis=1), lines[:, :, 1].max(axis=1)
    crossed = ((tops[:, None] < rows) & (rows < bottoms[:, None])).sum(axis=0)
    free = rows[crossed == crossed.min()]
    return int(free[np.argmin(np.abs(free - height / 2))])


def choose_side(lines: Quads, long_side: int) -> int | None:
    """Return the long side for a second pass over small print, or None if the first was good enough.

    `long_side` is that of the image in whose pixels `lines` are.
    """
    if len(lines) == 0 or long_side <= USUAL_SIDE:
        return None
    low = float(np.percentile(line_heights(lines), SMALL_SHARE)) * USUAL_SIDE / long_side
    if low >= SMALL_BOX:
        return None
    return round(min(USUAL_SIDE * GOOD_BOX / low, LARGEST_SIDE, long_side))


def corners_of(lines: Sequence[Outline]) -> Quads:
    """Return the corners of the lines, of shape (lines, 4, 2)."""
    return np.array([line.corners for line in lines], np.float64).reshape(-1, 4, 2)
