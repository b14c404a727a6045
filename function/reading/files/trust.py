"""Decides whether to believe a page's text layer, and finds pictures whose print is missing in it."""

import re
from collections.abc import Iterator, Sequence

from function.document.pages import Box
from function.reading.files.messages import TextLayer, Verdict
from function.reading.layout.fragments import Fragment

# Fewer letters beside a picture of the page, or beside print drawn as outlines, are a stamp or a page number.
MIN_LETTERS_BESIDE_PICTURE = 200
FULL_PAGE = 0.5
OUTLINED_PRINT = 300
MAX_UNREADABLE = 0.05
MAX_HIDDEN = 0.5
# The supported languages have 38 to 52 % vowels; letters shifted by a broken font table do not.
CREDIBLE_VOWELS = (0.27, 0.62)
MIN_LETTERS_TO_JUDGE = 60
# A tenth of a page holds a few lines of print; smaller pictures are logos, stamps and signatures.
MIN_UNTOLD = 0.1
# The margins of a scan are usually empty: as a share of the page's width and height.
MARGIN = 0.08
# Text accounts for the picture around it up to this distance, in points: a line of print and the gap to the
# next.
REACH = 24.0
CELL = 12.0

_UNREADABLE = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f\x7f-\x9f]")
_VOWELS = frozenset("aeiouyáéíóúüàèìòùâêîôûäöãõïœæ")


def judge(layer: TextLayer) -> Verdict:
    """Judge whether the layer is the page's text: believe it, check it against the picture, or recognise
    instead."""
    if len(_UNREADABLE.findall(layer.text)) > MAX_UNREADABLE * len(layer.text):
        return "reject"
    if layer.letters == 0:
        return "believe" if layer.pictures == 0 and layer.paths == 0 else "reject"
    beside_picture = layer.pictures >= FULL_PAGE or layer.paths >= OUTLINED_PRINT
    if beside_picture and layer.letters < MIN_LETTERS_BESIDE_PICTURE:
        return "reject"
    return "check" if layer.hidden > MAX_HIDDEN or not _has_vowels(layer) else "believe"


def _has_vowels(layer: TextLayer) -> bool:
    letters = [character for character in layer.text.lower() if character.isalpha()]
    if len(letters) < MIN_LETTERS_TO_JUDGE:
        return True
    low, high = CREDIBLE_VOWELS
    return low <= sum(letter in _VOWELS for letter in letters) / len(letters) <= high


def find_untold(pictures: Sequence[Box], layer: TextLayer) -> tuple[Box, ...]:
    """Return the pictures if much of the page under them has no text of the layer on or near it.

    Boxes are in points of the upright page.
    """
    width, height = layer.size
    inner = (MARGIN * width, MARGIN * height, (1 - MARGIN) * width, (1 - MARGIN) * height)
    shown = {cell for box in pictures for cell in _cells(_clip(box, inner))}
    covered = {cell for piece in layer.fragments for cell in _cells(_clip(_reach(piece), inner))}
    untold = len(shown - covered) * CELL * CELL >= MIN_UNTOLD * width * height
    return tuple(pictures) if untold else ()


def _reach(piece: Fragment) -> Box:
    return piece.x0 - REACH, piece.y0 - REACH, piece.x1 + REACH, piece.y1 + REACH


def _clip(box: Box, to: Box) -> Box:
    return max(box[0], to[0]), max(box[1], to[1]), min(box[2], to[2]), min(box[3], to[3])


def _cells(box: Box) -> Iterator[tuple[int, int]]:
    x0, y0, x1, y1 = (int(value // CELL) for value in box)
    return ((x, y) for x in range(x0, x1 + 1) for y in range(y0, y1 + 1))
