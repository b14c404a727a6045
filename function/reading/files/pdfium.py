"""Reads PDF files that MuPDF cannot open, and pages that it cannot read, with pdfium: it repairs other
damage.

Runs in the process that opens files; pdfium is imported only when needed.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any

from function.document.pages import Line
from function.errors import CorruptFileError, EncryptedFileError, TooManyPagesError, TooManyPixelsError
from function.reading.files.codes import read_codes
from function.reading.files.messages import FileRequest, PageContents, PixelSize, TextLayer, Verdict
from function.reading.files.resolution import choose_dpi, limit_zoom
from function.reading.files.trust import FULL_PAGE, judge
from function.reading.layout.fragments import Fragment

if TYPE_CHECKING:
    from PIL import Image

# How much of a page is looked at; a map may have millions.
MAX_OBJECTS = 5000
MAX_RUNS = 20_000
MAX_PICTURE_PIXELS = 120_000_000
NOTE = "The PDF is damaged and was read as far as it could be repaired. Compare it with the original."


class PdfiumFile:
    """An open PDF; pages are read one at a time."""

    note: str | None = NOTE

    def __init__(self, request: FileRequest, damage: CorruptFileError) -> None:
        """Open the PDF. Raises `damage`, MuPDF's error, if pdfium cannot open it either."""
        import pypdfium2

        self._pdfium = pypdfium2
        self._document_id = request.document_id
        self._damage = damage
        with self._or_damage():
            self._pdf = pypdfium2.PdfDocument(request.path)
        try:
            with self._or_damage():
                self.page_count = len(self._pdf)
            self._check(request.max_pages)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        self._pdf.close()

    def read_page(self, number: int, *, force_ocr: bool) -> tuple[PageContents, bytes | None]:
        """Return page `number`, from 1, and its pixels.

        Raises TooManyPixelsError, or CorruptFileError, also for an empty page.
        """
        with self._or_damage():
            page = self._pdf[number - 1]
            try:
                return self._read(page, force_ocr)
            finally:
                page.close()

    def draw_page(self, number: int, width: int, *, turned: bool) -> "Image.Image":
        """Return the page as displayed. Raises CorruptFileError or TooManyPixelsError."""
        with self._or_damage():
            page = self._pdf[number - 1]
            try:
                for thing in islice(page.get_objects(max_depth=3), MAX_OBJECTS):
                    if thing.type == self._pdfium.raw.FPDF_PAGEOBJ_IMAGE:
                        self._check_pixels(*thing.get_px_size())
                across, down = page.get_size()
                zoom = limit_zoom(across, down, width / max(down if turned else across, 1.0))
                drawn: Image.Image = page.render(scale=zoom).to_pil().convert("RGB")
                return drawn
            finally:
                page.close()

    def _read(self, page: Any, force_ocr: bool) -> tuple[PageContents, bytes | None]:
        layer = self._read_text(page)
        # Text on a rotated page runs up or down the page, so it is left to recognition.
        verdict = "reject" if force_ocr or page.get_rotation() != 0 else _judge(layer)
        if layer.letters and verdict == "believe":
            return PageContents(layer, verdict, None), None
        width, height = page.get_size()
        dpi = choose_dpi(width, height, None)
        image: Image.Image = page.render(scale=dpi / 72).to_pil().convert("RGB")
        if image.getextrema() == ((255, 255),) * 3:
            raise self._damage
        picture = PixelSize(image.width, image.height, dpi)
        kept = layer if verdict != "reject" else None
        contents = PageContents(kept, verdict, picture, codes=read_codes(image, dpi))
        return contents, image.tobytes("raw", "BGR")

    def _read_text(self, page: Any) -> TextLayer:
        width, height = page.get_size()
        left, _, _, top = page.get_cropbox()
        fragments = tuple(
            _fragment(text, (x0 - left, top - y1, x1 - left, top - y0))
            for text, (x0, y0, x1, y1) in _runs(page.get_textpage())
        )
        kinds = self._pdfium.raw
        covered, paths = 0.0, 0
        for thing in islice(page.get_objects(max_depth=3), MAX_OBJECTS):
            if thing.type == kinds.FPDF_PAGEOBJ_PATH:
                paths += 1
            elif thing.type == kinds.FPDF_PAGEOBJ_IMAGE:
                self._check_pixels(*thing.get_px_size())
                x0, y0, x1, y1 = thing.get_bounds()
                covered += abs(x1 - x0) * abs(y1 - y0)
        pictures = min(covered / max(width * height, 1.0), 1.0)
        return TextLayer(fragments, 0, (width, height), hidden=0.0, pictures=pictures, paths=paths)

    def _check(self, max_pages: int) -> None:
        if self.page_count == 0:
            raise self._damage
        if self.page_count > max_pages:
            raise TooManyPagesError(
                f"Document {self._document_id}: the PDF has {self.page_count} pages, and MAX_PAGES allows "
                f"{max_pages}. Split it or raise the limit."
            )

    def _check_pixels(self, width: int, height: int) -> None:
        if width * height > MAX_PICTURE_PIXELS:
            raise TooManyPixelsError(
                f"Document {self._document_id}: a page of the PDF is a picture of {width} x {height} pixels, more "
                f"than {MAX_PICTURE_PIXELS // 1_000_000} million. Scan it again (300 dpi is enough for print) and "
                "upload that."
            )

    @contextmanager
    def _or_damage(self) -> Iterator[None]:
        try:
            yield
        except self._pdfium.PdfiumError as error:
            if error.err_code == self._pdfium.raw.FPDF_ERR_PASSWORD:
                raise EncryptedFileError(
                    f"Document {self._document_id}: the PDF opens only with a password. "
                    "Save it without one and upload it again."
                ) from None
            raise self._damage from error
        except (ValueError, IndexError) as error:
            raise self._damage from error


def _judge(layer: TextLayer) -> Verdict:
    """Judge the layer; pdfium does not say whether text is painted, so over a scan it is checked against the
    picture."""
    return "check" if layer.pictures >= FULL_PAGE and layer.letters else judge(layer)


def _runs(page: Any) -> Iterator[tuple[str, tuple[float, float, float, float]]]:
    """Yield each run of print with its box in PDF coordinates."""
    for index in range(min(page.count_rects(), MAX_RUNS)):
        x0, y0, x1, y1 = page.get_rect(index)
        text = " ".join(page.get_text_bounded(x0, y0, x1, y1).split())
        if text:
            # The run's box fits the ink; the loose one has the font's height, equal for every line.
            letter = page.get_index(x0 + 1, (y0 + y1) / 2, x1 - x0, y1 - y0)
            _, low, _, high = page.get_charbox(letter, loose=True) if letter is not None else (x0, y0, x1, y1)
            yield text, (x0, min(low, y0), x1, max(high, y1))


def _fragment(text: str, box: tuple[float, float, float, float]) -> Fragment:
    line = Line(text=text, raw_text=text, box=box, confidence=1.0)
    return Fragment(line, *box, slope=0.0, size=box[3] - box[1])
