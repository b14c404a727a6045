"""A picture of any shape is read, if only as an empty page."""

from pathlib import Path

import pytest
from PIL import Image

from tests.support.reading import read_file

pytestmark = pytest.mark.integration


@pytest.mark.parametrize(
    "size", [(1, 1), (1, 3000), (3, 3000), (2, 60_000), (3000, 1), (60_000, 2), (7, 20_000), (20_000, 7)]
)
def test_a_sliver_of_a_picture_is_an_empty_page(tmp_path: Path, size: tuple[int, int]) -> None:
    path = tmp_path / "tira.png"
    Image.new("RGB", size, "white").save(path)
    (page,) = read_file(path)
    assert page.text == ""
    assert page.width / page.height == pytest.approx(size[0] / size[1], rel=0.5)
