"""Image files as documents: one page an image, one page a frame of a TIFF."""

import struct
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps

from function.errors import CorruptFileError, TooManyPagesError, TooManyPixelsError
from function.reading.document import Page
from function.reading.ocr import OcrEngine, Pixels
from function.reading.page import page_from_ocr
from function.settings import Settings

FORMATS = ("PNG", "JPEG", "TIFF", "WEBP", "BMP", "GIF")
# What Pillow's decoders raise on damaged files.
DAMAGE = (OSError, SyntaxError, ValueError, EOFError, TypeError, KeyError, ArithmeticError, struct.error)
# A3 at 600 dpi has 70 million pixels, the largest phones take 108 million; more needs gigabytes to decode.
MAX_PIXELS = 120_000_000
# Recognising more than this finds nothing more; it is an A3 page at 240 dpi.
MAX_SIDE = 4000
# What programs and cameras write when nobody measured anything.
UNMEASURED_DPI = (1.0, 72.0, 96.0)
DEFAULT_DPI = 200.0
# A page's long side in inches: what a file says about its resolution counts if it leads to a credible page.
CREDIBLE_SIDE = (2.0, 50.0)
A3_LONG_SIDE = 16.54


class ImageDocument:
    """An open image file; frames are decoded one at a time, when their page is read."""

    def __init__(self, path: Path, document_id: str, settings: Settings, ocr: OcrEngine) -> None:
        self._document_id = document_id
        self._languages = settings.ocr_language
        self._ocr = ocr
        self._image = self._open(path)
        try:
            self.page_count = self._count_pages(settings.max_pages)
            self._check_pixels()
        except BaseException:
            self._image.close()
            raise

    def close(self) -> None:
        self._image.close()

    def read_page(self, number: int) -> Page:
        """Page `number`, from 1. Raises CorruptFileError or TooManyPixelsError."""
        started = time.monotonic()
        with self._pillow(f"page {number} of the image"):
            self._image.seek(number - 1)
            self._check_pixels()
            pixels, dpi = _decode(self._image)
        return page_from_ocr(
            self._ocr.recognise(pixels), number=number, dpi=dpi, languages=self._languages, started=started
        )

    def _open(self, path: Path) -> Image.Image:
        with self._pillow("the image"):
            return Image.open(path, formats=FORMATS)

    def _count_pages(self, max_pages: int) -> int:
        """Frames of a TIFF; an animation, or the preview inside a photo, is one page."""
        with self._pillow("the image"):
            pages = getattr(self._image, "n_frames", 1) if self._image.format == "TIFF" else 1
        if pages > max_pages:
            raise TooManyPagesError(
                f"Document {self._document_id}: it has {pages} pages, and MAX_PAGES allows {max_pages}. "
                "Split it or raise the limit."
            )
        return int(pages)

    def _check_pixels(self) -> None:
        width, height = self._image.size
        if width * height > MAX_PIXELS:
            raise self._too_many_pixels(f"{width} x {height} pixels")

    def _too_many_pixels(self, size: str) -> TooManyPixelsError:
        return TooManyPixelsError(
            f"Document {self._document_id}: the image has {size}, more than {MAX_PIXELS // 1_000_000} million. "
            "Reduce it (300 dpi is enough for print) and upload it again."
        )

    @contextmanager
    def _pillow(self, what: str) -> Iterator[None]:
        """Pillow's failures as typed errors; its warnings about odd metadata are of no use to anyone."""
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", UserWarning)
                warnings.simplefilter("ignore", Image.DecompressionBombWarning)
                yield
        except Image.DecompressionBombError:
            raise self._too_many_pixels("far too many pixels") from None
        except DAMAGE as error:
            raise CorruptFileError(
                f"Document {self._document_id}: {what} is damaged ({type(error).__name__}). "
                "Save it again with the program that made it and upload that."
            ) from error


def _decode(image: Image.Image) -> tuple[Pixels, float]:
    """The current frame as BGR, upright by its EXIF tag, at most MAX_SIDE long, and its resolution in dpi."""
    x_dpi, y_dpi = _resolution(image)
    full_width = image.width
    image.draft("RGB", (MAX_SIDE, MAX_SIDE))
    image.load()
    shrink = min(1.0, MAX_SIDE / max(image.size))
    # A fax has twice as many pixels across as down.
    size = (round(image.width * shrink), round(image.height * shrink * x_dpi / y_dpi))
    dpi = x_dpi * size[0] / full_width
    orientation = image.getexif().get(0x0112, 1)
    flat = _flatten(image)
    if flat.size != size:
        flat = flat.resize(size, Image.Resampling.LANCZOS)
    if orientation != 1:
        flat.getexif()[0x0112] = orientation
        flat = ImageOps.exif_transpose(flat)
    return np.ascontiguousarray(np.asarray(flat)[:, :, ::-1]), dpi


def _resolution(image: Image.Image) -> tuple[float, float]:
    """Dots per inch across and down, measured or guessed."""
    try:
        x_dpi, y_dpi = (float(value) for value in image.info["dpi"])
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        x_dpi = y_dpi = 0.0
    long_side = max(image.size)
    shortest, longest = CREDIBLE_SIDE
    if round(x_dpi) in UNMEASURED_DPI or not long_side / longest <= min(x_dpi, y_dpi) <= long_side / shortest:
        guess = max(DEFAULT_DPI, long_side / A3_LONG_SIDE)
        return guess, guess
    return (x_dpi, y_dpi) if max(x_dpi, y_dpi) > 1.1 * min(x_dpi, y_dpi) else (x_dpi, x_dpi)


def _flatten(image: Image.Image) -> Image.Image:
    """RGB; transparency becomes white paper, deep greys are scaled to 8 bits."""
    if image.mode.startswith(("I", "F")):
        values = np.asarray(image, dtype=np.float32)
        span = max(float(values.max() - values.min()), 1.0)
        return Image.fromarray(((values - values.min()) * (255 / span)).astype(np.uint8)).convert("RGB")
    if image.has_transparency_data:
        image = image.convert("RGBA")
        paper = Image.new("RGB", image.size, "white")
        paper.paste(image, mask=image.getchannel("A"))
        return paper
    return image.convert("RGB")
