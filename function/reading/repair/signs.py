"""Repairs characters that the recogniser confuses in any language, where the context leaves no doubt.

Its dictionary is mostly Chinese, it sees lines without their neighbours, and narrow gaps get lost. A text
layer needs none of this. `benchmarks/repair.py` counts how often each rule helps and hurts.
"""

import re
import unicodedata

from function.reading.repair.rules import Rule, apply_rules, substitute

# Chinese characters and signs read in place of a Latin character of the same shape.
_LOOKALIKES = str.maketrans({"一": "—", "丨": "|", "口": "□", "〇": "O", "、": ",", "。": ".", "−": "–"})

# Letters with the same shape in upper and lower case, and accented ones, whose height is misjudged; inside a word of
# capitals they are capitals.
_SAME_SHAPE = "ociuvwxszáéíóúüñ"
MIN_CAPITALS = 5
_CAPITAL = "A-ZÁÉÍÓÚÜÑ"
# Surnames such as McCAIN and DiCAPRIO.
_PREFIXED = re.compile(rf"[{_CAPITAL}][a-z][{_CAPITAL}]+")

_UNITS = r"(?:°\s?[CF]|°|%|€|g|kg|mg|l|ml|cl|dl|m|cm|mm|km|h|min|kW|kWh|W|V|A)"
_CATALAN_DOT = re.compile(r"[lL]·[lL]")
_TIGHT_DOT = re.compile(r"(?<=\w{4})·(?=\w)|(?<=\w)·(?=\w{4})")
# Domain names, file names and names of programs contain a stop.
_WEB = r"(?:Com|Es|Net|Org|Eu|Cat|Gal|Eus|Info|Js|Py|Io|Tv|Me|Es|Pdf|Docx?|Xlsx?|Jpe?g|Png|Txt)\b"
_IBAN = re.compile(r"\bES[\dOoIlSB]{2}(?:\s?[\dOoIlSB]{4}){5}\b")
_DIGITS = str.maketrans("OoIlSB", "001158")


def repair_signs(text: str) -> str:
    """Return the text with confused characters repaired; separators of lines and cells are kept."""
    return apply_rules(RULES, text)


def _raise_capitals(match: re.Match[str]) -> str:
    word = match[0]
    capitals = sum(letter.isupper() for letter in word)
    inside = word[0].isupper() and word[-1].isupper() and not _PREFIXED.fullmatch(word)
    return word.upper() if capitals >= MIN_CAPITALS and inside else word


def _raise_strokes(match: re.Match[str]) -> str:
    """Replace l by I, except in HCl and KCl, which are not abbreviations."""
    word = match[0]
    return word if word.endswith("Cl") else word.replace("l", "I")


def _space_dots(text: str) -> str:
    """Put spaces around a dot that separates words; Catalan's l·l has none."""
    catalan = {match.start() + 1 for match in _CATALAN_DOT.finditer(text)}
    return _TIGHT_DOT.sub(lambda match: "·" if match.start() in catalan else " · ", text)


def _restore_iban(match: re.Match[str]) -> str:
    """Restore digits read as letters if the check digits (ISO 7064, mod 97-10) then match."""
    restored = "ES" + match[0][2:].translate(_DIGITS)
    digits = "".join(restored.split())[2:]
    # E and S count as 14 and 28 and move to the end, before the check digits.
    return restored if int(digits[2:] + "1428" + digits[:2]) % 97 == 1 else match[0]


def _space_iban(match: re.Match[str]) -> str:
    """Space the groups of an IBAN where some of their spaces were seen: nobody prints it in other groups."""
    whole = "".join(match[0].split())
    if whole == match[0] or int(whole[4:] + "1428" + whole[2:4]) % 97 != 1:
        return match[0]
    return " ".join(whole[start : start + 4] for start in range(0, len(whole), 4))


RULES = (
    substitute("full-width sign", "[\uff01-\uff5e]", lambda match: unicodedata.normalize("NFKC", match[0])),
    Rule("look-alike", lambda text: text.translate(_LOOKALIKES)),
    substitute("small letter in capitals", rf"\b[{_CAPITAL}{_SAME_SHAPE}]{{6,}}\b", _raise_capitals),
    substitute(
        "l for I in capitals",
        rf"\b(?=\w*l)(?=l*[{_CAPITAL}]l*[{_CAPITAL}])[{_CAPITAL}l]{{3,}}\b",
        _raise_strokes,
    ),
    substitute("o for 0", rf"(?<=\d)o(?=\d|\s*{_UNITS}(?![^\W\d_]))", "0"),
    substitute("µ", r"(?<![^\W\d_])μ(?=(?:[glmsLASVFWM]|mol)\b)", "µ"),
    substitute("Ø of a pipe", r"∅(?=\s?\d)", "Ø"),
    substitute("doubled half", r"(?<![\d½])1½2(?![\d½])", "½"),
    # A heading in capitals that runs into its sentence ("PRIMERA.Duración"), sentences, and clauses
    # ("agua,luz").
    substitute("space after a heading", rf"(?<=[{_CAPITAL}]{{4}})\.(?=[{_CAPITAL}][a-záéíóúüñ])", ". "),
    substitute(
        "space after a sentence",
        rf"(?<![\w./@-])([^\W\d_]{{2,}}[a-záéíóúüñ])\.(?=[A-ZÁÉÍÓÚÑ¿¡][a-záéíóúüñ]*[\s,])(?!{_WEB})",
        r"\1. ",
    ),
    substitute(
        "space after a number",
        rf"(?<![\w.,])(\d{{1,3}}(?:\.\d{{1,3}})+)(?=[{_CAPITAL}][a-záéíóúüñ]{{3}})",
        r"\1 ",
    ),
    substitute(
        "space after a comma", r"(?<=[a-záéíóúüñ]{2})([,;])(?=[a-záéíóúüñ]{2}[^\s:=]*(?:\s|$))", r"\1 "
    ),
    substitute(
        "space after a colon",
        r"(?<![^\s(«“])([^\W\d_]{2,}[a-záéíóúüñ]):(?=[a-záéíóúüñ]{3,}(?:[\s,.)]|$))",
        r"\1: ",
    ),
    substitute(
        "space after a question",
        r"(?<![\w./])([^\W\d_]{2,}[?!])(?=[A-ZÁÉÍÓÚÑ¿¡][a-záéíóúüñ]*[\s,])",
        r"\1 ",
    ),
    Rule("space around a dot", _space_dots),
    substitute("second space of a dot", r"(?<=[^\s·])·(?= [^\s·])", " ·"),
    substitute("second space of a dot", r"(?<=[^\s·] )·(?=[^\s·])", "· "),
    substitute("half-curled quotes", r'“([^“”"]*)"', r"“\1”"),
    substitute("letters in an IBAN", _IBAN, _restore_iban),
    substitute("spaces in an IBAN", r"\bES\d{2}(?: ?\d{4}){5}\b", _space_iban),
)
