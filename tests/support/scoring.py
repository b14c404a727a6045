"""How far recognised text is from the truth. White space counts only as a gap between words."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

# Signs that look alike, or that a program may choose between; a soft hyphen is not printed.
SIGNS = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "“": '"',
        "”": '"',
        "–": "-",
        "—": "-",
        "\u00a0": " ",
        "\u00ad": None,
        "ﬁ": "fi",
        "ﬂ": "fl",
    }
)
# Rows of dots, dashes and the like that lead the eye or are to be written on; nobody reads them.
LEADERS = re.compile(r"[._·…]{4,}|(?:\. ){4,}|(?:_ ?){3,}|-{4,}|={3,}|\*{6,}")
# Boxes to tick, which the marked units leave out.
TICK_BOXES = re.compile(r"\[[ x]\]|[□☐☑☒]")
# Two words that differ by this share of their characters are not readings of each other.
UNLIKE = 0.6


@dataclass(frozen=True, slots=True)
class Counts:
    """Edits needed to turn a text into its reference, and the reference's length, for pooling error rates."""

    edits: int
    characters: int


@dataclass(frozen=True, slots=True)
class Kept:
    """Of `pairs` of neighbouring words that belong together, how many were `kept`."""

    kept: int
    pairs: int


def count_edits(reference: str, recognised: str) -> Counts:
    """Insertions, deletions and replacements, each 1, that turn `recognised` into `reference`."""
    expected, found = _collapse(reference), _collapse(recognised)
    return Counts(Levenshtein.distance(expected, found), len(expected))


def character_error_rate(reference: str, recognised: str) -> float:
    """Edits needed to turn `recognised` into `reference`, per character of `reference`; 0 is perfect.

    It can exceed 1 when far too much was recognised. Raises ValueError if the reference has no text.
    """
    counts = count_edits(reference, recognised)
    if counts.characters == 0:
        raise ValueError("The reference is empty, so no error rate can be given.")
    return counts.edits / counts.characters


def bag_of_words_f1(reference: str, recognised: str) -> float:
    """Harmonic mean of word precision and recall, ignoring order; 1 is perfect."""
    expected, found = Counter(reference.split()), Counter(recognised.split())
    words = expected.total() + found.total()
    return 2 * (expected & found).total() / words if words else 1.0


def plain(text: str) -> str:
    """The text without what programs may print in different ways: signs that look alike, leaders, white space."""
    return _collapse(LEADERS.sub(" ", unicodedata.normalize("NFC", text).translate(SIGNS)))


def count_edits_of_best(orders: Iterable[str], recognised: str) -> Counts:
    """The edits to the order that needs the fewest per character; each of `orders` is a right way to read the page."""
    counts = (count_edits(order, recognised) for order in orders)
    return min(counts, key=lambda count: count.edits / max(1, count.characters))


def count_lost(reference: str, recognised: str) -> Counts:
    """Characters of the reference's words that are missing or wrong in `recognised`, in whatever order the words are.

    Each missing word is paired with the spare word most like it and costs their difference. What remains of both,
    words without a likeness and words that were joined or split, is compared character by character.
    """
    expected, found = Counter(reference.split()), Counter(recognised.split())
    missing, spare = list((expected - found).elements()), list((found - expected).elements())
    lost = 0
    unpaired, unused = set(range(len(missing))), set(range(len(spare)))
    for difference, one, other in _pair_alike(missing, spare):
        if one in unpaired and other in unused:
            longer = max(len(missing[one]), len(spare[other]))
            lost += min(len(missing[one]), round(difference * longer))
            unpaired.discard(one)
            unused.discard(other)
    remaining = Counter("".join(missing[index] for index in unpaired))
    available = Counter("".join(spare[index] for index in unused))
    return Counts(lost + (remaining - available).total(), sum(map(len, reference.split())))


def count_kept(units: Iterable[str], recognised: str) -> Kept:
    """Pairs of neighbouring words within a unit that are neighbours in `recognised`, too.

    A unit is what a person sees as belonging together: an address, a label with its value, a row of a table, a
    paragraph. The order of the units is not judged, and boxes to tick are not.
    """
    expected = sum((_neighbours(unit.split()) for unit in units), Counter[tuple[str, str]]())
    found = _neighbours(TICK_BOXES.sub(" ", recognised).replace("|", " ").split())
    return Kept((expected & found).total(), expected.total())


def _pair_alike(missing: list[str], spare: list[str]) -> list[tuple[float, int, int]]:
    """The differences per character of words that may be readings of each other, with their places; alike first."""
    differences = (
        (Levenshtein.distance(one, other) / max(len(one), len(other)), place, place_of_other)
        for place, one in enumerate(missing)
        for place_of_other, other in enumerate(spare)
    )
    return sorted(pair for pair in differences if pair[0] < UNLIKE)


def _neighbours(words: list[str]) -> Counter[tuple[str, str]]:
    return Counter(pairwise(words))


def _collapse(text: str) -> str:
    return " ".join(text.split())
