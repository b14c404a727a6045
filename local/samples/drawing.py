"""Draws signatures in ink, and the hills on a cover."""

import random
from typing import Any

import pymupdf

_INK = (0.10, 0.14, 0.45)
_HILLS = (
    ((0.80, 0.86, 0.74), (640, 560, 660, 590)),
    ((0.56, 0.69, 0.51), (690, 720, 640, 700)),
    ((0.25, 0.42, 0.30), (770, 720, 780, 730)),
)
_OAKS = ((120, 700, 26), (165, 716, 19), (438, 662, 30), (486, 680, 21))


def sign(page: Any, caption: str, seed: int) -> None:
    """Draw a signature in blue ink above the line that begins with `caption`."""
    chance = random.Random(seed)
    box = page.search_for(caption)[0]
    x, y = box.x0 + chance.uniform(-6, 14), box.y0 - 28
    start, shape = x, page.new_shape()
    for rise in chance.sample((4, 6, 9, 14, 21, 28, 34), 6):
        step, lean = chance.uniform(6, 17), chance.uniform(0.6, 1.9)
        end = pymupdf.Point(x + step, y + chance.uniform(-4, 2))
        shape.draw_bezier((x, y), (x + step * lean, y - rise * 1.6), (x - step * 0.5, y + rise * 0.7), end)
        x, y = end
    shape.draw_bezier((x, y), (x + 46, y - 26), (start - 30, y + 24), (x + chance.uniform(10, 30), y + 9))
    shape.finish(color=_INK, width=1.1, lineCap=1, closePath=False)
    shape.commit()


def paint_cover(page: Any) -> None:
    """Paint three hills with oaks at the bottom of the page."""
    width, foot = page.rect.width, page.rect.height
    for shade, (left, first, second, right) in _HILLS:
        shape = page.new_shape()
        shape.draw_bezier((0, left), (width / 3, first), (2 * width / 3, second), (width, right))
        shape.draw_line((width, right), (width, foot))
        shape.draw_line((width, foot), (0, foot))
        shape.finish(color=None, fill=shade, closePath=True)
        shape.commit()
    for x, ground, radius in _OAKS:
        _plant_oak(page, x, ground, radius)


def _plant_oak(page: Any, x: float, ground: float, radius: float) -> None:
    shape = page.new_shape()
    shape.draw_rect(pymupdf.Rect(x - 3, ground - radius, x + 3, ground + radius))
    shape.finish(color=None, fill=(0.36, 0.27, 0.19))
    for dx, dy in ((-0.6, 0.1), (0.6, 0.1), (0, -0.5)):
        shape.draw_circle((x + dx * radius, ground - (1.4 - dy) * radius), radius * 0.75)
    shape.finish(color=None, fill=(0.18, 0.34, 0.22))
    shape.commit()
