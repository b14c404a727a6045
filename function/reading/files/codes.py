"""Reads QR and bar codes on pictures of pages, with ZXing. Runs in the process that opens files.

ZXing takes 0.1 s for a whole page, so it gets only the places that can be codes: inside a code every row, or every
column, has many edges, and between two lines of text are rows without any.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

import zxingcpp
from PIL import Image, ImageChops, ImageFilter

from function.document.pages import Box, Code

# Places are looked for at this resolution, and at a half and a quarter of it for codes that are large on a photo.
SEARCH_DPI = 100.0
# Measured there: how much the brightness changes at an edge, out of 255.
EDGE = 20
# Edges are counted in cells of this many pixels along a row and this many rows: 2 mm and 0.5 mm.
CELL, ROW = 8, 2
# The share of pixels at an edge, out of 255, in a row of modules and in a row of bars; a code has 60 and more.
DENSE = 50
DENSE_BARS = 80
# Rows without a gap, as shifts that double them: 12 rows are 6 mm, more than a line of print; the lowest bar codes
# have 5 mm.
FILLED, FILLED_BARS = (1, 2, 4, 4), (1, 2, 4)
MIN_CELLS = 2
# Around a place, as a share of its longer side and in pixels: the edges of a code are found last.
MARGIN = 0.35
MIN_MARGIN = 32
# The largest places of a page, and the pixels of all of them, which ZXing looks at for a second if they are noise.
MAX_PLACES = 30
MAX_PIXELS = 6_000_000
MAX_CODES = 100
# A place with fewer pixels is enlarged if nothing is found: small print on a photo.
MAX_ENLARGED = 200_000
# Shorter content of formats without a check digit is found in hatchings and tables.
MIN_UNCHECKED = 5

_UNCHECKED = (zxingcpp.BarcodeFormat.Code39, zxingcpp.BarcodeFormat.ITF, zxingcpp.BarcodeFormat.Codabar)
_FORMATS = zxingcpp.BarcodeFormats(
    [
        zxingcpp.BarcodeFormat.QRCode,
        zxingcpp.BarcodeFormat.DataMatrix,
        zxingcpp.BarcodeFormat.Aztec,
        zxingcpp.BarcodeFormat.PDF417,
        zxingcpp.BarcodeFormat.EAN13,
        zxingcpp.BarcodeFormat.EAN8,
        zxingcpp.BarcodeFormat.UPCA,
        zxingcpp.BarcodeFormat.Code128,
        *_UNCHECKED,
    ]
)
_Corners = tuple[int, int, int, int]


def read_codes(picture: Image.Image, dpi: float) -> tuple[Code, ...]:
    """Return the codes on a picture of a page, from top to bottom; boxes are in points of the page as displayed."""
    grey = picture if picture.mode == "L" else picture.convert("L")
    found: list[Code] = []
    left = MAX_PIXELS
    for place in reversed(_find_places(grey, dpi)):
        step = math.ceil(math.sqrt(_area(place) / left))
        left -= _area(place) // step**2
        for code in _read_place(grey.crop(place).reduce(step)):
            code = _move(code, place, step, 72 / dpi)
            if not any(_same(code, other) for other in found):
                found.append(code)
        if left <= 0:
            break
    return tuple(sorted(found[:MAX_CODES], key=lambda code: (code.box[1], code.box[0])))


def _read_place(cutting: Image.Image) -> list[Code]:
    """Return the codes with their boxes in pixels of the cutting."""
    codes = _decode(cutting)
    if codes or cutting.width * cutting.height > MAX_ENLARGED:
        return codes
    larger = cutting.resize((2 * cutting.width, 2 * cutting.height), Image.Resampling.BICUBIC)
    return [_move(code, (0, 0), 0.5, 1) for code in _decode(larger)]


def _decode(cutting: Image.Image) -> list[Code]:
    codes = []
    for code in zxingcpp.read_barcodes(cutting, formats=_FORMATS):
        content = code.text.replace("\0", "").strip()
        if len(content) >= (MIN_UNCHECKED if code.format in _UNCHECKED else 1):
            at = code.position
            corners = (at.top_left, at.top_right, at.bottom_right, at.bottom_left)
            xs, ys = [corner.x for corner in corners], [corner.y for corner in corners]
            codes.append(Code(content, str(code.format), (min(xs), min(ys), max(xs), max(ys))))
    return codes


def _move(code: Code, place: Sequence[int], step: float, scale: float) -> Code:
    """Return the code of a cutting that is `step` times smaller than the picture, which is `scale` times the page."""
    x0, y0, x1, y1 = code.box
    return replace(
        code,
        box=(
            (place[0] + step * x0) * scale,
            (place[1] + step * y0) * scale,
            (place[0] + step * x1) * scale,
            (place[1] + step * y1) * scale,
        ),
    )


def _same(code: Code, other: Code) -> bool:
    """Whether the codes are one: places may overlap."""
    return code.content == other.content and _touch(code.box, other.box)


def _find_places(grey: Image.Image, dpi: float) -> list[_Corners]:
    """Return the places that can be codes, the largest first."""
    factor = max(1, round(dpi / SEARCH_DPI))
    places: list[_Corners] = []
    for step in (factor, 2 * factor, 4 * factor):
        # In the coarsest copy rows of a table look like bars.
        for x0, y0, x1, y1 in _find_dense(grey.reduce(step), bars=step < 4 * factor):
            margin = max(MARGIN * max(x1 - x0, y1 - y0), MIN_MARGIN)
            places.append(
                (
                    max(0, round((x0 - margin) * step)),
                    max(0, round((y0 - margin) * step)),
                    min(grey.width, round((x1 + margin) * step)),
                    min(grey.height, round((y1 + margin) * step)),
                )
            )
    return sorted(_merge(places), key=_area, reverse=True)[:MAX_PLACES]


def _find_dense(small: Image.Image, *, bars: bool) -> Iterator[_Corners]:
    """Yield boxes of modules (edges in every row and column) and of bars (edges along the rows only, or down)."""
    if min(small.size) < CELL * MIN_CELLS:
        return
    across = _find_edges(small)
    down = _turned(_find_edges(_turned(small)))
    marks = [
        ImageChops.darker(_fill(across, DENSE, FILLED), _turned(_fill(_turned(down), DENSE, FILLED))),
    ]
    if bars:
        rows, columns = (edges.reduce(CELL).filter(ImageFilter.BoxBlur(1)) for edges in (across, down))
        marks += [
            ImageChops.darker(_fill(across, DENSE_BARS, FILLED_BARS), _exceeds(rows, columns)),
            ImageChops.darker(
                _turned(_fill(_turned(down), DENSE_BARS, FILLED_BARS)), _exceeds(columns, rows)
            ),
        ]
    for mark in marks:
        if mark.getbbox() is None:
            continue
        marked = {place for place, value in enumerate(mark.tobytes()) if value}
        for x0, y0, x1, y1 in _group(marked, mark.width):
            if min(x1 - x0, y1 - y0) >= MIN_CELLS:
                yield x0 * CELL, y0 * CELL, x1 * CELL, y1 * CELL


def _turned(picture: Image.Image) -> Image.Image:
    return picture.transpose(Image.Transpose.TRANSPOSE)


def _find_edges(small: Image.Image) -> Image.Image:
    return _above(ImageChops.difference(small, ImageChops.offset(small, 1, 0)), EDGE)


def _fill(edges: Image.Image, least: int, shifts: Sequence[int]) -> Image.Image:
    """Mark the cells without a row that has few edges, as there is one between two lines of print."""
    dense = _above(edges.reduce((CELL, ROW)).filter(ImageFilter.BoxBlur((1, 0))), least)
    for shift in shifts:
        dense = ImageChops.darker(dense, ImageChops.offset(dense, 0, -shift))
    for shift in shifts:
        dense = ImageChops.lighter(dense, ImageChops.offset(dense, 0, shift))
    return _above(dense.reduce((1, CELL // ROW)), 127)


def _exceeds(many: Image.Image, few: Image.Image) -> Image.Image:
    """Mark the cells with more than twice as many edges in one direction as in the other."""
    return _above(ImageChops.subtract(ImageChops.subtract(many, few), few), DENSE)


def _above(picture: Image.Image, least: int) -> Image.Image:
    return picture.point([255 * (value > least) for value in range(256)])


def _group(marked: set[int], columns: int) -> Iterator[_Corners]:
    """Yield the box around each group of adjacent cells; they are numbered row by row."""
    while marked:
        waiting = [marked.pop()]
        group = []
        while waiting:
            place = waiting.pop()
            group.append(place)
            near = {place - 1, place + 1, place - columns, place + columns} & marked
            marked -= near
            waiting.extend(near)
        xs, ys = [place % columns for place in group], [place // columns for place in group]
        yield min(xs), min(ys), max(xs) + 1, max(ys) + 1


def _merge(places: Sequence[_Corners]) -> list[_Corners]:
    """Join places that overlap, until none do."""
    merged: list[_Corners] = []
    for place in places:
        joined, apart = place, []
        for other in merged:
            if _touch(joined, other):
                joined = (
                    min(joined[0], other[0]),
                    min(joined[1], other[1]),
                    max(joined[2], other[2]),
                    max(joined[3], other[3]),
                )
            else:
                apart.append(other)
        merged = [*apart, joined]
    return merged


def _touch(first: Box, second: Box) -> bool:
    return first[0] < second[2] and second[0] < first[2] and first[1] < second[3] and second[1] < first[3]


def _area(place: _Corners) -> int:
    return (place[2] - place[0]) * (place[3] - place[1])
