"""Restores the opening exclamation mark, which PP-OCRv6 cannot write, at the beginning of the sentence."""

import re

_LETTER = r"[^\W\d_]"
_BOUNDARY = re.compile(
    r"[.!?…:;]+[»”\")]*\s+|(?<=[a-záéíóúüñ]{2})\.(?=[A-ZÁÉÍÓÚÑ][a-záéíóúüñ])|"
    r"[«“(¿\n\x1f]|(?:^|(?<=\s))[–—•-]\s*|(?:^|(?<=\s))[\"'](?=\w)"
)
# A stop after one of these does not end a sentence.
_ABBREVIATION = re.compile(
    r"\b(?:Sr|Sra|Srta|Dr|Dra|D|Dña|Ud|Uds|Vd|Vds|Excmo|Excma|art|núm|pág|av|avda|Avda|tel|Tel|ej|[A-Z])\.\s+$"
)
_EXCLAMATION = re.compile(r"(?<=[^\s!¡(])!+(?=[\s»”\"').,;:?…]|$)")
_CLOSED = {"«": "»", "“": "”", "(": ")", '"': '"', "'": "'"}
# The mark itself read as a letter: "iy muchísima paciencia!", "iVolveremos!".
_MISREAD = re.compile(rf"[il](?=y\b|[A-ZÁÉÍÓÚÑ](?!(?:hone|ad|S|ac|loud|unes|od)\b){_LETTER})")
_HAS_WORD = re.compile(f"{_LETTER}{{2}}")
MAX_EXCLAMATION = 300


def open_exclamations(text: str) -> str:
    """Begin each sentence that ends in `!` with `¡`, unless it has one or its beginning is unknown."""
    position = 0
    while match := _EXCLAMATION.search(text, position):
        start = _sentence_start(text, match.start())
        sentence = text[start : match.start()]
        position = match.end()
        if (
            "¡" in sentence
            or text[:start].endswith("¡¿")
            or len(sentence) > MAX_EXCLAMATION
            or not _HAS_WORD.search(sentence)
        ):
            continue
        repaired = "¡" + _MISREAD.sub("", sentence, count=1) if _MISREAD.match(sentence) else "¡" + sentence
        text = text[:start] + repaired + text[match.start() :]
        position += len(repaired) - len(sentence)
    return text


def _sentence_start(text: str, end: int) -> int:
    """Return the start of the sentence whose `!` is at `end`."""
    start = 0
    for boundary in _BOUNDARY.finditer(text, 0, end):
        opening = boundary[0].strip()
        closing = _CLOSED.get(opening)
        if closing is not None and closing in text[boundary.end() : end]:
            continue
        if _ABBREVIATION.search(text[: boundary.end()]):
            continue
        start = boundary.end()
    return start + len(text[start:end]) - len(text[start:end].lstrip())
