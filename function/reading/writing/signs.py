"""Signs that the recogniser confuses in any language, put right where the text around leaves no doubt.

Its dictionary is mostly Chinese, it sees lines without their neighbours, and narrow gaps get lost.
A text layer needs none of this.
"""

import re
import unicodedata

# Chinese characters and signs that stand for a Latin sign of the same shape.
_LOOKALIKES = str.maketrans({"一": "—", "丨": "|", "口": "□", "〇": "O", "、": ",", "。": ".", "−": "–"})
_FULL_WIDTH = re.compile("[\uff01-\uff5e]")

# Letters whose capital has the same shape; one of them inside a word of capitals is a capital.
_SAME_SHAPE = "ociuvwxsz"
_CAPITALS = re.compile(r"\b[A-ZÁÉÍÓÚÜÑÀÈÒÇ" + _SAME_SHAPE + r"]{6,}\b")
MIN_CAPITALS = 5

_UNITS = r"(?:°|%|€|g|kg|mg|l|ml|cl|dl|m|cm|mm|km|h|min|kW|kWh|W|V|A)"
_ROUND_ZERO = re.compile(rf"(?<=\d)o(?=\d|\s*{_UNITS}(?![^\W\d_]))")
_MICRO = re.compile(r"(?<![^\W\d_])μ(?=(?:[glmsLASVFWM]|mol)\b)")
_TIGHT_DOT = re.compile(r"(?<=\w{4})·(?=\w)|(?<=\w)·(?=\w{4})")
_TIGHT_CATALAN_DOT = re.compile(r"[lL]·[lL]")
# A capitalised heading that runs into its sentence ("PRIMERA.Duración"), and clauses ("agua,luz").
_TIGHT_STOP = re.compile(r"(?<=[A-ZÁÉÍÓÚÜÑ]{4})\.(?=[A-ZÁÉÍÓÚÜÑ][a-záéíóúüñ])")
_TIGHT_COMMA = re.compile(r"(?<=[a-záéíóúüñ]{2})([,;])(?=[a-záéíóúüñ]{2})")
_TIGHT_COLON = re.compile(r"(?<=[a-záéíóúüñ]{3}):(?=[a-záéíóúüñ]{3})")
_TIGHT_QUESTION = re.compile(r"(?<![\w./])([^\W\d_]{2,}[?!])(?=[A-ZÁÉÍÓÚÑ¿¡][a-záéíóúüñ]*[\s,])")
_HALF_CURLED = re.compile(r'“([^“”"]*)"')


def repair_signs(text: str) -> str:
    """The text with confused signs put right; separators of lines and cells stay as they are."""
    text = _FULL_WIDTH.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)
    text = text.translate(_LOOKALIKES)
    text = _CAPITALS.sub(_raise_capitals, text)
    text = _ROUND_ZERO.sub("0", text)
    text = _MICRO.sub("µ", text)
    text = _TIGHT_STOP.sub(". ", text)
    text = _TIGHT_COMMA.sub(r"\1 ", text)
    text = _TIGHT_COLON.sub(": ", text)
    text = _TIGHT_QUESTION.sub(r"\1 ", text)
    text = _space_dots(text)
    return _HALF_CURLED.sub(r"“\1”", text)


def _raise_capitals(match: re.Match[str]) -> str:
    word = match[0]
    capitals = sum(letter.isupper() for letter in word)
    inside = word[0].isupper() and word[-1].isupper()
    return word.upper() if capitals >= MIN_CAPITALS and inside else word


def _space_dots(text: str) -> str:
    """A dot that separates words has white space around it; Catalan's l·l has none."""
    catalan = {match.start() + 1 for match in _TIGHT_CATALAN_DOT.finditer(text)}
    return _TIGHT_DOT.sub(lambda match: "·" if match.start() in catalan else " · ", text)
