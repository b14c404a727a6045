"""PDF files: text layers and rendered pages. Runs in the process that opens files."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from typing import Any

import msgspec
import pymupdf
from PIL import Image

from function.document.pages import Box, Code
from function.errors import (
    CorruptFileError,
    NoPagesError,
    TooManyPagesError,
    TooManyPixelsError,
)
from function.reading.files.codes import read_codes
from function.reading.files.ligatures import restore_ligatures
from function.reading.files.messages import FileRequest, PageContents, PixelSize, TextLayer
from function.reading.files.pdfium import PdfiumFile
from function.reading.files.resolution import choose_dpi, limit_zoom
from function.reading.files.text_layer import read_text_layer
from function.reading.files.trust import find_untold, judge, note_doubts
from function.reading.files.upright import turn_page, upright_matrix
from function.reading.passwords import unlock

# A 300 dpi A2 page has 35 million pixels; larger pictures than this cause trouble in any PDF reader.
MAX_PICTURE_PIXELS = 120_000_000
# Share of its 256 MB cache that MuPDF keeps after a page of text, in per cent: the fonts of the next page.
KEPT = 10
# Smaller pictures do not show how a page was scanned.
MIN_PART_OF_SCAN = 0.05
FULL_SCAN = 0.8
# A place on a page of text that can be a code is rendered with this many pixels on its short side, within limits,
# and with a margin in points.
CODE_SIDE = 400
CODE_DPI = (150.0, 400.0)
CODE_MARGIN = 6.0

# Our own errors report damaged files; MuPDF would print every object that it repairs.
pymupdf.TOOLS.mupdf_display_errors(False)
pymupdf.TOOLS.mupdf_display_warnings(False)
# What is drawn on a page of grey pictures, and what MuPDF calls their colour spaces.
_GREY_OR_UNSEEN = frozenset({"fill-image", "ignore-text"})
_GREY_SPACES = ("DeviceGray", "ICCBased(Gray")
_BGR = pymupdf.Colorspace(pymupdf.mupdf.fz_device_bgr())


def open_pdf(request: FileRequest) -> "PdfFile | PdfiumFile":
    """Open the file with MuPDF, or as far as pdfium can repair it."""
    try:
        return PdfFile(request)
    except CorruptFileError as damage:
        return PdfiumFile(request, damage)


class PdfFile:
    """An open PDF; pages are read one at a time."""

    note: str | None = None

    def __init__(self, request: FileRequest) -> None:
        self._request = request
        self._document_id = request.document_id
        self._known_fonts: set[int] = set()
        with self._mupdf("the PDF"):
            self._pdf = pymupdf.open(request.path, filetype="pdf")
            try:
                unlock(self._pdf, request.passwords, request.document_id)
                self._check(request.max_pages)
            except BaseException:
                self._pdf.close()
                raise
            self.page_count = int(self._pdf.page_count)

    def close(self) -> None:
        self._pdf.close()
        pymupdf.TOOLS.store_shrink(100)

    def read_page(self, number: int, *, force_ocr: bool) -> tuple[PageContents, bytes | None]:
        """Return page `number`, from 1, and its pixels. Raises CorruptFileError or TooManyPixelsError."""
        try:
            with self._mupdf(f"page {number} of the PDF"):
                return self._read(self._pdf.load_page(number - 1), force_ocr)
        except CorruptFileError as damage:
            return self._mend(number, damage, force_ocr)
        finally:
            pymupdf.TOOLS.store_shrink(100 - KEPT)

    def draw_page(self, number: int, width: int, *, turned: bool) -> Image.Image:
        """Return the page as displayed. Raises CorruptFileError or TooManyPixelsError."""
        try:
            with self._mupdf(f"page {number} of the PDF"):
                page = self._pdf.load_page(number - 1)
                # Refuses pictures that are too large to decode.
                self._scanned_dpi(page)
                across, down = page.rect.width, page.rect.height
                zoom = limit_zoom(across, down, width / max(down if turned else across, 1.0))
                drawn = page.get_pixmap(
                    matrix=pymupdf.Matrix(zoom, zoom), colorspace=pymupdf.csRGB, alpha=False
                )
                return Image.frombytes("RGB", (drawn.width, drawn.height), drawn.samples)
        except CorruptFileError as damage:
            with closing(PdfiumFile(self._request, damage)) as second:
                if second.page_count != self.page_count:
                    raise damage from None
                return second.draw_page(number, width, turned=turned)
        finally:
            pymupdf.TOOLS.store_shrink(100 - KEPT)

    def _mend(
        self, number: int, damage: CorruptFileError, force_ocr: bool
    ) -> tuple[PageContents, bytes | None]:
        with closing(PdfiumFile(self._request, damage)) as second:
            # If it finds a different number of pages, it is unclear which of them this page is.
            if second.page_count != self.page_count:
                raise damage
            contents, pixels = second.read_page(number, force_ocr=force_ocr)
            return msgspec.structs.replace(contents, note=second.note), pixels

    def _read(self, page: Any, force_ocr: bool) -> tuple[PageContents, bytes | None]:
        if not force_ocr:
            restore_ligatures(self._pdf, page, self._known_fonts)
        layer = None if force_ocr else read_text_layer(page)
        verdict = judge(layer) if layer else "reject"
        note = note_doubts(layer, verdict) if layer else None
        if layer is None or verdict == "reject":
            picture, pixels = self._render(page)
            codes = _read_picture(picture, pixels)
            return PageContents(None, "reject", picture, note=note, codes=codes), pixels
        untold = find_untold(_picture_boxes(page, layer), layer) if layer.pictures else ()
        if verdict == "believe" and not untold:
            return PageContents(layer, verdict, None, note=note, codes=_read_places(page, layer)), None
        picture, pixels = self._render(page)
        codes = _read_picture(picture, pixels)
        return PageContents(layer, verdict, picture, untold, note=note, codes=codes), pixels

    def _render(self, page: Any) -> tuple[PixelSize, bytes]:
        """Render the page as displayed."""
        dpi = choose_dpi(page.rect.width, page.rect.height, self._scanned_dpi(page))
        is_grey = _is_grey(page)
        pixmap = page.get_pixmap(
            matrix=pymupdf.Matrix(dpi / 72, dpi / 72),
            colorspace=pymupdf.csGRAY if is_grey else _BGR,
            alpha=False,
        )
        # Decoded pictures are of no use to the next page.
        pymupdf.TOOLS.store_shrink(100)
        return PixelSize(pixmap.width, pixmap.height, dpi, is_grey), pixmap.samples

    def _scanned_dpi(self, page: Any) -> float | None:
        """Return the resolution of the pictures that make up a scanned page; None for any other page.

        Raises TooManyPixelsError for a picture that is too large to decode.
        """
        area = max(page.rect.get_area(), 1.0)
        covered, dpi = 0.0, 0.0
        for image in page.get_image_info():
            pixels = image["width"] * image["height"]
            if pixels > MAX_PICTURE_PIXELS:
                raise self._too_many_pixels(f"{image['width']} x {image['height']}")
            a, b, c, d, _, _ = image["transform"]
            shown = abs(a * d - b * c)
            if shown > MIN_PART_OF_SCAN * area:
                covered += shown
                dpi = max(dpi, 72 * (pixels / shown) ** 0.5)
        return dpi if covered >= FULL_SCAN * area else None

    def _check(self, max_pages: int) -> None:
        name = f"Document {self._document_id}"
        pages = self._pdf.page_count
        if pages == 0 and self._is_empty():
            raise NoPagesError(f"{name}: the PDF has no pages. Export it again with its pages.")
        if pages == 0:
            raise CorruptFileError(
                f"{name}: the PDF is damaged and none of its pages could be recovered. Upload it again."
            )
        if pages > max_pages:
            raise TooManyPagesError(
                f"{name}: the PDF has {pages} pages, and MAX_PAGES allows {max_pages}. Split it or raise the limit."
            )

    def _is_empty(self) -> bool:
        """Whether its list of pages exists and is empty."""
        kind, tree = self._pdf.xref_get_key(self._pdf.pdf_catalog(), "Pages")
        if self._pdf.is_repaired or kind != "xref":
            return False
        return bool(self._pdf.xref_get_key(int(tree.split()[0]), "Kids") == ("array", "[]"))

    def _too_many_pixels(self, size: str) -> TooManyPixelsError:
        return TooManyPixelsError(
            f"Document {self._document_id}: a page of the PDF is a picture of {size} pixels, more than "
            f"{MAX_PICTURE_PIXELS // 1_000_000} million. Scan it again (300 dpi is enough for print) and upload that."
        )

    @contextmanager
    def _mupdf(self, what: str) -> Iterator[None]:
        try:
            yield
        except pymupdf.mupdf.FzErrorSystem as error:
            raise MemoryError from error
        except (RuntimeError, ValueError, pymupdf.mupdf.FzErrorBase) as error:
            raise CorruptFileError(
                f"Document {self._document_id}: {what} is damaged ({type(error).__name__}). "
                "Export it again with the program that made it and upload that."
            ) from error


def _is_grey(page: Any) -> bool:
    """Whether a page is nothing but grey pictures, as most scans are: its grey pixels take a third of the time."""
    pictures = page.get_image_info()
    if not pictures or not all(picture["cs-name"].startswith(_GREY_SPACES) for picture in pictures):
        return False
    drawn = [kind for kind, *_ in page.get_bboxlog()]
    return drawn.count("fill-image") == len(pictures) and _GREY_OR_UNSEEN.issuperset(drawn)


def _picture_boxes(page: Any, layer: TextLayer) -> list[Box]:
    """Return the boxes of pictures, in points of the upright page."""
    upright = upright_matrix(page, layer.rotation)
    return [tuple(pymupdf.Rect(image["bbox"]) * upright) for image in page.get_image_info()]


def _read_picture(size: PixelSize, pixels: bytes) -> tuple[Code, ...]:
    mode = "L" if size.are_grey else "RGB"
    return read_codes(Image.frombuffer(mode, (size.width, size.height), pixels), size.dpi)


def _read_places(page: Any, layer: TextLayer) -> tuple[Code, ...]:
    """Read the codes of a page of text, of which only the places that can be codes are rendered."""
    if not layer.code_places:
        return ()
    to_shown = ~turn_page(page.rect, layer.rotation)[0]
    content = page.get_displaylist()
    found: list[Code] = []
    for place in layer.code_places:
        shown = pymupdf.Rect(place) * to_shown & page.rect
        if shown.is_empty:
            continue
        dpi = min(max(72 * CODE_SIDE / min(shown.width, shown.height), CODE_DPI[0]), CODE_DPI[1])
        clip = (shown + pymupdf.Rect(-CODE_MARGIN, -CODE_MARGIN, CODE_MARGIN, CODE_MARGIN)) & page.rect
        zoom = pymupdf.Matrix(dpi / 72, dpi / 72)
        pixmap = content.get_pixmap(matrix=zoom, colorspace=pymupdf.csGRAY, alpha=False, clip=clip)
        picture = Image.frombuffer("L", (pixmap.width, pixmap.height), pixmap.samples)
        for code in read_codes(picture, dpi):
            x0, y0, x1, y1 = code.box
            left, top = 72 * pixmap.x / dpi, 72 * pixmap.y / dpi
            found.append(replace(code, box=(left + x0, top + y0, left + x1, top + y1)))
    return tuple(found)
