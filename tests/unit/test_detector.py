import numpy as np
import pytest

from function.reading.recognition.detector import LARGEST_SIDE, USUAL_SIDE, choose_cut, choose_side, fill_up


def boxes(*heights: float) -> np.ndarray:
    """Lines 100 wide, of the given heights."""
    return np.array([[(0, 0), (100, 0), (100, height), (0, height)] for height in heights], float)


def test_ordinary_print_is_looked_for_once() -> None:
    assert choose_side(boxes(*[24] * 30), 2 * USUAL_SIDE) is None


def test_a_page_of_small_print_is_looked_at_again_larger() -> None:
    side = choose_side(boxes(*[22] * 30), 2 * USUAL_SIDE)
    assert side is not None
    assert USUAL_SIDE < side < LARGEST_SIDE


def test_the_smaller_the_print_the_larger_the_second_look_within_bounds() -> None:
    sides = [choose_side(boxes(*[height] * 9), 4000) or 0 for height in (35, 32, 12)]
    assert USUAL_SIDE < sides[0] < sides[1] < sides[2] == LARGEST_SIDE


def test_a_few_small_lines_below_ordinary_ones_are_no_reason() -> None:
    assert choose_side(boxes(*[40] * 30, *[16] * 4), 2 * USUAL_SIDE) is None


def test_an_image_that_was_seen_whole_is_not_looked_at_again() -> None:
    assert choose_side(boxes(*[6] * 30), USUAL_SIDE) is None
    assert choose_side(boxes(), 4000) is None


def test_a_line_that_runs_upwards_is_as_high_as_its_print() -> None:
    upright = np.array([[(0, 100), (0, 0), (24, 0), (24, 100)]] * 9, float)
    assert choose_side(upright, 2 * USUAL_SIDE) is None


def box(top: float, bottom: float, left: float = 0, right: float = 500) -> list[list[float]]:
    return [[left, top], [right, top], [right, bottom], [left, bottom]]


def test_an_image_is_cut_where_no_line_is() -> None:
    lines = np.array([box(top, top + 30) for top in range(0, 1000, 40)], np.float64)
    assert not any(top < choose_cut(lines, 1000) < top + 30 for top in range(0, 1000, 40))


def test_where_lines_are_everywhere_the_fewest_are_cut() -> None:
    column = [box(top, top + 60) for top in range(0, 1000, 50)]
    lines = np.array([*column, box(450, 520), box(480, 640)], np.float64)
    cut = choose_cut(lines, 1000)
    assert 400 <= cut < 600
    assert sum(top < cut < bottom for top, bottom in zip(lines[:, 0, 1], lines[:, 2, 1], strict=True)) == 1


@pytest.mark.parametrize(
    "size", [(2339, 1654), (1654, 2339), (500, 700), (200, 300), (2200, 1700), (1990, 1000), (40, 900)]
)
def test_the_detector_sees_few_shapes_and_the_whole_image(size: tuple[int, int]) -> None:
    image = np.random.default_rng(0).integers(0, 255, (*size, 3), np.uint8)
    filled, limit = fill_up(image, 1280)
    assert np.array_equal(filled[: size[0], : size[1]], image)
    scale = min(1.0, limit / max(filled.shape[:2]))
    # PaddleX resizes to multiples of 32.
    seen = [max(round(length * scale / 32), 1) * 32 for length in filled.shape[:2]]
    assert all(side % 128 == 0 for side in seen), seen
    assert max(seen) <= 1280
    # The image keeps its proportions.
    assert scale == pytest.approx(min(1.0, 1280 / max(size)), rel=0.02)
