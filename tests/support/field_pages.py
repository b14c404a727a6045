"""Pages of lines without a file: two spaces or more part the texts of a line, as in `field_set`."""

import re

from function.document.fields import Field, Fields
from function.document.pages import Block, Line, Page
from function.fields.extraction import extract_fields

WIDTH, HEIGHT = 595.0, 842.0
_PART = re.compile(r"(?:(?P<mark>#) )?(?P<text>\S+(?: \S+)*)")


def make_page(text: str, *, number: int = 1, confidence: float = 1.0) -> Page:
    """A page with one block; `# ` before a text makes it large."""
    lines: list[Line] = []
    y = 40.0
    for row in text.strip("\n").splitlines():
        size = 10.0
        for part in _PART.finditer(row):
            size = 20.0 if part["mark"] else 10.0
            x = 40.0 + 5.0 * part.start()
            box = x, y, x + 0.5 * size * len(part["text"]), y + size
            lines.append(Line(part["text"], part["text"], box, confidence))
        y += 1.4 * size
    block = Block("paragraph", text, (0.0, 0.0, WIDTH, HEIGHT), tuple(lines))
    return Page(number, WIDTH, HEIGHT, 0, "text_layer", "es", confidence, text, (block,), 0.0)


def read_text(text: str, *, confidence: float = 1.0) -> Fields:
    return extract_fields([make_page(text, confidence=confidence)])


def value_of(fields: Fields, name: str) -> str | None:
    field: Field | None = fields.fields.get(name)
    return None if field is None else str(field.value)
