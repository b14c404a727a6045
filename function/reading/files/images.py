"""Image files as documents: one page, or for a TIFF one page per frame. Runs in the process that opens
files."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import cast

import pillow_heif
from PIL import Image

from function.errors import CorruptFileError, TooManyPagesError, TooManyPixelsError
from function.reading.files.codes import read_codes
from function.reading.files.damaged import DAMAGE, load_damaged, open_damaged
from function.reading.files.messages import FileRequest, PageContents, PixelSize
from function.reading.files.resolution import limit_scale, limit_zoom

# A3 at 600 dpi has 70 million pixels, and the largest phone cameras take 108 million; more needs gigabytes to
# decode.
MAX_PIXELS = 120_000_000
# A JPEG is decoded at a half, a quarter or an eighth of its size if that leaves this much on the long side.
DRAFT_SIDE = 4000
# Values that programs and cameras write without measuring anything.
UNMEASURED_DPI = (1.0, 72.0, 96.0)
DEFAULT_DPI = 200.0
# A page's long side in inches: the resolution in a file is used if it gives a plausible page.
CREDIBLE_SIDE = (2.0, 50.0)
A3_LONG_SIDE = 16.54
ORIENTATION_TAG = 0x0112
# How to turn an image upright, by EXIF orientation.
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

# An iPhone photo is a grid of tiles. Threads that decode several at once reserve more address space than this
# process may have: 64 MB each.
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

_ODD_EXIF = "The picture's metadata (EXIF) is damaged and was ignored."
_CUT = "The picture is damaged and was read as far as possible. Compare it with the original."


class ImageDocument:
    """An open image file; each frame is decoded when its page is read."""

    def __init__(self, request: FileRequest) -> None:
        self.note: str | None = None
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

    @property
    def short_side(self) -> int:
        """The short side of the first frame, in pixels."""
        return min(self._image.size)

    def close(self) -> None:
        self._image.close()

    def read_page(self, number: int, *, force_ocr: bool) -> tuple[PageContents, bytes]:  # noqa: ARG002
        """Return page `number`, from 1, and its pixels. Raises CorruptFileError or TooManyPixelsError."""
        upright, dpi, note = self._show(number)
        is_grey = upright.mode == "L"
        picture = PixelSize(upright.width, upright.height, dpi, is_grey)
        contents = PageContents(None, "reject", picture, note=note, codes=read_codes(upright, dpi))
        return contents, upright.tobytes() if is_grey else upright.tobytes("raw", "BGR")

    def draw_page(self, number: int, width: int, *, turned: bool) -> Image.Image:
        """Return the page as displayed. Raises CorruptFileError or TooManyPixelsError."""
        shown, _, _ = self._show(number)
        zoom = min(limit_zoom(*shown.size, width / shown.size[1 if turned else 0]), 1.0)
        size = max(1, round(shown.width * zoom)), max(1, round(shown.height * zoom))
        return shown if size == shown.size else shown.resize(size, Image.Resampling.LANCZOS)

    def _show(self, number: int) -> tuple[Image.Image, float, str | None]:
        """Return a frame as displayed, its resolution in dpi, and a note about what is damaged."""
        with self._pillow(f"page {number} of the image"):
            self._image.seek(number - 1)
            self._check_pixels()
            x_dpi, y_dpi = _resolution(self._image)
            full_width = self._image.width
            try:
                frame, note = self._load(number)
                orientation = _orientation(frame)
                note = note or (_ODD_EXIF if orientation is None else None)
                page = _flatten(_square_pixels(frame, x_dpi / y_dpi))
            except MemoryError:
                raise self._too_many_pixels("more pixels than fit into memory") from None
        dpi = x_dpi * page.width / full_width
        return page.transpose(TURNS[orientation]) if orientation in TURNS else page, dpi, note

    def _open(self) -> Image.Image:
        try:
            return Image.open(self._path, formats=self._formats)
        except DAMAGE:
            image = open_damaged(self._path, self._formats)
            self.note = "The file is damaged and was opened as far as possible. Compare it with the original."
            return image

    def _load(self, number: int) -> tuple[Image.Image, str | None]:
        """Decode the frame; a damaged one is decoded as far as possible, and gets a note."""
        self._image.draft("RGB", (DRAFT_SIDE, DRAFT_SIDE))
        try:
            self._image.load()
        except DAMAGE:
            return load_damaged(self._path, self._formats, number), _CUT
        return self._image, None

    def _count_pages(self, max_pages: int) -> int:
        """Count the frames of a TIFF; an animation, or the preview in a photo, is one page."""
        if self._image.format != "TIFF":
            return 1
        with self._pillow("the image"):
            try:
                pages = int(getattr(self._image, "n_frames", 1))
            except DAMAGE:
                pages = self._count_whole(max_pages)
        if pages > max_pages:
            raise TooManyPagesError(
                f"Document {self._document_id}: it has {pages} pages, and MAX_PAGES allows {max_pages}. "
                "Split it or raise the limit."
            )
        return pages

    def _count_whole(self, max_pages: int) -> int:
        """Count the frames up to where the list of them breaks off."""
        self._image.close()
        self._image = self._open()
        pages = 1
        with suppress(*DAMAGE):
            while pages <= max_pages:
                self._image.seek(pages)
                pages += 1
        self._image.close()
        self._image = self._open()
        self.note = f"The file is damaged after page {pages}. Compare it with the original."
        return pages

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
        """Turn Pillow's errors into typed ones; its warnings about odd metadata help nobody."""
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


def _square_pixels(image: Image.Image, aspect: float) -> Image.Image:
    """Scale to the same resolution down as across (a fax has half of it down), and to what is worth reading.

    `aspect` is the horizontal resolution divided by the vertical one.
    """
    image = _deepen(image)
    size = (image.width, image.height * aspect)
    scale = limit_scale(*size)
    target = (max(1, round(size[0] * scale)), max(1, round(size[1] * scale)))
    return image if target == image.size else image.resize(target, Image.Resampling.LANCZOS)


def _deepen(image: Image.Image) -> Image.Image:
    """Convert to a mode in which neighbouring pixels can be mixed."""
    if image.mode == "P":
        return image.convert("RGBA" if image.has_transparency_data else "RGB")
    return image.convert("L") if image.mode == "1" else image


def _resolution(image: Image.Image) -> tuple[float, float]:
    """Return horizontal and vertical dpi, measured or guessed."""
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
    """Convert to RGB, or to grey what has no colours; transparency becomes white paper, deep greys are scaled to 8 bits."""
    if image.mode.startswith(("I", "F")):
        low, high = cast(tuple[float, float], image.convert("F").getextrema())
        scale = 255 / max(high - low, 1.0)
        return image.convert("F").point(lambda value: value * scale - low * scale).convert("L")
    if image.has_transparency_data:
        image = image.convert("RGBA")
        paper = Image.new("RGB", image.size, "white")
        paper.paste(image, mask=image.getchannel("A"))
        return paper
    return image if image.mode == "L" else image.convert("RGB")


def _orientation(image: Image.Image) -> int | None:
    """Return the orientation from EXIF, or None if EXIF is damaged."""
    try:
        return int(image.getexif().get(ORIENTATION_TAG, 1))
    except DAMAGE:
        return None
