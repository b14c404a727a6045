"""Words of a text in the plain form in which labels are compared."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

# Abbreviations with points (C.I.F., S.L.) and with a slash count as one word.
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}[^\W\d_]?|[nN][.]?[º°ªo⁰](?![^\W_])\.?|[^\W_]+(?:['’][^\W_]+)?")
_NUMBER_SIGN = re.compile(r"n[.]?[º°ªo⁰]\.?$")
_NUMBER_WORDS = frozenset(("numero", "num", "n", "n2", "n0", "nro", "number", "nr", "nbr", "numer"))
_DIGITS_AS_LETTERS = str.maketrans("015", "ols")


@dataclass(frozen=True, slots=True)
class Word:
    """`plain` is the compared form; `start` and `end` are offsets into the text."""

    plain: str
    start: int
    end: int


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Lower case, without accents."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def split_words(text: str) -> list[Word]:
    """Return the words of a text; `nº` and its like become `num`."""
    return [Word(_normalise(match[0]), match.start(), match.end()) for match in _WORD.finditer(text)]


def compact(text: str) -> str:
    """Upper case letters and digits only, as identifiers are compared."""
    return re.sub(r"[^A-Z0-9]", "", plain(text).upper())


def same_name(first: str, second: str) -> bool:
    """Whether two names are equal up to case, accents and punctuation."""
    return bool(compact(first)) and compact(first) == compact(second)


@lru_cache(maxsize=4096)
def _normalise(word: str) -> str:
    lowered = word.casefold()
    if _NUMBER_SIGN.match(lowered):
        return "num"
    form = plain(lowered).replace(".", "").replace("’", "'")
    letters = sum(letter.isalpha() for letter in form)
    # OCR reads a round letter in a word as a digit.
    if letters >= 3 and letters > len(form) // 2 + 1:
        form = form.translate(_DIGITS_AS_LETTERS)
    return "num" if form in _NUMBER_WORDS else form
