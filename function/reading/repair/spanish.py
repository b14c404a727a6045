"""Restores Spanish characters that PP-OCRv6 cannot write, where the context shows them.

`¡` is not in its dictionary at all, `º` after a number is often read as `°`, and `ª` as `a`. The rules work
on a copy (the raw line is kept), and only where the context leaves no doubt; `benchmarks/repair.py` counts
how often each helps and hurts.
"""

import re

from function.reading.repair.exclamations import open_exclamations
from function.reading.repair.rules import Rule, apply_rules, substitute

_WORD_ENDS = r"(?![^\W\d_])"
_NAME = r"[A-ZÁÉÍÓÚÑ][a-záéíóúüñ]"

_FLOOR = r"\s?[A-Z](?![\w.°'’])"
_NAMED = (
    r"\s+(?:izq|izda|dcha|dcho|izquierda|derecha|interior|exterior|piso|planta|puerta|curso|grado|trimestre|semestre|"
    r"apartado|edición|ciclo|de (?:ESO|Primaria|Bachillerato|enero|febrero|marzo|abril|mayo|junio|julio|agosto|"
    rf"septiembre|octubre|noviembre|diciembre)){_WORD_ENDS}"
)
_ORDINAL = re.compile(rf"(?<![\d.,°º-])(?P<number>\d{{1,3}})°(?={_FLOOR}|{_NAMED})")
_SURE_ORDINAL = re.compile(r"\d\.?º")
# Letters that can follow a degree sign as a unit or a point of the compass.
_AMBIGUOUS = "CFKNSEWO"
MAX_FLOOR = 40

_FEMININE = (
    r"(?:planta|edición|parte|convocatoria|categoría|quincena|sesión|fase|instancia|cláusula|puerta|escalera|vez|"
    r"evaluación|avenida|jornada|clase|generación|hora)"
)
_WOMAN = (
    r"(?:Jesús|José|Ángeles|Carmen|Dolores|Luisa|Pilar|Teresa|Isabel|Mercedes|Concepción|Asunción|Rosa|Elena|Victoria|"
    r"Soledad|Antonia|Josefa|Cristina|Eugenia|Paz|Luz|Nieves|Inmaculada|Rosario|Encarnación|Amparo|Esther)"
)

_NUMBERED = (
    r"(?i:anexo|título|capítulo|tomo|siglo|grado|grupo|tipo|volumen|vol\.|libro|sección|nivel|estadio)|"
    r"Felipe|Alfonso|Carlos|Fernando|Jaime|Sancho|Pío"
)
_NUMERAL = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})")

_CLAUSES = {
    stem + ending
    for stem in [
        "PRIMER",
        "SEGUND",
        "TERCER",
        "CUART",
        "QUINT",
        "SEXT",
        "SÉPTIM",
        "OCTAV",
        "NOVEN",
        "DÉCIM",
        "ÚNIC",
    ]
    for ending in "AO"
}
MIN_CAPITALS = 3


def repair_spanish(text: str) -> str:
    """Return the text with `¡`, `º`, `ª` and Roman numerals restored; separators of lines and cells are
    kept."""
    return apply_rules(RULES, text)


def _restore_floors(text: str) -> str:
    # Twice: beside an unambiguous ordinal any letter means a floor ("3º B, 4° C").
    text = _ORDINAL.sub(lambda match: _judge_ordinal(match, among_ordinals=False), text)
    if _SURE_ORDINAL.search(text):
        text = _ORDINAL.sub(lambda match: _judge_ordinal(match, among_ordinals=True), text)
    return text


def _judge_ordinal(match: re.Match[str], *, among_ordinals: bool) -> str:
    number = int(match["number"])
    following = match.string[match.end() :].lstrip()[:1]
    degrees = following in _AMBIGUOUS and not among_ordinals
    return match[0] if degrees or not 1 <= number <= MAX_FLOOR else f"{number}º"


def _raise_numerals(match: re.Match[str]) -> str:
    """Replace `l` by `I` where that gives Roman numerals; "l/ll" alone may mean litres."""
    if not set(match[0]) & set("IVX"):
        return match[0]
    numerals = match[0].replace("l", "I")
    return numerals if all(_NUMERAL.fullmatch(part) for part in numerals.split("/")) else match[0]


def _raise_named(match: re.Match[str]) -> str:
    numeral = match[2].replace("l", "I")
    return match[1] + numeral if _NUMERAL.fullmatch(numeral) else match[0]


def _raise_clause(match: re.Match[str]) -> str:
    raised = match[0].replace("0", "O").upper()
    capitals = sum(letter.isupper() for letter in match[0])
    return raised if raised in _CLAUSES and capitals >= MIN_CAPITALS else match[0]


RULES = (
    # A degree sign never follows a letter or a stop: nº, N.º, V.º B.º, 1.º
    substitute(
        "º after a stop or letter",
        r"(?<=\d\.)°|(?<=\b[nNvVbB])°|(?<=\b[nNvVbB]\.)°|(?<=[^\W\d_]{2})°",
        "º",
    ),
    substitute("ª of a feminine", rf"(?<![\w.,])(\d{{1,2}}\.?)a(?=\s{_FEMININE}{_WORD_ENDS})", r"\1ª"),
    substitute("ª of a name", rf"\bM[º°](?=\s(?:del? |de la |de los )?{_WOMAN}{_WORD_ENDS})", "Mª"),
    substitute("ª of a title", rf"(?<=\bD\.)a(?=\s{_NAME})", "ª"),
    substitute("ª of a temperature", r"\bTa(?=:?\s3\d(?:[.,]\d)?\s?°)", "Tª"),
    substitute(
        "º that is cited",
        r"(?i:(?<=art\.)|(?<=artículo)|(?<=apartado)|(?<=punto)|(?<=piso)|(?<=planta)|(?<=capítulo))(\s+\d{1,3})°",
        r"\1º",
    ),
    substitute("º of a list", rf"(?m)^(\d{{1,2}})°(?=\s{_NAME})", r"\1º"),
    Rule("º of a floor", _restore_floors),
    substitute("numeral of a fraction", r"\b[IVXl]{1,4}/[IVXl]{1,4}\b", _raise_numerals),
    substitute(
        "numeral that is named", rf"(?<![^\W\d_])((?:{_NUMBERED}) )([IVXl]{{2,5}})(?![\w'’])", _raise_named
    ),
    substitute("numeral of a list", rf"(?m)^[IVXl]{{2,5}}(?=\.\s{_NAME})", _raise_numerals),
    substitute("name of a clause", r"\b[A-Za-zÁÉÚáéú0]{5,7}\b", _raise_clause),
    substitute("beats a minute", r"(?<=\d )Ipm\b", "lpm"),
    substitute("ç before e or i", r"(?<=[a-záéíóúñ])ç(?=[eiéí][a-záéíóúñ]*\b)", "c"),
    # No other word begins like that.
    substitute("Í of a name", r"\bíñ(?=ig[ou])", "Íñ"),
    Rule("¡", open_exclamations),
)
