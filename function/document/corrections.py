"""What people said about lines and cells, over the pages as they were read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from difflib import SequenceMatcher
from statistics import median
from uuid import UUID

from function.document.pages import Block, Box, Cell, Line, Page, Table, page_text

# Two readings of a line overlap nearly whole; the line above is never half as much in its box.
LEAST_OVERLAP = 0.5
# Another reading of a line is more like it than another line is, which shares no more than common letters.
LEAST_LIKENESS = 0.6
_HYPHENS = "-\u00ad"


@dataclass(frozen=True, slots=True)
class LineCorrection:
    """`text` is what the line says, or None if it is right as it was read; `read_text` and `box` (in points) are what
    had been read when it was said. `by` is None for a server of the project. With `cell_index` it is about that cell of
    a table."""

    page_number: int
    block_index: int
    line_index: int | None
    text: str | None
    read_text: str
    box: Box
    by: UUID | None
    at: datetime
    cell_index: int | None = None


# Of a line or cell: the index of its block on the page, and its own in the block.
Place = tuple[int, int]


def place_corrections(page: Page, corrections: Sequence[LineCorrection]) -> dict[Place, LineCorrection]:
    """Return which lines of the page the corrections are about: those at their place, of the likest text. A correction
    whose line is not there any more is left out."""
    lines = ((correction, _find_line(page, correction)) for correction in _about(page, corrections))
    return {
        place: correction
        for correction, place in lines
        if place is not None and correction.cell_index is None
    }


def place_cell_corrections(page: Page, corrections: Sequence[LineCorrection]) -> dict[Place, LineCorrection]:
    """Return which cells the corrections are about: those at their place, whatever is read in them now."""
    cells = ((correction, _find_cell(page, correction)) for correction in _about(page, corrections))
    return {
        place: correction
        for correction, place in cells
        if place is not None and correction.cell_index is not None
    }


def correct_page(page: Page, corrections: Sequence[LineCorrection]) -> Page:
    """Return the page with what people said; a page that nobody spoke of is returned as it is.

    A corrected cell without a line gets one. A page all of whose doubtful lines people have settled needs no review for
    its confidence.
    """
    corrected = correct_in_place(page, corrections)
    cells = place_cell_corrections(page, corrections)
    blocks = tuple(
        _add_lines(block, block.table, [cell for at, cell in cells if at == index]) if block.table else block
        for index, block in enumerate(corrected.blocks)
    )
    return replace(corrected, blocks=blocks) if cells else corrected


def correct_in_place(page: Page, corrections: Sequence[LineCorrection]) -> Page:
    """Return the page with what people said, and no line more: each keeps its index, by which it is known."""
    lines, cells = place_corrections(page, corrections), place_cell_corrections(page, corrections)
    if not lines and not cells:
        return page
    blocks = tuple(
        _correct_block(block, _in_block(index, lines), _in_block(index, cells))
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


def _about(page: Page, corrections: Sequence[LineCorrection]) -> Iterator[LineCorrection]:
    return (correction for correction in corrections if correction.page_number == page.number)


def _in_block(index: int, placed: dict[Place, LineCorrection]) -> dict[int, LineCorrection]:
    return {number: said for (at, number), said in placed.items() if at == index}


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


def _find_cell(page: Page, correction: LineCorrection) -> Place | None:
    overlaps = [
        (_overlap(cell.box, correction.box), (index, number))
        for index, block in enumerate(page.blocks)
        if block.table is not None
        for number, cell in enumerate(block.table.cells)
    ]
    most, place = max(overlaps, default=(0.0, (0, 0)))
    return place if most >= LEAST_OVERLAP else None


def _overlap(one: Box, other: Box) -> float:
    """Return what two boxes share, as a share of what they cover together."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    shared = max(width, 0.0) * max(height, 0.0)
    areas = sum((box[2] - box[0]) * (box[3] - box[1]) for box in (one, other))
    return shared / max(areas - shared, 1e-6)


def _correct_block(block: Block, said: dict[int, LineCorrection], cells: dict[int, LineCorrection]) -> Block:
    if not said and not cells:
        return block
    lines = list(block.lines)
    for number, correction in said.items():
        lines[number] = _correct_line(lines[number], correction.text)
    if block.table is not None:
        table = _correct_cells(block, block.table, lines, cells)
        return replace(block, lines=tuple(lines), text=table.text, table=table)
    return replace(block, lines=tuple(lines), text=_correct_text(block.text, block.lines, lines, "\n"))


def _correct_line(line: Line, text: str | None) -> Line:
    return replace(line, text=line.text if text is None else text, confidence=1.0)


def _correct_cells(block: Block, table: Table, lines: list[Line], said: dict[int, LineCorrection]) -> Table:
    """Return the table with the texts of its corrected lines and cells. What is said of a cell is in its first line, and
    the others are empty."""
    own: dict[int, list[int]] = {}
    for number, line in enumerate(block.lines):
        if (index := _find_holder(table, line)) is not None:
            own.setdefault(index, []).append(number)
    cells = list(table.cells)
    for index, cell in enumerate(cells):
        numbers = own.get(index, [])
        before, after = [block.lines[number] for number in numbers], [lines[number] for number in numbers]
        text = _correct_text(cell.text, before, after, " ")
        if (correction := said.get(index)) is not None:
            text = text if correction.text is None else correction.text
            for number in numbers:
                word = None if correction.text is None else text if number == numbers[0] else ""
                lines[number] = _correct_line(lines[number], word)
        cells[index] = replace(cell, text=text)
    return replace(table, cells=tuple(cells))


def _add_lines(block: Block, table: Table, corrected: Sequence[int]) -> Block:
    """Return the block with a line for each corrected cell that has a text and no line, in reading order."""
    holders = [_find_holder(table, line) for line in block.lines]
    placed = [(holder, line) for holder, line in zip(holders, block.lines, strict=True)]
    for index in sorted(corrected):
        cell = table.cells[index]
        if cell.text and index not in holders:
            before = [at for at, (holder, _) in enumerate(placed) if holder is not None and holder < index]
            placed.insert(before[-1] + 1 if before else 0, (index, _write_line(cell, block.lines)))
    return replace(block, lines=tuple(line for _, line in placed))


def _write_line(cell: Cell, others: Sequence[Line]) -> Line:
    """Return a line in the middle of the cell, as high as the others: print of the cell's height would be a title."""
    left, top, right, bottom = cell.box
    heights = (line.box[3] - line.box[1] for line in others)
    half = min(median([*heights] or [bottom - top]), bottom - top) / 2
    middle = (top + bottom) / 2
    return Line(cell.text, "", (left, middle - half, right, middle + half), 1.0)


def _find_holder(table: Table, line: Line) -> int | None:
    """Return the first cell that has the middle of the line."""
    return next((index for index, cell in enumerate(table.cells) if _holds(cell.box, line.box)), None)


def _correct_text(text: str, before: Sequence[Line], after: Sequence[Line], separator: str) -> str:
    """Return the text with its lines replaced: those that are not to be found in it are joined again."""
    spans = _find_spans(text, before)
    # From the last: what is before a replaced line stays where it is.
    for old, new, span in reversed(list(zip(before, after, spans, strict=True))):
        if old.text == new.text:
            continue
        if span is None:
            return separator.join(line.text for line in after if line.text)
        rejoined = text[span[1] : span[1] + 1].isalnum()
        text = text[: span[0]] + (new.text.rstrip(_HYPHENS) if rejoined else new.text) + text[span[1] :]
    return text


def _find_spans(text: str, lines: Sequence[Line]) -> list[tuple[int, int] | None]:
    """Return where each line is in the text, without the hyphen at which a word was rejoined; None where it is not to be
    found."""
    spans: list[tuple[int, int] | None] = []
    start = 0
    for line in lines:
        span = None
        for wanted in (line.text, line.text.rstrip(_HYPHENS)):
            at = text.find(wanted, start) if wanted else -1
            if at >= 0:
                span = at, at + len(wanted)
                start = span[1]
                break
        spans.append(span)
    return spans


def _holds(box: Box, other: Box) -> bool:
    """Whether the middle of the other is in the box."""
    x, y = (other[0] + other[2]) / 2, (other[1] + other[3]) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]
