"""Reads damaged pictures as far as possible. Runs in the process that opens files."""

import io
import struct
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pymupdf
from PIL import Image, ImageChops, ImageFile

# Errors that Pillow's and MuPDF's decoders raise on damaged files.
DAMAGE = (
    *(OSError, SyntaxError, ValueError, EOFError, TypeError, LookupError, ArithmeticError, RuntimeError),
    *(AttributeError, struct.error, pymupdf.mupdf.FzErrorBase),
)
# A damaged picture is worth reading when at least this share of its rows is there.
MIN_ROWS = 0.1
# Limit for the padding of a truncated file: the size of a camera's picture. A damaged size field may claim
# more.
MAX_MISSING = 64 * 2**20
# The directory of a HEIC or AVIF file is within this many bytes.
DIRECTORY = 64 * 1024


def open_damaged(path: str, formats: tuple[str, ...]) -> Image.Image:
    """Open a picture that cannot be opened as it is, with its missing end padded and its metadata removed."""
    return Image.open(io.BytesIO(_mend(Path(path).read_bytes())), formats=formats)


def load_damaged(path: str, formats: tuple[str, ...], number: int) -> Image.Image:
    """Decode frame `number`, from 1, as far as possible. Raises one of DAMAGE when hardly anything is
    there."""
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
    """Load a frame with MuPDF, which continues after a strip where libtiff gives up."""
    with pymupdf.open(path, filetype="tiff") as document:
        page = document.load_page(number - 1)
        with Image.open(path, formats=["TIFF"]) as image:
            image.seek(number - 1)
            scale = image.width / page.rect.width
        pixmap = page.get_pixmap(matrix=pymupdf.Matrix(scale, scale), colorspace=pymupdf.csRGB, alpha=False)
        return Image.frombytes("RGB", (pixmap.width, pixmap.height), pixmap.samples)


def _mend(content: bytes) -> bytes:
    """Pad the file to the size that it claims. Its EXIF, which may be the damaged part, gets an unknown
    name."""
    if content[:4] == b"RIFF":
        whole = 8 + int.from_bytes(content[4:8], "little")
    elif content[4:8] == b"ftyp":
        whole = max(_box_ends(content), default=0)
        content = content[:DIRECTORY].replace(b"Exif", b"none") + content[DIRECTORY:]
    else:
        return content
    return content + bytes(min(max(whole - len(content), 0), MAX_MISSING))


def _box_ends(content: bytes) -> Iterator[int]:
    """Yield the end of each top-level box (ISO 14496-12)."""
    start = 0
    while start + 8 <= len(content):
        size = int.from_bytes(content[start : start + 4])
        if size < 8:
            return
        start += size
        yield start


def _rows_there(image: Image.Image) -> float:
    """Return the share of rows above the uniform fill that a decoder leaves for missing data."""
    last = image.getpixel((image.width - 1, image.height - 1))
    filling = Image.new(image.mode, image.size, last)
    box = ImageChops.difference(image, filling).getbbox(alpha_only=False)
    return box[3] / image.height if box else 0.0
