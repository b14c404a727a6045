"""Detects the language of a page by its text alone."""

from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from typing import Any

from function.reading.scripts import is_foreign
from function.settings import LANGUAGES

# Languages of other scripts, which only a text layer can be in.
FOREIGN = frozenset(
    {"ar", "fa", "ur", "he", "el", "ru", "uk", "bg", "hy", "ka", "ko", "zh", "ja", "th", "hi", "bn"}
)

# With fewer letters the classifier guesses; more characters than the maximum change nothing.
MIN_LETTERS = 30
# A script alone leaves only a few languages.
MIN_FOREIGN_LETTERS = 5
MAX_CHARACTERS = 5000


def detect_language(text: str, expected: Sequence[str]) -> str:
    """Return one of the nine languages of the settings (ISO 639-1), or one of FOREIGN for text in another
    script; the first expected one for short texts."""
    foreign = is_foreign(text)
    if sum(character.isalpha() for character in text) < (MIN_FOREIGN_LETTERS if foreign else MIN_LETTERS):
        return expected[0]
    possible = FOREIGN if foreign else LANGUAGES
    ranked = _classifier().rank(text[:MAX_CHARACTERS])
    return next(str(language) for language, _ in ranked if language in possible)


def load_language_model() -> None:
    """Load the model before the first text needs it.

    It is unpacked into the temporary folder; while that is full, it stays unloaded and a text tries again.
    """
    with suppress(OSError):
        _classifier()


@cache
def _classifier() -> Any:
    """Return py3langid's bundled model, restricted to the supported languages and FOREIGN."""
    from py3langid.langid import MODEL_FILE

    from function.reading.classifier import Classifier

    classifier = Classifier.from_model_file(MODEL_FILE)
    classifier.set_languages(sorted(LANGUAGES | FOREIGN))
    return classifier
