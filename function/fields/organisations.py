"""Whether a line is a name, a company's, an address."""

import re
import tomllib
from functools import cache, lru_cache

from function.fields.labels import FOLDER, content_words, role_words, skipped_words
from function.fields.sheet import Piece
from function.fields.words import plain, split_words

_POSTCODE = re.compile(
    r"(?<!\d)(?:[A-Z]-?)?\d{5}(?!\d)\s+[^\W\d_]|(?<!\d)\d{4}-\d{3}(?!\d)|\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b"
    # New York, NY 10011
    r"|,\s[A-Z]{2}\s\d{5}\b"
)
_HONORIFIC = re.compile(
    r"^(?:(?:D|Dñª?|Dña|Da|Dª|Don|Doña|Sr|Sra|Srta|Sres|Mr|Mrs|Ms|Mme|M|Dr|Dra|Dr/a|Sr/a|En|Na)\b[./ª]*\s*(?:[/y]\s*)?)+(?=[A-ZÁÉÍÓÚÑÜÇÀÈÒ])"
)
_CAPITALISED = re.compile(
    r"^[^\W\d_a-zà-ÿ][\w'’.·-]*$|^(?:de|del|la|las|los|el|y|e|i|da|do|dos|das|van|von|d'|of|the|and|&|a|en)$"
)
MOST_NAME = 80
# A name has no more words than this that are mostly written small.
MOST_SMALL = 4


def strip_honorific(text: str) -> str:
    return _HONORIFIC.sub("", re.sub(r"^(?:A|Para|To|Per a|À)\s?:\s+", "", text.strip()))


@lru_cache(maxsize=1024)
def has_legal_form(text: str) -> bool:
    return _has(text, "legal", at_end=True)


@lru_cache(maxsize=1024)
def names_institution(text: str) -> bool:
    return _has(text, "institutions")


@lru_cache(maxsize=1024)
def is_address(text: str) -> bool:
    """Whether a line is a street or a town with its postcode."""
    if _POSTCODE.search(text):
        return True
    words = [word.plain for word in split_words(text)]
    if not words:
        return False
    starts_so = words[0] in _single("streets") or plain(text.strip()).startswith("c/")
    # `34 Kingley Street`, `No. 3, Jalan Permas`: its number can stand first.
    numbered = text.strip()[0].isdigit() or words[0] in ("num", "lot")
    holds = words[1:2] and words[1] in _single("streets")
    holds = holds or any(len(word) > 2 and word in _single("streets") for word in words[1:])
    # `Urreta Kalea, 1`
    ends_so = any(map(str.isdigit, text)) and not _single("street_ends").isdisjoint(words[1:])
    return (starts_so or ends_so or (numbered and bool(holds))) and not has_legal_form(text)


def has_postcode(text: str) -> bool:
    return _POSTCODE.search(text) is not None


@lru_cache(maxsize=1024)
def is_name(text: str) -> bool:
    """Whether a line can be the name of a person or an organisation: capitalised words, hardly a digit."""
    words = text.replace(",", " ").split()
    if not 1 <= len(words) <= 12 or len(text) > MOST_NAME or "@" in text or ":" in text or "..." in text:
        return False
    if has_legal_form(text) or names_institution(text):
        return not _is_sentence(text) and plain(words[-1]) not in _single("headings")
    if is_heading(text):
        return False
    letters = sum(character.isalpha() for character in text)
    if letters < 4 or any(character.isdigit() for character in text) or is_address(text):
        return False
    return all(_CAPITALISED.match(word.strip(".,;()\"'")) for word in words if word.strip(".,;()\"'"))


def _is_sentence(text: str) -> bool:
    """Whether more words are written small than with a capital, articles aside: `Lo cargaremos en tu banco`."""
    words = [word for word in re.findall(r"[^\W\d_]{3,}", text) if plain(word) not in skipped_words()]
    small = sum(word.islower() for word in words)
    is_long = len(words) > MOST_SMALL or any(map(str.isdigit, text))
    return is_long and small > len(words) / 2


def is_registration(piece: Piece) -> bool:
    """Whether a line says in which register a company is, with its own dates and numbers."""
    return len({word.plain for word in content_words(piece)} & role_words("dates", "registration")) >= 2


def is_heading(text: str) -> bool:
    """Whether a line begins as a heading, a label or a greeting does, not as a name."""
    words = split_words(text)
    return bool(words) and not {words[0].plain, words[-1].plain}.isdisjoint(_single("headings"))


def begins_legal(text: str) -> bool:
    """Whether a line is only the end of a company's name: `ENTERPRISE (SETIA ALAM) SDN BHD`."""
    words = [word.plain for word in split_words(text)]
    if not words or not has_legal_form(text):
        return False
    general = _single("legal") | _single("institutions") | {"co"}
    return words[0] in _single("legal") | {"co"} or text.startswith("&") or general.issuperset(words)


def is_person(text: str) -> bool:
    """Whether a line can be the name of a person: two to five capitalised words."""
    return is_name(text) and 2 <= len(text.split()) <= 6 and not has_legal_form(text)


def _has(text: str, group: str, *, at_end: bool = False) -> bool:
    words = [word.plain for word in split_words(text)]
    # `S. L.`, with a space, is two words.
    for phrase in _phrases(group):
        length = len(phrase)
        for start in range(len(words) - length + 1):
            if tuple(words[start : start + length]) == phrase and not (at_end and start == 0):
                return True
    joined = re.search(
        r"\b(?:S\.? ?[LAC]\.? ?[UPL]?|C\.? ?B|S\.? ?COOP|S\.? ?[àa] ?r\.? ?l)\.?$", text.strip(" .,")
    )
    return at_end and joined is not None and joined.start() > 0


@cache
def _phrases(group: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(word.plain for word in split_words(phrase)) for phrase in _file()[group])


@cache
def _single(group: str) -> frozenset[str]:
    return frozenset(words[0] for words in _phrases(group) if len(words) == 1)


@cache
def _file() -> dict[str, list[str]]:
    return tomllib.loads((FOLDER / "organisations.toml").read_text("utf-8"))
