"""Words broken at the end of a line are made whole again; hyphens that belong to a word stay.

No word list decides: Spanish spelling does, and the page itself where it prints the word on one line, too.
"""

import re
from collections.abc import Iterable

# Marks between the pieces of a block, for repairs that look across lines; none occurs in a text.
RUN_ON = "\x1e"
CELL = "\x1f"
NEW_LINE = "\n"
SEPARATOR = re.compile(f"[{RUN_ON}{CELL}{NEW_LINE}]")

# Each begins where letters do and gives none back: a word of a hundred thousand letters is read once.
_BREAK = re.compile(rf"(?<![^\W_])([^\W_]++)([-\u00ad]){RUN_ON}([^\W_]++)")
_COMPOUND = re.compile(r"(?<![^\W\d_])[^\W\d_]++(?:-[^\W\d_]++)++")
_WORD = re.compile(r"[^\W\d_]+")
# A word with its accent on the last syllable but two that ends in -o is whole, and what follows another word
# (`técnico-económico`): no longer Spanish word begins like that.
_WHOLE_WORD = re.compile(r"\w*[áéíóú][^\Waeiouáéíóú]+[iu]?[aeiou][^\Waeiouáéíóú]*[iu]?o")
# No Spanish word is longer.
MAX_WORD = 40
_FIRST_PARTS = frozenset(
    [
        "anglo",
        "austro",
        "chino",
        "franco",
        "germano",
        "greco",
        "hispano",
        "italo",
        "judeo",
        "luso",
        "ruso",
        "teuto",
    ]
)


def is_broken(text: str) -> bool:
    """Whether a line ends in mid-word: letters and a hyphen that touches them."""
    return len(text) > 2 and text[-1] in "-\u00ad" and text[-2].isalnum() and not text[-2].isdigit()


def read_words(texts: Iterable[str]) -> frozenset[str]:
    """Words and compounds that stand within a line, in small letters."""
    return frozenset(
        word.lower()
        for text in texts
        for pattern in (_WORD, _COMPOUND)
        for word in pattern.findall(text[:-1])
    )


def join_pieces(marked: str, words: frozenset[str]) -> str:
    """The text of a block: cells and running lines joined by a space, broken words whole; `words` as `read_words`
    gives them for the page."""
    joined = _BREAK.sub(lambda found: _join(found[1], found[2], found[3], words), marked)
    return joined.replace(RUN_ON, " ").replace(CELL, " ")


def _join(first: str, hyphen: str, rest: str, words: frozenset[str]) -> str:
    compound, whole = f"{first}-{rest}", first + rest
    if not (first[-1].isalpha() and rest[0].isalpha() and rest[0].islower()):
        return compound
    if hyphen == "\u00ad" or (whole.lower() in words and compound.lower() not in words):
        return whole
    keeps = compound.lower() in words or len(first) < 2 or _is_first_part(first.lower())
    return compound if keeps else whole


def _is_first_part(word: str) -> bool:
    return word in _FIRST_PARTS or (len(word) <= MAX_WORD and _WHOLE_WORD.fullmatch(word) is not None)
