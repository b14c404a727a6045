"""Labels in all languages, from the files in `labels/`, and where they are in a text."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

from function.fields.phrases import PhraseTree
from function.fields.sheet import Piece
from function.fields.words import Word, plain, split_words

Section = Literal["dates", "amounts", "numbers", "parties", "columns", "tax_words"]
SECTIONS: tuple[Section, ...] = ("dates", "amounts", "numbers", "parties")
FOLDER = Path(__file__).parent / "labels"
LANGUAGES = ("es", "ca", "gl", "eu", "pt", "fr", "en")
# Of `alumno/a`, `titular(es)`.
_ENDING = re.compile(r"\s?[/(]\s?(?:a|o|as|os|es|s)\b\)?(?![^\W\d_])", re.IGNORECASE)
_TRAILING = re.compile(r"(\s+\w{1,3})\s*(?:[:.]|$)")
# A label follows a sentence or a value with these before it.
_SEPARATORS = frozenset(".:;,|·•–—-/()[]>*%\t")
# What joins two labels to one.
_JOINING = frozenset(("/", "y", "e", "i", "eta", "et", "and", "&"))
# Words this long are recognised with one letter wrong.
LONG_WORD = 5
# Pieces whose words are kept: about those of one document.
REMEMBERED = 4096


@dataclass(frozen=True, slots=True)
class Hit:
    """A label at `start` to `end` of a piece, and what it can mean.

    `opens` says that nothing or a separator is before it, `leads` that it is the first in its piece; `size`
    counts its words.
    """

    piece: Piece
    roles: frozenset[str]
    start: int
    end: int
    opens: bool
    leads: bool
    size: int

    @property
    def rest(self) -> str:
        return self.piece.text[self.end :]

    @property
    def text(self) -> str:
        return self.piece.text[self.start : self.end]


@lru_cache(maxsize=REMEMBERED)
def find_labels(piece: Piece, section: Section) -> tuple[Hit, ...]:
    """Return the labels of a section in a piece, the longest at each place."""
    words = content_words(piece)
    hits: list[Hit] = []
    index = 0
    while index < len(words):
        length, roles = _tree(section).longest(words, index)
        if length:
            start, end = words[index].start, _whole_end(piece, words[index + length - 1].end)
            if hits and piece.text[hits[-1].end : start].strip() in _JOINING:
                # `Fecha de la factura/Fecha de la entrega` is one label, as is `Tomador y conductor`.
                hits[-1] = replace(hits[-1], end=end)
                index += length
                continue
            before = _before(piece, start)
            leads = not any(word.end <= start and not word.plain.isdigit() for word in words)
            opens = leads or not before or before[-1] in _SEPARATORS
            hits.append(Hit(piece, frozenset(roles), start, end, opens, leads, length))
        index += length or 1
    return tuple(hits)


@lru_cache(maxsize=REMEMBERED)
def content_words(piece: Piece) -> tuple[Word, ...]:
    """The words of a piece without articles and prepositions; those that OCR garbled are put right."""
    words = [word for word in split_words(piece.text) if word.plain not in skipped_words()]
    if piece.confidence == 1.0:
        return tuple(words)
    return tuple(better for word in words for better in _mend(word))


@cache
def skipped_words() -> frozenset[str]:
    return frozenset(
        word for labels in _files() for phrase in labels["skipped"] for word in _plain_words(phrase)
    )


@cache
def phrases(section: Section, role: str) -> frozenset[tuple[str, ...]]:
    """Every phrase of a role in all languages, as words."""
    return frozenset(
        phrase_key(phrase) for labels in _files() for phrase in labels.get(section, {}).get(role, ())
    )


@cache
def roles(section: Section) -> frozenset[str]:
    """The roles of a section in all languages."""
    return frozenset(role for labels in _files() for role in labels.get(section, {}))


@cache
def role_words(section: Section, role: str) -> frozenset[str]:
    return frozenset(word for phrase in phrases(section, role) for word in phrase)


def _whole_end(piece: Piece, end: int) -> int:
    """Where a label ends that ends in a preposition, as `Facturar a:`."""
    ending = _ENDING.match(piece.text, end)
    end = ending.end() if ending is not None else end
    trailing = _TRAILING.match(piece.text, end)
    return trailing.end(1) if trailing is not None and plain(trailing[1].strip()) in skipped_words() else end


def _before(piece: Piece, start: int) -> str:
    """The text before a label and the articles that belong to it."""
    for word in reversed([word for word in split_words(piece.text) if word.end <= start]):
        if word.plain not in skipped_words() or piece.text[word.end : start].strip():
            break
        start = word.start
    return piece.text[:start].rstrip()


@cache
def _tree(section: Section) -> PhraseTree:
    root = PhraseTree()
    for labels in _files():
        for role, forms in labels.get(section, {}).items():
            for form in forms:
                root.add(phrase_key(form), role)
    return root


@cache
def _files() -> tuple[dict, ...]:  # type: ignore[type-arg]
    return tuple(tomllib.loads((FOLDER / f"{language}.toml").read_text("utf-8")) for language in LANGUAGES)


def _plain_words(text: str) -> list[str]:
    return [word.plain for word in split_words(text)]


def phrase_key(phrase: str) -> tuple[str, ...]:
    """The words of a phrase that are compared."""
    return tuple(word for word in _plain_words(phrase) if word not in skipped_words())


@cache
def _vocabulary() -> frozenset[str]:
    """The words of all labels and of the names of all types."""
    sections = [section for labels in _files() for section in labels.values() if isinstance(section, dict)]
    sections += tomllib.loads((FOLDER.parent / "kinds.toml").read_text("utf-8")).values()
    return frozenset(
        word
        for section in sections
        for forms in section.values()
        for form in forms
        for word in _plain_words(form)
    )


@cache
def _shortened() -> dict[str, str | None]:
    """Words with one letter left out, and which word they come from; None if it could be several."""
    sources: dict[str, set[str]] = defaultdict(set)
    for word in _vocabulary():
        if len(word) >= LONG_WORD:
            for form in (word, *_without_one(word)):
                sources[form].add(word)
    return {form: next(iter(words)) if len(words) == 1 else None for form, words in sources.items()}


def _without_one(word: str) -> Iterable[str]:
    return (word[:index] + word[index + 1 :] for index in range(len(word)))


def _mend(word: Word) -> Iterator[Word]:
    vocabulary = _vocabulary()
    if word.plain in vocabulary or len(word.plain) < LONG_WORD or not word.plain.isalpha():
        yield word
        return
    for cut in range(3, len(word.plain) - 2):
        first, second = word.plain[:cut], word.plain[cut:]
        if first in vocabulary and second in vocabulary and len(word.plain) == word.end - word.start:
            yield Word(first, word.start, word.start + cut)
            yield Word(second, word.start + cut, word.end)
            return
    # Words that differ in their ending are a plural or another gender, not misread.
    forms = {
        known
        for form in (word.plain, *_without_one(word.plain))
        if (known := _shortened().get(form)) and known[0] + known[-1] == word.plain[0] + word.plain[-1]
    }
    yield Word(forms.pop(), word.start, word.end) if len(forms) == 1 else word
