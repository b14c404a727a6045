"""Reads text lines with PaddleOCR's recognition, several lines in parallel."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np

from function.machine.openvino import Tensor
from function.models.locate import OcrModelFiles
from function.reading.recognition.contrast import strengthen
from function.reading.recognition.decoding import LineDecoder
from function.reading.recognition.runtime import Runtime
from function.reading.recognition.strips import Pixels

# Widths are padded to a multiple, a larger one for wide lines: an engine that compiles code for each width
# then keeps few of them. 25 widths instead of 42 on 40 pages cost 1 % of the time.
WIDTH_STEP, WIDE, WIDE_STEP = 64, 640, 128
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
        self._steps = (
            predictor.pre_tfs["Read"],
            predictor.pre_tfs["ReisizeNorm"],
            predictor.pre_tfs["ToBatch"],
        )
        self._decode = LineDecoder(predictor.post_op.character)
        self._batch_size = batch_size
        self._lanes = ThreadPoolExecutor(lanes, thread_name_prefix="recognition")

    def read(self, cuttings: Sequence[Pixels]) -> list[tuple[str, float]]:
        """Return text and confidence of each line image, level, of shape (height, width, 3), BGR."""
        # A batch is as wide as its longest line, so lines of similar length go together. The longest come
        # first, so that all lanes finish at about the same time.
        order = np.argsort([-cutting.shape[1] / cutting.shape[0] for cutting in cuttings], kind="stable")
        batches = [
            order[first : first + self._batch_size] for first in range(0, len(order), self._batch_size)
        ]
        found = self._lanes.map(lambda batch: self._read_batch([cuttings[place] for place in batch]), batches)
        read = [line for batch in found for line in batch]
        return [read[place] for place in np.argsort(order)]

    def prepare(self, cuttings: Sequence[Pixels]) -> Tensor:
        """Return lines as the model's input, of shape (lines, 3, 48, width of the longest, padded)."""
        prepared: Any = [strengthen(cutting) for cutting in cuttings]
        for step in self._steps:
            prepared = step(imgs=prepared)
        return _pad(prepared[0])

    def _read_batch(self, cuttings: Sequence[Pixels]) -> list[tuple[str, float]]:
        texts, scores = self._decode(self._run([self.prepare(cuttings)]))
        return [(" ".join(text.split()), score) for text, score in zip(texts, scores, strict=True)]


def _pad(batch: Tensor) -> Tensor:
    """Pad with zeros after the ends of the lines, as PaddleX pads the lines of a batch."""
    width = batch.shape[-1]
    step = WIDTH_STEP if width <= WIDE else WIDE_STEP
    return np.pad(batch, ((0, 0), (0, 0), (0, 0), (0, -width % step)))
