"""Lines become the recogniser's input as PaddleX makes it, in less time."""

import numpy as np
import pytest

from function.reading.recognition.contrast import strengthen
from function.reading.recognition.paddle_import import import_paddleocr
from function.reading.recognition.recogniser import HEIGHT, prepare


def picture(height: int, width: int, low: int = 0, high: int = 256) -> np.ndarray:
    return np.random.default_rng(height * width).integers(low, high, (height, width, 3), dtype=np.uint8)


@pytest.mark.parametrize("width", [3, 200, 320, 321, 700, 5000])
def test_lines_are_prepared_as_paddlex_does(width: int) -> None:
    import_paddleocr()
    from paddlex.inference.models.text_recognition.processors import OCRReisizeNormImg, ToBatch

    cuttings = [picture(HEIGHT, width), picture(31, 150)]
    (expected,) = ToBatch()(OCRReisizeNormImg()(cuttings))
    found = prepare(cuttings)
    both = min(expected.shape[-1], found.shape[-1])
    np.testing.assert_array_equal(found[..., :both], expected[..., :both])
    assert found.shape[-1] % 64 == 0
    assert not found[..., both:].any()
    assert not expected[..., both:].any()


def test_a_grey_line_is_prepared_as_the_same_one_in_three_channels() -> None:
    grey = picture(40, 700)[..., 0]
    np.testing.assert_array_equal(prepare([grey]), prepare([np.dstack([grey] * 3)]))


def test_faint_print_is_stretched_between_its_percentiles() -> None:
    faint = picture(40, 101, 100, 150)
    low, high = np.percentile(faint, (1, 99))
    expected = np.clip((faint - low) * (255 / (high - low)), 0, 255).astype(np.uint8)
    np.testing.assert_array_equal(strengthen(faint), expected)
