"""Photos in the formats of phones are read within the limits of the process that opens files."""

from pathlib import Path

import pillow_heif
import pytest
from PIL import Image

from tests.support.files import look_at

pytestmark = pytest.mark.integration

IPHONE = (4032, 3024)
# iPhones store a photo as a grid of tiles of this size.
TILE = 512


def take_photo(path: Path) -> Path:
    """A photo of 12 megapixels of noise, about 1.1 MB."""
    pillow_heif.register_heif_opener()
    grain = Image.effect_noise((IPHONE[0] // 8, IPHONE[1] // 8), 90).resize(IPHONE).convert("RGB")
    grain.save(path, "HEIF", quality=50, tile_size=TILE, enc_params={"preset": "ultrafast"})
    return path


def test_an_iphone_photo_of_twelve_megapixels_is_read(tmp_path: Path) -> None:
    contents, pixels = look_at(take_photo(tmp_path / "foto.heic"))
    assert contents.picture is not None
    assert pixels is not None
    assert (contents.picture.width, contents.picture.height) == pytest.approx((3771, 2828), abs=2)
    assert pixels.std() > 5
