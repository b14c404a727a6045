"""Applies all repairs of recognised text: those for any language, then those for the page's language."""

from function.reading.repair.catalan import repair_catalan
from function.reading.repair.signs import repair_signs
from function.reading.repair.spanish import repair_spanish

_OF_LANGUAGE = {"es": repair_spanish, "ca": repair_catalan}


# One rule may enable another; printed text needs at most two rounds.
MAX_ROUNDS = 5


def repair(text: str, language: str) -> str:
    """Return the repaired `text` of a page in `language` (ISO 639-1); separators of lines and cells are
    kept."""
    of_language = _OF_LANGUAGE.get(language, repair_signs)
    for _ in range(MAX_ROUNDS):
        before, text = text, of_language(repair_signs(text))
        if text == before:
            break
    return text
