"""Makes the searchable copy of a file: the same pages, with an invisible text layer over the recognised ones.

Nothing here imports the recogniser: this runs where untrusted files are opened.
"""

import shutil
import warnings
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import pymupdf
from PIL import Image

from function.reading.passwords import unlock
from function.reading.searchable.fonts import Fonts
from function.reading.searchable.layer import write_layer
from function.reading.searchable.old_text import silence
from function.reading.searchable.page_text import PageText
from function.reading.searchable.pictures import draw_picture, read_picture

PDF = "application/pdf"
_HEIF_TYPES = ("image/heic", "image/heif")
_BLANK_PAGE = (595.0, 842.0)
# Errors that MuPDF and Pillow raise on damaged pages.
_DAMAGE = (RuntimeError, OSError, SyntaxError, ValueError, EOFError, TypeError, KeyError, ArithmeticError)


def make_searchable(
    source: Path,
    media_type: str,
    pages: Iterable[PageText],
    target: Path,
    *,
    passwords: Sequence[str] = (),
    document_id: str = "",
) -> int:
    """Write the copy of `source` to `target`, a PDF, and return how many pages have a new layer.

    Returns 0 and writes nothing for a PDF without recognised pages and for a file that is text, not an image.
    Pages read from their own text layer are not touched. Additions to a PDF are appended to its bytes if its
    structure allows; a digital signature then covers the pages only as they were before. An image becomes a
    PDF page of the size given in `pages`, and looks as it did. A page that cannot be written gets no layer.
    `pages` come in ascending order; one at a time is kept in memory.

    The copy of an encrypted PDF is encrypted in the same way and opens with the same passwords.

    Raises EncryptedFileError when none of `passwords` opens it, and RuntimeError, ValueError or OSError when the file
    itself cannot be opened or written.
    """
    if media_type == PDF:
        return _copy_pdf(source, pages, target, lambda pdf: unlock(pdf, passwords, document_id))
    if not media_type.startswith("image/"):
        return 0
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        return _copy_image(source, media_type, pages, target)


def _copy_pdf(
    source: Path, pages: Iterable[PageText], target: Path, unlock_pdf: Callable[[Any], None]
) -> int:
    with pymupdf.open(source, filetype="pdf") as original:
        unlock_pdf(original)
        append = original.can_save_incrementally()
    if append:
        shutil.copyfile(source, target)
    with pymupdf.open(target if append else source, filetype="pdf") as pdf:
        unlock_pdf(pdf)
        written = _write_layers(pdf, pages)
        if written and append:
            pdf.saveIncr()
        elif written:
            pdf.save(target, garbage=1, deflate=True, encryption=pymupdf.PDF_ENCRYPT_KEEP)
    if not written:
        target.unlink(missing_ok=True)
    return written


def _write_layers(pdf: Any, pages: Iterable[PageText]) -> int:
    fonts, written = Fonts(pdf), 0
    for text in pages:
        if text.source == "ocr" and text.lines:
            try:
                write_layer(silence(pdf.load_page(text.number - 1)), text, fonts)
                written += 1
            except (*_DAMAGE, pymupdf.mupdf.FzErrorBase):
                continue
            finally:
                # MuPDF caches the pages' pictures and fonts.
                pymupdf.TOOLS.store_shrink(100)
    fonts.finish()
    return written


def _copy_image(source: Path, media_type: str, pages: Iterable[PageText], target: Path) -> int:
    with _open_image(source, media_type) as image, pymupdf.open() as pdf:
        fonts, written = Fonts(pdf), 0
        for text in pages:
            page = _add_page(pdf, text)
            if _draw(page, source, image, text.number) and text.source == "ocr" and text.lines:
                write_layer(page, text, fonts)
                written += 1
        fonts.finish()
        pdf.save(target, deflate=True, use_objstms=1)
    return written


def _open_image(source: Path, media_type: str) -> Image.Image:
    if media_type in _HEIF_TYPES:
        import pillow_heif

        pillow_heif.register_heif_opener()
        return Image.open(source, formats=["HEIF"])
    return Image.open(source, formats=[media_type.removeprefix("image/").upper()])


def _add_page(pdf: Any, text: PageText) -> Any:
    """Add a page as the image file shows it: not turned upright, its text is rotated instead."""
    width, height = (text.width, text.height)[:: -1 if text.rotation % 180 else 1]
    return pdf.new_page(width=width or _BLANK_PAGE[0], height=height or _BLANK_PAGE[1])


def _draw(page: Any, source: Path, image: Image.Image, number: int) -> bool:
    """Draw frame `number` (from 1); a damaged one leaves its page blank."""
    try:
        image.seek(number - 1)
        draw_picture(page, read_picture(source, image))
    except _DAMAGE:
        return False
    return True
