"""Reads lines that run up or down an upright page, as along its margin, by turning the part of the page they are on."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from function.reading.confidence import mean_confidence
from function.reading.recognition.outlines import Outline
from function.reading.recognition.strips import Pixels

# An outline with its text and the recogniser's confidence.
Reading = tuple[Outline, tuple[str, float]]
Find = Callable[[Pixels], list[Outline]]
Read = Callable[[Pixels, Sequence[Outline]], list[Reading]]

# An outline this many times higher than wide runs up or down; pieces of such a line may be shorter.
UPRIGHT, PIECE = 3.0, 1.2
# Outlines are pieces of one column if they are no further apart than this, in their widths, across and down.
ACROSS, DOWN = 0.8, 4.0
# Around a column, in widths of a line.
MARGIN = 0.5
# A column is read if its text is at least so sure and so long; else it stays as it is.
MIN_CONFIDENCE, MIN_CHARACTERS = 0.75, 4
# A page has few lines along its margins; a drawing may have hundreds of strokes that look like them.
MOST = 20


@dataclass(frozen=True, slots=True)
class _Box:
    x0: float
    y0: float
    x1: float
    y1: float
    width: float

    def holds(self, outline: Outline) -> bool:
        x, y = outline.corners.mean(axis=0)
        return bool(self.x0 <= x <= self.x1 and self.y0 <= y <= self.y1)


def read_margins(
    pixels: Pixels, readings: Sequence[Reading], find: Find, read: Read
) -> tuple[list[Reading], list[Reading]]:
    """Return the readings that are not part of columns that run up or down, and the lines of these columns.

    `pixels` is an upright image (height, width, 3), `readings` its lines; `find` finds outlines in an image and `read`
    reads them. The corners of a line that was read turned begin at the top left of its text.
    """
    rest, beside = list(readings), list[Reading]()
    for box in _columns([outline for outline, _ in readings])[:MOST]:
        own = [reading for reading in rest if box.holds(reading[0])]
        lines = _read_turned(pixels, box, find, read)
        if lines and _gain(lines) > _gain(own):
            rest = [reading for reading in rest if not box.holds(reading[0])]
            beside += lines
    return rest, beside


def _columns(outlines: Sequence[Outline]) -> list[_Box]:
    """Return the boxes around groups of outlines that run up or down."""
    boxes = [box for outline in outlines if (box := _tall(outline)) is not None]
    groups: list[list[_Box]] = []
    for box in sorted(boxes, key=lambda box: (box.x0, box.y0)):
        near = [group for group in groups if any(_are_near(box, other) for other in group)]
        groups = [group for group in groups if group not in near]
        groups.append([box, *(other for group in near for other in group)])
    return [
        _enclose(group) for group in groups if max((box.y1 - box.y0) / box.width for box in group) >= UPRIGHT
    ]


def _tall(outline: Outline) -> _Box | None:
    (x0, y0), (x1, y1) = outline.corners.min(axis=0), outline.corners.max(axis=0)
    width = max(float(x1 - x0), 1.0)
    return _Box(float(x0), float(y0), float(x1), float(y1), width) if y1 - y0 >= PIECE * width else None


def _are_near(one: _Box, other: _Box) -> bool:
    width = max(one.width, other.width)
    across = max(one.x0, other.x0) - min(one.x1, other.x1)
    down = max(one.y0, other.y0) - min(one.y1, other.y1)
    return across <= ACROSS * width and down <= DOWN * width


def _enclose(group: Sequence[_Box]) -> _Box:
    width = float(np.median([box.width for box in group]))
    margin = MARGIN * width
    return _Box(
        min(box.x0 for box in group) - margin,
        min(box.y0 for box in group) - 2 * margin,
        max(box.x1 for box in group) + margin,
        max(box.y1 for box in group) + 2 * margin,
        width,
    )


def _read_turned(pixels: Pixels, box: _Box, find: Find, read: Read) -> list[Reading]:
    """Return the lines of a column, read up or down, whichever reads better."""
    height, width = pixels.shape[:2]
    left, top = max(0, int(box.x0)), max(0, int(box.y0))
    part = pixels[top : min(height, int(box.y1) + 1), left : min(width, int(box.x1) + 1)]
    if 0 in part.shape:
        return []
    lying = np.ascontiguousarray(np.rot90(part, -1))
    outlines = [outline for outline in find(lying) if _lies(outline)]
    back = [_turn_half(outline, lying.shape) for outline in reversed(outlines)]
    up = list(_clear(read(lying, outlines)))
    down = list(_clear(read(np.ascontiguousarray(np.rot90(lying, 2)), back)))
    if _gain(up) >= _gain(down):
        return [(_place(outline, lying.shape, left, top, up=True), text) for outline, text in up]
    return [(_place(outline, lying.shape, left, top, up=False), text) for outline, text in down]


def _lies(outline: Outline) -> bool:
    x, y = np.ptp(outline.corners, axis=0)
    return bool(x > y)


def _clear(readings: Sequence[Reading]) -> Iterator[Reading]:
    mean = mean_confidence((confidence, len(text)) for _, (text, confidence) in readings)
    characters = sum(len(text) for _, (text, _) in readings)
    if mean is not None and mean >= MIN_CONFIDENCE and characters >= MIN_CHARACTERS:
        yield from (reading for reading in readings if reading[1][0])


def _gain(readings: Sequence[Reading]) -> float:
    """Return about how many characters are right, less those that are wrong."""
    return sum((2 * confidence - 1) * len(text) for _, (text, confidence) in readings)


def _turn_half(outline: Outline, shape: tuple[int, ...]) -> Outline:
    """Return a straight outline on the image turned by 180 degrees."""
    size = np.array((shape[1], shape[0]), np.float64)
    return Outline(np.roll(size - outline.corners, 2, axis=0), outline.score)


def _place(outline: Outline, shape: tuple[int, ...], left: int, top: int, *, up: bool) -> Outline:
    """Return the outline on the page, of a line on a part of it that was turned clockwise (`up`) or the other way."""
    x, y = outline.corners[:, 0], outline.corners[:, 1]
    corners: NDArray[np.float64] = np.stack(
        (left + y, top + shape[1] - x) if up else (left + shape[0] - y, top + x), axis=1
    )
    return Outline(corners, outline.score)
