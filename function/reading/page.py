"""A `Page` out of recognised lines or out of a text layer."""

import math
import time
from collections.abc import Sequence
from dataclasses import replace

from function.reading.document import Block, BlockKind, Box, Line, Page, PageSource
from function.reading.layout.fragments import Fragment
from function.reading.layout.order import arrange
from function.reading.ocr import Recognised, RecognisedLine
from function.reading.running import Parts
from function.reading.writing.language import detect_language
from function.reading.writing.signs import repair_signs
from function.reading.writing.spanish import repair_spanish

BLOCK_SEPARATOR = "\n\n"
RUNNING: tuple[BlockKind, ...] = ("header", "footer")
POINTS_PER_INCH = 72.0
# A line so much higher than wide runs up or down the margin.
ASIDE_ASPECT = 2.0


def page_from_ocr(
    recognised: Recognised, *, number: int, dpi: float, languages: Sequence[str], started: float
) -> Page:
    """`dpi` is the resolution of the recognised image, `started` a `time.monotonic()` of the beginning."""
    scale = POINTS_PER_INCH / dpi
    fragments = [_fragment(line, scale) for line in recognised.lines]
    language = detect_language(_plain_text(fragments), languages)

    def repair(text: str) -> str:
        text = repair_signs(text)
        return repair_spanish(text) if language == "es" else text

    width, height = recognised.size
    return make_page(
        arrange(fragments, repair),
        number=number,
        size=(width * scale, height * scale),
        rotation=recognised.rotation,
        source="ocr",
        language=language,
        started=started,
    )


def page_from_text_layer(
    parts: Parts,
    *,
    number: int,
    size: tuple[float, float],
    rotation: int,
    languages: Sequence[str],
    started: float,
) -> Page:
    """A text layer is what the author wrote: nothing in it is repaired."""
    return make_page(
        (
            *_arrange_as("header", parts.header),
            *arrange(parts.body, _keep),
            *_arrange_as("footer", parts.footer),
        ),
        number=number,
        size=size,
        rotation=rotation,
        source="text_layer",
        language=detect_language(_plain_text(parts.body), languages),
        started=started,
    )


def _keep(text: str) -> str:
    return text


def _arrange_as(kind: BlockKind, fragments: Sequence[Fragment]) -> list[Block]:
    return [replace(block, kind=kind) for block in arrange(fragments, _keep)]


def make_page(
    blocks: tuple[Block, ...],
    *,
    number: int,
    size: tuple[float, float],
    rotation: int,
    source: PageSource,
    language: str,
    started: float,
) -> Page:
    """`size` is width and height in points, upright."""
    return Page(
        number=number,
        width=round(size[0], 2),
        height=round(size[1], 2),
        rotation=rotation,
        source=source,
        language=language,
        confidence=_mean_confidence(blocks),
        text=BLOCK_SEPARATOR.join(block.text for block in blocks if block.kind not in RUNNING),
        blocks=blocks,
        seconds=time.monotonic() - started,
    )


def _fragment(line: RecognisedLine, scale: float) -> Fragment:
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


def _mean_confidence(blocks: Sequence[Block]) -> float | None:
    lines = [line for block in blocks for line in block.lines]
    characters = sum(len(line.text) for line in lines)
    if characters == 0:
        return None
    return math.fsum(len(line.text) * line.confidence for line in lines) / characters
