import pytest

from function.reading.files.resolution import MAX_PIXELS, MAX_SHORT_SIDE, choose_dpi

A4 = (595.0, 842.0)


def test_an_ordinary_page_is_rendered_at_200_dpi() -> None:
    assert choose_dpi(*A4, None) == 200


@pytest.mark.parametrize(("scanned", "rendered"), [(72, 150), (150, 150), (240, 240), (300, 300), (600, 300)])
def test_a_scan_is_read_at_its_own_resolution_within_bounds(scanned: float, rendered: float) -> None:
    assert choose_dpi(*A4, scanned) == pytest.approx(rendered, rel=0.01)


def test_a_page_that_claims_a_point_for_each_pixel_is_not_blown_up() -> None:
    assert choose_dpi(2000, 2600, 72) == pytest.approx(72)


def test_a_scan_on_a_page_like_a_stamp_keeps_its_pixels() -> None:
    assert choose_dpi(100, 141, 1500) == pytest.approx(1500)


def test_a_receipt_is_rendered_finer() -> None:
    assert choose_dpi(227, 600, None) == 300


@pytest.mark.parametrize("size", [(842, 1191), (2384, 3370), (14_400, 14_400), (595, 14_400), (1, 1), (0, 0)])
@pytest.mark.parametrize("scanned", [None, 30.0, 1200.0])
def test_no_page_is_rendered_larger_than_is_worth_reading(
    size: tuple[float, float], scanned: float | None
) -> None:
    width, height = (side * choose_dpi(*size, scanned) / 72 for side in size)
    assert min(width, height) <= MAX_SHORT_SIDE + 1
    assert width * height <= MAX_PIXELS * 1.001
