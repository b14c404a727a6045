"""Makes a `Page` from recognised lines, a text layer or blocks."""

import math
import time
from collections.abc import Callable, Sequence

from function.document.pages import BLOCK_SEPARATOR, RUNNING, Block, Box, Code, Line, Page, PageSource
from function.errors import InputError
from function.reading.codes import add_codes, turn_codes, without_codes
from function.reading.confidence import expect_right
from function.reading.files.messages import Arranged
from function.reading.language import detect_language
from function.reading.layout.fragments import Fragment
from function.reading.layout.ruling import Ruling
from function.reading.layout.scans import find_drawings
from function.reading.mirror import mirror_arranged, mirror_box, mirror_fragments, mirror_rulings
from function.reading.recognition.engine import Polygon, Recognised, RecognisedLine, turn
from function.reading.recognition.strips import Pixels
from function.reading.review import find_reasons
from function.reading.scanned_boxes import find_scanned_boxes
from function.reading.scripts import runs_right_to_left
from function.reading.ticks import add_ticks

POINTS_PER_INCH = 72.0
# A line this many times higher than wide runs up or down the margin.
ASIDE_ASPECT = 2.0

# Puts fragments in order, given the rulings and figures beside them. The language is that of text to be
# repaired; None leaves it unrepaired.
Arrange = Callable[[Sequence[Fragment], Sequence[Ruling], Sequence[Box], str | None], Arranged]


def page_from_ocr(
    recognised: Recognised,
    arrange: Arrange,
    *,
    pixels: Pixels,
    number: int,
    dpi: float,
    languages: Sequence[str],
    started: float,
    codes: Sequence[Code] = (),
) -> Page:
    """Return a page from recognised lines.

    `pixels` is the image as it was recognised (not rotated yet), of shape (height, width, 3), BGR, and `dpi`
    its resolution; `started` is the `time.monotonic()` at the beginning. The boxes of `codes` are on the image,
    in points.
    """
    scale = POINTS_PER_INCH / dpi
    width, height = recognised.size
    codes = turn_codes(codes, recognised.rotation, (width * scale, height * scale))
    fragments = without_codes([fragment_from_line(line, scale) for line in recognised.lines], codes)
    upright = turn(pixels, recognised.rotation)
    fragments = add_ticks(fragments, find_scanned_boxes(upright, fragments, scale), exact=False)
    language = detect_language(_plain_text(fragments), languages)

    drawings = find_drawings(upright, fragments, scale)
    arranged = arrange(fragments, drawings.rulings, drawings.figures, language)
    unread = tuple(unread_block(polygon, scale) for polygon in recognised.unread)
    return make_page(
        Arranged(arranged.blocks + unread, arranged.crowded),
        number=number,
        size=(width * scale, height * scale),
        rotation=recognised.rotation,
        source="ocr",
        language=language,
        started=started,
        codes=codes,
    )


def page_from_text_layer(
    fragments: Sequence[Fragment],
    arrange: Arrange,
    *,
    rulings: Sequence[Ruling],
    figures: Sequence[Box],
    number: int,
    size: tuple[float, float],
    rotation: int,
    languages: Sequence[str],
    started: float,
    codes: Sequence[Code] = (),
) -> Page:
    """Return a page from its text layer, which is what the author wrote and is not repaired.

    The boxes of `codes` are in points of the page as displayed.
    """
    codes = turn_codes(codes, rotation, size)
    fragments = without_codes(fragments, codes)
    text, width = _plain_text(fragments), size[0]
    if runs_right_to_left(text):
        mirrored = arrange(
            mirror_fragments(fragments, width),
            mirror_rulings(rulings, width),
            [mirror_box(figure, width) for figure in figures],
            None,
        )
        arranged = mirror_arranged(mirrored, width)
    else:
        arranged = arrange(fragments, rulings, figures, None)
    return make_page(
        arranged,
        number=number,
        size=size,
        rotation=rotation,
        source="text_layer",
        language=detect_language(text, languages),
        started=started,
        codes=codes,
    )


def page_from_blocks(
    blocks: tuple[Block, ...],
    *,
    number: int,
    size: tuple[float, float],
    languages: Sequence[str],
    started: float,
) -> Page:
    """Return a page from blocks of a file that itself marks titles, lists and tables."""
    return make_page(
        Arranged(blocks),
        number=number,
        size=size,
        rotation=0,
        source="text_layer",
        language=detect_language(" ".join(block.text for block in blocks), languages),
        started=started,
    )


def unreadable_page(number: int, error: InputError, *, language: str, started: float) -> Page:
    """Return a placeholder for a page that could not be read, in a document that otherwise can."""
    return Page(
        number=number,
        width=0.0,
        height=0.0,
        rotation=0,
        source="unreadable",
        language=language,
        confidence=None,
        text="",
        blocks=(),
        seconds=time.monotonic() - started,
        review_reasons=find_reasons((), "unreadable", None),
        error_code=error.code,
        error=str(error),
    )


def page_text(blocks: Sequence[Block]) -> str:
    """Return the blocks as plain text, without running headers and footers and repeated heads of tables."""
    texts = (block.own_text for block in blocks if block.kind not in RUNNING)
    return BLOCK_SEPARATOR.join(filter(None, texts))


def make_page(
    arranged: Arranged,
    *,
    number: int,
    size: tuple[float, float],
    rotation: int,
    source: PageSource,
    language: str,
    started: float,
    codes: Sequence[Code] = (),
) -> Page:
    """Return a page from arranged blocks and codes; `size` is width and height in points, upright."""
    blocks = add_codes(arranged.blocks, codes)
    confidence, unread = expect_right(blocks)
    return Page(
        number=number,
        width=round(size[0], 2),
        height=round(size[1], 2),
        rotation=rotation,
        source=source,
        language=language,
        confidence=confidence,
        text=page_text(blocks),
        blocks=blocks,
        seconds=time.monotonic() - started,
        review_reasons=find_reasons(blocks, source, confidence, unread=unread, crowded=arranged.crowded),
    )


def unread_block(polygon: Polygon, scale: float) -> Block:
    """Return a block for print that was not read; `scale` is points per pixel of the recognised image."""
    xs, ys = ([value * scale for value in axis] for axis in zip(*polygon, strict=True))
    return Block("unread", "", (min(xs), min(ys), max(xs), max(ys)), ())


def fragment_from_line(line: RecognisedLine, scale: float) -> Fragment:
    """Return a recognised line in points; `scale` is points per pixel of the recognised image."""
    corners = [(x * scale, y * scale) for x, y in line.polygon]
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = corners
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    box: Box = (min(xs), min(ys), max(xs), max(ys))
    height = (math.dist((ax, ay), (dx, dy)) + math.dist((bx, by), (cx, cy))) / 2
    run = (bx - ax) + (cx - dx)
    upright = height > ASIDE_ASPECT * (box[2] - box[0]) and len(line.text) > 2
    middle = sum(ys) / 4
    return Fragment(
        line=Line(text=line.text, raw_text=line.text, box=box, confidence=line.confidence),
        x0=(ax + dx) / 2,
        y0=middle - height / 2,
        x1=(bx + cx) / 2,
        y1=middle + height / 2,
        slope=((by - ay) + (cy - dy)) / run if run > 0 else 0.0,
        size=height,
        aside=upright,
    )


def _plain_text(fragments: Sequence[Fragment]) -> str:
    return " ".join(fragment.text for fragment in fragments)
