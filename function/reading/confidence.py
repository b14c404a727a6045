"""How sure a reading is."""

import math
from collections.abc import Iterable, Sequence

from function.document.pages import Block, Box


def mean_confidence(weighted: Iterable[tuple[float, int]]) -> float | None:
    """Return the mean of confidences (0..1) weighted by characters; None without characters."""
    pairs = list(weighted)
    characters = sum(weight for _, weight in pairs)
    if characters == 0:
        return None
    return math.fsum(confidence * weight for confidence, weight in pairs) / characters


# The usual width of a character, in heights of its line. A box of a line is twice as high as its small letters.
CHARACTER_WIDTH = 0.5


def expect_right(blocks: Sequence[Block]) -> tuple[float | None, float]:
    """Return the expected share of a page's characters that are right, and the share that was not read at all.

    The first is None for a page without text.
    """
    lines = [(line.confidence, len(line.text)) for block in blocks for line in block.lines]
    mean = mean_confidence(lines)
    if mean is None:
        return None, 0.0
    read = sum(characters for _, characters in lines)
    unread = sum(_count_characters(block.box) for block in blocks if block.kind == "unread")
    return mean * read / (read + unread), unread / (read + unread)


def _count_characters(box: Box) -> float:
    """Return about how many characters fit into the box of a line."""
    x0, y0, x1, y1 = box
    return (x1 - x0) / max(CHARACTER_WIDTH * (y1 - y0), 1.0)
