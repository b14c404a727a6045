"""Draws the confidences of pages beside the share of their characters that were right."""

from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from benchmarks.real_score import Score, share_lost
from benchmarks.reliability import describe_bins

# Pixels.
SIDE, MARGIN, DOT, BIN, TEXT_SIZE = 480, 56, 3, 6, 13
PAPER, GRID, INK = "#ffffff", "#d5dde0", "#33444a"
PAGE, FLAGGED, CURVE = "#b8c4c9", "#e67e22", "#1f6f8b"
STEPS = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


def draw_curve(scores: Sequence[Score], target: Path) -> None:
    """Write a picture: a dot for each page, orange if it is flagged, and a line through the groups of the table."""
    picture = Image.new("RGB", (SIDE + 2 * MARGIN, SIDE + 2 * MARGIN), PAPER)
    drawing, font = ImageDraw.Draw(picture), ImageFont.load_default(TEXT_SIZE)
    for step in STEPS:
        drawing.line((*_place(step, STEPS[0]), *_place(step, 1.0)), GRID)
        drawing.line((*_place(STEPS[0], step), *_place(1.0, step)), GRID)
        x, y = _place(step, STEPS[0])
        drawing.text((x, y + 8), f"{100 * step:.0f}", INK, font, anchor="ma")
        x, y = _place(STEPS[0], step)
        drawing.text((x - 8, y), f"{100 * step:.0f}", INK, font, anchor="rm")
    drawing.text((MARGIN + SIDE / 2, SIDE + MARGIN + 30), "confidence of the page, %", INK, font, anchor="ma")
    drawing.text((MARGIN, MARGIN - 14), "characters really right, %", INK, font, anchor="ls")
    drawing.line((*_place(STEPS[0], STEPS[0]), *_place(1.0, 1.0)), INK)
    for score in scores:
        if score.confidence is not None:
            place = _place(score.confidence, 1 - share_lost([score]) / 100)
            drawing.circle(place, DOT, FLAGGED if score.flagged else PAGE)
    curve = [_place(expected / 100, right / 100) for expected, right in describe_bins(scores)]
    drawing.line(curve, CURVE, width=3)
    for place in curve:
        drawing.circle(place, BIN, CURVE)
    picture.quantize(64).save(target, optimize=True)


def _place(confidence: float, right: float) -> tuple[float, float]:
    """Return the pixel of a page; what is below the scale is at its edge."""
    low, high = STEPS[0], STEPS[-1]
    across, up = ((min(max(value, low), high) - low) / (high - low) for value in (confidence, right))
    return MARGIN + across * SIDE, MARGIN + (1 - up) * SIDE
