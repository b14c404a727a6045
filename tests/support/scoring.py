"""How far recognised text is from the truth. White space counts only as a gap between words."""

from collections import Counter
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein


@dataclass(frozen=True, slots=True)
class Counts:
    """Edits needed to turn a text into its reference, and the reference's length, for pooling error rates."""

    edits: int
    characters: int


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


def _collapse(text: str) -> str:
    return " ".join(text.split())
