"""Detects the language of a page by its text alone."""

from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from typing import Any

from function.settings import LANGUAGES

# With fewer letters the classifier guesses; more characters than the maximum change nothing.
MIN_LETTERS = 30
MAX_CHARACTERS = 5000


def detect_language(text: str, expected: Sequence[str]) -> str:
    """Return one of the nine languages of the settings (ISO 639-1); the first expected one for short
    texts."""
    if sum(character.isalpha() for character in text) < MIN_LETTERS:
        return expected[0]
    language, _ = _classifier().classify(text[:MAX_CHARACTERS])
    return str(language)


def load_language_model() -> None:
    """Load the model before the first text needs it.

    It is unpacked into the temporary folder; while that is full, it stays unloaded and a text tries again.
    """
    with suppress(OSError):
        _classifier()


@cache
def _classifier() -> Any:
    """Return py3langid's bundled model, restricted to the supported languages."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    classifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    classifier.set_languages(sorted(LANGUAGES))
    return classifier
