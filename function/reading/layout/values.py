"""Classifies the text of a cell: a value (amount, date, code), a label with its value, or words."""

import re
from functools import lru_cache

from function.document.markdown import MARK

_UNIT = r"(?:[€$£¥%‰°º*†]|°\s?C|EUR|USD|euros?|[a-zA-Zµ]{1,3}[²³]?|días|meses|años|horas)"
_QUANTITY = re.compile(
    rf"[(\[«]?[-+−–—±<>≤≥=~×x]{{0,2}}\s?[€$£]?\s?\d[\d\s.,:/'’·×x–-]*\s?{_UNIT}?(?:/\s?\S{{1,10}})?\)?[.,;*]?",
)
_DATE = re.compile(r"\d{1,2}[\s./-](?:de\s)?[a-zA-Z]{3,10}\.?[\s./-](?:de\s)?\d{2,4}")
_CODE = re.compile(r"(?=\S*\d)[\w./:·-]+(?:\s[\d.*X/-]{2,})*")
_NOTHING = re.compile(r"[-–—·.*_/]*")
_LABEL = re.compile(r"[^\W\d_][^:]{0,40}:(?:\s|$)")
_WAITING = re.compile(r"[^\W\d_][.)]?\s?:(?:\s?[$€])?$")
MIN_DIGITS = 0.4


# The layout asks about the pieces of a page again and again.
@lru_cache(maxsize=4096)
def is_value(text: str) -> bool:
    """Whether the text is an amount, a quantity with its unit, a date, a time or a code, without words."""
    if _QUANTITY.fullmatch(text) or _DATE.fullmatch(text):
        return True
    if not _CODE.fullmatch(text):
        return False
    return sum(map(str.isdigit, text)) >= MIN_DIGITS * len(text)


def is_nothing(text: str) -> bool:
    """Whether the text is empty, or only a stroke that means so."""
    return _NOTHING.fullmatch(text) is not None


def is_leader(text: str) -> bool:
    """Whether the text is part of a dotted line that leads from a name to its page or amount."""
    return text.strip(".·…") == ""


def is_label(text: str) -> bool:
    """Whether the text begins with a label and a colon; its value may be here or elsewhere."""
    return _LABEL.match(text) is not None


def is_waiting(text: str) -> bool:
    """Whether the text ends as a label whose value is elsewhere."""
    return _WAITING.search(text) is not None


def is_mark(text: str) -> bool:
    """Whether the text is only a bullet or an item number."""
    return MARK.fullmatch(text) is not None
