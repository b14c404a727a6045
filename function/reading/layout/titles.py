"""The level of titles: 1 for the document's, 2 for a section's, and so on."""

import re
from collections.abc import Sequence
from dataclasses import replace

from function.document.pages import Block

# Print that is larger by this factor ranks higher.
LARGER = 1.1
LOWEST = 6

_NUMBER = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)(?:\.[-–—ºª]?|[ºª])?\s+\S")


def rank_titles(blocks: Sequence[Block], sizes: Sequence[float], usual: float) -> list[Block]:
    """Return the blocks with the level of titles set.

    `sizes` are the print heights of the blocks, `usual` that of the text. The document's title is the only
    one in the largest print, or it opens the page and nothing is larger.
    """
    titles = [index for index, block in enumerate(blocks) if block.kind == "title"]
    ranks = _rank_sizes([sizes[index] for index in titles])
    largest = [index for index in titles if ranks[sizes[index]] == 0]
    alone = len(largest) == 1 and sizes[largest[0]] > LARGER * usual
    top = largest[0] if alone or largest[:1] == [0] else None
    below = 2 if len(largest) > 1 or top is None else 1
    ranked = list(blocks)
    for index in titles:
        level = 1 if index == top else _read_level(blocks[index].text, below + ranks[sizes[index]])
        ranked[index] = replace(blocks[index], level=level)
    return ranked


def _rank_sizes(sizes: Sequence[float]) -> dict[float, int]:
    """Rank print sizes: 0 for the largest, 1 for the next that is clearly smaller, and so on."""
    ranks: dict[float, int] = {}
    rank, largest = 0, max(sizes, default=0.0)
    for size in sorted(sizes, reverse=True):
        if largest > LARGER * size:
            rank, largest = rank + 1, size
        ranks[size] = rank
    return ranks


def _read_level(text: str, by_print: int) -> int:
    """Return the level by a title's number: `1.` is a section, `1.1` a part of one; else `by_print`."""
    number = _NUMBER.match(text)
    return min(by_print if number is None else number[1].count(".") + 2, LOWEST)
