"""Draws a page that was typeset, from its lines alone. Runs in the process that opens files."""

import pymupdf
from PIL import Image

from function.reading.files.messages import LaidOut
from function.reading.files.resolution import limit_zoom
from function.reading.files.typesetting import LEADING

FONT, SIZE = "cour", 10.0
# Of the height of a line, above its base line.
ABOVE = 0.75


def draw_laid_out(page: LaidOut, width: int) -> Image.Image:
    zoom = limit_zoom(*page.size, width / page.size[0])
    with pymupdf.open() as pdf:
        sheet = pdf.new_page(width=page.size[0], height=page.size[1])
        for block in page.blocks:
            for line in block.lines:
                x0, y0, _, _ = line.box
                sheet.insert_text((x0, y0 + ABOVE * LEADING), line.text, fontname=FONT, fontsize=SIZE)
        drawn = sheet.get_pixmap(matrix=pymupdf.Matrix(zoom, zoom), alpha=False)
        return Image.frombytes("RGB", (drawn.width, drawn.height), drawn.samples)
