"""Removes or mutes text that a page had before it was recognised, so that it is not found beside the new
text."""

from typing import Any

import pymupdf

from function.reading.searchable.content import add_content

# Readers ignore the text between these (ISO 32000-1, 14.9.4); it is still painted.
_BEGIN_MUTE = b"/Span<</ActualText<FEFF>>>BDC\n"
_END_MUTE = b"\nEMC\n"


def silence(page: Any) -> Any:
    """Return the PyMuPDF page, reloaded, without text that nobody can see.

    Visible text stays, but is marked so that readers skip it (PDFium and PDF.js ignore the mark). Form fields
    and notes keep their text.
    """
    if not page.get_text().strip():
        return page
    pdf, xref = page.parent, page.xref
    annotations = pdf.xref_get_key(xref, "Annots")[1]
    # Removing text also removes the links in its area, so nothing may be attached to the page meanwhile.
    pdf.xref_set_key(xref, "Annots", "null")
    try:
        page = pdf.reload_page(page)
        page = _remove(page, invisible_only=not _looks_same_without_text(page))
        if page.get_text().strip():
            add_content(page, _BEGIN_MUTE, first=True)
            add_content(page, _END_MUTE, first=False)
    finally:
        pdf.xref_set_key(xref, "Annots", annotations)
    return pdf.reload_page(page)


def _looks_same_without_text(page: Any) -> bool:
    """Whether all text is invisible, or lies under the picture of the page, where some scanners put it."""
    with pymupdf.open() as trial:
        trial.insert_pdf(page.parent, from_page=page.number, to_page=page.number)
        before = trial[0].get_pixmap(colorspace=pymupdf.csGRAY).samples
        after = _remove(trial[0], invisible_only=False).get_pixmap(colorspace=pymupdf.csGRAY).samples
        return bool(before == after)


def _remove(page: Any, *, invisible_only: bool) -> Any:
    """Remove text from the page and the forms on it; pictures and drawings stay."""
    page.add_redact_annot(page.rect, fill=False)
    page.apply_redactions(
        images=pymupdf.PDF_REDACT_IMAGE_NONE,
        graphics=pymupdf.PDF_REDACT_LINE_ART_NONE,
        text=pymupdf.PDF_REDACT_TEXT_REMOVE_INVISIBLE if invisible_only else pymupdf.PDF_REDACT_TEXT_REMOVE,
    )
    return page.parent.reload_page(page)
