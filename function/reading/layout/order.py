"""Reading order: from fragments anywhere on a page to blocks as a person reads them.

Whitespace decides, in the manner of the recursive XY cut (Nagy and Seth, 1984): columns of running text
one after the other, everything else row by row. A wrong order costs far more than wrong characters.
"""

from collections.abc import Iterator, Sequence

from function.reading.document import Block, Box
from function.reading.layout.columns import find_columns
from function.reading.layout.fragments import Fragment, level
from function.reading.layout.paragraphs import Repair, make_blocks
from function.reading.layout.rows import Row, group_rows
from function.reading.layout.rules import Rule


def arrange(
    fragments: Sequence[Fragment], repair: Repair, *, rules: Sequence[Rule] = (), figures: Sequence[Box] = ()
) -> tuple[Block, ...]:
    """The blocks of a page in reading order, their lines repaired (see `make_blocks`).

    `rules` and `figures` (places of pictures) are in the unit of the fragments. What stands aside comes last.
    """
    lying = [piece for piece in fragments if not piece.aside]
    regions = list(_regions(level(lying)))
    regions += [[Row((piece,))] for piece in fragments if piece.aside]
    return make_blocks(regions, repair)


def _regions(fragments: list[Fragment]) -> Iterator[list[Row]]:
    """Stretches of rows, each within one column, in reading order."""
    if not fragments:
        return
    pair = find_columns(fragments)
    if pair is None:
        yield group_rows(fragments)
        return
    for part in (pair.above, pair.left, pair.right, pair.below):
        yield from _regions(part)
