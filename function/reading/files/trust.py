"""Decides whether to believe a page's text layer, and finds pictures whose print is missing in it."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from function.document.pages import Box
from function.reading.files.messages import TextLayer, Verdict
from function.reading.layout.fragments import Fragment
from function.reading.scripts import is_foreign, is_mixed

# Fewer letters beside a picture of the page, or beside print drawn as outlines, are a stamp or a page number.
MIN_LETTERS_BESIDE_PICTURE = 200
# The recogniser reads Latin letters only: a layer in another script is better than none, even a short or damaged one.
MIN_FOREIGN_BESIDE_PICTURE = 50
MAX_UNREADABLE_FOREIGN = 0.3
FULL_PAGE = 0.5
OUTLINED_PRINT = 300
MAX_UNREADABLE = 0.05
MAX_HIDDEN = 0.5
# So many words with a hole where a letter should be are worse than what the recogniser misreads on a page.
MAX_HOLES = 2
# The supported languages, Greek and Russian have 38 to 52 % vowels; letters shifted by a broken font table do not.
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
# A letter that the font's table lacks, inside a word: "of\ufffdce".
_HOLE = re.compile("(?<=[^\\W\\d_])[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f\x7f-\x9f]+(?=[^\\W\\d_])")
_VOWELS = frozenset("aeiouyáéíóúüàèìòùâêîôûäöãõïœæαεηιουωάέήίόύώϊϋΐΰаеёиоуыэюяіїєў")
# Scripts that write their vowels as letters of their own.
_WITH_VOWELS = re.compile("[a-zß-ɏα-ωά-ώа-џ]")


def judge(layer: TextLayer) -> Verdict:
    """Judge whether the layer is the page's text: believe it, check it against the picture, or recognise
    instead."""
    foreign = is_foreign(layer.text)
    if _unreadable_share(layer) > (MAX_UNREADABLE_FOREIGN if foreign else MAX_UNREADABLE):
        return "reject"
    if layer.letters == 0:
        return "believe" if layer.pictures == 0 and layer.paths == 0 else "reject"
    beside_picture = layer.pictures >= FULL_PAGE or layer.paths >= OUTLINED_PRINT
    if beside_picture and layer.letters < (
        MIN_FOREIGN_BESIDE_PICTURE if foreign else MIN_LETTERS_BESIDE_PICTURE
    ):
        return "reject"
    if not _has_vowels(layer):
        return "check"
    if foreign:
        return "believe"
    if len(_HOLE.findall(layer.text)) > MAX_HOLES:
        return "reject"
    return "check" if layer.hidden > MAX_HIDDEN or is_mixed(layer.text) else "believe"


def note_doubts(layer: TextLayer, verdict: Verdict) -> str | None:
    """Return what a person should know about a layer whose script the recogniser cannot read, if anything."""
    if not is_foreign(layer.text):
        return None
    if verdict != "believe":
        return (
            "Its text layer is damaged and in a script that recognition does not know: what was recognised "
            "instead may be wrong or missing."
        )
    if layer.hidden > MAX_HIDDEN:
        return (
            "Its invisible text layer is in a script that recognition does not know, so it was not compared "
            "with the picture."
        )
    unreadable = _unreadable_share(layer)
    if unreadable > MAX_UNREADABLE:
        return f"{unreadable:.0%} of the characters in its text layer cannot be read.".replace("%", " %")
    return None


def _unreadable_share(layer: TextLayer) -> float:
    return len(_UNREADABLE.findall(layer.text)) / max(len(layer.text), 1)


def _has_vowels(layer: TextLayer) -> bool:
    letters = _WITH_VOWELS.findall(unicodedata.normalize("NFKC", layer.text).lower())
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
