import numpy as np
import pytest

from function.reading.recognition.strips import MAX_PIECES, cut_strips, drop_colour


def test_a_page_stays_in_one_piece() -> None:
    page = np.full((1400, 1000, 3), 255, np.uint8)
    assert [(top, strip.shape) for top, strip in cut_strips(page)] == [(0, page.shape)]


def test_a_receipt_is_cut_between_its_lines_into_pieces_like_pages() -> None:
    receipt = np.full((6000, 800, 3), 255, np.uint8)
    for top in range(0, 6000, 50):
        receipt[top : top + 30, ::2] = 0
    strips = list(cut_strips(receipt))
    assert sum(strip.shape[0] for _, strip in strips) == 6000
    for top, strip in strips:
        assert strip.shape[0] <= 2 * 800
        assert top == 0 or 30 <= top % 50 < 50


@pytest.mark.parametrize(("height", "width"), [(3000, 1), (1000, 2), (1000, 3), (3_000_000, 8)])
def test_an_extreme_shape_is_cut_into_a_bounded_number_of_pieces(height: int, width: int) -> None:
    strips = list(cut_strips(np.full((height, width, 3), 255, np.uint8)))
    assert len(strips) <= MAX_PIECES
    assert sum(strip.shape[0] for _, strip in strips) == height
    assert all(strip.shape[0] > 0 for _, strip in strips)


def test_only_a_page_without_any_colour_loses_its_channels() -> None:
    grey = np.random.default_rng(0).integers(0, 256, (60, 40), dtype=np.uint8)
    page = np.dstack([grey] * 3)
    np.testing.assert_array_equal(drop_colour(page), grey)
    for channel in range(3):
        tinted = page.copy()
        tinted[59, 39, channel] ^= 1
        assert drop_colour(tinted) is tinted
