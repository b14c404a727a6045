"""What PaddleOCR's predictors do around a graph that OpenVINO runs, without PaddleOCR.

Importing it takes 1.5 s of every start and 60 MB, and it would load every graph into ONNX Runtime first. The classes and
their methods have the names that they have there; a test compares what they make of the same pictures.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import yaml

from function.machine.openvino import Tensor
from function.reading.recognition.strips import Pixels

CONFIG = "inference.yml"
# Of ImageNet, which the detector and the classifier were trained with, in the order of the channels.
MEAN, DEVIATION = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)
# What the models see for each of 256 levels of light, by channel.
_LEVELS = [
    np.arange(256, dtype=np.float32) * np.float32(1 / 255 / deviation) - np.float32(mean / deviation)
    for mean, deviation in zip(MEAN, DEVIATION, strict=True)
]
# The detector's input has sides that are multiples of this. A smaller image, in the sum of its sides, is filled up.
STEP, SMALLEST = 32, 64
# The classifier looks at the middle of an image whose short side has so many pixels.
SHORT_SIDE, MIDDLE = 256, 224


class _Predictor:
    """`runner` is set by whoever has a runtime for the graph."""

    def __init__(self, *, model_dir: str | Path, **_: Any) -> None:
        self._config = read_config(Path(model_dir) / CONFIG)
        self.runner: Any = _refuse

    @property
    def paddlex_predictor(self) -> Any:
        return self


class TextDetection(_Predictor):
    """`post_op` is replaced by the detector, which keeps what grows a rectangle."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.pre_tfs: dict[str, Any] = {}
        self.post_op: Any = _Rectangles()

    def predict(self, image: Pixels, *, limit_side_len: int) -> list[dict[str, Any]]:
        """Find lines on an image of shape (height, width, 3), BGR, whose long side is shrunk to `limit_side_len`."""
        maps = self.runner([normalise(fit_page(image, limit_side_len))])
        lines, scores = self.post_op(maps, [image.shape])
        return [{"dt_polys": lines[0], "dt_scores": scores[0]}]


class TextRecognition(_Predictor):
    """`post_op` has its characters; the recogniser makes the model's input itself."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.post_op = _Characters(self._config["PostProcess"]["character_dict"])


class DocImgOrientationClassification(_Predictor):
    def predict(self, image: Pixels, *, topk: int) -> list[dict[str, Any]]:
        """Return the labels of an image, BGR, the most likely first."""
        # Its channels change places once it is small.
        found = self.runner([normalise(cv2.cvtColor(cut_middle(image), cv2.COLOR_BGR2RGB))])
        labels = self._config["PostProcess"]["Topk"]["label_list"]
        return [{"label_names": [str(labels[place]) for place in found[0][0].argsort()[-topk:][::-1]]}]


class _Rectangles:
    def unclip(self, corners: Any, growth: float) -> Any:
        """Return the outline of a rectangle that was grown on all sides, in proportion to its area over its length."""
        import pyclipper

        offset = pyclipper.PyclipperOffset()
        offset.AddPath(corners, pyclipper.JT_ROUND, pyclipper.ET_CLOSEDPOLYGON)
        grown = offset.Execute(cv2.contourArea(corners) * growth / cv2.arcLength(corners, True))
        return np.array(grown if len(grown) == 1 else grown[0])


class _Characters:
    def __init__(self, characters: Sequence[str]) -> None:
        self.character = ["blank", *characters, " "]


def read_config(path: Path) -> dict[str, Any]:
    config: dict[str, Any] = yaml.load(path.read_text("utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    return config


def fit_page(image: Pixels, side: int) -> Pixels:
    """Return the image with a long side of at most `side`, and sides that are multiples of STEP."""
    height, width = image.shape[:2]
    if height + width < SMALLEST:
        below, right = max(0, STEP - height), max(0, STEP - width)
        image = np.pad(image, ((0, below), (0, right), (0, 0)))
        height, width = image.shape[:2]
    scale = min(1.0, side / max(height, width))
    size = [max(round(int(length * scale) / STEP) * STEP, STEP) for length in (width, height)]
    return image if size == [width, height] else np.asarray(cv2.resize(image, size), np.uint8)


def cut_middle(image: Pixels) -> Pixels:
    """Return the middle of an image, square, for the classifier."""
    height, width = image.shape[:2]
    scale = SHORT_SIDE / min(height, width)
    size = round(width * scale), round(height * scale)
    fitted = image if size == (width, height) else cv2.resize(image, size, interpolation=cv2.INTER_LINEAR)
    left, top = (size[0] - MIDDLE) // 2, (size[1] - MIDDLE) // 2
    return np.asarray(fitted[top : top + MIDDLE, left : left + MIDDLE], np.uint8)


def normalise(image: Pixels) -> Tensor:
    """Return an image as the input of a detector or classifier, of shape (1, 3, height, width).

    One look-up for each pixel and channel, instead of PaddleX's four passes over the picture in floats.
    """
    batch = np.empty((1, 3, *image.shape[:2]), np.float32)
    for plane, filled, levels in zip(cv2.split(image), batch[0], _LEVELS, strict=True):
        cv2.LUT(plane, levels, filled)
    return batch


def _refuse(_: Any) -> Any:
    raise RuntimeError("The predictor has no graph; give it one with Runtime.take_over.")
