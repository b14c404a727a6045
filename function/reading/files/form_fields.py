"""What people add to a finished PDF: values of form fields, and notes on the page.

MuPDF draws the fields (also those without an appearance of their own), so typed values are in the text
already. What is missing: which boxes are ticked, which list entries are chosen, and the text of closed notes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pymupdf

HIDDEN_FLAGS = 2 | 32
_BOXES = (pymupdf.PDF_WIDGET_TYPE_CHECKBOX, pymupdf.PDF_WIDGET_TYPE_RADIOBUTTON)


@dataclass(frozen=True, slots=True)
class Field:
    """The text to read at `box` (in PyMuPDF's text coordinates: the page without its rotation), or whether it is
    ticked."""

    box: pymupdf.Rect
    text: str = ""
    ticked: bool | None = None


def read_fields(page: Any) -> Iterator[Field]:
    """Yield tick boxes and the chosen entries of lists, to be read in place of what is drawn there."""
    for widget in page.widgets():
        if _flags(page, widget.xref) & HIDDEN_FLAGS:
            continue
        if widget.field_type in _BOXES:
            yield Field(widget.rect, ticked=_is_ticked(page, widget.xref))
        elif widget.field_type == pymupdf.PDF_WIDGET_TYPE_LISTBOX:
            chosen = widget.field_value or ""
            text = chosen if isinstance(chosen, str) else ", ".join(chosen)
            yield Field(widget.rect, text)


def read_notes(page: Any) -> Iterator[Field]:
    """Yield the text of closed notes."""
    for note in page.annots(types=[pymupdf.PDF_ANNOT_TEXT]):
        text = " ".join(note.info["content"].split())
        if text and not note.flags & HIDDEN_FLAGS:
            yield Field(note.rect, text)


def _is_ticked(page: Any, xref: int) -> bool:
    """Whether a box is ticked: the selected appearance decides (PDF 1.7, 12.7.4.2.3), whatever it draws."""
    kind, state = page.parent.xref_get_key(xref, "AS")
    return bool(kind == "name" and state != "/Off")


def _flags(page: Any, xref: int) -> int:
    kind, value = page.parent.xref_get_key(xref, "F")
    return int(value) if kind == "int" else 0
