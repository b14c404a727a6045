"""Where a text may be cut: at paragraphs, sentences, lines and words."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from function.embedding.outline import Outline

_NO_OUTLINE = Outline()
# Abbreviations that do not end a sentence; lower case, without the full stop.
_ABBREVIATED = """
sr sra sres sras srta srtas dª dña dñas dr dra dres dras prof profa lic ing arq abg excmo excma ilmo ilma rvdo fdo
art arts artº apdo aptdo ap núm núms num nº pág págs pag pp cap vol ed edit fig tab párr inc lib ref reg
tfno tel teléf av avda avd cl ctra pza plza pl urb dpto depto admón cía cia dcha izda izq esq ej vid cf cfr etc
aprox máx mín min max prov mun tit disp adic trans const cp vto fra fras ptas
mr mrs ms jr st vs viz ltd co corp approx dept est
"""
# Abbreviations only when a number follows: "No." and "Sec." also end sentences.
_NUMBERED = "no nos sec sent exp pts ptos pto let"
_ABBREVIATIONS = frozenset(_ABBREVIATED.split())
_NUMBERED_ABBREVIATIONS = frozenset(_NUMBERED.split())
_INITIALS = re.compile(r"(?:[^\W\d_]{1,3}\.)*[^\W\d_]{1,3}\.[^\W\d_]{1,3}|[A-ZÁÉÍÓÚÑÜ]|[a-z]")
_CLOSERS = "\"'»”’)]"
_WHITESPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Boundaries:
    """Ascending start positions of paragraphs, sentences, lines and words; each level includes those above.

    A table row (a line with a tab or two pipes) counts as one sentence. `prose` has the words outside table
    rows. Between a heading and the text below it there is only a line boundary.
    """

    paragraphs: list[int]
    sentences: list[int]
    lines: list[int]
    words: list[int]
    prose: list[int]


def find_boundaries(text: str, outline: Outline = _NO_OUTLINE) -> Boundaries:
    """Find every place where `text` may be cut, in time linear in its length."""
    paragraphs: list[int] = []
    sentences: list[int] = []
    lines: list[int] = []
    words: list[int] = []
    prose: list[int] = []
    line_start, in_row = 0, _is_row(text, 0)
    headed = {heading.end for heading in outline.headings}
    for blank in _WHITESPACE.finditer(text):
        position = blank.end()
        heads = blank.start() in headed
        newlines = blank.group().count("\n")
        words.append(position)
        ends_row = bool(newlines) and in_row
        if ends_row or (
            not heads and not in_row and _ends_sentence(text, line_start, blank.start(), position)
        ):
            sentences.append(position)
        if newlines:
            lines.append(position)
            line_start, in_row = position, _is_row(text, position)
        if newlines or not in_row:
            prose.append(position)
        if not heads and (newlines > 1 or "\f" in blank.group()):
            paragraphs.append(position)
    return Boundaries(
        paragraphs,
        sorted({*sentences, *paragraphs}),
        sorted({*lines, *sentences, *paragraphs}),
        words,
        prose,
    )


def last_between(positions: list[int], after: int, until: int) -> int | None:
    """Return the last of the ascending `positions` in (after, until]."""
    index = bisect_right(positions, until) - 1
    return positions[index] if index >= 0 and positions[index] > after else None


def first_between(positions: list[int], start: int, before: int) -> int | None:
    """Return the first of the ascending `positions` in [start, before)."""
    index = bisect_left(positions, start)
    return positions[index] if index < len(positions) and positions[index] < before else None


def _is_row(text: str, line_start: int) -> bool:
    end = text.find("\n", line_start)
    end = end if end >= 0 else len(text)
    return text.find("\t", line_start, end) >= 0 or text.count("|", line_start, end) >= 2


def _ends_sentence(text: str, line_start: int, end: int, following: int) -> bool:
    """Whether the word that ends at `end` ends a sentence; `following` is where the next word begins."""
    stop = end
    while stop > line_start and text[stop - 1] in _CLOSERS:
        stop -= 1
    if stop == line_start or text[stop - 1] not in ".!?…" or following >= len(text):
        return False
    if text[following].islower():
        return False
    return text[stop - 1] != "." or _is_full_stop(text, line_start, stop - 1, following)


def _is_full_stop(text: str, line_start: int, stop: int, following: int) -> bool:
    """Whether the dot at `stop` is a full stop, not part of an abbreviation, initial or list number."""
    # No abbreviation is longer than 16 characters; the bound keeps very long words cheap.
    begin = max(line_start, stop - 16)
    word = "".join(text[begin:stop].split()[-1:]).lstrip("(«\"'“¿¡[")
    if word.isdecimal():
        return stop - len(word) > line_start
    if word.lower() in _NUMBERED_ABBREVIATIONS:
        return not text[following].isdecimal()
    return word.lower() not in _ABBREVIATIONS and _INITIALS.fullmatch(word) is None
