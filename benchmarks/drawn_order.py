"""`python -m benchmarks.drawn_order [FILE]`: each page of a file with its blocks and their order drawn over it.

A block has the colour of its kind and a number; a line runs from each piece of text to the one read after it, thin
within a block and thick from block to block. Writes `NAME-PAGE.png` into `--output`. Without a file it draws the page
of the documentation.
"""

import argparse
import tempfile
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pymupdf
from PIL import Image, ImageDraw, ImageFont

from benchmarks.command import run_command
from function.document.pages import Block, BlockKind, Box, Page
from tests.support.delivery_note import draw_delivery_note
from tests.support.reading import read_file

DPI = 110
# How much of the page's own ink is left, so that the drawing stands out.
INK = 0.6
COLOURS: dict[BlockKind, str] = {
    "title": "#c0392b",
    "paragraph": "#1f6fb2",
    "list": "#0e8a7d",
    "table": "#8e44ad",
    "figure": "#7f8c8d",
    "caption": "#b9770e",
    "code": "#1f1f7a",
    "header": "#7f8c8d",
    "footer": "#7f8c8d",
}
ORDER = "#e67e22"
# Pixels.
TAG, TAG_SIZE = 5, 13
EXAMPLE = Path(__file__).parent / "results" / "order.png"
COLOURS_IN_EXAMPLE = 64


def main() -> None:
    arguments = _parse()
    if arguments.file is None:
        _draw_example()
        return
    arguments.output.mkdir(parents=True, exist_ok=True)
    for number, picture in enumerate(draw_file(arguments.file, force_ocr=arguments.force_ocr), start=1):
        target = arguments.output / f"{arguments.file.stem}-{number}.png"
        picture.save(target, optimize=True)
        print(target)


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, nargs="?", help="a PDF or a picture")
    parser.add_argument("--force-ocr", action="store_true", help="recognise pages with a text layer, too")
    parser.add_argument("--output", type=Path, default=Path())
    return parser.parse_args()


def _draw_example() -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "delivery-note.pdf"
        file.write_bytes(draw_delivery_note())
        (picture,) = draw_file(file)
    picture.quantize(COLOURS_IN_EXAMPLE).save(EXAMPLE, optimize=True)
    print(EXAMPLE)


def draw_file(file: Path, *, force_ocr: bool = False) -> list[Image.Image]:
    """Read the file and return a picture of each page."""
    pages = read_file(file, force_ocr=force_ocr)
    with pymupdf.open(file) as opened:
        return [
            draw_order(_picture(opened[page.number - 1], page), page.blocks, DPI)
            for page in pages
            if page.width > 0
        ]


def _picture(page: Any, read: Page) -> Image.Image:
    """The page as a person sees it, in the size that was read."""
    pixels = page.get_pixmap(dpi=DPI, alpha=False)
    picture = Image.frombytes("RGB", (pixels.width, pixels.height), pixels.samples)
    size = round(read.width * DPI / 72), round(read.height * DPI / 72)
    return picture.rotate(-read.rotation, expand=True).resize(size)


def draw_order(picture: Image.Image, blocks: Sequence[Block], dpi: float) -> Image.Image:
    """Return a copy of the page with its blocks and their order drawn over it."""
    drawn = Image.blend(Image.new("RGB", picture.size, "white"), picture.convert("RGB"), INK)
    pen = ImageDraw.Draw(drawn)
    scale = dpi / 72
    for number, block in enumerate(blocks, start=1):
        _draw_block(pen, number, block, scale)
    ends = [_find_ends(block, scale) for block in blocks]
    for (_, last), (first, _) in pairwise(ends):
        pen.line([last, first], fill=ORDER, width=2)
    return drawn


def _draw_block(pen: ImageDraw.ImageDraw, number: int, block: Block, scale: float) -> None:
    colour = COLOURS[block.kind]
    box = _scale(block.box, scale)
    pen.rectangle(box, outline=colour, width=2)
    middles = [_middle(_scale(line.box, scale)) for line in block.lines]
    if len(middles) > 1:
        pen.line(middles, fill=colour, width=1)
    place = box[0] - TAG, box[1] + TAG
    font = ImageFont.load_default(size=TAG_SIZE)
    left, top, right, bottom = pen.textbbox(place, str(number), font=font, anchor="rm")
    pen.rectangle((left - 2, top - 2, right + 2, bottom + 2), fill=colour)
    pen.text(place, str(number), fill="white", font=font, anchor="rm")


def _find_ends(block: Block, scale: float) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return where the first and the last piece of the block are."""
    boxes = [line.box for line in block.lines] or [block.box]
    return _middle(_scale(boxes[0], scale)), _middle(_scale(boxes[-1], scale))


def _scale(box: Box, scale: float) -> Box:
    x0, y0, x1, y1 = (value * scale for value in box)
    return x0, y0, x1, y1


def _middle(box: Box) -> tuple[float, float]:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


if __name__ == "__main__":
    run_command(main)
