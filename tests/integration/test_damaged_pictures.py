"""A damaged picture is read as far as possible, and a note says that it is damaged."""

from pathlib import Path

import pytest
from rapidfuzz import fuzz

from tests.support.files import file_process, look_at, request
from tests.support.letter import LETTER
from tests.support.reading import notes_of, open_file
from tests.support.zoo import damage

pytestmark = pytest.mark.integration


@pytest.mark.parametrize("image_format", ["PNG", "JPEG", "TIFF", "GIF", "WEBP", "HEIF"])
def test_a_picture_cut_off_in_the_middle_is_read_as_far_as_it_goes(tmp_path: Path, image_format: str) -> None:
    path = tmp_path / "cortada"
    path.write_bytes(damage.cut_picture(image_format))
    with open_file(path) as document:
        page = document.read_page(1)
        text = page.text
        assert any("damaged" in note and "as far as possible" in note for note in notes_of(document, [page]))
    assert fuzz.partial_ratio(LETTER[0], text) > 90


def test_a_tiff_with_damaged_strips_is_read_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "tiras.tif"
    path.write_bytes(damage.flipped_tiff())
    with open_file(path) as document:
        page = document.read_page(1)
        text = page.text
        assert any("damaged" in note for note in notes_of(document, [page]))
    assert fuzz.partial_ratio(LETTER[0], text) > 90


@pytest.mark.parametrize("image_format", ["PNG", "WEBP", "HEIF", "AVIF"])
def test_odd_exif_costs_no_picture(tmp_path: Path, image_format: str) -> None:
    path = tmp_path / "camara"
    path.write_bytes(damage.odd_exif(image_format))
    note = file_process().open(request(path)).note
    contents, pixels = look_at(path)
    assert pixels is not None
    assert pixels.shape == (1755, 1240, 3)
    assert "damaged" in (contents.note or note or "")


def test_a_fax_whose_list_of_pages_breaks_off_is_read_up_to_there(tmp_path: Path) -> None:
    path = tmp_path / "fax.tif"
    path.write_bytes(damage.fax_that_breaks_off())
    opened = file_process().open(request(path))
    assert opened.page_count == 2
    assert "damaged after page 2" in (opened.note or "")
    assert look_at(path, 2)[1] is not None
