"""What a paper says: its lines with ticks and codes, put in order on the paper and placed on the page."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from function.document.pages import Block, Box, Code, Line
from function.reading.codes import add_codes, find_place, without_codes
from function.reading.files.messages import Arranged
from function.reading.handwriting import handwriting_block, part_handwriting
from function.reading.layout.fragments import Fragment
from function.reading.layout.ruling import Ruling
from function.reading.layout.scans import ScanDrawings, find_drawings
from function.reading.placement import move_blocks, move_box_back
from function.reading.recognition.engine import Polygon, RecognisedLine
from function.reading.recognition.flattening import Place
from function.reading.scanned_boxes import find_scanned_boxes
from function.reading.sheets import Sheet
from function.reading.ticks import add_ticks

# A line this many times higher than wide runs up or down the margin.
ASIDE_ASPECT = 2.0

# Puts fragments in order, given the rulings and figures beside them. The language is that of text to be
# repaired; None leaves it unrepaired.
Arrange = Callable[[Sequence[Fragment], Sequence[Ruling], Sequence[Box], str | None], Arranged]


@dataclass(frozen=True, slots=True, eq=False)
class SheetText:
    """The text of a sheet, in points of it; `place` is where it is on the upright page.

    `codes` are those of the page that are on the sheet, with their boxes on the page and on the sheet.
    """

    fragments: tuple[Fragment, ...]
    handwriting: tuple[Block, ...]
    unread: tuple[Block, ...]
    drawings: ScanDrawings
    codes: tuple[tuple[Code, Code], ...]
    place: Place

    @property
    def page_codes(self) -> tuple[Code, ...]:
        return tuple(code for code, _ in self.codes)

    def arrange(self, arrange: Arrange, language: str | None) -> Arranged:
        """Return the blocks in order, with their boxes on the page."""
        arranged = arrange(self.fragments, self.drawings.rulings, self.drawings.figures, language)
        blocks = list(arranged.blocks)
        for line in self.handwriting:
            blocks.insert(find_place(line.box, blocks), line)
        blocks = [*add_codes((*blocks, *self.unread), [on_sheet for _, on_sheet in self.codes])]
        on_page = {on_sheet: code for code, on_sheet in self.codes}
        return Arranged(
            tuple(
                replace(moved, box=on_page[block.code].box, code=on_page[block.code]) if block.code else moved
                for block, moved in zip(blocks, move_blocks(blocks, self.place), strict=True)
            ),
            arranged.crowded,
        )


def tell_sheet(sheet: Sheet, codes: Sequence[Code], scale: float) -> SheetText:
    """Return the text of a sheet; `scale` is points per pixel, and the boxes of `codes` are in points of the page."""
    recognised = sheet.recognised
    place = sheet.place.scaled(scale)
    written: tuple[RecognisedLine, ...] = ()
    if sheet.upright is not None:
        recognised, written = part_handwriting(recognised, sheet.upright)
    fragments = tuple(fragment_from_line(line, scale) for line in recognised.lines)
    handwriting = tuple(handwriting_block(line, scale) for line in written)
    unread = tuple(unread_block(polygon, scale) for polygon in recognised.unread)
    if sheet.upright is None:
        return SheetText(fragments, handwriting, unread, ScanDrawings((), ()), (), place)
    width, height = (length * scale for length in recognised.size)
    here = tuple(
        (code, replace(code, box=move_box_back(code.box, place)))
        for code in codes
        if _holds((width, height), place.find_back(np.array([_middle(code.box)]))[0].tolist())
    )
    fragments = without_codes(fragments, [on_sheet for _, on_sheet in here])
    fragments = add_ticks(fragments, find_scanned_boxes(sheet.upright, fragments, scale), exact=False)
    inked = (*fragments, *(fragment_from_line(line, scale) for line in written))
    return SheetText(fragments, handwriting, unread, find_drawings(sheet.upright, inked, scale), here, place)


def _middle(box: Box) -> tuple[float, float]:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def _holds(size: tuple[float, float], point: Sequence[float]) -> bool:
    return all(0 <= value <= length for value, length in zip(point, size, strict=True))


def unread_block(polygon: Polygon, scale: float) -> Block:
    """Return a block for print that was not read; `scale` is points per pixel of the recognised image."""
    xs, ys = ([value * scale for value in axis] for axis in zip(*polygon, strict=True))
    return Block("unread", "", (min(xs), min(ys), max(xs), max(ys)), ())


def fragment_from_line(line: RecognisedLine, scale: float) -> Fragment:
    """Return a recognised line in points; `scale` is points per pixel of the recognised image."""
    corners = [(x * scale, y * scale) for x, y in line.polygon]
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = corners
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    box: Box = (min(xs), min(ys), max(xs), max(ys))
    height = (math.dist((ax, ay), (dx, dy)) + math.dist((bx, by), (cx, cy))) / 2
    run = (bx - ax) + (cx - dx)
    upright = height > ASIDE_ASPECT * (box[2] - box[0]) and len(line.text) > 2
    read = Line(text=line.text, raw_text=line.text, box=box, confidence=line.confidence)
    if line.aside:
        x0, y0, x1, y1 = _turn_level(box, (run, (by - ay) + (cy - dy)))
        return Fragment(read, x0, y0, x1, y1, slope=0.0, size=height, aside=True)
    middle = sum(ys) / 4
    return Fragment(
        line=read,
        x0=(ax + dx) / 2,
        y0=middle - height / 2,
        x1=(bx + cx) / 2,
        y1=middle + height / 2,
        slope=((by - ay) + (cy - dy)) / run if run > 0 else 0.0,
        size=height,
        aside=upright,
    )


def _turn_level(box: Box, direction: tuple[float, float]) -> Box:
    """Return the box on the page turned so that text in the direction runs from left to right."""
    x0, y0, x1, y1 = box
    across, down = direction
    if abs(down) > abs(across):
        return (-y1, x0, -y0, x1) if down < 0 else (y0, -x1, y1, -x0)
    return box
