"""Finds what can be a QR or bar code on a PDF page: pictures, and drawings as dense as a code."""

from collections.abc import Iterator, Sequence
from typing import Any

from function.document.pages import Box
from function.reading.files.shapes import group_shapes, is_seen

# The least side in points, and how many times as long a code is at most; a larger share of the page is a background.
MIN_SIDE, MAX_ASPECT = 15.0, 15.0
BACKGROUND = 0.85
# A drawn code has at least this many modules or bars, up to this long in points. Half of it is dark, so that their
# lengths by the area are half of what a module is wide, where the lines of a table are far apart.
MIN_PIECES = 20
LONGEST_PIECE = 120.0
MIN_DENSITY = 0.12
MAX_PLACES = 20


def find_code_places(
    images: Sequence[Box], shapes: Sequence[dict[str, Any]], page_area: float
) -> tuple[Box, ...]:
    """Return the boxes of what can be a code, the largest first. n log n steps for n shapes."""
    places = [box for box in images if _has_shape(box) and _area(box) < BACKGROUND * page_area]
    few = []
    for shape in shapes:
        if not is_seen(shape):
            continue
        if len(shape["items"]) < MIN_PIECES:
            few += [box for box in _pieces(shape) if _length(box) <= LONGEST_PIECE]
        elif _is_dense(tuple(shape["rect"]), _pieces(shape)):
            places.append(tuple(shape["rect"]))
    groups = [box for box, count in group_shapes(few) if count >= MIN_PIECES and _has_shape(box)]
    for group in sorted(groups, key=_area, reverse=True)[:MAX_PLACES]:
        if _is_dense(group, (box for box in few if _holds(group, box))):
            places.append(group)
    return tuple(sorted(places, key=_area, reverse=True)[:MAX_PLACES])


def _pieces(shape: dict[str, Any]) -> Iterator[Box]:
    for item in shape["items"]:
        if item[0] == "re":
            yield tuple(item[1])
        elif item[0] in ("l", "qu"):
            xs, ys = zip(*(item[1:] if item[0] == "l" else item[1]), strict=True)
            yield min(xs), min(ys), max(xs), max(ys)


def _is_dense(place: Box, pieces: Iterator[Box]) -> bool:
    lengths = [length for box in pieces if (length := _length(box)) <= LONGEST_PIECE]
    return len(lengths) >= MIN_PIECES and _has_shape(place) and sum(lengths) >= MIN_DENSITY * _area(place)


def _has_shape(box: Box) -> bool:
    short, long = sorted((box[2] - box[0], box[3] - box[1]))
    return short >= MIN_SIDE and long <= MAX_ASPECT * short


def _holds(place: Box, box: Box) -> bool:
    return place[0] <= box[0] and place[1] <= box[1] and box[2] <= place[2] and box[3] <= place[3]


def _length(box: Box) -> float:
    return max(box[2] - box[0], box[3] - box[1])


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])
