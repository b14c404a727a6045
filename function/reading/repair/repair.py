"""All repairs of recognised text in one place: those of any language, then those of the page's."""

from function.reading.repair.catalan import repair_catalan
from function.reading.repair.signs import repair_signs
from function.reading.repair.spanish import repair_spanish

_OF_LANGUAGE = {"es": repair_spanish, "ca": repair_catalan}


# One rule may open the way for another; printed text is done after two rounds.
MAX_ROUNDS = 5


def repair(text: str, language: str) -> str:
    """`text` of a page in `language` (ISO 639-1), repaired; separators of lines and cells stay as they are."""
    of_language = _OF_LANGUAGE.get(language, repair_signs)
    for _ in range(MAX_ROUNDS):
        before, text = text, of_language(repair_signs(text))
        if text == before:
            break
    return text
