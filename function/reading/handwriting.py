"""Parts handwriting from print among the lines of a page, by their pictures."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from function.document.pages import Block, Line
from function.reading.recognition.engine import Polygon, Recognised, RecognisedLine
from function.reading.recognition.penstrokes import Strokes, measure_strokes
from function.reading.recognition.strips import Pixels

# Print is read with a higher confidence than this, unless it is worn: nothing else is looked at.
IN_DOUBT = 0.95
# Handwriting that is read with this confidence is mostly right; below, it is nonsense.
WELL_READ = 0.9
MIN_WORDLIKE = 0.8
# Shorter lines, in their heights, show too few strokes.
SHORTEST = 2.0
# A line next to handwriting may be so much more like print.
SLACK = 1.15
# How far lines next to each other are apart at most, in heights.
NEXT = 1.5
# A page of a notebook has 40 lines; worn print may have hundreds in doubt.
MOST = 300


def part_handwriting(recognised: Recognised, pixels: Pixels) -> tuple[Recognised, tuple[RecognisedLine, ...]]:
    """Return what was recognised without its handwriting, and the lines of that, from top to bottom.

    `pixels` is the upright image, (height, width, 3), BGR. A line of handwriting has text only if it was read well.
    """
    looked_at = list(_candidates(recognised))[:MOST]
    found = _find(looked_at, [measure_strokes(pixels, line.polygon) for line in looked_at])
    if not found:
        return recognised, ()
    polygons = {line.polygon for line in found}
    print_ = replace(
        recognised,
        lines=tuple(line for line in recognised.lines if line.polygon not in polygons),
        unread=tuple(polygon for polygon in recognised.unread if polygon not in polygons),
    )
    written = [line if _is_well_read(line) else replace(line, text="") for line in _apart(found)]
    return print_, tuple(sorted(written, key=lambda line: _middle(line.polygon)[1]))


def handwriting_block(line: RecognisedLine, scale: float) -> Block:
    """Return a block for a line of handwriting; `scale` is points per pixel of the recognised image."""
    xs, ys = ([value * scale for value in axis] for axis in zip(*line.polygon, strict=True))
    box = (min(xs), min(ys), max(xs), max(ys))
    lines = (Line(line.text, line.text, box, line.confidence),) if line.text else ()
    return Block("handwriting", line.text, box, lines)


def _candidates(recognised: Recognised) -> Iterator[RecognisedLine]:
    """Yield what was read badly or not at all."""
    for line in (*recognised.lines, *recognised.rejected):
        if line.confidence < IN_DOUBT and not line.aside and _is_long(line.polygon):
            yield line
    yield from (RecognisedLine("", polygon, 0.0) for polygon in recognised.unread if _is_long(polygon))


def _find(lines: Sequence[RecognisedLine], strokes: Sequence[Strokes | None]) -> list[RecognisedLine]:
    """Return lines that surely look like handwriting, and those next to them that look somewhat like it."""
    seen = [(line, own) for line, own in zip(lines, strokes, strict=True) if own is not None]
    sure = [line.polygon for line, own in seen if own.are_by_hand()]
    return [
        line
        for line, own in seen
        if line.polygon in sure
        or (own.are_by_hand(SLACK) and any(_is_next(line.polygon, other) for other in sure))
    ]


def _is_next(polygon: Polygon, other: Polygon) -> bool:
    """Whether a line is in the row of another or in one next to it, without much space between."""
    near = NEXT * max(_sides(polygon)[1], _sides(other)[1])
    x0, y0, x1, y1 = _extent(polygon)
    left, top, right, bottom = _extent(other)
    return max(x0 - right, left - x1) < near and max(y0 - bottom, top - y1) < near


def _apart(lines: Sequence[RecognisedLine]) -> Iterator[RecognisedLine]:
    """Yield lines, without those whose middle lies in one before: some are found twice."""
    taken: list[tuple[float, float, float, float]] = []
    for line in lines:
        x, y = _middle(line.polygon)
        if not any(x0 <= x <= x1 and y0 <= y <= y1 for x0, y0, x1, y1 in taken):
            taken.append(_extent(line.polygon))
            yield line


def _is_well_read(line: RecognisedLine) -> bool:
    """Whether the text of handwriting is sure and looks like words or numbers."""
    wordlike = sum(character.isalnum() or character.isspace() for character in line.text)
    return line.confidence >= WELL_READ and wordlike >= MIN_WORDLIKE * len(line.text) > 0


def _is_long(polygon: Polygon) -> bool:
    width, height = _sides(polygon)
    return width >= SHORTEST * height > 0


def _sides(polygon: Polygon) -> tuple[float, float]:
    """Return how long and how high a line is."""
    corners = np.array(polygon)
    return float(np.linalg.norm(corners[1] - corners[0])), float(np.linalg.norm(corners[3] - corners[0]))


def _extent(polygon: Polygon) -> tuple[float, float, float, float]:
    xs, ys = zip(*polygon, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _middle(polygon: Polygon) -> tuple[float, float]:
    x0, y0, x1, y1 = _extent(polygon)
    return (x0 + x1) / 2, (y0 + y1) / 2
