"""What people put into a PDF after it was made: values of form fields and notes stuck on the page.

MuPDF draws the fields (also those without an appearance of their own), so typed values are in the text already.
What is not: which boxes are ticked, which lines of a list are chosen, and what a closed note says.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pymupdf

TICKED = "☒"
HIDDEN_FLAGS = 2 | 32
_BOXES = (pymupdf.PDF_WIDGET_TYPE_CHECKBOX, pymupdf.PDF_WIDGET_TYPE_RADIOBUTTON)


@dataclass(frozen=True, slots=True)
class Field:
    """What to read at `box` (where PyMuPDF has text: on the page without its rotation); empty for nothing."""

    box: pymupdf.Rect
    text: str


def read_fields(page: Any) -> Iterator[Field]:
    """Boxes, ticked or not, and the chosen lines of lists: to be read instead of what is drawn there."""
    for widget in page.widgets():
        if _flags(page, widget.xref) & HIDDEN_FLAGS:
            continue
        if widget.field_type in _BOXES:
            yield Field(widget.rect, TICKED if _is_ticked(page, widget.xref) else "")
        elif widget.field_type == pymupdf.PDF_WIDGET_TYPE_LISTBOX:
            chosen = widget.field_value or ""
            text = chosen if isinstance(chosen, str) else ", ".join(chosen)
            yield Field(widget.rect, text)


def read_notes(page: Any) -> Iterator[Field]:
    """What closed notes say."""
    for note in page.annots(types=[pymupdf.PDF_ANNOT_TEXT]):
        text = " ".join(note.info["content"].split())
        if text and not note.flags & HIDDEN_FLAGS:
            yield Field(note.rect, text)


def _is_ticked(page: Any, xref: int) -> bool:
    """The appearance that is shown decides (PDF 1.7, 12.7.4.2.3), whatever it draws."""
    kind, state = page.parent.xref_get_key(xref, "AS")
    return bool(kind == "name" and state != "/Off")


def _flags(page: Any, xref: int) -> int:
    kind, value = page.parent.xref_get_key(xref, "F")
    return int(value) if kind == "int" else 0
