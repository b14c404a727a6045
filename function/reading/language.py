"""The language of a page, by its text alone."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from function.settings import LANGUAGES

# Under this many letters the classifier guesses; over this many more of them change nothing.
MIN_LETTERS = 30
MAX_CHARACTERS = 5000


def detect_language(text: str, expected: Sequence[str]) -> str:
    """ISO 639-1 code among the nine languages of the settings; the first expected one for short texts."""
    if sum(character.isalpha() for character in text) < MIN_LETTERS:
        return expected[0]
    language, _ = _classifier().classify(text[:MAX_CHARACTERS])
    return str(language)


@cache
def _classifier() -> Any:
    """py3langid's own model (it comes inside the package), reduced to the known languages."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    classifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    classifier.set_languages(sorted(LANGUAGES))
    return classifier
