"""Draws pages as people see them. Runs in the process that opens files."""

import io

from PIL import Image

from function.reading.files.messages import PictureRequest
from function.reading.files.opening import OpenFile

# Small enough to come at once, and letters of eight points have clean edges.
QUALITY = 80
# Of Pillow's 0 to 6: twice as fast as its default, for files that are a tenth larger.
EFFORT = 2
# WebP's limit for a side.
MAX_SIDE = 16_383
TURNS = {
    90: Image.Transpose.ROTATE_270,
    180: Image.Transpose.ROTATE_180,
    270: Image.Transpose.ROTATE_90,
}


def draw_picture(file: OpenFile, request: PictureRequest) -> bytes:
    """Return the page upright, as WebP. Raises an InputError."""
    page = file.draw_page(request.number, request.width, turned=request.rotation % 180 != 0)
    if turn := TURNS.get(request.rotation):
        page = page.transpose(turn)
    if page.height > MAX_SIDE:
        page = page.resize((max(1, round(page.width * MAX_SIDE / page.height)), MAX_SIDE))
    target = io.BytesIO()
    page.save(target, "WEBP", quality=QUALITY, method=EFFORT)
    return target.getvalue()
