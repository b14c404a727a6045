"""What lies over the print of a page, and beside it: stamps, signatures, watermarks, punched holes, register lines.

Each is drawn on a sheet of its own and pressed on the page, so that ink lies over ink. Measures are in points.
"""

from collections.abc import Callable, Sequence
from typing import Any

import cv2
import numpy as np
import pymupdf

from local.samples.wear import Pixels

Colour = tuple[float, float, float]
Draw = Callable[[Any], None]

BLUE: Colour = (0.13, 0.22, 0.62)
VIOLET: Colour = (0.38, 0.2, 0.6)
RED: Colour = (0.78, 0.12, 0.16)
GREEN: Colour = (0.1, 0.45, 0.25)
BLACK: Colour = (0.08, 0.08, 0.08)
HOLE = 8.5  # radius of a punched hole


def press(page: Pixels, dpi: int, *draws: Draw) -> Pixels:
    """The page, RGB, with what `draws` put on sheets of its size pressed on it."""
    pressed = page.astype(np.float32)
    for draw in draws:
        height, width = page.shape[:2]
        sheet = pymupdf.open().new_page(width=width * 72 / dpi, height=height * 72 / dpi)
        draw(sheet)
        pixmap = sheet.get_pixmap(dpi=dpi, alpha=False)
        ink = np.frombuffer(pixmap.samples, np.uint8).reshape(pixmap.height, pixmap.width, 3)
        pressed *= cv2.resize(ink, (width, height)).astype(np.float32) / 255
    return pressed.round().astype(np.uint8)


def stamp(
    x: float, y: float, lines: Sequence[str], colour: Colour, *, degrees: float = 0, size: float = 14
) -> Draw:
    """A framed stamp of lines of words, turned counter-clockwise around its middle (x, y)."""

    def draw(page: Any) -> None:
        around = pymupdf.Point(x, y), pymupdf.Matrix(degrees)
        half = max(pymupdf.get_text_length(line, "hebo", size) for line in lines) / 2
        high = 0.7 * size * len(lines)
        shape = page.new_shape()
        shape.draw_rect(pymupdf.Rect(x - half - 8, y - high - 4, x + half + 8, y + high + 4))
        shape.finish(color=colour, width=1.8, morph=around)
        shape.commit()
        for row, line in enumerate(lines):
            left = x - pymupdf.get_text_length(line, "hebo", size) / 2
            place = (left, y - high + size * (1.4 * row + 1.05))
            page.insert_text(place, line, fontsize=size, fontname="hebo", color=colour, morph=around)

    return draw


def round_stamp(x: float, y: float, radius: float, around: str, middle: str, colour: Colour) -> Draw:
    """Rings with words between them and a word in the middle, like the seal of an office."""

    def draw(page: Any) -> None:
        for share in (1.0, 0.95, 0.62):
            page.draw_circle((x, y), radius * share, color=colour, width=1.4)
        size = radius * 0.2
        for place, letter in enumerate(around):
            angle = 360 * place / len(around)
            foot = (x - size / 3, y - radius * 0.72)
            turn = pymupdf.Point(x, y), pymupdf.Matrix(-angle)
            page.insert_text(foot, letter, fontsize=size, fontname="hebo", color=colour, morph=turn)
        left = x - pymupdf.get_text_length(middle, "hebo", size) / 2
        page.insert_text((left, y + size / 3), middle, fontsize=size, fontname="hebo", color=colour)

    return draw


def signature(x: float, y: float, width: float, colour: Colour, *, seed: int = 1, pen: float = 1.6) -> Draw:
    """Loops and a flourish from (x, y) to the right."""
    chance = np.random.default_rng(seed)
    loops = int(chance.integers(5, 8))
    points = []
    for loop in range(loops):
        at = x + width * loop / loops
        high = width * chance.uniform(0.12, 0.28)
        points += [
            (at, y),
            (at + width * 0.16, y - high),
            (at + width * 0.02, y - high),
            (at + width * 0.1, y),
        ]
    points += [(x + width, y - width * 0.05), (x, y + width * 0.08), (x + width * 1.1, y + width * 0.1)]

    def draw(page: Any) -> None:
        shape = page.new_shape()
        for first in range(0, len(points) - 3, 3):
            shape.draw_bezier(*points[first : first + 4])
        shape.finish(color=colour, width=pen, closePath=False)
        shape.commit()

    return draw


def scrawl(
    x: float, y: float, words: Sequence[int], colour: Colour, *, seed: int = 1, size: float = 9
) -> Draw:
    """Words of so many letters by hand, from (x, y) to the right: no two alike, some of them joined."""
    chance = np.random.default_rng(seed)
    paths: list[list[tuple[float, float]]] = []
    at = x
    for letters in words:
        foot = y + chance.normal(0, 0.12) * size
        path = [(at, foot)]
        for _ in range(letters):
            wide, slant = size * chance.uniform(0.55, 1.1), size * chance.uniform(0.0, 0.5)
            high = size * chance.choice((1.0, 1.0, 1.0, 2.1, -1.0)) * chance.uniform(0.75, 1.2)
            foot = y + chance.normal(0, 0.12) * size
            reach = chance.choice((-0.4, 0.9))
            path += [
                (at + wide + slant, foot - 1.3 * high),
                (at + wide * reach + slant, foot - 1.3 * high),
                (at + wide, foot),
            ]
            at += wide
            if chance.random() < 0.4:
                paths.append(path)
                at += 0.25 * size
                path = [(at, foot)]
        paths.append(path)
        at += size * chance.uniform(0.8, 1.6)

    def draw(page: Any) -> None:
        shape = page.new_shape()
        for path in paths:
            for first in range(0, len(path) - 3, 3):
                shape.draw_bezier(*path[first : first + 4])
        shape.finish(color=colour, width=1.1, closePath=False)
        shape.commit()

    return draw


def watermark(word: str, *, grey: float = 0.82, degrees: float = 52, size: float = 120) -> Draw:
    """A word across the page, from the bottom left to the top right."""

    def draw(page: Any) -> None:
        x, y = page.rect.width / 2, page.rect.height / 2
        left = x - pymupdf.get_text_length(word, "hebo", size) / 2
        around = pymupdf.Point(x, y), pymupdf.Matrix(degrees)
        ink = (grey,) * 3
        page.insert_text((left, y + size / 3), word, fontsize=size, fontname="hebo", color=ink, morph=around)

    return draw


def holes(x: float, *heights: float) -> Draw:
    """Punched holes, as a scanner with a dark lid sees them."""

    def draw(page: Any) -> None:
        for y in heights:
            page.draw_circle((x, y), HOLE, color=None, fill=(0.25, 0.25, 0.25))

    return draw


def register_line(text: str, x: float, bottom: float, *, size: float = 7, upwards: bool = True) -> Draw:
    """A line along the margin whose text begins at (x, bottom) and runs up, or ends there and runs down."""

    def draw(page: Any) -> None:
        if upwards:
            page.insert_text((x, bottom), text, fontsize=size, fontname="helv", rotate=90)
        else:
            top = bottom - pymupdf.get_text_length(text, "helv", size)
            page.insert_text((x, top), text, fontsize=size, fontname="helv", rotate=270)

    return draw
