"""The pages of `table_pages.py` with a text layer, as clean pictures, as scans and as photos."""

import random
from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image

from local.samples.wear import Pixels, photograph, scan
from tests.support.table_pages import TablePage

CONDITIONS = ("text layer", "clean 200 dpi", "scan", "photo")
DPI = 200
# Sheets lie up to this many degrees askew on the scanner's glass.
MAX_SKEW = 3.0


def save_page(page: TablePage, condition: str, folder: Path) -> Path:
    """Saves the page in one of CONDITIONS and returns the file's path."""
    path = (
        folder
        / f"{page.name}-{condition.split(maxsplit=1)[0]}.{'pdf' if condition == 'text layer' else 'jpg'}"
    )
    path.write_bytes(_wear(page, condition))
    return path


def _wear(page: TablePage, condition: str) -> bytes:
    if condition == "text layer":
        return page.pdf
    chance = random.Random(page.name)
    if condition == "scan":
        return scan(_picture(page), chance.uniform(-MAX_SKEW, MAX_SKEW), chance.randrange(1000))
    if condition == "photo":
        return photograph(_picture(page), chance.randrange(1000))
    buffer = BytesIO()
    Image.fromarray(_picture(page)).save(buffer, "JPEG", quality=92, dpi=(DPI, DPI))
    return buffer.getvalue()


def _picture(page: TablePage) -> Pixels:
    pixmap = page.render(DPI)
    return np.frombuffer(pixmap.samples, np.uint8).reshape(pixmap.height, pixmap.width, 3)
