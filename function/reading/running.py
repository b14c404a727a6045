"""Running headers and footers: what a page repeats from the pages before it, apart from page numbers.

They cut sentences in two and say the same on every page, so they stay out of a page's text. The first page that
has them keeps them: nothing that is printed gets lost from the document.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from function.reading.layout.fragments import Fragment

# The strips at the top and bottom of a page, in parts of its height, in which they stand.
MARGIN = 0.1
# How far they may wander from page to page, in points.
SAME_PLACE = 4.0

_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Parts:
    header: tuple[Fragment, ...]
    body: tuple[Fragment, ...]
    footer: tuple[Fragment, ...]


def split_running(
    fragments: Sequence[Fragment], height: float, earlier: Iterable[Sequence[Fragment]]
) -> Parts:
    """Splits a page of `height` points; `earlier` are the fragments of the one or two pages before it."""
    known = [piece for page in earlier for piece in page]
    header: list[Fragment] = []
    body: list[Fragment] = []
    footer: list[Fragment] = []
    for piece in fragments:
        at_top, at_bottom = piece.y1 < MARGIN * height, piece.y0 > (1 - MARGIN) * height
        if (at_top or at_bottom) and any(_repeats(piece, other) for other in known):
            (header if at_top else footer).append(piece)
        else:
            body.append(piece)
    return Parts(tuple(header), tuple(body), tuple(footer))


def _repeats(piece: Fragment, other: Fragment) -> bool:
    return abs(piece.y0 - other.y0) < SAME_PLACE and _without_numbers(piece) == _without_numbers(other)


def _without_numbers(piece: Fragment) -> str:
    return _NUMBER.sub("#", piece.text)
