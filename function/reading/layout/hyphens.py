"""Rejoins words broken at the end of a line; hyphens that belong to a word stay.

There is no word list: Spanish spelling decides, and so does the page itself where it has the word on one
line, too.
"""

import re
from collections.abc import Iterable

# Marks between the pieces of a block, for repairs that look across lines; text never contains them.
RUN_ON = "\x1e"
CELL = "\x1f"
NEW_LINE = "\n"
SEPARATOR = re.compile(f"[{RUN_ON}{CELL}{NEW_LINE}]")

# Possessive, and anchored where letters begin: a word of a hundred thousand letters is scanned once.
_BREAK = re.compile(rf"(?<![^\W_])([^\W_]++)([-\u00ad]){RUN_ON}([^\W_]++)")
_COMPOUND = re.compile(r"(?<![^\W\d_])[^\W\d_]++(?:-[^\W\d_]++)++")
_WORD = re.compile(r"[^\W\d_]+")
# A word in -o that is stressed on the third syllable from the end is complete and forms a compound with what
# follows (`técnico-económico`): no longer Spanish word begins like that.
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
    """Whether a line ends in mid-word: with letters followed directly by a hyphen."""
    return len(text) > 2 and text[-1] in "-\u00ad" and text[-2].isalnum() and not text[-2].isdigit()


def read_words(texts: Iterable[str]) -> frozenset[str]:
    """Return the words and compounds that are complete within a line, in lower case."""
    return frozenset(
        word.lower()
        for text in texts
        for pattern in (_WORD, _COMPOUND)
        for word in pattern.findall(text[:-1])
    )


def join_pieces(marked: str, words: frozenset[str]) -> str:
    """Return the text of a block: cells and continued lines joined by a space, broken words rejoined.

    `words` are those of the page, from `read_words`.
    """
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
