"""Puts the codes of a page among its blocks."""

from collections.abc import Sequence
from dataclasses import replace

from function.document.pages import Block, Box, Code
from function.reading.layout.fragments import Fragment

# What is read inside a code, by this share of its box, is a pattern taken for letters.
INSIDE = 0.7
# A picture of which the code, with its quiet margin, covers this share is the code.
COVERED = 0.5


def turn_codes(codes: Sequence[Code], rotation: int, size: tuple[float, float]) -> tuple[Code, ...]:
    """Return the codes of a page as displayed, turned clockwise by `rotation`; `size` is that of the upright page."""
    return tuple(replace(code, box=_turn(code.box, rotation, size)) for code in codes)


def without_codes(fragments: Sequence[Fragment], codes: Sequence[Code]) -> tuple[Fragment, ...]:
    """Return the text outside the codes."""
    return tuple(
        piece for piece in fragments if not any(_share(piece.line.box, code.box) >= INSIDE for code in codes)
    )


def add_codes(blocks: Sequence[Block], codes: Sequence[Code]) -> tuple[Block, ...]:
    """Return the blocks with one for each code: in place of its picture, or else after what is above it."""
    added = list(blocks)
    for code in codes:
        block = Block("code", f"[{code.format}: {' '.join(code.content.split())}]", code.box, (), code=code)
        picture = next((place for place, other in enumerate(added) if _is_picture(other, code)), None)
        if picture is None:
            added.insert(find_place(code.box, added), block)
        else:
            added[picture] = block
    return tuple(added)


def _is_picture(block: Block, code: Code) -> bool:
    return block.kind == "figure" and not block.text and _share(block.box, code.box) >= COVERED


def find_place(box: Box, blocks: Sequence[Block]) -> int:
    """Return where a block at `box` belongs: after what holds it, is above it, or is to the left, or before the rest."""
    middle, centre = (box[1] + box[3]) / 2, (box[0] + box[2]) / 2
    holding, above, left, below = [], [], [], []
    for place, block in enumerate(blocks):
        x0, y0, x1, y1 = block.box
        beside = min(x1, box[2]) > max(x0, box[0])
        if x0 <= centre <= x1 and y0 <= middle <= y1:
            holding.append(place)
        elif beside and y1 <= middle:
            above.append((y1, place))
        elif y0 <= middle <= y1 and x1 <= centre:
            left.append((x1, place))
        elif beside:
            below.append((-y0, place))
    for group in (left, above):
        if not holding and group:
            holding.append(max(group)[1])
    if holding:
        return max(holding) + 1
    return max(below)[1] if below else len(blocks)


def _share(box: Box, other: Box) -> float:
    """Return the share of `box` that lies in `other`."""
    width = min(box[2], other[2]) - max(box[0], other[0])
    height = min(box[3], other[3]) - max(box[1], other[1])
    area = (box[2] - box[0]) * (box[3] - box[1])
    return width * height / area if min(width, height, area) > 0 else 0.0


def _turn(box: Box, rotation: int, size: tuple[float, float]) -> Box:
    width, height = size
    x0, y0, x1, y1 = box
    match rotation:
        case 90:
            return width - y1, x0, width - y0, x1
        case 180:
            return width - x1, height - y1, width - x0, height - y0
        case 270:
            return y0, height - x1, y1, height - x0
    return box
