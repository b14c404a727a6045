"""Damaged pictures, read as far as they go. Runs in the process that opens files."""

import io
import struct
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pymupdf
from PIL import Image, ImageChops, ImageFile

# What Pillow's decoders, and MuPDF's, raise on damaged files.
DAMAGE = (
    *(OSError, SyntaxError, ValueError, EOFError, TypeError, LookupError, ArithmeticError, RuntimeError),
    *(AttributeError, struct.error, pymupdf.mupdf.FzErrorBase),
)
# Of a damaged picture at least this share of the rows must be there to be worth reading.
MIN_ROWS = 0.1
# What may be missing of a file: a camera's picture. A damaged size may claim more.
MAX_MISSING = 64 * 2**20
# Where the directory of a HEIC or AVIF file stands.
DIRECTORY = 64 * 1024


def open_damaged(path: str, formats: tuple[str, ...]) -> Image.Image:
    """A picture that does not open as it is, with what is missing at its end filled up and its metadata left out."""
    return Image.open(io.BytesIO(_mend(Path(path).read_bytes())), formats=formats)


def load_damaged(path: str, formats: tuple[str, ...], number: int) -> Image.Image:
    """Frame `number`, from 1, decoded as far as it goes. Raises one of DAMAGE when hardly anything is there."""
    frame = None
    with suppress(*DAMAGE):
        frame = _load_cut(path, formats, number)
    if frame is None and formats == ("TIFF",):
        frame = _load_tiff(path, number)
    if frame is None or _rows_there(frame) < MIN_ROWS:
        raise OSError("There is no picture.")
    return frame


def _load_cut(path: str, formats: tuple[str, ...], number: int) -> Image.Image:
    image = open_damaged(path, formats)
    image.seek(number - 1)
    ImageFile.LOAD_TRUNCATED_IMAGES = True
    try:
        image.load()
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = False
    return image


def _load_tiff(path: str, number: int) -> Image.Image:
    """By MuPDF, which goes on behind a strip that libtiff gives up at."""
    with pymupdf.open(path, filetype="tiff") as document:
        page = document.load_page(number - 1)
        with Image.open(path, formats=["TIFF"]) as image:
            image.seek(number - 1)
            scale = image.width / page.rect.width
        pixmap = page.get_pixmap(matrix=pymupdf.Matrix(scale, scale), colorspace=pymupdf.csRGB, alpha=False)
        return Image.frombytes("RGB", (pixmap.width, pixmap.height), pixmap.samples)


def _mend(content: bytes) -> bytes:
    """As long as the file says of itself. Its EXIF, which may be what is damaged, is named something unknown."""
    if content[:4] == b"RIFF":
        whole = 8 + int.from_bytes(content[4:8], "little")
    elif content[4:8] == b"ftyp":
        whole = max(_box_ends(content), default=0)
        content = content[:DIRECTORY].replace(b"Exif", b"none") + content[DIRECTORY:]
    else:
        return content
    return content + bytes(min(max(whole - len(content), 0), MAX_MISSING))


def _box_ends(content: bytes) -> Iterator[int]:
    """Where each of the outermost boxes of ISO 14496-12 ends."""
    start = 0
    while start + 8 <= len(content):
        size = int.from_bytes(content[start : start + 4])
        if size < 8:
            return
        start += size
        yield start


def _rows_there(image: Image.Image) -> float:
    """The share of rows above the even filling that a decoder leaves where data is missing."""
    last = image.getpixel((image.width - 1, image.height - 1))
    filling = Image.new(image.mode, image.size, last)
    box = ImageChops.difference(image, filling).getbbox(alpha_only=False)
    return box[3] / image.height if box else 0.0
