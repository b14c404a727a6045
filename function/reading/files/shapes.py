"""Shapes that a PDF page draws, as PyMuPDF describes them: which are seen, and which are together."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from function.document.pages import Box

WHITE = 0.97
# Shapes this close together, in points, belong to one drawing.
NEAR_SHAPES = 6.0
# Height in points of the horizontal strips of a page in which shapes are compared.
STRIP = 64.0
# PDF's limit in points; a shape may claim to be infinite.
LARGEST_PAGE = 14_400.0


def is_seen(shape: dict[str, Any]) -> bool:
    """Whether a shape is visible: neither white nor transparent."""
    colours = (
        (shape.get("color"), shape.get("stroke_opacity")),
        (shape.get("fill"), shape.get("fill_opacity")),
    )
    return any(colour and opacity and min(colour) < WHITE for colour, opacity in colours)


def group_shapes(boxes: Sequence[Box]) -> list[tuple[Box, int]]:
    """Return a box around each group of nearby shapes, with their number.

    n log n steps for n shapes: in a sweep from left to right, each is compared with the groups in its strips
    of the page that reach as far to the right.
    """
    groups: dict[int, tuple[Box, int]] = {}
    strips: defaultdict[int, set[int]] = defaultdict(set)
    for number, shape in enumerate(sorted(boxes)):
        box, count = shape, 1
        near = set()
        for strip in _strips(shape):
            strips[strip] = {index for index in strips[strip] if _reaches(groups.get(index), shape)}
            near |= {index for index in strips[strip] if _is_near(groups[index][0], shape)}
        for index in sorted(near):
            other, others = groups.pop(index)
            box = (min(box[0], other[0]), min(box[1], other[1]), max(box[2], other[2]), max(box[3], other[3]))
            count += others
        groups[number] = (box, count)
        for strip in _strips(box):
            strips[strip].add(number)
    return list(groups.values())


def _strips(box: Box) -> range:
    """Return the strips of the page in which something may be near the box."""
    top, bottom = (
        int(min(max(edge, -LARGEST_PAGE), LARGEST_PAGE) // STRIP)
        for edge in (box[1] - NEAR_SHAPES, box[3] + NEAR_SHAPES)
    )
    return range(top, bottom + 1)


def _reaches(group: tuple[Box, int] | None, shape: Box) -> bool:
    return group is not None and group[0][2] + NEAR_SHAPES >= shape[0]


def _is_near(first: Box, second: Box) -> bool:
    return (
        first[0] <= second[2] + NEAR_SHAPES
        and second[0] <= first[2] + NEAR_SHAPES
        and first[1] <= second[3] + NEAR_SHAPES
        and second[1] <= first[3] + NEAR_SHAPES
    )
