"""Scripts of a text: which letters are Latin, and which the recogniser does not know."""

import re
import unicodedata
from collections import Counter
from functools import lru_cache

LATIN = "LATIN"
EAST_ASIAN = "EAST ASIAN"
# Words of these are written side by side in one text, so they count as one script.
_EAST_ASIAN = frozenset({"CJK", "HIRAGANA", "KATAKANA", "HANGUL", "IDEOGRAPHIC", "BOPOMOFO"})
# A broken font table spreads letters over several scripts; a text in one script quotes at most a little of others.
MAIN_SHARE = 0.8

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff]")


def count_scripts(text: str) -> Counter[str]:
    """Return how many letters of each script, by its name in Unicode, are in the text."""
    counts: Counter[str] = Counter()
    for character, count in Counter(text).items():
        if character.isalpha():
            counts[_script(character)] += count
    return counts


def is_foreign(text: str) -> bool:
    """Whether most letters are of one script other than Latin, which the recogniser cannot read."""
    counts = count_scripts(text)
    latin = counts.pop(LATIN, 0)
    others = counts.total()
    return others > latin and max(counts.values()) >= MAIN_SHARE * others


def is_mixed(text: str) -> bool:
    """Whether most letters are of several scripts other than Latin, as no language is written."""
    counts = count_scripts(text)
    return counts.total() > 2 * counts[LATIN] and not is_foreign(text)


def runs_right_to_left(text: str) -> bool:
    """Whether most letters are of a script that is written from right to left."""
    return 2 * len(_RIGHT_TO_LEFT.findall(text)) > sum(map(str.isalpha, text))


def has_right_to_left(text: str) -> bool:
    return _RIGHT_TO_LEFT.search(text) is not None


@lru_cache(maxsize=4096)
def _script(character: str) -> str:
    """Return the script of a letter; full-width and mathematical letters are those that they stand for."""
    plain = unicodedata.normalize("NFKC", character)[0]
    name = unicodedata.name(plain, "UNKNOWN").replace("-", " ").split()[0]
    return EAST_ASIAN if name in _EAST_ASIAN else name
