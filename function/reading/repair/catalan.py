"""Repairs Catalan's l·l, whose dot PP-OCRv6 often reads as a hyphen."""

from function.reading.repair.rules import apply_rules, substitute

_VOWEL = "aeiouàèéíòóúïü"


def repair_catalan(text: str) -> str:
    """Return the text with the dots of l·l restored; separators of lines and cells are kept."""
    return apply_rules(RULES, text)


RULES = (
    # No Catalan compound has a hyphen between two l's, and pronouns follow verbs with other endings.
    substitute("dot of l·l", rf"(?<=[{_VOWEL}]l)[-.•](?=l[{_VOWEL}])", "·"),
)
