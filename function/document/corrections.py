"""What people said about lines, over the pages as they were read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from difflib import SequenceMatcher
from uuid import UUID

from function.document.pages import Block, Box, Line, Page, Table, page_text

# Two readings of a line overlap nearly whole; the line above is never half as much in its box.
LEAST_OVERLAP = 0.5
# Another reading of a line is more like it than another line is, which shares no more than common letters.
LEAST_LIKENESS = 0.6
_HYPHENS = "-\u00ad"


@dataclass(frozen=True, slots=True)
class LineCorrection:
    """`text` is what the line says, or None if it is right as it was read; `read_text` and `box` (in points) are what
    had been read when it was said. `by` is None for a server of the project."""

    page_number: int
    block_index: int
    line_index: int
    text: str | None
    read_text: str
    box: Box
    by: UUID | None
    at: datetime


# Of a line: the index of its block on the page, and its own in the block.
Place = tuple[int, int]


def place_corrections(page: Page, corrections: Sequence[LineCorrection]) -> dict[Place, LineCorrection]:
    """Return which lines of the page the corrections are about: those at their place, of the likest text. A correction
    whose line is not there any more is left out."""
    placed: dict[Place, LineCorrection] = {}
    for correction in corrections:
        if correction.page_number == page.number:
            found = _find_line(page, correction)
            if found is not None:
                placed[found] = correction
    return placed


def correct_page(page: Page, corrections: Sequence[LineCorrection]) -> Page:
    """Return the page with what people said; a page that nobody spoke of is returned as it is.

    A page all of whose doubtful lines people have settled needs no review for its confidence.
    """
    placed = place_corrections(page, corrections)
    if not placed:
        return page
    blocks = tuple(
        _correct_block(block, {line: said for (at, line), said in placed.items() if at == index})
        for index, block in enumerate(page.blocks)
    )
    corrected = replace(page, blocks=blocks, text=page_text(blocks))
    if any(find_doubtful(corrected)):
        return corrected
    reasons = tuple(reason for reason in page.review_reasons if reason != "low_confidence")
    return replace(corrected, review_reasons=reasons)


# As `reading/review.py` has it for a page.
DOUBTFUL = 0.97


def find_doubtful(page: Page) -> Iterator[Place]:
    """Yield the lines that a person should compare with the picture. Those of a text layer are not in doubt."""
    if page.source == "ocr":
        for index, block in enumerate(page.blocks):
            for number, line in enumerate(block.lines):
                if line.confidence < DOUBTFUL:
                    yield index, number


def _find_line(page: Page, correction: LineCorrection) -> Place | None:
    likest: tuple[float, Place] | None = None
    for index, block in enumerate(page.blocks):
        for number, line in enumerate(block.lines):
            if _overlap(line.box, correction.box) < LEAST_OVERLAP:
                continue
            likeness = SequenceMatcher(None, line.text, correction.read_text, autojunk=False).ratio()
            if likeness >= LEAST_LIKENESS and (likest is None or likeness > likest[0]):
                likest = likeness, (index, number)
    return likest and likest[1]


def _overlap(one: Box, other: Box) -> float:
    """Return what two boxes share, as a share of what they cover together."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    shared = max(width, 0.0) * max(height, 0.0)
    areas = sum((box[2] - box[0]) * (box[3] - box[1]) for box in (one, other))
    return shared / max(areas - shared, 1e-6)


def _correct_block(block: Block, said: dict[int, LineCorrection]) -> Block:
    if not said:
        return block
    lines = list(block.lines)
    for number, correction in said.items():
        line = lines[number]
        text = line.text if correction.text is None else correction.text
        lines[number] = replace(line, text=text, confidence=1.0)
    if block.table is not None:
        text, table = _correct_rows(block, block.table, lines)
        return replace(block, lines=tuple(lines), text=text, table=table)
    return replace(block, lines=tuple(lines), text=_correct_text(block, lines))


def _correct_text(block: Block, lines: Sequence[Line]) -> str:
    """Return the text of the block with its lines replaced: those that are not to be found in it become lines again."""
    text = block.text
    spans = _find_spans(block)
    # From the last: what is before a replaced line stays where it is.
    for old, new, span in reversed(list(zip(block.lines, lines, spans, strict=True))):
        if old.text == new.text:
            continue
        if span is None:
            return "\n".join(line.text for line in lines if line.text)
        rejoined = text[span[1] : span[1] + 1].isalnum()
        text = text[: span[0]] + (new.text.rstrip(_HYPHENS) if rejoined else new.text) + text[span[1] :]
    return text


def _find_spans(block: Block) -> list[tuple[int, int] | None]:
    """Return where each line is in the block's text, without the hyphen at which a word was rejoined; None where it is not
    to be found."""
    spans: list[tuple[int, int] | None] = []
    start = 0
    for line in block.lines:
        span = None
        for wanted in (line.text, line.text.rstrip(_HYPHENS)):
            at = block.text.find(wanted, start) if wanted else -1
            if at >= 0:
                span = at, at + len(wanted)
                start = span[1]
                break
        spans.append(span)
    return spans


def _correct_rows(block: Block, table: Table, lines: Sequence[Line]) -> tuple[str, Table]:
    """Return the text of a table, one line a row, and the table."""
    rows = block.text.split("\n")
    cells = list(table.cells)
    for old, new in zip(block.lines, lines, strict=True):
        if old.text == new.text:
            continue
        for index, cell in enumerate(cells):
            if _holds(cell.box, old.box):
                cells[index] = replace(cell, text=cell.text.replace(old.text, new.text, 1))
                if cell.row < len(rows):
                    rows[cell.row] = rows[cell.row].replace(old.text, new.text, 1)
                break
    return "\n".join(rows), replace(table, cells=tuple(cells))


def _holds(box: Box, other: Box) -> bool:
    """Whether the middle of the other is in the box."""
    x, y = (other[0] + other[2]) / 2, (other[1] + other[3]) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]
