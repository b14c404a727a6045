"""Text as poor recognition returns it."""

import random
import unicodedata

# Characters that recognisers confuse.
_CONFUSED = {
    "l": "1", "1": "l", "i": "l", "I": "l", "o": "0", "0": "O", "O": "0", "s": "5", "5": "S", "S": "5", "B": "8",
    "8": "B", "b": "6", "6": "b", "Z": "2", "2": "Z", "g": "9", "9": "g", "e": "c", "c": "e", "a": "o", "n": "u",
    "u": "n", "h": "b", "t": "f", "f": "t", "m": "rn", "v": "y", "7": "1", "3": "8", "4": "A", "d": "cl", "D": "O",
    "E": "F", "q": "g", "r": "i", "p": "n", "x": "z", "y": "v",
}  # fmt: skip
_DROPPED = 0.15


def add_noise(text: str, share: float, seed: str) -> str:
    """`text` with a `share` of its characters, including spaces, confused, stripped of accents or dropped.

    The same seed gives the same errors.
    """
    chance = random.Random(seed)
    places = set(chance.sample(range(len(text)), round(share * len(text))))
    return "".join(_misread(sign, chance) if place in places else sign for place, sign in enumerate(text))


def _misread(sign: str, chance: random.Random) -> str:
    plain = unicodedata.normalize("NFD", sign)[0]
    if plain != sign:
        return plain
    if sign.isspace() or chance.random() < _DROPPED:
        return ""
    return _CONFUSED.get(sign, "" if sign.isalnum() else ".")
