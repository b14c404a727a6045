"""Image files as documents: one page an image, one page a frame of a TIFF. Runs in the process that opens files."""

import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

import pillow_heif
from PIL import Image, ImageChops, ImageFile, ImageOps

from function.errors import CorruptFileError, TooManyPagesError, TooManyPixelsError
from function.reading.files.messages import FileRequest, PageContents, PixelSize
from function.reading.files.resolution import limit_scale

# What Pillow's decoders raise on damaged files.
DAMAGE = (OSError, SyntaxError, ValueError, EOFError, TypeError, KeyError, ArithmeticError, struct.error)
# A3 at 600 dpi has 70 million pixels, the largest phones take 108 million; more needs gigabytes to decode.
MAX_PIXELS = 120_000_000
# A JPEG is decoded at a half, a quarter or an eighth of its size where that leaves this much on the long side.
DRAFT_SIDE = 4000
# What programs and cameras write when nobody measured anything.
UNMEASURED_DPI = (1.0, 72.0, 96.0)
DEFAULT_DPI = 200.0
# A page's long side in inches: what a file says about its resolution counts if it leads to a credible page.
CREDIBLE_SIDE = (2.0, 50.0)
A3_LONG_SIDE = 16.54
# A file cut off at its end is read if no more than a footer is missing.
MIN_ROWS = 0.9
ORIENTATION_TAG = 0x0112

# An iPhone's photo is a grid of tiles. The threads that decode several at once reserve more addresses than this process
# may have: 64 MB each.
pillow_heif.register_heif_opener(thumbnails=False, decode_threads=1)
_FORMATS = {
    "image/png": "PNG",
    "image/jpeg": "JPEG",
    "image/tiff": "TIFF",
    "image/webp": "WEBP",
    "image/bmp": "BMP",
    "image/gif": "GIF",
    "image/heic": "HEIF",
    "image/avif": "AVIF",
}


class ImageDocument:
    """An open image file; frames are decoded one at a time, when their page is read."""

    def __init__(self, request: FileRequest) -> None:
        self._document_id = request.document_id
        self._path = request.path
        self._formats = (_FORMATS[request.media_type],)
        with self._pillow("the image"):
            self._image = self._open()
        try:
            self.page_count = self._count_pages(request.max_pages)
            self._check_pixels()
        except BaseException:
            self._image.close()
            raise

    def close(self) -> None:
        self._image.close()

    def read_page(self, number: int, *, force_ocr: bool) -> tuple[PageContents, bytes]:  # noqa: ARG002
        """Page `number`, from 1, and its pixels. Raises CorruptFileError or TooManyPixelsError."""
        with self._pillow(f"page {number} of the image"):
            self._image.seek(number - 1)
            self._check_pixels()
            x_dpi, y_dpi = _resolution(self._image)
            full_width = self._image.width
            try:
                frame = self._load(number)
                orientation = frame.getexif().get(ORIENTATION_TAG, 1)
                page = _flatten(_level_dots(frame, x_dpi / y_dpi))
            except MemoryError:
                raise self._too_many_pixels("more pixels than fit into memory") from None
        dpi = x_dpi * page.width / full_width
        upright = _turn_upright(page, orientation)
        picture = PixelSize(upright.width, upright.height, dpi)
        return PageContents(None, "reject", picture), upright.tobytes("raw", "BGR")

    def _open(self) -> Image.Image:
        return Image.open(self._path, formats=self._formats)

    def _load(self, number: int) -> Image.Image:
        """The decoded frame. A file whose end is missing is decoded as far as it goes."""
        self._image.draft("RGB", (DRAFT_SIDE, DRAFT_SIDE))
        try:
            self._image.load()
        except DAMAGE:
            cut = self._open()
            cut.seek(number - 1)
            ImageFile.LOAD_TRUNCATED_IMAGES = True
            try:
                cut.load()
            finally:
                ImageFile.LOAD_TRUNCATED_IMAGES = False
            if _rows_there(cut) < MIN_ROWS:
                raise
            return cut
        return self._image

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
            raise self._too_many_pixels(
                f"{width} x {height} pixels, more than {MAX_PIXELS // 1_000_000} million"
            )

    def _too_many_pixels(self, size: str) -> TooManyPixelsError:
        return TooManyPixelsError(
            f"Document {self._document_id}: the image has {size}. "
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
            raise self._too_many_pixels(f"far more than {MAX_PIXELS // 1_000_000} million pixels") from None
        except DAMAGE as error:
            raise CorruptFileError(
                f"Document {self._document_id}: {what} is damaged ({type(error).__name__}). "
                "Save it again with the program that made it and upload that."
            ) from error


def _rows_there(image: Image.Image) -> float:
    """The share of rows above the even filling that a decoder leaves where data is missing."""
    last = image.getpixel((image.width - 1, image.height - 1))
    filling = Image.new(image.mode, image.size, last)
    box = ImageChops.difference(image, filling).getbbox(alpha_only=False)
    return box[3] / image.height if box else 0.0


def _level_dots(image: Image.Image, aspect: float) -> Image.Image:
    """As many dots an inch down as across (a fax has half as many down), and no more than is worth reading.

    `aspect` is the resolution across over that down.
    """
    image = _deepen(image)
    size = (image.width, image.height * aspect)
    scale = limit_scale(*size)
    target = (max(1, round(size[0] * scale)), max(1, round(size[1] * scale)))
    return image if target == image.size else image.resize(target, Image.Resampling.LANCZOS)


def _deepen(image: Image.Image) -> Image.Image:
    """A mode in which neighbouring dots can be mixed."""
    if image.mode == "P":
        return image.convert("RGBA" if image.has_transparency_data else "RGB")
    return image.convert("L") if image.mode == "1" else image


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
        low, high = cast(tuple[float, float], image.convert("F").getextrema())
        scale = 255 / max(high - low, 1.0)
        return image.convert("F").point(lambda value: value * scale - low * scale).convert("L").convert("RGB")
    if image.has_transparency_data:
        image = image.convert("RGBA")
        paper = Image.new("RGB", image.size, "white")
        paper.paste(image, mask=image.getchannel("A"))
        return paper
    return image.convert("RGB")


def _turn_upright(image: Image.Image, orientation: int) -> Image.Image:
    """As the camera was held: `orientation` is EXIF's."""
    if orientation == 1:
        return image
    image.getexif()[ORIENTATION_TAG] = orientation
    return ImageOps.exif_transpose(image)
