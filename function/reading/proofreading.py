"""Checks a text layer against the picture of its page: whether it is right, and whether it is complete."""

from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

import numpy as np

from function.document.pages import Box
from function.reading.files.messages import TextLayer
from function.reading.layout.fragments import Fragment
from function.reading.recognition.strips import Pixels
from function.reading.sheet_text import fragment_from_line
from function.reading.sheets import Recognise

# A hidden layer is believed when lines from all over the page match what the recogniser reads there.
CHECKED_LINES = 6
AGREEMENT = 0.95
# Print has an edge every few pixels, paper and plain colours have none: every fourth pixel is compared with
# the next of these.
EDGE = 40
PRINTED = 0.003
# Text read into a photo's leaves and clouds is short and uncertain.
MIN_CONFIDENCE = 0.85
MIN_LETTERS = 3


def agrees(layer: TextLayer, upright: Pixels, dpi: float, recognise: Recognise) -> bool:
    """Whether the recogniser, on the upright page, reads the same as some lines of the layer."""
    lines = _pick_lines(layer.fragments)
    if not lines:
        return False
    read = " ".join(line.text for line in recognise(_cut_out(upright, lines, dpi / 72)).lines)
    expected = " ".join(line.text for line in lines)
    return SequenceMatcher(None, expected, read, autojunk=False).ratio() >= AGREEMENT


def add_untold(
    layer: TextLayer, untold: Sequence[Box], upright: Pixels, dpi: float, recognise: Recognise
) -> TextLayer:
    """Add the lines printed in the `untold` pictures to the layer, where it has none itself."""
    scale = dpi / 72
    rest = _keep_only(upright, untold, [piece.line.box for piece in layer.fragments], scale)
    if not _has_print(rest):
        return layer
    recognised = recognise(rest)
    if recognised.rotation != 0 or recognised.bend:
        return layer
    found = tuple(
        fragment_from_line(line, 1 / scale)
        for line in recognised.lines
        if line.confidence >= MIN_CONFIDENCE and sum(map(str.isalnum, line.text)) >= MIN_LETTERS
    )
    return replace(layer, fragments=layer.fragments + found)


def _keep_only(pixels: Pixels, boxes: Sequence[Box], without: Sequence[Box], scale: float) -> Pixels:
    """Return white paper with the content of `boxes` except for that of `without`."""
    kept = np.full_like(pixels, 255)
    for box in boxes:
        rows, columns = _span(box, scale, 0.0)
        kept[rows, columns] = pixels[rows, columns]
    for box in without:
        kept[_span(box, scale, 0.3 * (box[3] - box[1]))] = 255
    return kept


def _has_print(pixels: Pixels) -> bool:
    grey = pixels[::4, :, 1].astype(np.int16)
    return float((np.abs(grey[:, 4::4] - grey[:, :-4:4]) > EDGE).mean()) >= PRINTED


def _pick_lines(fragments: tuple[Fragment, ...]) -> list[Fragment]:
    """Return long lines, spread over the page."""
    long = sorted(fragments, key=lambda piece: len(piece.text), reverse=True)[: 3 * CHECKED_LINES]
    long.sort(key=lambda piece: piece.y0)
    return long[:: max(1, len(long) // CHECKED_LINES)][:CHECKED_LINES]


def _cut_out(pixels: Pixels, lines: Sequence[Fragment], scale: float) -> Pixels:
    """Return the images of the lines, one below the other on white paper."""
    boxes = [(line.x0, line.y0, line.x1, line.y1) for line in lines]
    cuttings = [pixels[_span(box, scale, 0.25 * (box[3] - box[1]))] for box in boxes]
    gap = max(20, max(cutting.shape[0] for cutting in cuttings))
    height = sum(cutting.shape[0] + gap for cutting in cuttings) + gap
    sheet = np.full((height, max(cutting.shape[1] for cutting in cuttings) + 2 * gap, 3), 255, np.uint8)
    top = gap
    for cutting in cuttings:
        sheet[top : top + cutting.shape[0], gap : gap + cutting.shape[1]] = cutting
        top += cutting.shape[0] + gap
    return sheet


def _span(box: Box, scale: float, margin: float) -> tuple[slice, slice]:
    """Return the pixels under a box in points, with a margin around it."""
    x0, y0 = (max(0, round((value - margin) * scale)) for value in box[:2])
    x1, y1 = (max(0, round((value + margin) * scale)) for value in box[2:])
    return slice(y0, y1), slice(x0, x1)
