"""Reads text lines with PaddleOCR's recognition, several lines in parallel."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from math import ceil
from typing import Any

import cv2
import numpy as np

from function.machine.openvino import CompiledGraph, Tensor
from function.models.locate import OcrModelFiles
from function.reading.recognition.contrast import strengthen
from function.reading.recognition.decoding import LineDecoder
from function.reading.recognition.outlines import Outline
from function.reading.recognition.runtime import Runtime
from function.reading.recognition.strips import Pixels

# The model's input: the height of a line, and its greatest width. PaddleX fills short lines, two fifths of a page's, up to
# 320 pixels; they read as well without.
HEIGHT, WIDEST = 48, 3200
FILLED_UP = 320
# What the model sees for each of 256 levels of light.
LEVELS = (np.arange(256, dtype=np.float32) / 255 - 0.5) / 0.5
# Widths are padded to one of these, since an engine that compiles code for each keeps 7 to 9 MB for it; the widest lines
# are rare. On eight scans a tenth of what is read is padding.
WIDTHS = (*range(192, 640, 64), *range(640, 2048, 128), 2048, 2432, 2816, WIDEST)
# Compiled kernels to cache, enough for most widths: 0.61 s per page, and 0.74 with 100.
KEPT_CODE = 1000


class Recogniser:
    """One lane per core, with each line on one core: faster than one line after another on all cores."""

    def __init__(self, paddleocr: Any, files: OcrModelFiles, runtime: Runtime, batch_size: int) -> None:
        lanes = runtime.lanes
        model = paddleocr.TextRecognition(
            model_name=files.recognition_name, model_dir=str(files.recognition), **runtime.describe(lanes)
        )
        predictor = model.paddlex_predictor
        self._run = runtime.take_over(model, files.recognition, lanes, kept=KEPT_CODE)
        self._decode = LineDecoder(predictor.post_op.character)
        self._batch_size = batch_size
        self._lanes = ThreadPoolExecutor(lanes, thread_name_prefix="recognition")

    def read(self, lines: Sequence[Outline], cut_out: Callable[[Outline], Pixels]) -> list[tuple[str, float]]:
        """Return text and confidence of each line; `cut_out` makes its image, level, BGR or grey."""
        # A batch is as wide as its longest line, so lines of similar length go together. The longest come
        # first, so that all lanes finish at about the same time.
        order = np.argsort([-line.aspect for line in lines], kind="stable")
        batches = [
            order[first : first + self._batch_size] for first in range(0, len(order), self._batch_size)
        ]
        found = self._lanes.map(
            lambda batch: self._read_batch([cut_out(lines[place]) for place in batch]), batches
        )
        read = [line for batch in found for line in batch]
        if isinstance(self._run, CompiledGraph):
            # The buffers of the widest lines take 30 MB, which the detector needs more.
            self._run.release()
        return [read[place] for place in np.argsort(order)]

    def _read_batch(self, cuttings: Sequence[Pixels]) -> list[tuple[str, float]]:
        texts, scores = self._decode(self._run([prepare(cuttings)]))
        return [(" ".join(text.split()), score) for text, score in zip(texts, scores, strict=True)]


def prepare(cuttings: Sequence[Pixels]) -> Tensor:
    """Return lines as the model's input, of shape (lines, 3, 48, width of the longest, padded).

    As PaddleX does it, in a fifth of the time and with less padding.
    """
    widths = [_width(cutting) for cutting in cuttings]
    longest = WIDTHS[bisect_left(WIDTHS, max(widths))]
    tensor = np.zeros((len(cuttings), 3, HEIGHT, longest), np.float32)
    for line, cutting, width in zip(tensor, cuttings, widths, strict=True):
        fitted = cv2.resize(strengthen(cutting), (width, HEIGHT))
        if fitted.ndim == 2:
            line[:, :, :width] = cv2.LUT(fitted, LEVELS)
            continue
        for filled, plane in zip(line, cv2.split(fitted), strict=True):
            filled[:, :width] = cv2.LUT(plane, LEVELS)
    return tensor


def _width(cutting: Pixels) -> int:
    """Return how wide a line is at the model's height, rounded as PaddleX does."""
    height, width = cutting.shape[:2]
    wide = HEIGHT * width / height
    return min(int(wide) if wide > FILLED_UP else ceil(wide), WIDEST)
