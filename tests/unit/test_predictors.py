"""What stands in for PaddleOCR's predictors makes the same of every picture, to the last bit."""

from typing import Any

import cv2
import numpy as np
import pytest

from function.models.locate import ocr_model_files
from function.reading.recognition import predictors
from function.reading.recognition.cutting import cut_line
from function.reading.recognition.paddle_import import import_paddleocr
from function.reading.recognition.predictors import cut_middle, fit_page, normalise
from function.reading.recognition.strips import Pixels
from tests.support.settings import settings

import_paddleocr()

from paddlex.inference.models.common import Normalize, ResizeByShort, ToBatch, ToCHWImage  # noqa: E402
from paddlex.inference.models.image_classification.processors import Crop  # noqa: E402
from paddlex.inference.models.text_detection.processors import (  # noqa: E402
    DBPostProcess,
    DetResizeForTest,
    NormalizeImage,
)
from paddlex.inference.models.text_recognition.processors import CTCLabelDecode  # noqa: E402
from paddlex.inference.pipelines.components import CropByPolys  # noqa: E402

SCALE = {"mean": list(predictors.MEAN), "std": list(predictors.DEVIATION), "scale": 1 / 255}


def draw(height: int, width: int) -> Pixels:
    """Noise that differs from pixel to pixel, smooth enough that shrinking it keeps some."""
    rough = np.random.default_rng(height * width).integers(0, 255, (height, width, 3), dtype=np.uint8)
    return np.asarray(cv2.GaussianBlur(rough, (5, 5), 0), np.uint8)


def batch(images: list[Any]) -> Any:
    return ToBatch()(ToCHWImage()(images))[0]


@pytest.mark.parametrize("size", [(1754, 1240), (20, 30), (700, 33), (1280, 960)])
@pytest.mark.parametrize("side", [640, 1280, 1920])
def test_a_page_is_fitted_for_the_detector_as_there(size: tuple[int, int], side: int) -> None:
    page = draw(*size)
    fitted, _ = DetResizeForTest(limit_side_len=side, limit_type="max")([page], side, "max")
    assert np.array_equal(
        normalise(fit_page(page, side)), batch(NormalizeImage(**SCALE, order="hwc")(fitted))
    )


@pytest.mark.parametrize("size", [(1754, 1240), (300, 1000), (256, 400)])
def test_the_middle_of_a_page_is_cut_for_the_classifier_as_there(size: tuple[int, int]) -> None:
    page = draw(*size)
    cut = Crop(predictors.MIDDLE)(ResizeByShort(predictors.SHORT_SIDE, None, "LINEAR")([page]))
    assert np.array_equal(normalise(cut_middle(page)), batch(Normalize(**SCALE)(cut)))


def test_lines_are_cut_out_and_rectangles_grow_as_there() -> None:
    page, chance = draw(900, 900), np.random.default_rng(0)
    for _ in range(60):
        middle, size = chance.uniform(200, 700, 2), chance.uniform(5, (500, 90))
        corners = cv2.boxPoints((middle.tolist(), size.tolist(), chance.uniform(-90, 90)))
        assert np.array_equal(cut_line(page, corners), CropByPolys()(page, [corners])[0])
        grown = predictors.TextDetection(model_dir=ocr_model_files(settings()).detection).post_op.unclip
        assert np.array_equal(grown(corners, 1.4), DBPostProcess().unclip(corners, 1.4))


# Of other sizes PaddleX loses a row or a column to rounding.
@pytest.mark.parametrize(
    "box",
    [
        (40, 30, 400, 70),
        (0, 0, 900, 900),
        (500, 100, 540, 600),
        (880, 890, 900, 900),
        # Text layers may place lines beyond the page.
        (-20, 890, 300, 910),
        (-300, 40, -20, 80),
    ],
)
def test_a_level_line_is_cut_out_as_there(box: tuple[int, int, int, int]) -> None:
    page, (left, top, right, bottom) = draw(900, 900), box
    corners = np.array([(left, top), (right, top), (right, bottom), (left, bottom)], np.float64)
    expected = CropByPolys()(page, [corners.astype(np.float32)])[0]
    assert np.array_equal(cut_line(page, corners), expected)
    assert np.array_equal(cut_line(page[..., 1], corners), expected[..., 1])


def test_the_characters_are_those_of_the_model_as_there() -> None:
    model = predictors.TextRecognition(model_dir=ocr_model_files(settings()).recognition)
    characters = model._config["PostProcess"]["character_dict"]
    assert model.post_op.character == CTCLabelDecode(character_list=characters).character


def test_a_predictor_without_a_graph_says_what_is_missing() -> None:
    model = predictors.DocImgOrientationClassification(model_dir=ocr_model_files(settings()).orientation)
    with pytest.raises(RuntimeError, match=r"Runtime\.take_over"):
        model.predict(draw(300, 300), topk=4)
