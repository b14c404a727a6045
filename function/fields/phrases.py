"""Phrases word by word, so that all of them that begin at a word are found in one walk."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from function.fields.words import Word


@dataclass
class PhraseTree:
    """`meanings` are those of the phrase that ends here, with their weights; `following` continues it by word."""

    meanings: dict[str, float] = field(default_factory=dict)
    following: dict[str, "PhraseTree"] = field(default_factory=dict)

    def add(self, phrase: Iterable[str], meaning: str, weight: float = 1.0) -> None:
        """Add a phrase, of which nothing is left to compare if it has only skipped words."""
        node = self
        for word in phrase:
            node = node.following.setdefault(word, PhraseTree())
        if node is not self:
            node.meanings[meaning] = weight

    def walk(self, words: Sequence[Word], index: int) -> Iterator[tuple[int, "PhraseTree"]]:
        """Yield the phrases that begin at a word, with how many words they have, the shortest first."""
        node: PhraseTree | None = self
        for length, word in enumerate(words[index:], 1):
            node = node.following.get(word.plain) if node else None
            if node is None:
                return
            if node.meanings:
                yield length, node

    def longest(self, words: Sequence[Word], index: int) -> tuple[int, Mapping[str, float]]:
        """Return how many words the longest phrase at a word has, and its meanings; 0 if there is none."""
        phrases = list(self.walk(words, index))
        return (phrases[-1][0], phrases[-1][1].meanings) if phrases else (0, {})
