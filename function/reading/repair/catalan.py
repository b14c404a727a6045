"""Catalan's l·l, whose dot PP-OCRv6 often reads as a hyphen."""

from function.reading.repair.rules import apply_rules, substitute

_VOWEL = "aeiouàèéíòóúïü"


def repair_catalan(text: str) -> str:
    """The text with the dots of l·l put back; separators of lines and cells stay as they are."""
    return apply_rules(RULES, text)


RULES = (
    # No Catalan compound has a hyphen between two l's; pronouns follow a verb that ends otherwise.
    substitute("dot of l·l", rf"(?<=[{_VOWEL}]l)[-.•](?=l[{_VOWEL}])", "·"),
)
