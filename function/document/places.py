"""Where a piece of a document's text stands on its pages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from function.document.pages import RUNNING, Block, Box, Page


@dataclass(frozen=True, slots=True)
class TextBox:
    """A box on a page, in points of the upright page; pages count from 1."""

    page: int
    box: Box


def find_text(pages: Sequence[Page], text: str) -> tuple[TextBox, ...]:
    """Return the boxes of the lines that hold `text`, and of cells where a table holds it; none if it is not there.

    `pages` follow each other. Only letters and digits are compared, because a
    paragraph joins words that its lines break, and separates lines as it likes.
    """
    wanted = _letters(text)
    pieces = [(place, _letters(piece)) for place, piece in _read_pieces(pages)]
    start = "".join(letters for _, letters in pieces).find(wanted)
    if not wanted or start < 0:
        return ()
    found, at = [], 0
    for place, letters in pieces:
        if letters and at < start + len(wanted) and at + len(letters) > start:
            found.append(place)
        at += len(letters)
    return tuple(found)


def _read_pieces(pages: Sequence[Page]) -> Iterator[tuple[TextBox, str]]:
    """Yield what the text of the pages is made of, in its order, with the place of each piece."""
    for page in pages:
        for block in page.blocks:
            if block.kind not in RUNNING:
                for box, text in _read_block(block):
                    yield TextBox(page.number, box), text


def _read_block(block: Block) -> Iterator[tuple[Box, str]]:
    if block.table is not None:
        cells = (cell for cell in block.table.cells if cell.row >= block.table.repeated_rows)
        yield from ((cell.box, cell.text) for cell in cells)
    elif block.lines:
        yield from ((line.box, line.text) for line in block.lines)
    else:
        yield block.box, block.text


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))
