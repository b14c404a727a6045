"""Documents of several pages, as in an archive, for benchmarks of the running function."""

import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pymupdf
from PIL import Image

from local.samples import SAMPLES
from tests.support.pages.sheets import print_sheet, sheet_kinds

A4 = (595, 842)
MARGIN = 62
FONT_SIZE, LINE_HEIGHT = 10.5, 1.35
PARAGRAPHS, SENTENCES = 7, (3, 6)


def bind_scans(images: Sequence[Path]) -> bytes:
    """A PDF of these pictures only, each on a page as wide as A4."""
    pdf: Any = pymupdf.open()
    for image in images:
        with Image.open(image) as picture:
            height = A4[0] * picture.height / picture.width
        page = pdf.new_page(width=A4[0], height=height)
        page.insert_image(page.rect, filename=image)
    return _bytes(pdf)


def write_letter(pages: int, seed: int) -> bytes:
    """A born-digital PDF of full pages, made of random sentences from the repository's Spanish texts."""
    chance = random.Random(seed)
    sentences = list(find_sentences())
    pdf: Any = pymupdf.open()
    for number in range(1, pages + 1):
        page = pdf.new_page(width=A4[0], height=A4[1])
        paragraphs = [
            " ".join(chance.sample(sentences, chance.randint(*SENTENCES))) for _ in range(PARAGRAPHS)
        ]
        html = f"<h2>{number}. {chance.choice(sentences)[:50]}</h2>" + "".join(
            f"<p>{paragraph}</p>" for paragraph in paragraphs
        )
        frame = pymupdf.Rect(MARGIN, MARGIN, A4[0] - MARGIN, A4[1] - MARGIN)
        css = f"p {{font-size: {FONT_SIZE}pt; line-height: {LINE_HEIGHT}; text-align: justify}}"
        page.insert_htmlbox(frame, html, css=css)
    pdf.subset_fonts()
    return _bytes(pdf)


def find_sentences() -> Iterator[str]:
    """Sentences of the repository's Spanish texts, of seven words or more."""
    truths = [sample.truth.read_text("utf-8") for sample in SAMPLES if sample.language == "es"]
    truths += [print_sheet(kind).truth for kind in sheet_kinds()]
    for sentence in re.split(r"(?<=[.!?])\s+|\n+", "\n".join(truths)):
        if len(sentence.split()) > 6:
            yield sentence.replace("<", "").replace("&", "y")


def _bytes(pdf: Any) -> bytes:
    content: bytes = pdf.tobytes(garbage=3, deflate=True)
    return content
