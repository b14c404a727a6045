"""Recognises lines that a page break puts into a table: a sum carried over, or that the table goes on."""

import re

# Spanish, Catalan, Galician, Basque, Portuguese, French and English. No words that goods have, too, as `Transporte`.
_NEXT = r"(?:al dorso|en (?:la )?(?:siguiente (?:p[áa]gina|hoja)|(?:p[áa]gina|hoja) siguiente))"
_WORDS = re.compile(
    r"[-–—.(\s]*(?:"
    r"sumas? (?:y|i|e) (?:siguen?|segueix(?:en)?|seguem?)|sumas? anterior(?:es)?"
    rf"|(?:suma|total) (?:de (?:la )?)?(?:p[áa]gina|hoja)|(?:sigue|contin[úu]a)(?: {_NEXT})?"
    r"|(?:viene|continuaci[óo]n) de (?:la )?(?:p[áa]gina|hoja) anterior|continuaci[óo]n?"
    r"|ve de la p[àa]gina anterior|v[ée]n da p[áa]xina anterior|jarraitzen du|a transportar|[àa] report(?:er|ar)"
    r"|(?:balance )?(?:carried|brought) (?:forward|over|down)|[bc]/f(?:wd)?"
    r"|continued(?: (?:on (?:the )?next page|from (?:the )?previous page|overleaf))?|cont\."
    r")(?!\w)[-–—.:)\s]*",
    re.IGNORECASE,
)
_SUM = re.compile(r"(?:[-+−–€$£\s\d.,'’]|EUR|euros?)*", re.IGNORECASE)
# A longer text is none.
_LONGEST = 80


def is_carried(text: str) -> bool:
    """Whether the text says that a table goes on, and nothing else but a sum: `Suma y sigue 1.204,50`."""
    words = _WORDS.match(text) if len(text) <= _LONGEST else None
    return words is not None and _SUM.fullmatch(text, words.end()) is not None
