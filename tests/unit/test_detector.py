import numpy as np

from function.reading.detector import LARGEST_SIDE, USUAL_SIDE, choose_side


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
