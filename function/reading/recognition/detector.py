"""Where text lines are on an image, at a resolution chosen by the size of the print."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from function.models.locate import OcrModelFiles
from function.reading.recognition.runtime import Runtime
from function.reading.recognition.strips import Pixels

Quads = NDArray[np.float64]

# The long side of what the detector sees. Measured on A4 pages: full resolution takes twice the time
# and is no more accurate.
USUAL_SIDE = 1280
# A line's box lower than this in what the detector saw begins to fall to pieces: an A3 page in 9 point gives 1229
# boxes 9 high, of 385 lines. On A4 pages in 7 point or more the lower quarter is 12.4 high or higher.
SMALL_BOX = 11.5
SMALL_SHARE = 25  # percentile
# What a second look aims at. Of 600 lines in 7.5 point on A3 are found: at 1280 1208 pieces, at 1600 660, at 1920 610,
# at 2560 600; but detection needs memory for each pixel, 250 MB at 1280 and 1 GB at 2560.
GOOD_BOX = 15.0
LARGEST_SIDE = 1920
# The second look is at the upper and the lower part, which reach so far into each other, in heights of the image: a skewed
# line at the cut is whole in one of them. Both at once would need 380 MB more than the first look.
OVERLAP = 0.1
# Sides that the detector sees are multiples of 128, where PaddleX makes do with 32: OpenVINO keeps a little of every shape,
# 100 MB after 1,000 pages of different sizes. A4 has such sides.
PADDLEX_STEP, SIDE_STEP = 32, 128
# Lower boxes, in pixels of the image, hold nothing to read; cut out they may have no height at all.
LOWEST_BOX = 3.0


class Detector:
    """PaddleOCR's text detection; used by one thread."""

    def __init__(self, paddleocr: Any, files: OcrModelFiles, runtime: Runtime) -> None:
        from paddlex.inference.pipelines.components import SortQuadBoxes

        self._sort = SortQuadBoxes()
        # Thresholds are those of PaddleOCR's own pipeline, not of the bare model.
        self._model = paddleocr.TextDetection(
            model_name=files.detection_name,
            model_dir=str(files.detection),
            limit_type="max",
            thresh=0.3,
            box_thresh=0.6,
            unclip_ratio=1.5,
            **runtime.describe(),
        )
        # Its buffers are 150 MB that recognition needs more; to take them anew costs 10 ms a page.
        runtime.take_over(self._model, files.detection, thrifty=True)

    def find_lines(self, image: Pixels) -> Quads:
        """Corners of the lines, of shape (lines, 4, 2), in pixels, each clockwise from the text's top left.

        The lines come from the top down, those at about the same height from left to right.
        """
        lines = self._detect(image, USUAL_SIDE)
        side = choose_side(lines, max(image.shape[:2]))
        return lines if side is None else self._look_again(image, side, choose_cut(lines, len(image)))

    def _look_again(self, image: Pixels, side: int, cut: int) -> Quads:
        """As many pixels as if the whole image had the long side `side`."""
        scale = side / max(image.shape[:2])
        reach = round(OVERLAP * len(image))
        parts = image[: cut + reach], image[cut - reach :]
        upper, lower = (self._detect(part, round(scale * max(part.shape[:2]))) for part in parts)
        lower += (0, cut - reach)
        return np.concatenate((upper[_middles(upper) < cut], lower[_middles(lower) >= cut]))

    def _detect(self, image: Pixels, side: int) -> Quads:
        filled, limit = fill_up(image, side)
        found = self._model.predict(filled, limit_side_len=limit)[0]["dt_polys"]
        quads: Quads = np.asarray(found, dtype=np.float64).reshape(-1, 4, 2)
        quads = quads[line_heights(quads) >= LOWEST_BOX]
        return np.asarray(self._sort(quads), dtype=np.float64).reshape(-1, 4, 2)


def fill_up(image: Pixels, side: int) -> tuple[Pixels, int]:
    """The image, its edges drawn out to the right and below, and the long side of what the detector is to see of it."""
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
    """The row around the middle of an image of `height` rows that goes through the fewest lines."""
    rows = np.arange(round(height * 0.4), round(height * 0.6))
    tops, bottoms = lines[:, :, 1].min(axis=1), lines[:, :, 1].max(axis=1)
    crossed = ((tops[:, None] < rows) & (rows < bottoms[:, None])).sum(axis=0)
    free = rows[crossed == crossed.min()]
    return int(free[np.argmin(np.abs(free - height / 2))])


def choose_side(lines: Quads, long_side: int) -> int | None:
    """The long side at which small print is to be looked for again; None if the usual one was good enough.

    `long_side` is that of the image in whose pixels `lines` are.
    """
    if len(lines) == 0 or long_side <= USUAL_SIDE:
        return None
    low = float(np.percentile(line_heights(lines), SMALL_SHARE)) * USUAL_SIDE / long_side
    if low >= SMALL_BOX:
        return None
    return round(min(USUAL_SIDE * GOOD_BOX / low, LARGEST_SIDE, long_side))


def line_heights(lines: Quads) -> NDArray[np.float64]:
    """The shorter side of each box."""
    sides = np.linalg.norm(lines - np.roll(lines, -1, axis=1), axis=2)
    heights: NDArray[np.float64] = np.minimum(sides[:, 0] + sides[:, 2], sides[:, 1] + sides[:, 3]) / 2
    return heights


def _middles(lines: Quads) -> NDArray[np.float64]:
    """How far down the middle of each line is."""
    middles: NDArray[np.float64] = lines[:, :, 1].mean(axis=1)
    return middles
