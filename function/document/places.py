"""Where blocks and lines stand in the text of their document."""

from collections.abc import Iterator
from dataclasses import dataclass

from function.document.pages import BLOCK_SEPARATOR, RUNNING, Block, Box, WholeDocument

# What may end a line whose word goes on in the next one.
_HYPHENS = "-\u00ad"


@dataclass(frozen=True, slots=True)
class LinePlace:
    """`text[start:end]` of a document stands at `box` on page `page`, which counts from 1."""

    start: int
    end: int
    page: int
    box: Box


def place_blocks(whole: WholeDocument) -> Iterator[tuple[int, int, Block]]:
    """Yield where a block begins in `whole.text`, the number of its page, and the block, of all that have text there.

    A text whose pages are not given has none.
    """
    for page, start in zip(whole.pages, whole.page_starts, strict=False):
        for block in page.blocks:
            if block.kind not in RUNNING and (text := block.own_text):
                yield start, page.number, block
                start += len(text) + len(BLOCK_SEPARATOR)


def place_lines(whole: WholeDocument) -> tuple[LinePlace, ...]:
    """Return the lines of `whole.text` in its order. A block without lines, or with others than its text, counts as one."""
    return tuple(
        LinePlace(start + first, start + last, page, box)
        for start, page, block in place_blocks(whole)
        for first, last, box in _find_lines(block)
    )


def _find_lines(block: Block) -> list[tuple[int, int, Box]]:
    """Return where the lines begin and end in the block's own text, and their boxes."""
    own = len(block.own_text)
    lines = _align(block)
    if lines is None:
        return [(0, own, block.box)]
    left_out = len(block.text) - own
    return [(max(first - left_out, 0), last - left_out, box) for first, last, box in lines if last > left_out]


def _align(block: Block) -> list[tuple[int, int, Box]] | None:
    """Follow the lines through the text that joins them, which differs in blanks and in hyphens at the end of a line.

    Return None if it differs in anything else.
    """
    lines: list[tuple[int, int, Box]] = []
    here = _skip_blanks(block.text, 0)
    for line in block.lines:
        begin, signs = here, "".join(line.text.split())
        end = here
        for place, sign in enumerate(signs):
            if block.text[here : here + 1] == sign:
                end = here + 1
                here = _skip_blanks(block.text, end)
            elif sign not in _HYPHENS or place < len(signs) - 1:
                return None
        if end > begin:
            lines.append((begin, end, line.box))
    return lines if here == len(block.text) and lines else None


def _skip_blanks(text: str, here: int) -> int:
    while here < len(text) and text[here].isspace():
        here += 1
    return here
