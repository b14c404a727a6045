import numpy as np

from function.reading.recognition.strips import cut_strips


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
