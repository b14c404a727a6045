"""Text recognition: PaddleOCR's models on one upright page image at a time.

Importing this module is cheap and safe before a fork; sessions exist once an `OcrEngine` is made.
"""

import logging
import math
import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from function.cores import available_cores
from function.models.locate import OcrModelFiles
from function.reading.strips import cut_strips
from function.settings import Settings

Pixels = NDArray[np.uint8]
Polygon = tuple[tuple[float, float], ...]

# The long side of what the detector sees. Measured on A4 pages: full resolution takes twice the time
# and is no more accurate.
DETECTION_SIDE = 1280
# A turn that was right reads with a mean confidence above 0.9; upside-down text stays far below.
GOOD_READING = 0.8
# Specks, ticks and signatures read as a few letters; longer text keeps its place even when it is hard to read.
MIN_CONFIDENCE_OF_SPECKS = 0.6
MAX_SPECK_CHARACTERS = 6


@dataclass(frozen=True, slots=True)
class RecognisedLine:
    """`polygon` has four corners in pixels of the upright image, clockwise from the text's top left."""

    text: str
    polygon: Polygon
    confidence: float


@dataclass(frozen=True, slots=True)
class Recognised:
    """`rotation` is the clockwise turn in degrees that made the image upright, `size` its width and
    height in pixels after it."""

    lines: tuple[RecognisedLine, ...]
    rotation: int
    size: tuple[int, int]


class OcrEngine:
    """One detector, one recogniser and one orientation classifier, used by one thread."""

    def __init__(self, settings: Settings, files: OcrModelFiles, cores: int | None = None) -> None:
        """Loads the models, about 2 s; `cores` is the number of threads, by default all that there are."""
        paddleocr = _import_paddleocr()
        engine = _describe_engine(settings, cores or available_cores())
        self._orientation = paddleocr.DocImgOrientationClassification(
            model_name=files.orientation_name, model_dir=str(files.orientation), **engine
        )
        self._ocr = paddleocr.PaddleOCR(
            text_detection_model_name=files.detection_name,
            text_detection_model_dir=str(files.detection),
            text_recognition_model_name=files.recognition_name,
            text_recognition_model_dir=str(files.recognition),
            text_recognition_batch_size=settings.ocr_batch_size,
            text_det_limit_type="max",
            text_det_limit_side_len=DETECTION_SIDE,
            use_doc_orientation_classify=False,
            use_doc_unwarping=False,
            use_textline_orientation=False,
            **engine,
        )

    def recognise(self, image: Pixels) -> Recognised:
        """The lines of an image of shape (height, width, 3), BGR, in any of the four orientations.

        The most likely turn is tried first; another one only when its text reads badly.
        """
        best, best_quality = None, -1.0
        for rotation in self._likely_rotations(image):
            recognised = self._recognise_upright(turn(image, rotation), rotation)
            quality = mean_confidence(recognised.lines)
            if quality > best_quality:
                best, best_quality = recognised, quality
            if not recognised.lines or quality >= GOOD_READING:
                break
        assert best is not None  # noqa: S101  there are always four rotations
        return best

    def _likely_rotations(self, image: Pixels) -> list[int]:
        """The four clockwise turns, most likely first.

        The model's label is how far the page was turned clockwise (PP-LCNet_x1_0_doc_ori's card).
        """
        result = self._orientation.predict(image, topk=4)[0]
        return [-int(label) % 360 for label in result["label_names"]]

    def _recognise_upright(self, image: Pixels, rotation: int) -> Recognised:
        lines = [
            line
            for top, strip in cut_strips(image)
            for line in self._recognise_strip(strip, top)
            if len(line.text) > MAX_SPECK_CHARACTERS or line.confidence >= MIN_CONFIDENCE_OF_SPECKS
        ]
        return Recognised(tuple(lines), rotation, (image.shape[1], image.shape[0]))

    def _recognise_strip(self, strip: Pixels, top: int) -> Iterator[RecognisedLine]:
        result = self._ocr.predict(strip)[0]
        for text, polygon, score in zip(
            result["rec_texts"], result["rec_polys"], result["rec_scores"], strict=True
        ):
            if text.strip():
                corners = tuple((float(x), float(y) + top) for x, y in polygon)
                yield RecognisedLine(" ".join(text.split()), corners, float(score))


def turn(image: Pixels, clockwise: int) -> Pixels:
    """The image turned by 0, 90, 180 or 270 degrees."""
    return np.ascontiguousarray(np.rot90(image, -clockwise // 90 % 4))


def mean_confidence(lines: tuple[RecognisedLine, ...]) -> float:
    """Mean weighted by characters; 0 without lines."""
    characters = sum(len(line.text) for line in lines)
    return math.fsum(len(line.text) * line.confidence for line in lines) / max(characters, 1)


def _import_paddleocr() -> Any:
    """PaddleOCR without its check of model hosts and without its log lines."""
    # gunicorn.conf.py says so before its own import; this is for whoever starts without it.
    os.environ.setdefault("PADDLE_PDX_DISABLE_MODEL_SOURCE_CHECK", "True")
    import paddleocr

    for name in ("paddleocr", "paddlex"):
        logging.getLogger(name).setLevel(logging.ERROR)
    return paddleocr


def _describe_engine(settings: Settings, cores: int) -> dict[str, Any]:
    device = "gpu" if settings.ocr_use_gpu else "cpu"
    if settings.ocr_engine == "paddle":
        return {"engine": "paddle", "device": device, "cpu_threads": cores}
    config = {
        "intra_op_num_threads": cores,
        "inter_op_num_threads": 1,
        # The arena keeps the largest page's buffers for ever: 1 GB more for a few percent of speed.
        "enable_cpu_mem_arena": False,
        "enable_mem_pattern": False,
        "log_severity_level": 3,
    }
    return {"engine": "onnxruntime", "device": device, "engine_config": config}
