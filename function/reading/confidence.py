"""How sure a reading is."""

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import numpy as np

from function.document.pages import Block, Box

# The usual width of a character, in heights of its line. A box of a line is twice as high as its small letters.
CHARACTER_WIDTH = 0.5
# Written by `python -m benchmarks.confidence`, from pages whose text is known.
FITTED = Path(__file__).with_name("confidence.json")


@dataclass(frozen=True, slots=True)
class Calibration:
    """What the confidences of lines are worth.

    `lines` are confidences of lines, ascending, each with the share of characters that are right on a page of such lines;
    between them the share changes evenly. Lines in doubt stand for more than themselves: where print is hard to read,
    some of it is missed without a trace.
    """

    lines: tuple[tuple[float, float], ...]

    def expect_right(self, lines: Iterable[tuple[int, float]], unread: float) -> float:
        """Return the expected share of characters that are right, 0..1, of lines (characters, confidence) beside
        `unread` characters."""
        counts, confidences = zip(*lines, strict=True)
        known, shares = zip(*self.lines, strict=True)
        right = np.interp(confidences, known, shares)
        return float(np.dot(counts, right) / (sum(counts) + unread))


def load_calibration() -> Calibration:
    return Calibration(tuple(map(tuple, json.loads(FITTED.read_text("utf-8"))["lines"])))


CALIBRATION = load_calibration()


def mean_confidence(weighted: Iterable[tuple[float, int]]) -> float | None:
    """Return the mean of confidences (0..1) weighted by characters; None without characters."""
    pairs = list(weighted)
    characters = sum(weight for _, weight in pairs)
    if characters == 0:
        return None
    return math.fsum(confidence * weight for confidence, weight in pairs) / characters


def expect_right(blocks: Sequence[Block]) -> tuple[float | None, float]:
    """Return the expected share of a recognised page's characters that are right, and the share that was not read at all.

    The first is None for a page without text.
    """
    lines = [(len(line.text), line.confidence) for block in blocks for line in block.lines if line.text]
    if not lines:
        return None, 0.0
    read = sum(characters for characters, _ in lines)
    unread = count_unread(blocks)
    return CALIBRATION.expect_right(lines, unread), unread / (read + unread)


def count_unread(blocks: Sequence[Block]) -> float:
    """Return about how many characters the unread blocks have, whose print may be cut off but is of the usual size."""
    heights = [_height(line.box) for block in blocks for line in block.lines]
    usual = median(heights) if heights else 0.0
    return sum(
        (block.box[2] - block.box[0]) / (CHARACTER_WIDTH * max(_height(block.box), usual, 1.0))
        for block in blocks
        if block.kind == "unread"
    )


def _height(box: Box) -> float:
    return box[3] - box[1]
