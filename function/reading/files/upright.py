"""From PyMuPDF's coordinates of text to those of the upright page."""

from typing import Any

import pymupdf

from function.document.pages import Box

# a, b, c, d, e, f of PDF: x' = a x + c y + e, y' = b x + d y + f.
Transform = tuple[float, ...]


def upright_matrix(page: Any, rotation: int) -> pymupdf.Matrix:
    """Return the matrix from PyMuPDF's text coordinates to the upright page; `rotation` is that of the
    layer."""
    return page.rotation_matrix * turn_page(page.rect, rotation)[0]


def turn_page(shown: Any, rotation: int) -> tuple[pymupdf.Matrix, tuple[float, float]]:
    """Return the matrix from the page as displayed to the page upright, and the size there."""
    turned = pymupdf.Matrix(rotation)
    corner = (shown * turned).top_left
    size = (shown.width, shown.height) if rotation % 180 == 0 else (shown.height, shown.width)
    return turned * pymupdf.Matrix(1, 0, 0, 1, -corner.x, -corner.y), size


def turn_direction(direction: tuple[float, float], matrix: Transform) -> tuple[float, float]:
    x, y = direction
    a, b, c, d, _, _ = matrix
    return a * x + c * y, b * x + d * y


def move_box(box: Box, matrix: Transform) -> Box:
    """Transform a box; PyMuPDF's own rectangles take longer than reading the page."""
    x0, y0, x1, y1 = box
    a, b, c, d, e, f = matrix
    xs = (a * x0 + c * y0 + e, a * x1 + c * y1 + e)
    ys = (b * x0 + d * y0 + f, b * x1 + d * y1 + f)
    return min(xs), min(ys), max(xs), max(ys)
