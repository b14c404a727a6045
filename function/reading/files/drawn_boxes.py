"""Finds drawn tick boxes on a PDF page: small squares, with or without something in them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from function.document.pages import Box
from function.reading.files.shapes import is_seen
from function.reading.ticks import MAX_BOXES, TickBox

# In points, and the longer side by the shorter one.
SMALLEST, LARGEST = 4.5, 20.0
MAX_ASPECT = 1.35
# What ticks a box has this share of its side at least, and leaves the box by this share at most.
MIN_TICK = 0.35
OVER_EDGE = 0.5
DARK = 0.6


def find_drawn_boxes(shapes: Sequence[dict[str, Any]], images: Sequence[Box]) -> tuple[TickBox, ...]:
    """Return the square outlines, and the filled squares on a page that also has outlines of their size."""
    outlines: list[Box] = []
    filled: list[Box] = []
    marks = [image for image in images if _longest(image) <= 2 * LARGEST]
    for shape in shapes:
        if not is_seen(shape):
            continue
        squares = _squares(shape)
        dark = bool(shape.get("fill")) and sum(shape["fill"]) / len(shape["fill"]) < DARK
        (filled if dark else outlines if shape.get("color") else marks).extend(squares)
        if not squares and _longest(tuple(shape["rect"])) <= 2 * LARGEST:
            marks.append(tuple(shape["rect"]))
    if not 0 < len(outlines) <= MAX_BOXES:
        return ()
    near: defaultdict[tuple[int, int], list[Box]] = defaultdict(list)
    for mark in (*marks, *filled):
        near[_cell(mark)].append(mark)
    empty = [TickBox(box, any(_ticks(mark, box) for mark in _near(near, box))) for box in outlines]
    sides = [box[3] - box[1] for box in outlines]
    return (
        *empty,
        *(
            TickBox(box, True)
            for box in filled
            if any(abs(box[3] - box[1] - side) < 0.1 * side for side in sides)
        ),
    )


def _squares(shape: dict[str, Any]) -> list[Box]:
    items = shape["items"]
    if len(items) in (3, 4) and all(item[0] == "l" for item in items):
        level = all(min(abs(item[1][0] - item[2][0]), abs(item[1][1] - item[2][1])) < 0.5 for item in items)
        boxes = [tuple(shape["rect"])] if level else []
    else:
        boxes = [tuple(item[1]) for item in items if item[0] == "re"]
        corners = [list(zip(*item[1], strict=True)) for item in items if item[0] == "qu"]
        boxes += [(min(xs), min(ys), max(xs), max(ys)) for xs, ys in corners]
    return [box for box in boxes if _is_square(box)]


def _is_square(box: Box) -> bool:
    short, long = sorted((box[2] - box[0], box[3] - box[1]))
    return short >= SMALLEST and long <= LARGEST and long <= MAX_ASPECT * short


def _ticks(mark: Box, box: Box) -> bool:
    side = box[3] - box[1]
    reach = OVER_EDGE * side
    centre, middle = (mark[0] + mark[2]) / 2, (mark[1] + mark[3]) / 2
    return (
        box[0] < centre < box[2]
        and box[1] < middle < box[3]
        and _longest(mark) >= MIN_TICK * side
        and mark[0] > box[0] - reach
        and mark[1] > box[1] - reach
        and mark[2] < box[2] + reach
        and mark[3] < box[3] + reach
    )


def _cell(box: Box) -> tuple[int, int]:
    return int((box[0] + box[2]) / 2 // LARGEST), int((box[1] + box[3]) / 2 // LARGEST)


def _near(cells: Mapping[tuple[int, int], list[Box]], box: Box) -> Iterator[Box]:
    """Yield what has its centre less than a box away."""
    column, row = _cell(box)
    for x in (column - 1, column, column + 1):
        for y in (row - 1, row, row + 1):
            yield from cells.get((x, y), ())


def _longest(box: Box) -> float:
    return max(box[2] - box[0], box[3] - box[1])
