"""PDFs as documents: pages are read from their text layer where it is good, else rendered and recognised."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import numpy as np
import pymupdf

from function.errors import CorruptFileError, EncryptedFileError, NoPagesError, TooManyPagesError
from function.reading.document import Page
from function.reading.files.text_layer import TextLayer, judge, read_text_layer
from function.reading.layout.fragments import Fragment
from function.reading.ocr import OcrEngine, Pixels
from function.reading.page import page_from_ocr, page_from_text_layer
from function.reading.running import split_running
from function.settings import Settings

RENDER_DPI = 200.0
# Posters are rendered smaller: this many pixels on the long side, whatever the page's size.
MAX_SIDE = 4000
# A hidden layer is believed if lines of it, picked over the page, say what the recogniser reads there.
CHECKED_LINES = 6
AGREEMENT = 0.95

# Damaged files are reported by our own errors; MuPDF would print every object that it repairs.
pymupdf.TOOLS.mupdf_display_errors(False)
pymupdf.TOOLS.mupdf_display_warnings(False)


class PdfDocument:
    """An open PDF; pages are read one at a time."""

    def __init__(self, path: Path, document_id: str, settings: Settings, ocr: OcrEngine) -> None:
        self._document_id = document_id
        self._languages = settings.ocr_language
        self._ocr = ocr
        self._last_read: dict[int, tuple[Fragment, ...]] = {}
        with self._mupdf("the PDF"):
            self._pdf = pymupdf.open(path, filetype="pdf")
        try:
            self._check(settings.max_pages)
        except BaseException:
            self._pdf.close()
            raise
        self.page_count = int(self._pdf.page_count)

    def close(self) -> None:
        self._pdf.close()
        pymupdf.TOOLS.store_shrink(100)

    def read_page(self, number: int) -> Page:
        """Page `number`, from 1. Raises CorruptFileError."""
        started = time.monotonic()
        page, layer = self._load(number)
        verdict = judge(layer)
        if verdict == "believe":
            return self._page_from_layer(layer, number, started)
        with self._mupdf(f"page {number} of the PDF"):
            pixels, dpi = _render(page)
        if verdict == "check" and self._agrees(layer, pixels, dpi):
            return self._page_from_layer(layer, number, started)
        return page_from_ocr(
            self._ocr.recognise(pixels), number=number, dpi=dpi, languages=self._languages, started=started
        )

    def _load(self, number: int) -> tuple[Any, TextLayer]:
        with self._mupdf(f"page {number} of the PDF"):
            page = self._pdf.load_page(number - 1)
            return page, read_text_layer(page)

    def _page_from_layer(self, layer: TextLayer, number: int, started: float) -> Page:
        page = page_from_text_layer(
            split_running(layer.fragments, layer.size[1], self._earlier_fragments(number)),
            number=number,
            size=layer.size,
            rotation=layer.rotation,
            languages=self._languages,
            started=started,
        )
        self._last_read = {**dict(list(self._last_read.items())[-1:]), number: layer.fragments}
        return page

    def _earlier_fragments(self, number: int) -> Iterator[tuple[Fragment, ...]]:
        """Of the two pages before: left and right pages have their own headers."""
        for earlier in range(max(1, number - 2), number):
            try:
                yield self._last_read.get(earlier) or self._load(earlier)[1].fragments
            except CorruptFileError:
                continue

    def _agrees(self, layer: TextLayer, pixels: Pixels, dpi: float) -> bool:
        """Whether the recogniser reads on the picture what some lines of the layer say."""
        lines = _pick_lines(layer.fragments)
        if layer.rotation != 0 or not lines:
            return False
        sheet = _cut_out(pixels, lines, dpi / 72)
        read = " ".join(line.text for line in self._ocr.recognise(sheet).lines)
        said = " ".join(line.text for line in lines)
        return SequenceMatcher(None, said, read, autojunk=False).ratio() >= AGREEMENT

    def _check(self, max_pages: int) -> None:
        name = f"Document {self._document_id}"
        if self._pdf.needs_pass:
            raise EncryptedFileError(
                f"{name}: the PDF opens only with a password. Save it without one and upload it again."
            )
        pages = self._pdf.page_count
        if pages == 0 and self._pdf.is_repaired:
            raise CorruptFileError(
                f"{name}: the PDF is damaged and no page of it could be saved. Upload it again."
            )
        if pages == 0:
            raise NoPagesError(f"{name}: the PDF has no pages. Export it again with its pages.")
        if pages > max_pages:
            raise TooManyPagesError(
                f"{name}: the PDF has {pages} pages, and MAX_PAGES allows {max_pages}. Split it or raise the limit."
            )

    @contextmanager
    def _mupdf(self, what: str) -> Iterator[None]:
        try:
            yield
        except (RuntimeError, ValueError, pymupdf.mupdf.FzErrorBase) as error:
            raise CorruptFileError(
                f"Document {self._document_id}: {what} is damaged ({type(error).__name__}). "
                "Export it again with the program that made it and upload that."
            ) from error


def _render(page: Any) -> tuple[Pixels, float]:
    """The page as it is shown, BGR, and the resolution in dpi."""
    long_side = max(page.rect.width, page.rect.height)
    dpi = min(RENDER_DPI, MAX_SIDE * 72 / max(long_side, 1.0))
    pixmap = page.get_pixmap(matrix=pymupdf.Matrix(dpi / 72, dpi / 72), colorspace=pymupdf.csRGB, alpha=False)
    rows = np.frombuffer(pixmap.samples_mv, np.uint8).reshape(pixmap.height, pixmap.stride)
    rgb = rows[:, : pixmap.width * 3].reshape(pixmap.height, pixmap.width, 3)
    return np.ascontiguousarray(rgb[:, :, ::-1]), dpi


def _pick_lines(fragments: tuple[Fragment, ...]) -> list[Fragment]:
    """Long lines, spread over the page."""
    long = sorted(fragments, key=lambda piece: len(piece.text), reverse=True)[: 3 * CHECKED_LINES]
    long.sort(key=lambda piece: piece.y0)
    return long[:: max(1, len(long) // CHECKED_LINES)][:CHECKED_LINES]


def _cut_out(pixels: Pixels, lines: list[Fragment], scale: float) -> Pixels:
    """The lines' places on the picture, one below the other on white paper."""
    cuttings = []
    for line in lines:
        margin = 0.25 * line.height
        box = (line.x0 - margin, line.y0 - margin, line.x1 + margin, line.y1 + margin)
        x0, y0, x1, y1 = (max(0, round(value * scale)) for value in box)
        cuttings.append(pixels[y0:y1, x0:x1])
    gap = max(20, max(cutting.shape[0] for cutting in cuttings))
    sheet = np.full(
        (sum(cutting.shape[0] + gap for cutting in cuttings) + gap,
         max(cutting.shape[1] for cutting in cuttings) + 2 * gap, 3), 255, np.uint8,
    )  # fmt: skip
    top = gap
    for cutting in cuttings:
        sheet[top : top + cutting.shape[0], gap : gap + cutting.shape[1]] = cutting
        top += cutting.shape[0] + gap
    return sheet
