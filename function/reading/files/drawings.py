"""What a PDF page draws besides its text: ruling lines and pictures, and how much of both."""

from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pymupdf

from function.document.pages import Box
from function.reading.files.code_places import find_code_places
from function.reading.files.drawn_boxes import find_drawn_boxes
from function.reading.files.shapes import group_shapes, is_seen
from function.reading.layout.effort import MAX_RULINGS
from function.reading.layout.ruling import Ruling, sides
from function.reading.ticks import TickBox

# Reading shapes takes about 8 microseconds each; a page with more is a map or a plan, not a table.
MAX_PATHS = 5000
# A filled bar up to this many points high is a drawn line; a higher one is a box with sides.
LINE_THICKNESS = 3.0
# A line at least this many points long can be a ruling; shorter ones are ticks and parts of letters.
MIN_RULING = 4.0
# Largest slope (dy/dx) of a level line: a text layer is set straight.
LEVEL = 0.02
# A fill is compared with this many earlier ones of its colour: those of the same cell or row.
LATEST_FILLS = 32
# In points: how far a fill may extend over one of the same colour without being seen.
OVER_FILL = 0.5
# The smallest side of a picture in points, and the share of the page above which a picture is its background.
MIN_FIGURE = 30.0
BACKGROUND = 0.85
# A drawing is a chart or a sketch when it has this many shapes that are neither level lines nor boxes.
MIN_FREE_SHAPES = 6


@dataclass(frozen=True, slots=True)
class Drawings:
    """What is drawn on a page.

    `rulings`, `figures` (boxes of pictures and charts), `code_places` (boxes of what can be a code, the largest
    first) and tick `boxes` are in points of the upright page; `pictures` is the share of the page under images,
    0..1, `paths` the number of drawn shapes.
    """

    rulings: tuple[Ruling, ...]
    figures: tuple[Box, ...]
    code_places: tuple[Box, ...]
    boxes: tuple[TickBox, ...]
    pictures: float
    paths: int


def read_drawings(page: Any, to_upright: Any) -> Drawings:
    """Return what a PyMuPDF page draws; `to_upright` maps the page as displayed to the page upright."""
    matrix = page.rotation_matrix * to_upright
    shown = page.rect * page.derotation_matrix
    images, paths = [], 0
    for kind, box in page.get_bboxlog():
        if "image" in kind or "imgmask" in kind:
            images.append(pymupdf.Rect(box) & shown)
        elif "path" in kind or "shade" in kind:
            paths += 1
    area = sum(float(image.get_area()) for image in images)
    shapes = page.get_cdrawings() if 0 < paths <= MAX_PATHS else []
    figures = [*_pictures(images, shown.get_area()), *_charts(shapes)]
    return Drawings(
        rulings=tuple(_turn_ruling(ruling, tuple(matrix)) for ruling in _read_rulings(shapes)),
        figures=tuple(_turn_box(box, matrix) for box in figures),
        code_places=tuple(
            _turn_box(box, matrix)
            for box in find_code_places([tuple(image) for image in images], shapes, shown.get_area())
        ),
        boxes=tuple(
            replace(box, box=_turn_box(box.box, matrix))
            for box in find_drawn_boxes(shapes, [tuple(image) for image in images])
        ),
        pictures=min(1.0, area / max(float(page.rect.get_area()), 1.0)),
        paths=paths,
    )


def _read_rulings(shapes: Sequence[dict[str, Any]]) -> list[Ruling]:
    seen = _without_hidden([shape for shape in shapes if is_seen(shape)])
    rulings = [ruling for shape in seen for ruling in _shape_rulings(shape)]
    long = [ruling for ruling in rulings if ruling.end - ruling.start >= MIN_RULING]
    # One ruling more than the layout uses shows that there are others.
    return sorted(long, key=lambda ruling: ruling.start - ruling.end)[: MAX_RULINGS + 1]


def _without_hidden(shapes: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Drop fills upon a fill of the same colour, such as the shades of paragraphs in a shaded cell."""
    latest: defaultdict[Any, deque[Box]] = defaultdict(lambda: deque(maxlen=LATEST_FILLS))
    for shape in shapes:
        if shape.get("fill") and not shape.get("color"):
            fills, box = latest[tuple(shape["fill"])], tuple(shape["rect"])
            if any(_encloses(fill, box) for fill in fills):
                continue
            if [item[0] for item in shape["items"]] == ["re"]:
                fills.append(box)
        yield shape


def _encloses(outer: Box, inner: Box) -> bool:
    return (
        outer[0] <= inner[0] + OVER_FILL
        and outer[1] <= inner[1] + OVER_FILL
        and outer[2] >= inner[2] - OVER_FILL
        and outer[3] >= inner[3] - OVER_FILL
    )


def _shape_rulings(shape: dict[str, Any]) -> Iterator[Ruling]:
    for item in shape["items"]:
        if item[0] == "re":
            yield from _box_rulings(item[1])
        elif item[0] == "qu":
            xs, ys = zip(*item[1], strict=True)
            yield from _box_rulings((min(xs), min(ys), max(xs), max(ys)))
        elif item[0] == "l":
            yield from _line_ruling(item[1], item[2])


def _box_rulings(box: Box) -> Iterator[Ruling]:
    x0, y0, x1, y1 = box
    if y1 - y0 <= LINE_THICKNESS:
        yield Ruling(x0, (y0 + y1) / 2, x1, (y0 + y1) / 2)
    elif x1 - x0 <= LINE_THICKNESS:
        yield Ruling((x0 + x1) / 2, y0, (x0 + x1) / 2, y1)
    else:
        yield from sides(box)


def _line_ruling(start: tuple[float, float], end: tuple[float, float]) -> Iterator[Ruling]:
    (x0, y0), (x1, y1) = sorted((start, end))
    if y1 - y0 <= LEVEL * (x1 - x0) and y0 - y1 <= LEVEL * (x1 - x0):
        yield Ruling(x0, y0, x1, y1)
    elif x1 - x0 <= LEVEL * abs(y1 - y0):
        (y0, x0), (y1, x1) = sorted(((y0, x0), (y1, x1)))
        yield Ruling(x0, y0, x1, y1)


def _pictures(images: Sequence[Any], page_area: float) -> list[Box]:
    return [
        (image.x0, image.y0, image.x1, image.y1)
        for image in images
        if min(image.width, image.height) >= MIN_FIGURE and image.get_area() < BACKGROUND * page_area
    ]


def _charts(shapes: Sequence[dict[str, Any]]) -> list[Box]:
    """Return boxes around groups of shapes that are more than lines and boxes."""
    return [
        box
        for box, count in group_shapes([tuple(shape["rect"]) for shape in shapes if _is_free(shape)])
        if count >= MIN_FREE_SHAPES and min(box[2] - box[0], box[3] - box[1]) >= MIN_FIGURE
    ]


def _is_free(shape: dict[str, Any]) -> bool:
    return is_seen(shape) and any(
        item[0] == "c" or (item[0] == "l" and not list(_line_ruling(item[1], item[2])))
        for item in shape["items"]
    )


def _turn_ruling(ruling: Ruling, matrix: tuple[float, ...]) -> Ruling:
    a, b, c, d, e, f = matrix
    x0, y0 = a * ruling.x0 + c * ruling.y0 + e, b * ruling.x0 + d * ruling.y0 + f
    x1, y1 = a * ruling.x1 + c * ruling.y1 + e, b * ruling.x1 + d * ruling.y1 + f
    level = abs(x1 - x0) >= abs(y1 - y0)
    if (x0 > x1) if level else (y0 > y1):
        return Ruling(x1, y1, x0, y0)
    return Ruling(x0, y0, x1, y1)


def _turn_box(box: Box, matrix: Any) -> Box:
    turned = pymupdf.Rect(box) * matrix
    return (turned.x0, turned.y0, turned.x1, turned.y1)
