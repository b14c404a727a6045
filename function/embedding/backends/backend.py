"""The interface between `Encoder` and the runtime of its model."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, Protocol

from function.document.chunks import Vectors

TextKind = Literal["query", "passage"]


class OverlongError(Exception):
    """The text at `place` has `tokens` tokens, more than it may."""

    def __init__(self, place: int, tokens: int) -> None:
        super().__init__(place, tokens)
        self.place = place
        self.tokens = tokens


class Backend(Protocol):
    """Runs a model, on one thread only.

    `longest` is the maximum number of tokens of a text, without prompt and special tokens.
    """

    @property
    def dimensions(self) -> int: ...

    @property
    def longest(self) -> Mapping[TextKind, int]: ...

    def offsets(self, text: str) -> Sequence[tuple[int, int]]:
        """Return start and end of each token in characters, without special tokens or truncation."""

    def encode(self, texts: Sequence[str], kind: TextKind, most: int | None = None) -> Vectors:
        """Return L2-normalised vectors, shape (len(texts), dimensions), with the prompt of `kind`.

        Raises OverlongError if a text has more than `most` tokens, without prompt and special tokens; if it is None, no
        more of a text is read than its first `longest` tokens.
        """


def check_lengths(lengths: Iterable[int], most: int | None) -> None:
    """Raise OverlongError for the first text that has more than `most` tokens."""
    for place, length in enumerate(lengths):
        if most is not None and length > most:
            raise OverlongError(place, length)
