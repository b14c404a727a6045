"""Spanish signs that PP-OCRv6 cannot write, put back where the sentence shows them.

`¡` is not in its dictionary at all, and `º` after a number is often read as `°`, `ª` as `a`. The rules work on a copy
(the raw line is kept) and only where the text around leaves no doubt.
"""

import re

# A degree sign never follows a letter or a stop: nº, N.º, V.º B.º, 1.º
_AFTER_STOP = re.compile(r"(?<=\d\.)°|(?<=\b[nNvVbB])°|(?<=\b[nNvVbB]\.)°|(?<=[^\W\d_]{2})°")
_FLOOR = r"\s?[A-Z](?![\w.°'’])"
_NAMED = (
    r"\s+(?:izq|izda|dcha|dcho|izquierda|derecha|interior|exterior|piso|planta|puerta|curso|grado|trimestre|semestre|"
    r"apartado|edición|ciclo|de (?:ESO|Primaria|Bachillerato|enero|febrero|marzo|abril|mayo|junio|julio|agosto|"
    r"septiembre|octubre|noviembre|diciembre))(?![^\W\d_])"
)
_ORDINAL = re.compile(rf"(?<![\d.,°º-])(?P<number>\d{{1,3}})°(?={_FLOOR}|{_NAMED})")
_CITED = re.compile(
    r"(?i:(?<=art\.)|(?<=artículo)|(?<=apartado)|(?<=punto)|(?<=piso)|(?<=planta)|(?<=capítulo))(\s+\d{1,3})°"
)
_LISTED = re.compile(r"(?m)^(\d{1,2})°(?=\s[A-ZÁÉÍÓÚÑ][a-záéíóúüñ])")
_FEMININE = re.compile(
    r"(?<![\w.,])(\d{1,2}\.?)a(?=\s(?:planta|edición|parte|convocatoria|categoría|quincena|sesión|fase|instancia|cláusula|"
    r"puerta|escalera|vez)(?![^\W\d_]))"
)
_SURE_ORDINAL = re.compile(r"\d\.?º")
# Letters that are a unit or a point of the compass behind a degree sign.
_AMBIGUOUS = "CFKNSEWO"
MAX_FLOOR = 40

_LETTER = r"[^\W\d_]"
_BOUNDARY = re.compile(r"[.!?…:;]+[»”\")]*\s+|[«“(¿\n\x1f]|(?:^|(?<=\s))[–—•-]\s*|(?:^|(?<=\s))[\"'](?=\w)")
# A stop after one of these ends no sentence.
_ABBREVIATION = re.compile(
    r"\b(?:Sr|Sra|Srta|Dr|Dra|D|Dña|Ud|Uds|Vd|Vds|Excmo|Excma|art|núm|pág|av|avda|Avda|tel|Tel|ej|[A-Z])\.\s+$"
)
_EXCLAMATION = re.compile(r"(?<=[^\s!¡(])!+(?=[\s»”\"').,;:?…]|$)")
_CLOSED = {"«": "»", "“": "”", "(": ")", '"': '"', "'": "'"}
# The sign itself read as a letter: "iy muchísima paciencia!", "iVolveremos!".
_MISREAD = re.compile(rf"[il](?=y\b|[A-ZÁÉÍÓÚÑ](?!(?:hone|ad|S|ac|loud|unes|od)\b){_LETTER})")
_HAS_WORD = re.compile(f"{_LETTER}{{2}}")
MAX_EXCLAMATION = 300


def repair_spanish(text: str) -> str:
    """The text with `¡` and `º` put back; separators of lines and cells stay as they are."""
    return _open_exclamations(_restore_ordinals(text))


def _restore_ordinals(text: str) -> str:
    text = _AFTER_STOP.sub("º", text)
    text = _FEMININE.sub(r"\1ª", text)
    text = _CITED.sub(r"\1º", text)
    text = _LISTED.sub(r"\1º", text)
    # Twice: a floor beside a sure ordinal is one, whatever its letter ("3º B, 4° C").
    text = _ORDINAL.sub(lambda match: _judge_ordinal(match, among_ordinals=False), text)
    if _SURE_ORDINAL.search(text):
        text = _ORDINAL.sub(lambda match: _judge_ordinal(match, among_ordinals=True), text)
    return text


def _judge_ordinal(match: re.Match[str], *, among_ordinals: bool) -> str:
    number = int(match["number"])
    following = match.string[match.end() :].lstrip()[:1]
    degrees = following in _AMBIGUOUS and not among_ordinals
    return match[0] if degrees or not 1 <= number <= MAX_FLOOR else f"{number}º"


def _open_exclamations(text: str) -> str:
    """Each sentence that ends in `!` begins with `¡`, unless it has one or its beginning is unknown."""
    position = 0
    while match := _EXCLAMATION.search(text, position):
        start = _sentence_start(text, match.start())
        sentence = text[start : match.start()]
        position = match.end()
        if "¡" in sentence or len(sentence) > MAX_EXCLAMATION or not _HAS_WORD.search(sentence):
            continue
        repaired = "¡" + _MISREAD.sub("", sentence, count=1) if _MISREAD.match(sentence) else "¡" + sentence
        text = text[:start] + repaired + text[match.start() :]
        position += len(repaired) - len(sentence)
    return text


def _sentence_start(text: str, end: int) -> int:
    """Where the sentence begins whose `!` stands at `end`."""
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
